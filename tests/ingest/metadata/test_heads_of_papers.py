"""Papers whose first line is no title: letterheads, minutes, releases, title pages, pages saved from the web."""

from pathlib import Path

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.metadata.metadata import merge_metadata, with_name
from ingest.readers import read
from ingest.text.reading import Block, FileContent
from rag.types import Metadata

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."
LETTER = "HOLT RIVER BOARD\nThe Mill, 3 Pier Road, Holt\n\n8 May 2020\n\n{}Ms A. Lee\n\nDear Ms Lee\n\n{}Thank you."


def known(name: str, text: str) -> Metadata:
    reading = read(Path(name), text.encode())
    return with_name(merge_metadata(reading, None), reading.blocks, name)


def test_minutes_are_called_minutes_and_are_of_the_body_above() -> None:
    head = "HOLT PARISH COUNCIL\n\nMINUTES OF A SPECIAL MEETING\nheld in the mill, Holt, on Friday 8 May 2020 at 7 p.m."
    found = known("a.txt", f"{head}\n\n{BODY}")
    assert (found.title, found.publisher, found.date) == (
        "MINUTES OF A SPECIAL MEETING",
        "HOLT PARISH COUNCIL",
        "2020-05-08",
    )


def test_the_headline_of_a_release_stands_below_the_body_and_the_words_that_say_so() -> None:
    head = "HOLT RIVER BOARD\n\nMEDIA RELEASE\nFriday 8 May 2020\nFor immediate use\n\nWEIR OPENS AGAIN"
    found = known("a.txt", f"{head}\n\n{BODY}")
    assert (found.title, found.publisher) == ("WEIR OPENS AGAIN", "HOLT RIVER BOARD")
    assert (found.date, found.kind) == ("2020-05-08", "response")


@pytest.mark.parametrize(
    ("above", "below", "title"),
    [
        ("Our ref: HB-2020-7\n\n", "WEIR AT HOLT: YOUR QUESTIONS\n\n", "WEIR AT HOLT: YOUR QUESTIONS"),
        ("Your ref: 7/20/AL\n\n", "Re: Weir at Holt\n\n", "Weir at Holt"),
        ("Subject: Weir at Holt\n\n", "", "Weir at Holt"),
        ("Ref. 7-20-B\n\n", "", "Letter from Ivan Reed to Ms Lee"),
        ("To the Weir Office\n\n", "Weir at Holt\n\n", "Weir at Holt"),
        ("To the Weir Office\n\n", "", "Letter from Ivan Reed to Ms Lee"),
        ("Rope House, 12 Quay Street, Holt\n\n", "", "Letter from Ivan Reed to Ms Lee"),
        (
            "HOLT ROPEMAKERS' UNION\nRope House, 12 Quay Street, Holt\n\nTel. 555 12\n\nOur ref: 7/20\n\n"
            "8 May 2020\n\nMs A. Lee\n\nHead of Weirs\n\nHolt River Board\n\nWeir Hall\n\nHolt\n\n",
            "WEIR AT HOLT: YOUR QUESTIONS\n\n",
            "WEIR AT HOLT: YOUR QUESTIONS",
        ),
    ],
)
def test_a_letter_is_called_by_its_subject(above: str, below: str, title: str) -> None:
    text = (
        LETTER.format(above, below)
        + f" {BODY}\n\nI shall write again.\n\nYours sincerely\n\nIvan Reed\nClerk"
    )
    found = known("a.txt", text)
    assert (found.title, found.author) == (title, "Ivan Reed")


def test_the_subject_below_a_greeting_is_found_under_a_long_letterhead() -> None:
    above = "HOLT RIVER BOARD\n\nEngineers\n\nThe Mill, 3 Pier Road, Holt\n\nT: 01632 960 222\n\n"
    address = "Ms A. Lee\n\nClerk\n\nHolt Town Council\n\nTown Hall, Holt\n\nBy hand\n\n8 May 2020\n\n"
    text = f"{above}{address}Dear Ms Lee\n\nThe weir at Holt: gate 4\n\n{BODY}\n\nYours sincerely\n\nIvan Reed\nClerk"
    found = known("a.txt", text)
    assert (found.title, found.author) == ("The weir at Holt: gate 4", "Ivan Reed")


@pytest.mark.parametrize(
    "reference", ["Our ref: HB-2020-7", "Reference HB/7/20", "Case no. 2020.7.B", "File: Holt-7"]
)
def test_a_letter_that_repeats_the_questions_is_its_signers_throughout(reference: str) -> None:
    asked = (
        "When was it shut?",
        "Who shut it?",
        "What did you pay?",
        "Will you open it?",
        "Have you asked them?",
    )
    answers = "\n\n".join(
        f"{n}. {each}\n\nWe have told you, and I am sorry, Ms Reed." for n, each in enumerate(asked, 1)
    )
    text = LETTER.format(f"{reference}\n\n", "") + f"\n\n{answers}\n\nYours sincerely\n\nIvan Reed\nClerk"
    parsed = parse(ReadingTask("a.txt", text.encode()))
    assert {each.speaker for each in parsed.sentences} == {"Ivan Reed"}


@pytest.mark.parametrize(
    ("line", "publisher", "author"),
    [
        ("Holt Radio News | 8 May 2020, 7.10 am | Zora Lee, reporter", "Holt Radio News", "Zora Lee"),
        ("Holt Citizen, 8 May 2020", "Holt Citizen", None),
        ("*Northerly* magazine, May 2020", "Northerly magazine", None),
        ("New Holt, 8 May 2020", None, None),
    ],
)
def test_a_line_with_the_date_names_paper_and_author(
    line: str, publisher: str | None, author: str | None
) -> None:
    found = known("a.md", f"# Weir opens again\n\n{line}\n\n{BODY}")
    assert (found.publisher, found.author, (found.date or "")[:7]) == (publisher, author, "2020-05")


def test_a_title_page_names_who_wrote_it_and_for_which_firm() -> None:
    page = "# The weir at Holt\n\nA review for Holt River Board\n\nZora Lee, Lee Hollis\n\nMay 2020\n\n## Summary\n\n"
    own = "\n\n".join(f"{n}. I have asked {n + 2} people, and I find that they knew." for n in range(1, 5))
    parsed = parse(ReadingTask("a.md", (page + own).encode()))
    assert (parsed.metadata.author, parsed.metadata.publisher) == ("Zora Lee", "Lee Hollis")
    assert parsed.sentences[-1].speaker == "Zora Lee"


def test_a_bodys_page_of_questions_is_its_own_and_no_interview() -> None:
    asked = ("Why is it shut?", "Can I swim there?", "What about my boat?", "Who pays?", "What happens next?")
    answers = "".join(
        f"<h2>{each}</h2><p>We are sorry. We will tell you when our men are done.</p>" for each in asked
    )
    head = "<head><title>Weir: your questions | Holt River Board</title></head>"
    page = f"<h1>Weir: your questions</h1><p>Page updated 8 May 2020</p>{answers}"
    parsed = parse(ReadingTask("a.html", f"<html>{head}<body>{page}</body></html>".encode()))
    assert parsed.metadata.publisher == "Holt River Board"
    assert {each.speaker for each in parsed.sentences} == {"Holt River Board"}


def test_a_table_is_called_by_its_file_without_suffix_and_underscores() -> None:
    assert known("weir_figures.csv", "year,boats\n2019,12\n2020,15\n").title == "weir figures"


def test_a_debate_is_called_by_its_subject_and_not_by_the_time_at_which_it_began() -> None:
    head = "WESTMINSTER HALL\n\nFriday 8 May 2020\n\n[Ann Lee in the Chair]\n\nFerry Safety: Holt\n\n2.30 pm"
    turns = (
        "Ivan Reed: I beg to move.\n\nOlga Moss: Who will pay?\n\nIvan Reed: The board will.\n\n2.41 pm\n\n"
    )
    found = known("d.txt", f"{head}\n\n{turns}Olga Moss: I doubt it.\n")
    assert (found.title, found.date) == ("Ferry Safety: Holt", "2020-05-08")


def test_a_page_of_letters_is_called_by_its_heading_and_dated_by_the_line_that_gives_its_page() -> None:
    letter = "SIR – The ferry was late again. Nobody said why.\n\nIVAN REED\nQuay Street, Holt"
    page = f"HOLT COURIER\nFriday 8 May 2020          Page 7\n\nYOUR LETTERS\n\nLate again\n\n{letter}\n\nNo ferry\n\n"
    found = known("l.txt", page + letter.replace("IVAN REED", "OLGA MOSS"))
    assert (found.title, found.publisher) == ("YOUR LETTERS", "HOLT COURIER")
    assert (found.date, found.author) == ("2020-05-08", None)


def test_minutes_are_issued_by_the_body_that_their_head_names_and_not_by_that_of_the_files_properties() -> (
    None
):
    lines = ("Holt Parish Council", "Minutes of the meeting held in the boathouse, Holt, on 8 May 2020")
    blocks = (*tuple(Block(line, "heading") for line in lines), Block("Present: A. Lee."), Block(BODY))
    reading = FileContent(blocks, Metadata(author="Committee Services Department"))
    assert merge_metadata(reading, None).publisher == "Holt Parish Council"
    unnamed = FileContent(blocks[1:], Metadata(author="Committee Services Department"))
    assert merge_metadata(unnamed, None).publisher == "Committee Services Department"
