"""PDF: reading order, hyphens, running lines, page starts, printed labels, tables, what is refused."""

import re
from pathlib import Path

import pypdfium2
import pytest

from harness.papers import Sheet, pdf
from ingest.readers import read
from ingest.text.reading import FileContent, pages_of, sentences_of, text_of
from ingest.text.word_positions import rectangles, unpack
from rag.answering.citations import page_at
from rag.errors import Unreadable

LEFT = (
    "The review looked at nine councils over two years. It found that the inspec¬tion regime had set "
    "improve¬ment back in most of them, and that staff left in the months that followed a judgment.",
    "Directors told the review that agency costs had doubled, and that recruit¬ment had all but stopped.",
)
RIGHT = (
    "A second round of interviews began in spring. Those who had left spoke of pressure, of long hours and "
    "of a single word that stood for all of their work.",
    "The authors propose that a judgment be given on each service and not on the whole council.",
)


def two_columns() -> bytes:
    sheet = Sheet()
    sheet.put(60, 780, "A review of reviews", 18, bold=True)
    sheet.column(60, 740, 220, LEFT)
    sheet.column(320, 740, 220, RIGHT)
    return pdf([sheet])


def across_pages() -> bytes:
    first, second, third = Sheet(), Sheet(), Sheet()
    y = first.column(60, 780, 470, ["Filler that opens the page and says nothing of weight at all."] * 3)
    first.column(
        60,
        y,
        470,
        ["The minister told the committee on Tuesday that the department would publish the whole of the"],
    )
    second.column(
        60, 780, 470, ["advice it had received before the end of the month, and not a summary of it."]
    )
    third.column(60, 780, 470, ["Nothing more was said on the matter."])
    return pdf([first, second, third])


def text(content: bytes) -> str:
    return text_of(read(Path("a.pdf"), content).blocks)


def paragraphs(content: bytes) -> list[str]:
    return text(content).split("\n\n")


def whole(paragraph: str) -> str:
    return paragraph.replace("¬", "")


def test_columns_are_read_one_after_the_other_and_parted_words_are_whole() -> None:
    assert paragraphs(two_columns()) == ["A review of reviews", *map(whole, LEFT), *map(whole, RIGHT)]


def test_columns_written_line_by_line_across_the_page_are_taken_apart() -> None:
    """Some programs write the first line of both columns, then the second of both."""
    sheet = Sheet()
    left, right = Sheet(), Sheet()
    left.column(60, 740, 220, LEFT)
    right.column(320, 740, 220, RIGHT)
    for one, two in zip(left.drawn, right.drawn, strict=False):
        sheet.drawn += [one, two]
    longer = max(left.drawn, right.drawn, key=len)
    sheet.drawn += longer[min(len(left.drawn), len(right.drawn)) :]
    assert paragraphs(pdf([sheet])) == [*map(whole, LEFT), *map(whole, RIGHT)]


FIGURES = (
    "12. On Saturday 11 May 2019 at 6.40 in the morning a walker, Mr Ben Rowe, telephoned the office to say that dirty "
    "water was rising beside the weir, and was told that the office was shut until Monday morning at nine.",
    "13. The engineers asked in October 2018 that the bank be mended by 31 March 2020. They put the cost then at "
    "£640,000. The owner put it off.",
    "R1. The bank should be mended before the lake is filled. R2. Gauges should be read by hand every week.",
)


@pytest.mark.parametrize("size", [8, 10.5])
@pytest.mark.parametrize("wide", [150, 215, 470])
def test_paragraphs_are_whole_where_fonts_tell_less_height_than_letters_have(wide: int, size: float) -> None:
    sheet = Sheet()
    sheet.column(60, 780, wide, FIGURES, size)
    assert paragraphs(pdf([sheet], low=True)) == list(FIGURES)


def test_the_number_of_a_paragraph_belongs_to_its_first_sentence() -> None:
    sheet = Sheet()
    sheet.column(60, 780, 215, FIGURES)
    reading = read(Path("a.pdf"), pdf([sheet]))
    found = [text_of(reading.blocks)[each.start : each.end] for each in sentences_of(reading.blocks)]
    assert found[-2:] == [
        "R1. The bank should be mended before the lake is filled.",
        "R2. Gauges should be read by hand every week.",
    ]


def test_the_heading_is_a_heading_and_the_rest_is_body() -> None:
    roles = [block.role for block in read(Path("a.pdf"), two_columns()).blocks]
    assert roles == ["heading", "body", "body", "body", "body"]


@pytest.mark.parametrize(
    ("parted", "elsewhere", "expected"),
    [
        ("long-¬term", "A long-term plan was made.", "long-term"),
        ("frame¬work", "The framework stands.", "framework"),
        ("well-¬known", "It went well for the known ones.", "well-known"),
    ],
)
def test_a_hyphen_at_a_line_end_stays_where_the_document_writes_it(
    parted: str, elsewhere: str, expected: str
) -> None:
    first, second = parted.split("¬")
    first = first if first.endswith("-") else f"{first}-"
    sheet = Sheet()
    sheet.put(60, 700, f"What the council and its own officers wanted in the end was a very {first}")
    sheet.put(60, 688, f"{second} arrangement with the health board, and nobody else was asked about it.")
    sheet.put(60, 640, elsewhere)
    assert f"a very {expected} arrangement" in text(pdf([sheet]))


def test_a_sentence_across_a_page_break_is_one_sentence_on_two_pages() -> None:
    reading = read(Path("a.pdf"), across_pages())
    whole_text = text_of(reading.blocks)
    sentence = next(
        whole_text[each.start : each.end]
        for each in sentences_of(reading.blocks)
        if whole_text[each.start :].startswith("The minister")
    )
    assert sentence.endswith("and not a summary of it.")
    start = whole_text.index(sentence)
    pages = pages_of(reading)
    first, last = page_at(pages, start), page_at(pages, start + len(sentence) - 1)
    assert first is not None
    assert last is not None
    assert (first.number, last.number) == (1, 2)
    assert whole_text[pages[1].start :].startswith("advice it had received")


def numbered(count: int, first_printed: int = 1) -> list[Sheet]:
    sheets = []
    for index in range(count):
        sheet = Sheet()
        sheet.put(60, 810, f"Annual report {2014 + index % 2}")
        sheet.column(
            60, 760, 470, [f"This is what stands on sheet {'abcdefgh'[index]} of the report, and no other."]
        )
        sheet.put(290, 30, str(first_printed + index))
        sheets.append(sheet)
    return sheets


def test_running_heads_and_page_numbers_are_left_out() -> None:
    assert paragraphs(pdf(numbered(5))) == [
        f"This is what stands on sheet {letter} of the report, and no other." for letter in "abcde"
    ]


def test_a_line_on_one_page_alone_is_text() -> None:
    sheets = numbered(5)
    sheets[2].put(60, 790, "The figures on this page were revised in June")
    assert "revised in June" in text(pdf(sheets))


def labels(reading: FileContent) -> list[tuple[int, str | None]]:
    return [(page.number, page.label) for page in pages_of(reading)]


def test_numbers_printed_on_the_pages_stand_beside_the_physical_ones() -> None:
    assert labels(read(Path("a.pdf"), pdf(numbered(4, 17)))) == [(1, "17"), (2, "18"), (3, "19"), (4, "20")]


def test_labels_that_the_file_gives_its_pages_are_used() -> None:
    content = pdf(numbered(4), labels="0 << /S /r >> 2 << /S /D /St 1 /P (A-) >>")
    assert labels(read(Path("a.pdf"), content)) == [(1, "i"), (2, "ii"), (3, "A-1"), (4, "A-2")]


def test_a_mere_count_from_one_gives_way_to_what_is_printed() -> None:
    content = pdf(numbered(4, 9), labels="0 << /S /D >>")
    assert labels(read(Path("a.pdf"), content))[0] == (1, "9")


def test_a_row_of_a_table_stays_on_a_line() -> None:
    sheet = Sheet()
    sheet.column(
        60, 780, 470, ["The table shows how the work of the three teams grew after the judgment was given."]
    )
    rows = [("Team", "Before", "After"), ("Assessment", "1,204", "1,811"), ("Fostering", "310", "465")]
    for number, row in enumerate(rows):
        for cell, x in zip(row, (60, 260, 400), strict=True):
            sheet.put(x, 700 - 16 * number, cell)
    blocks = read(Path("a.pdf"), pdf([sheet])).blocks
    assert [block.text for block in blocks if block.role == "row"] == [" ".join(row) for row in rows]


def test_title_and_author_come_from_the_file_and_the_day_it_was_made_is_no_date() -> None:
    info = {"Title": "Zoë’s review", "Author": "A. Writer", "CreationDate": "D:20150429101500+01'00'"}
    metadata = read(Path("a.pdf"), pdf(numbered(1), info)).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("Zoë’s review", "A. Writer", None)
    assert metadata.extra["file_created"] == "2015-04-29"


@pytest.mark.parametrize("title", ["Microsoft Word - final_v3.doc", "report.indd", "Untitled", "12"])
def test_a_title_that_a_program_made_up_is_none(title: str) -> None:
    assert read(Path("a.pdf"), pdf(numbered(1), {"Title": title})).metadata.title is None


def test_an_encrypted_file_says_so() -> None:
    with pytest.raises(Unreadable, match=r"encrypted.*without a password"):
        read(Path("a.pdf"), pdf(numbered(1), locked=True))


def test_a_file_of_empty_pages_says_that_it_holds_no_text() -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(Path("a.pdf"), pdf([Sheet(), Sheet()]))


def test_a_bold_e_with_an_accent_set_apart_is_one_letter_with_one_place() -> None:
    reading = read(
        Path("a.pdf"), pdf([Sheet().put(60, 700, "Café society met twice in the year that followed.")])
    )
    assert text_of(reading.blocks).startswith("Café society")
    assert unpack(reading.layout)[0].length == 4


def dark(content: bytes, page: int, box: tuple[float, float, float, float]) -> float:
    """The share of a page's ink that lies inside a box of fractions."""
    file = pypdfium2.PdfDocument(content)
    picture = 255 - file[page].render(scale=2).to_numpy()[:, :, 0].astype(int)
    file.close()
    rows, columns = picture.shape
    x, y, wide, high = box
    inside = picture[
        int(y * rows) : int((y + high) * rows) + 1, int(x * columns) : int((x + wide) * columns) + 1
    ]
    return float(inside.sum() / picture.sum())


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 500, 560, 820)])
def test_rectangles_lie_on_the_words_however_the_page_is_turned_and_cut(
    rotate: int, crop: tuple[float, float, float, float] | None
) -> None:
    content = pdf([Sheet(rotate=rotate, crop=crop).put(100, 700, "Alone on its page.")])
    reading = read(Path("a.pdf"), content)
    whole_text = text_of(reading.blocks)
    (found,) = rectangles(unpack(reading.layout), whole_text, 0, len(whole_text), 1)
    assert dark(content, 0, (found.x, found.y, found.width, found.height)) > 0.99
    assert found.width * found.height < 0.02


def test_a_passage_across_two_pages_has_rectangles_on_both() -> None:
    content = across_pages()
    reading = read(Path("a.pdf"), content)
    whole_text = text_of(reading.blocks)
    start = whole_text.index("publish the whole")
    end = whole_text.index("had received") + len("had received")
    pieces = unpack(reading.layout)
    on_first, on_second, on_third = (rectangles(pieces, whole_text, start, end, page) for page in (1, 2, 3))
    assert (len(on_first), len(on_second), len(on_third)) == (1, 1, 0)
    assert on_first[0].y > on_second[0].y


def test_two_lines_give_two_rectangles_and_a_column_is_not_left() -> None:
    reading = read(Path("a.pdf"), two_columns())
    whole_text = text_of(reading.blocks)
    start = whole_text.index("It found that")
    end = whole_text.index("followed a judgment.") + len("followed a judgment.")
    found = rectangles(unpack(reading.layout), whole_text, start, end, 1)
    assert len(found) > 2
    assert all(each.x + each.width < 0.5 for each in found)


def test_where_a_letter_has_no_known_place_nothing_is_given() -> None:
    reading = read(Path("a.pdf"), two_columns())
    whole_text = text_of(reading.blocks)
    pieces = [piece for piece in unpack(reading.layout) if whole_text[piece.start :][:6] != "review"]
    end = whole_text.index("councils")
    assert rectangles(pieces, whole_text, whole_text.index("The review"), end, 1) == []
    assert rectangles(unpack(reading.layout), whole_text, whole_text.index("The review"), end, 1) != []


def test_every_letter_of_real_filings_has_its_place(shared: Path) -> None:
    for path in sorted((shared / "eval" / "pdf").glob("*EARNINGS.pdf")):
        reading = read(path)
        whole_text = text_of(reading.blocks)
        covered = bytearray(len(whole_text))
        for piece in unpack(reading.layout):
            assert re.fullmatch(r"\S+", whole_text[piece.start : piece.start + piece.length])
            covered[piece.start : piece.start + piece.length] = b"\1" * piece.length
        assert all(covered[at] or letter.isspace() for at, letter in enumerate(whole_text))


def test_a_numbered_paragraph_with_a_hanging_indent_is_one_block() -> None:
    sheet = Sheet()
    y = sheet.column(
        60, 780, 470, ["The report of the inquiry, in which all paragraphs have numbers of their own."]
    )
    for number, paragraph in enumerate(LEFT, 1):
        sheet.put(60, y, f"1.{number}")
        y = sheet.column(110, y, 400, [paragraph])
    assert paragraphs(pdf([sheet]))[1:] == [
        f"1.{number} {whole(each)}" for number, each in enumerate(LEFT, 1)
    ]
