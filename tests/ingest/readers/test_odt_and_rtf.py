"""OpenDocument text and rich text."""

from pathlib import Path

import pytest
from odf import dc, meta, table, text
from odf.opendocument import OpenDocumentText

from harness.papers import as_bytes
from ingest.readers import read
from ingest.text.reading import FileContent
from rag.errors import Unreadable


@pytest.fixture(scope="module")
def odt() -> FileContent:
    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text="Notes on a visit"))
    document.meta.addElement(meta.InitialCreator(text="Zoë Ångström"))
    document.meta.addElement(meta.CreationDate(text="2017-05-06T10:11:12"))
    document.text.addElement(text.H(outlinelevel=1, text="The visit"))
    paragraph = text.P(text="We arrived at")
    paragraph.addElement(text.S())
    paragraph.addText("nine.")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="By the early train."))
    note.addElement(body)
    paragraph.addElement(note)
    paragraph.addText(" Nobody met us.")
    document.text.addElement(paragraph)
    points = text.List()
    item = text.ListItem()
    item.addElement(text.P(text="The door was locked."))
    points.addElement(item)
    document.text.addElement(points)
    rows = table.Table()
    for cells in (("Room", "Beds"), ("East", "14")):
        row = table.TableRow()
        for cell in cells:
            inside = table.TableCell()
            inside.addElement(text.P(text=cell))
            row.addElement(inside)
        rows.addElement(row)
    document.text.addElement(rows)
    return read(Path("a.odt"), as_bytes(_Saving(document)))


class _Saving:
    def __init__(self, document: OpenDocumentText) -> None:
        self.save = document.write


def test_an_open_document_in_order_with_its_roles(odt: FileContent) -> None:
    assert [(block.role, block.text) for block in odt.blocks] == [
        ("heading", "The visit"),
        ("body", "We arrived at nine. Nobody met us."),
        ("body", "By the early train."),
        ("item", "The door was locked."),
        ("row", "Room | Beds"),
        ("row", "East | 14"),
    ]


def test_what_an_open_document_says_of_itself(odt: FileContent) -> None:
    metadata = odt.metadata
    assert (metadata.title, metadata.author, metadata.extra["file_created"]) == (
        "Notes on a visit",
        "Zoë Ångström",
        "2017-05-06",
    )
    assert metadata.date is None


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}
{\info{\title Caf\'e9 minutes}{\author J. Writer}{\creatim\yr2018\mo4\dy9\hr10\min2}}
{\header Running header\par}
{\pard\b The meeting\par}
\pard The chair said \ldblquote we shall see\rdblquote{\footnote Said twice, on 9 and 10 April.} and left.\par
The caf\'e9 was closed\u8212?for good.\par
\trowd\cellx2000\cellx4000 Item\cell Cost\cell\row
\trowd\cellx2000\cellx4000 Tea\cell 12\cell\row
\pard The end came soon after that.\par
}"""


def test_rich_text_keeps_accents_rows_and_notes() -> None:
    blocks = read(Path("a.rtf"), RTF).blocks
    assert [block.text for block in blocks] == [
        "The meeting",
        "The chair said “we shall see” and left.",
        "The café was closed—for good.",
        "Item | Cost",
        "Tea | 12",
        "The end came soon after that.",
        "Said twice, on 9 and 10 April.",
    ]
    assert [block.role for block in blocks][3:5] == ["row", "row"]


def test_what_rich_text_says_of_itself() -> None:
    metadata = read(Path("a.rtf"), RTF).metadata
    assert (metadata.title, metadata.author, metadata.extra["file_created"]) == (
        "Café minutes",
        "J. Writer",
        "2018-04-09",
    )


@pytest.mark.parametrize("name", ["a.odt", "a.rtf"])
def test_a_name_that_promises_what_the_content_is_not(name: str) -> None:
    with pytest.raises(Unreadable, match="holds no"):
        read(Path(name), b"Only some words in a file with a wrong name.")


def test_automatic_numbers_of_an_open_document_stand_in_its_text() -> None:
    document = OpenDocumentText()
    style = text.ListStyle(name="Terms")
    for level, form, suffix, shown in ((1, "1", ".", 1), (2, "a", ")", 1), (3, "1", "", 3)):
        style.addElement(
            text.ListLevelStyleNumber(level=level, numformat=form, numsuffix=suffix, displaylevels=shown)
        )
    document.automaticstyles.addElement(style)
    points = text.List(stylename="Terms")
    for words, below in (("Scope", ("the crane", "the crew")), ("Report", ())):
        item = text.ListItem()
        item.addElement(text.P(text=words))
        inner = text.List()
        for each in below:
            inside = text.ListItem()
            inside.addElement(text.P(text=each))
            inner.addElement(inside)
        item.addElement(inner)
        points.addElement(item)
    document.text.addElement(points)
    blocks = read(Path("a.odt"), as_bytes(_Saving(document))).blocks
    assert [block.text for block in blocks] == ["1. Scope", "a) the crane", "b) the crew", "2. Report"]


def test_what_a_tracked_change_deletes_of_rich_text_is_left_out_and_told() -> None:
    reading = read(
        Path("a.rtf"),
        rb"{\rtf1\ansi The board paid {\deleted\revauthdel1 eleven}{\revised fourteen} pounds.}",
    )
    assert [block.text for block in reading.blocks] == ["The board paid fourteen pounds."]
    assert "tracked changes" in reading.warnings[0]
