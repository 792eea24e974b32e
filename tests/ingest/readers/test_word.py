"""Word: roles, tables, notes, what is struck out or hidden, core properties."""

from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from harness.papers import as_bytes
from ingest.readers import read
from ingest.text.reading import FileContent
from rag.errors import Unreadable

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_notes(document: Any, kind: str, notes: dict[int, str]) -> None:
    """Give the document a part of footnotes or endnotes, as Word writes it."""
    inner = "".join(
        f'<w:{kind} w:id="{id}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
        for id, text in notes.items()
    )
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    blob = f'<?xml version="1.0"?><w:{kind}s xmlns:w="{_W}">{separator}{inner}</w:{kind}s>'.encode()
    part = Part(PackURI(f"/word/{kind}s.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.part.package)
    document.part.relate_to(part, f"{_OFFICE}/{kind}s")


def refer(paragraph: Any, kind: str, id: int) -> None:
    run = paragraph.add_run()
    run._r.append(parse_xml(f'<w:{kind}Reference xmlns:w="{_W}" w:id="{id}"/>'))


@pytest.fixture(scope="module")
def reading() -> FileContent:
    document = docx.Document()
    document.core_properties.title = "A report on reports"
    document.core_properties.author = "Zoë Ångström"
    document.core_properties.created = datetime(2016, 2, 3, 9)
    document.core_properties.modified = datetime(2016, 3, 1, 9)
    document.sections[0].header.paragraphs[0].text = "Running header of the report"
    document.add_heading("Findings", 1)
    first = document.add_paragraph("The inspectors came twice")
    refer(first, "footnote", 1)
    first.add_run(" and left a letter.")
    refer(first, "endnote", 1)
    document.add_paragraph("Hire more staff.", style="List Bullet")
    document.add_paragraph("Keep the staff there are.", style="List Number")
    table = document.add_table(2, 3)
    for row, cells in zip(table.rows, (("Council", "2014", "2015"), ("Leeds", "12", "19")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("Figure 1. Work before and after.", style="Caption")
    edited = document.add_paragraph("The council ")
    edited._p.append(
        parse_xml(f'<w:del xmlns:w="{_W}"><w:r><w:delText>did not answer</w:delText></w:r></w:del>')
    )
    edited._p.append(parse_xml(f'<w:ins xmlns:w="{_W}"><w:r><w:t>answered in May.</w:t></w:r></w:ins>'))
    hidden = document.add_paragraph("Seen by all. ").add_run("Seen by nobody.")
    hidden.font.hidden = True
    document.element.body.insert(
        len(document.element.body) - 1,
        parse_xml(
            f'<w:sdt xmlns:w="{_W}"><w:sdtContent><w:p><w:r><w:t>Filled into a form.</w:t></w:r></w:p>'
            "</w:sdtContent></w:sdt>"
        ),
    )
    with_notes(document, "footnote", {1: "In March and in June."})
    with_notes(document, "endnote", {1: "The letter is in annex B."})
    return read(Path("a.docx"), as_bytes(document))


def test_the_text_in_order_with_roles_and_notes_behind_their_paragraph(reading: FileContent) -> None:
    assert [(block.role, block.text) for block in reading.blocks] == [
        ("heading", "Findings"),
        ("body", "The inspectors came twice and left a letter."),
        ("body", "In March and in June."),
        ("body", "The letter is in annex B."),
        ("item", "Hire more staff."),
        ("item", "1. Keep the staff there are."),
        ("row", "Council | 2014 | 2015"),
        ("row", "Leeds | 12 | 19"),
        ("caption", "Figure 1. Work before and after."),
        ("body", "The council answered in May."),
        ("body", "Seen by all."),
        ("body", "Filled into a form."),
    ]


def test_core_properties_are_metadata(reading: FileContent) -> None:
    metadata = reading.metadata
    assert (metadata.title, metadata.author, metadata.extra["file_created"]) == (
        "A report on reports",
        "Zoë Ångström",
        "2016-02-03",
    )
    assert metadata.date is None


def test_an_author_that_a_program_put_there_is_none() -> None:
    document = docx.Document()  # python-docx writes its own name
    document.add_paragraph("Words enough to be a document.")
    assert read(Path("a.docx"), as_bytes(document)).metadata.author is None


def test_a_title_page_gives_the_title_where_the_properties_do_not() -> None:
    document = docx.Document()
    document.add_heading("On the state of things", 0)
    document.add_paragraph("It is well.")
    assert read(Path("a.docx"), as_bytes(document)).metadata.title == "On the state of things"


def test_a_text_box_is_read_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Around the box.")
    box = "<w:txbxContent><w:p><w:r><w:t>Inside the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    paragraph._p.append(
        parse_xml(
            f'<w:r xmlns:w="{_W}" xmlns:mc="{mc}"><mc:AlternateContent><mc:Choice Requires="wps">{box}'
            f"</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert [block.text for block in read(Path("a.docx"), as_bytes(document)).blocks] == [
        "Around the box.",
        "Inside the box.",
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), r"opened as Word.*\.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__nameid_version1.0".encode("utf-16-le"),
            "opened as an Outlook mail",
        ),
        (b"no Word at all", "holds no Word"),
    ],
)
def test_old_and_locked_files_say_what_to_do(content: bytes, says: str) -> None:
    for name in ("a.doc", "a.docx"):
        if name == "a.doc" and content == b"no Word at all":
            continue
        with pytest.raises(Unreadable, match=says):
            read(Path(name), content)
