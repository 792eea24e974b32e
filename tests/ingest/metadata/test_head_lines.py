"""What the head of a text says: of which day it is, who issued it, what it is called and of which kind it is."""

from pathlib import Path

import pytest

from ingest.metadata.bylines import publisher_of
from ingest.metadata.head_lines import date_of
from ingest.metadata.metadata import merge_metadata, with_name
from ingest.readers import read
from ingest.text.reading import Block
from rag.types import Metadata

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."


def known(name: str, text: str) -> Metadata:
    reading = read(Path(name), text.encode())
    return with_name(merge_metadata(reading, None), reading.blocks, name)


def heads(*lines: str) -> list[Block]:
    return [Block("The weir at Holt", "heading"), *map(Block, lines), Block(BODY)]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Press release. For immediate release: 8 May 2020"], "2020-05-08"),
        (["Holt River Board, Lower District: press statement, 8 May 2020"], "2020-05-08"),
        (["Reference HB/7/20. Date of decision: Friday 8 May 2020"], "2020-05-08"),
        (["Minutes of the meeting held in the boathouse, Holt, on Friday 8 May 2020 at 7 pm"], "2020-05-08"),
        (["Transcript of the hearing of 8 May 2020"], "2020-05-08"),
        (["Volume 12: debated on Friday 8 May 2020"], "2020-05-08"),
        (["HOLT, 8 May 2020 (River News) — " + BODY], "2020-05-08"),
        (["Holt River Board. Published 8 May 2020."], "2020-05-08"),
        (["The board, which was founded on 8 May 1920, will answer."], None),
        (["Minutes of the meeting of 8 May 2020 were approved."], None),
        (["Minutes of the previous meeting, held on 8 May 2020"], None),
        (["The decision was given on 8 May 2020 and printed later."], None),
        (["On 8 May 2020 – a Friday – the gate fell."], None),
        (["Comments are wanted by 8 May 2020"], None),
        (["Last updated 8 May 2020"], None),
        (["Storm, flood and fire of 8 May 2020"], None),
    ],
)
def test_a_date_is_that_of_the_paper_or_none(lines: list[str], day: str | None) -> None:
    assert date_of(heads(*lines)) == day


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (["Holt River Board", "8 May 2020"], "Holt River Board"),
        (["Holt River Board. Published 8 May 2020."], "Holt River Board"),
        (["Minutes of the meeting of Holt Parish Council held on 8 May 2020"], "Holt Parish Council"),
        (["Complaint against Holt River Board", "Date of decision: 8 May 2020"], None),
        (["Holt River Board"], None),
        (["By Ann Lee", "8 May 2020"], None),
    ],
)
def test_the_head_of_a_dated_paper_names_the_body_that_issued_it(lines: list[str], body: str | None) -> None:
    assert publisher_of(heads(*lines)) == body


def test_a_title_names_its_body_only_with_what_the_paper_is() -> None:
    day = Block("Date of decision: 8 May 2020")
    assert publisher_of([Block("Canal Ombudsman: final decision", "heading"), day]) == "Canal Ombudsman"
    assert publisher_of([Block("Canal Board: gates fall again", "heading"), day]) is None


def test_minutes_are_called_by_their_line_and_a_debate_by_its_subject() -> None:
    line = "Minutes of the meeting held in the boathouse on 8 May 2020"
    minutes = known("m.md", f"# Holt Parish Council\n\n{line} at 7 pm\n\nPresent: A. Lee.\n\n{BODY}\n")
    assert (minutes.title, minutes.publisher, minutes.date) == (line, "Holt Parish Council", "2020-05-08")
    debate = known(
        "d.txt", f"WESTMINSTER HALL\n\nFriday 8 May 2020\n\n[Ann Lee in the Chair]\n\nWeirs\n\n{BODY}\n"
    )
    assert (debate.title, debate.date) == ("Weirs", "2020-05-08")


def test_a_date_and_a_byline_below_the_title_of_a_plain_text_are_lines_of_their_own() -> None:
    title = "Boats pass the weir at Holt again after eleven weeks of work"
    found = known("a.txt", f"{title}\nBy Ann Lee\nFriday 8 May 2020\n\n{BODY}\n")
    assert (found.title, found.author, found.date) == (title, "Ann Lee", "2020-05-08")


@pytest.mark.parametrize(
    ("head", "line", "kind"),
    [
        ('<meta property="og:type" content="article">', "", "article"),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', "", "article"),
        ('<meta property="og:site_name" content="Holt Echo">', "<p>By Ann Lee</p>", "article"),
        ('<meta property="og:site_name" content="Holt River Board">', "<p>By Ann Lee</p>", "other"),
        (
            '<meta property="og:site_name" content="Holt River Board">',
            "<p>News release, 8 May 2020</p>",
            "response",
        ),
        ("", "", "other"),
    ],
)
def test_a_page_is_of_the_kind_that_it_says(head: str, line: str, kind: str) -> None:
    page = f"<html><head>{head}</head><body><h1>The weir</h1>{line}<p>{BODY}</p><p>{BODY[::-1]}</p></body></html>"
    assert known("a.html", page).kind == kind
