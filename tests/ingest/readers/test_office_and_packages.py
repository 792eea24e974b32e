"""Tables, slides, books, mailboxes, archives, pictures; what a page shows; the lines at the head of a text."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from harness.packages import workbook
from harness.papers import Sheet, pdf
from ingest.isolation.parsed import ReadingTask, from_json, parse, to_json
from ingest.readers import read
from ingest.text.reading import FileContent
from rag.errors import Unreadable


def texts(reading: FileContent) -> list[str]:
    return [block.text for block in reading.blocks]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_of_a_table_stands_with_the_heads_of_its_columns(sign: str) -> None:
    rows = [["Gate", "Year", "Loss"], ["North gate", "2018", "90"], ["South gate", "2019", ""]]
    content = "\n".join(sign.join(row) for row in rows).encode()
    assert texts(read(Path("a.csv"), content)) == [
        "Gate | Year | Loss",
        "Gate: North gate | Year: 2018 | Loss: 90",
        "Gate: South gate | Year: 2019",
    ]


def test_each_table_of_a_sheet_has_its_heads_and_a_note_below_is_none_of_its_rows() -> None:
    rows = [
        *(["Gates", "", ""], ["", "", ""], ["Gate", "Loss", "Year"], ["North", "90", "2018"]),
        *(["Source: the book of gates.", "", ""], ["", "", ""], ["Quay", "Ships", ""], ["South", "9", ""]),
    ]
    content = "\n".join(",".join(row) for row in rows).encode()
    assert texts(read(Path("a.csv"), content)) == [
        *("Gates", "Gate | Loss | Year", "Gate: North | Loss: 90 | Year: 2018", "Source: the book of gates."),
        *("Quay | Ships", "Quay: South | Ships: 9"),
    ]


def test_a_row_knows_its_cells_and_its_sheet() -> None:
    costs: list[list[str | int]] = [
        ["Gate", "Loss", "Note"],
        ["North", 90, ""],
        ["", "", ""],
        ["", 12, "Wet. Very wet."],
    ]
    content = workbook({"Costs": costs, "Gates": [["Open"]]})
    parsed = parse(ReadingTask("a.xlsx", content))
    assert [(page.number, page.label, page.cells) for page in parsed.pages] == [
        (1, "Costs", ((0, "A1:C4"), (7, "A1:C1"), (27, "A2:B2"), (51, "B4:C4"))),
        (2, "Gates", ((84, "A1"), (91, "A1"))),
    ]
    for page in parsed.pages:
        for start, cells in page.cells:
            assert start == 0 or parsed.text[start - 2 : start] == "\n\n", cells
    assert from_json(to_json(parsed)) == parsed


def test_columns_beyond_z_have_two_letters_and_a_table_of_text_has_cells_too() -> None:
    wide = [",".join(f"Head {column}" for column in range(53)), ",".join(["x", *[""] * 51, "y"])]
    parsed = parse(ReadingTask("a.csv", "\n".join(wide).encode()))
    assert [cells for _, cells in parsed.pages[0].cells] == ["A1:BA1", "A2:BA2"]
    quoted = parse(ReadingTask("a.csv", b'Gate,Note\nNorth,"One\nTwo"\nSouth,Three\n'))
    assert [cells for _, cells in quoted.pages[0].cells] == ["A1:B1", "A2:B2", "A3:B3"]


def test_heads_over_several_columns_stand_before_theirs() -> None:
    rows = [
        ["", "2017", "", "2018", ""],
        ["Port", "Ships", "Tons", "Ships", "Tons"],
        ["Ness", "3", "90", "2", "70"],
    ]
    content = "\n".join(",".join(row) for row in rows).encode()
    assert texts(read(Path("a.csv"), content))[-1] == (
        "Port: Ness | 2017 Ships: 3 | 2017 Tons: 90 | 2018 Ships: 2 | 2018 Tons: 70"
    )


def test_a_statement_is_its_witnesss_and_dated_at_its_foot() -> None:
    text = (
        "WITNESS STATEMENT OF ADA MARIE QUIST\n\nI, ADA MARIE QUIST, of 3 Pier Road, will say as follows:\n\n"
        "1. I am a diver. I told the master: “It leaks.”\n\nDated: 11 March 2019\n"
    )
    parsed = parse(ReadingTask("a.txt", text.encode()))
    assert (parsed.metadata.author, parsed.metadata.date) == ("Ada Marie Quist", "2019-03-11")
    assert {each.speaker for each in parsed.sentences} == {"Ada Marie Quist"}


def test_a_slide_is_a_page_with_its_title_table_and_notes() -> None:
    from pptx import Presentation

    made = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = "The gates", "They leak\nThey rust"
    slide.notes_slide.notes_text_frame.text = "Ask for money."
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Costs"
    table = slide.shapes.add_table(1, 2, 0, 0, 99999, 99999).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Gate", "£40"
    target = io.BytesIO()
    made.save(target)
    reading = read(Path("a.pptx"), target.getvalue())
    assert [(block.page, block.role, block.text) for block in reading.blocks] == [
        (1, "heading", "The gates"),
        (1, "body", "They leak"),
        (1, "body", "They rust"),
        (1, "body", "Ask for money."),
        (2, "heading", "Costs"),
        (2, "row", "Gate | £40"),
    ]
    assert (reading.metadata.title, reading.metadata.date) == ("The gates", None)


def book() -> bytes:
    root = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>On gates</dc:title><dc:creator>Jo Hill</dc:creator><dc:date>2019-03-12</dc:date></metadata>"
        "<manifest>"
        '<item id="a" href="a.xhtml"/><item id="b" href="b%20b.xhtml"/></manifest>'
        '<spine><itemref idref="b"/><itemref idref="a"/></spine></package>'
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        made.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="x/p.opf"/></rootfiles></container>',
        )
        made.writestr("x/p.opf", root)
        made.writestr("x/a.xhtml", "<html><body><p>The second chapter.</p></body></html>")
        made.writestr("x/b b.xhtml", "<html><body><h1>One</h1><p>The first chapter.</p></body></html>")
    return target.getvalue()


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    reading = read(Path("a.epub"), book())
    assert texts(reading) == ["One", "The first chapter.", "The second chapter."]
    assert [block.page for block in reading.blocks] == [1, 1, 2]
    metadata = reading.metadata
    assert (metadata.title, metadata.author, metadata.date) == ("On gates", "Jo Hill", "2019-03-12")


def test_a_mailbox_and_an_archive_give_their_files() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Jo <jo@example.org>", "Gates"
    mail.set_content("From here they leak.")
    box = b"".join(
        b"From jo@example.org Thu May 14 16:00:00 2020\n" + mail.as_bytes() + b"\n" for _ in range(2)
    )
    found = read(Path("a.mbox"), box).attachments
    assert [each.name for each in found] == ["00001 Gates.eml", "00002 Gates.eml"]
    assert "From here they leak." in texts(read(Path("a.eml"), found[1].content))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("papers/a.txt", "One.")
        made.writestr("__MACOSX/._a.txt", "Not this.")
    assert [each.name for each in read(Path("a.zip"), target.getvalue()).attachments] == ["papers/a.txt"]


def test_a_damaged_picture_says_so() -> None:
    target = io.BytesIO()
    Image.new("RGB", (40, 40)).save(target, "PNG")
    with pytest.raises(Unreadable, match="damaged"):
        read(Path("a.png"), target.getvalue()[:60])


LETTERS = (
    "<html><head><title>Letters</title></head><body><article><h1>Letters to the editor</h1><h2>Close them</h2><p>The "
    "gates are a waste of money, and the board has known it for years.</p><p>Jo Hill<br>Leeds</p><h2>Keep them</h2>"
    "<p>The gates keep our cellars dry, and they must stay where they are.</p><p>Ann Lee<br>Hull</p>"
    "</article></body></html>"
)


def test_a_letter_is_said_by_its_signer() -> None:
    parsed = parse(ReadingTask("a.html", LETTERS.encode()))
    said = {each.speaker for each in parsed.sentences if each.role == "body"}
    assert said == {"Jo Hill", "Ann Lee"}
    assert [parsed.text[each.start : each.end] for each in parsed.sentences if each.role == "furniture"] == [
        *("Jo Hill", "Leeds", "Ann Lee", "Hull"),
    ]


def test_an_entry_of_a_live_page_keeps_its_time_and_day() -> None:
    entries = "".join(
        f"<div><time datetime='{day}T10:00'>{time}</time><p>The gates of number {time} were opened in the morning by "
        "the keeper, and nobody came to look.</p></div>"
        for day, time in (("2019-03-12", "10:00"), ("2019-03-12", "11:00"), ("2019-03-13", "12:00"))
    )
    page = (
        "<html><head><meta property='article:published_time' content='2019-03-12'></head>"
        f"<body><article><h1>Live</h1>{entries}</article></body></html>"
    )
    blocks = read(Path("a.html"), page.encode()).blocks
    assert [block.text for block in blocks if block.role == "heading"] == ["Live", "10:00", "11:00", "12:00"]
    assert [block.date for block in blocks if block.role == "body"] == [None, None, "2019-03-13"]


def test_what_a_browser_hides_is_left_out() -> None:
    shown = "<p>The gates were opened in the morning by the keeper, and nobody came to look at them.</p>"
    page = (
        f"<html><head><style>.no{{display:none}}</style></head><body><h1>Gates</h1>{shown}<p hidden>Not one.</p>"
        f"<p class='no'>Not two.</p><p style='visibility: hidden'>Not three.</p>{shown.replace('opened', 'shut')}"
        "</body></html>"
    )
    assert not any("Not" in text for text in texts(read(Path("a.html"), page.encode())))


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published 12 March 2019", "2019-03-12"),
        ("Leeds, 12 March 2019", "2019-03-12"),
        ("By Jo Hill | Tuesday 12 March 2019, 10:15", "2019-03-12"),
        ("Updated 12 March 2019", None),
        ("Minutes of the meeting of the board of 12 March 2019", "2019-03-12"),
    ],
)
def test_a_date_at_the_head_of_a_text_is_its_date(head: str, day: str | None) -> None:
    text = f"On the gates\n\n{head}\n\nThe gates leaked on 3 May 2017, and nobody came to look at them.\n"
    assert parse(ReadingTask("a.txt", text.encode())).metadata.date == day


def test_an_untitled_text_is_called_by_its_files_name() -> None:
    metadata = parse(ReadingTask("gates.txt", b"The gates leaked in May.")).metadata
    assert (metadata.title, metadata.extra["title_from"]) == ("gates.txt", "file name")


def test_lines_of_a_paragraph_are_joined_below_a_title_and_beside_a_line_that_sticks_out() -> None:
    words = "The board met on Monday to look at the gates and the pumps behind them, " * 6
    sheet = Sheet().put(
        60, 800, "A title that runs over the whole of the page and over both columns of it", 16
    )
    sheet.column(60, 760, 220, [f"{words}it said."])
    sheet.column(310, 760, 220, [f"{words}it wrote."])
    found = [block.text for block in read(Path("a.pdf"), pdf([sheet])).blocks if block.role == "body"]
    assert found == [f"{words}it said.", f"{words}it wrote."]
    sheet = Sheet()
    below = sheet.column(60, 780, 300, [f"{words}it said."])
    sheet.put(60, below, "https://example.org/" + "gates" * 14)
    sheet.column(60, below - 30, 300, [f"{words}it wrote."])
    found = [block.text for block in read(Path("a.pdf"), pdf([sheet])).blocks]
    assert (found[0], found[-1]) == (f"{words}it said.", f"{words}it wrote.")
