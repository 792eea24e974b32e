"""A small real file of each format that packs others together or lays text out in cells and slides."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def packages(words: Sequence[str]) -> dict[str, bytes]:
    """The files by name; each holds these paragraphs, and those of mails and archives name the first in their list."""
    return {
        "a.csv": "\n".join(
            ("Council;Finding", *(f'{number};"{each}"' for number, each in enumerate(words)))
        ).encode(),
        "a.xlsx": workbook({"Findings": list(enumerate(words, 1))}),
        "a.ods": _opened(words, slides=False),
        "a.odp": _opened(words, slides=True),
        "a.pptx": _slides(words),
        "a.epub": _book(words),
        "a.mbox": _mailbox(words),
        "a.zip": zipped({f"{each[:60]}.txt": each.encode() for each in words}),
    }


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of these files by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return target.getvalue()


def workbook(sheets: Mapping[str, Sequence[Sequence[str | int]]]) -> bytes:
    """An Excel file with these sheets by name, each by its rows; an empty cell is an empty text."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{kind}.worksheet+xml"/>'
            for at in numbers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(sheets, 1)
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
            for at in numbers
        )
        + "</Relationships>",
    }
    for at, rows in enumerate(sheets.values(), 1):
        cells = "".join(f'<row r="{row}">{_cells(row, held)}</row>' for row, held in enumerate(rows, 1))
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'<worksheet xmlns="{_SHEET}"><sheetData>{cells}</sheetData></worksheet>'
        )
    return zipped({name: f'<?xml version="1.0"?>{part}'.encode() for name, part in parts.items()})


def _cells(row: int, held: Sequence[str | int]) -> str:
    """The cells of a row, from column A to at most column Z."""
    told = [(f"{chr(ord('A') + column)}{row}", value) for column, value in enumerate(held) if value != ""]
    return "".join(
        f'<c r="{place}"><v>{value}</v></c>'
        if isinstance(value, int)
        else f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        for place, value in told
    )


def _opened(words: Sequence[str], slides: bool) -> bytes:
    from odf import draw, style, table, text
    from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet

    if slides:
        made = OpenDocumentPresentation()
        layout = style.PageLayout(name="layout")
        made.automaticstyles.addElement(layout)
        master = style.MasterPage(name="master", pagelayoutname=layout)
        made.masterstyles.addElement(master)
        for number, each in enumerate(words, 1):
            page = draw.Page(name=f"page{number}", masterpagename=master)
            frame, box = draw.Frame(width="20cm", height="10cm"), draw.TextBox()
            box.addElement(text.P(text=each))
            frame.addElement(box)
            page.addElement(frame)
            made.presentation.addElement(page)
    else:
        made = OpenDocumentSpreadsheet()
        sheet = table.Table(name="Findings")
        for each in words:
            row, cell = table.TableRow(), table.TableCell(valuetype="string")
            cell.addElement(text.P(text=each))
            row.addElement(cell)
            sheet.addElement(row)
        made.spreadsheet.addElement(sheet)
    target = io.BytesIO()
    made.write(target)
    return target.getvalue()


def _slides(words: Sequence[str]) -> bytes:
    from pptx import Presentation

    made = Presentation()
    for each in words:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = "Findings", each
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _book(words: Sequence[str]) -> bytes:
    chapters = {
        f"x/{number}.xhtml": f"<html><body><p>{each}</p></body></html>" for number, each in enumerate(words)
    }
    items = "".join(f'<item id="c{number}" href="{number}.xhtml"/>' for number in range(len(words)))
    order = "".join(f'<itemref idref="c{number}"/>' for number in range(len(words)))
    root = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        f"<dc:title>A review</dc:title></metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="x/p.opf"/></rootfiles></container>'
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "x/p.opf": root,
        **chapters,
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def _mailbox(words: Sequence[str]) -> bytes:
    found = b""
    for each in words:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Jo <jo@example.org>", each
        mail.set_content(each)
        found += b"From jo@example.org Thu May 14 16:00:00 2020\n" + mail.as_bytes() + b"\n"
    return found
