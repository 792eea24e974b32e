"""One small real file for each format, by file name."""

import io
from collections.abc import Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from harness.members import member, with_member
from harness.outlook import mail as outlook_mail
from harness.outlook import winmail
from harness.packages import packages
from harness.papers import Sheet, as_bytes, pdf, picture_of

_WORDS = (
    "The review looked at nine councils over two years and found that the regime had set improvement back.",
    "Directors told the review that agency costs had doubled, and that recruitment had all but stopped.",
)
_MADE = Path(__file__).parent / "made"  # by LibreOffice 7.4, which alone writes these formats
_WORD_KIND = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = {
    "a.docm": b"vnd.ms-word.document.macroEnabled.main+xml",
    "a.dotx": b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
}
_PICTURES = {"a.png": "PNG", "a.jpg": "JPEG", "a.tif": "TIFF"}


@cache
def samples() -> Mapping[str, bytes]:
    """The files; each holds the words "nine councils". They are made once: some formats hold the time of day."""
    paper, word_file = _paper(), _word()
    page = "".join(f"<p>{words}</p>" for words in _WORDS)
    markdown = f"---\ntitle: A review\ndate: 2015-04-29\n---\n# A review\n\n{_WORDS[0]}\n\n- one\n- two\n\n"
    markdown += "| a | b |\n|--|--|\n| 1 | 2 |\n"
    rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}{\info{\title A review}}" + "".join(
        rf"\pard {words}{{\footnote See there.}}\par " for words in _WORDS
    )
    letter = pdf([Sheet(300, 60).put(10, 34, "The review looked at nine councils.", 14)])
    made = {
        "a.md": markdown.encode(),
        "a.txt": "\n\n".join(("A review", *_WORDS, "Subscribe", "From £9 / month")).encode("cp1252"),
        "a.html": f"<html><head><meta charset=utf-8><title>A review</title></head><body><article>{page}"
        f"<figure><figcaption>A caption.</figcaption></figure></article></body></html>".encode(),
        "a.pdf": paper,
        "a.docx": word_file,
        "a.odt": _open_document(),
        "a.rtf": (rtf + "}").encode(),
        "a.eml": _mail(paper),
        **packages(_WORDS),
        **{name: _as_kind(word_file, kind) for name, kind in _OTHER_WORD.items()},
        **{path.name: path.read_bytes() for path in sorted(_MADE.iterdir())},
        "a.msg": outlook_mail(
            "The figures", "\n\n".join(_WORDS), "Zoë", {"letter.txt": _WORDS[0].encode(), "review.pdf": paper}
        ),
        "a.dat": winmail({"nine councils.txt": _WORDS[0].encode(), "review.pdf": paper}),
        **{name: _picture(letter, kind) for name, kind in _PICTURES.items()},
    }
    return MappingProxyType(made)


def _word() -> bytes:
    import docx

    word = docx.Document()
    word.add_heading("Findings", 1)
    for words in _WORDS:
        word.add_paragraph(words)
    cells = word.add_table(2, 2)
    cells.cell(0, 0).text, cells.cell(1, 1).text = "Before", "1,204"
    return as_bytes(word)


def _open_document() -> bytes:
    from odf import table, text
    from odf.opendocument import OpenDocumentText

    opened = OpenDocumentText()
    for words in _WORDS:
        opened.text.addElement(text.P(text=words))
    rows, row, cell = table.Table(), table.TableRow(), table.TableCell()
    cell.addElement(text.P(text="1,204"))
    row.addElement(cell)
    rows.addElement(row)
    opened.text.addElement(rows)
    odt = io.BytesIO()
    opened.write(odt)
    return odt.getvalue()


def _paper() -> bytes:
    sheets = [Sheet(400, 500) for _ in range(3)]
    for number, sheet in enumerate(sheets):
        sheet.column(40, 440, 320, _WORDS)
        sheet.put(190, 20, str(number + 1))
    return pdf(sheets, {"Title": "A review"}, labels="0 << /S /r >>")


def _mail(paper: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Zoë <a@b.example>", "c@d.example", "The figures"
    mail.set_content("\n\n".join(_WORDS))
    mail.add_alternative("".join(f"<p>{words}</p>" for words in _WORDS), subtype="html")
    mail.add_attachment(paper, maintype="application", subtype="pdf", filename="review.pdf")
    return mail.as_bytes()


def _as_kind(word_file: bytes, kind: bytes) -> bytes:
    """A Word file as one with macros, or as a template."""
    part = "[Content_Types].xml"
    return with_member(word_file, part, member(word_file, part).replace(_WORD_KIND, kind))


def _picture(paper: bytes, kind: str) -> bytes:
    target = io.BytesIO()
    Image.fromarray(picture_of(paper)).save(target, kind)
    return target.getvalue()
