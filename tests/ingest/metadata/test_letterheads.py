"""A letterhead or a masthead is who issues a paper: the paper is called by the heading below it."""

from pathlib import Path

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.metadata.metadata import merge_metadata, with_name
from ingest.readers import read
from rag.types import Metadata

BODY = "The pier at Stowby was shut for nine weeks after a bolt fell into the water, and nobody was hurt by it at all."


def known(name: str, text: str) -> Metadata:
    reading = read(Path(name), text.encode())
    return with_name(merge_metadata(reading, None), reading.blocks, name)


@pytest.mark.parametrize(
    ("head", "title", "publisher", "day"),
    [
        (
            "STOWBY PIER AUTHORITY\nNEWS RELEASE 031/2021\n3 May 2021\nFor immediate use\n\nPIER TO OPEN AGAIN",
            "PIER TO OPEN AGAIN",
            "STOWBY PIER AUTHORITY",
            "2021-05-03",
        ),
        (
            "STOWBY PIER COMPANY\n\nPRESS RELEASE AND REPLY TO THE SURVEY\n3 May "
            "2021 - for immediate use\n\nPIER TO OPEN",
            "PIER TO OPEN",
            "STOWBY PIER COMPANY",
            "2021-05-03",
        ),
        (
            "HARBOUR ACCIDENT BRANCH (HAB)\n\nBulletin C04/2021\nFalling bolt at Stowby pier, 9 April 2021\n\n"
            "Published 3 May 2021",
            "Falling bolt at Stowby pier, 9 April 2021",
            "HARBOUR ACCIDENT BRANCH",
            "2021-05-03",
        ),
        (
            "PIERS MONTHLY\nMay 2021, pages 8 to 11\n\nTHE LONG DROP: NED VOSS",
            "THE LONG DROP: NED VOSS",
            "PIERS MONTHLY",
            "2021-05",
        ),
        (
            "HOUSE OF COMMONS\nHARBOURS COMMITTEE\n\nOral evidence: the safety of piers, HC 12\nMonday 3 May 2021\n\n"
            "Questions 1 to 30",
            "Oral evidence: the safety of piers, HC 12",
            "HARBOURS COMMITTEE",
            "2021-05-03",
        ),
    ],
)
def test_the_line_above_a_title_says_who_issues_the_paper(
    head: str, title: str, publisher: str, day: str
) -> None:
    found = known("a.txt", f"{head}\n\n{BODY}")
    assert (found.title, found.publisher, found.date) == (title, publisher, day)


def test_an_open_letter_is_called_so_and_is_its_bodys_where_several_sign() -> None:
    above = "UNION OF PIER KEEPERS (UPK)\nRope House, 4 Quay Lane, Stowby"
    head = f"{above}\n\nAN OPEN LETTER TO THE HARBOUR MASTER\n\n3 May 2021"
    foot = "Yours sincerely,\n\nIda Crane, General Secretary\nNed Voss, President"
    found = parse(
        ReadingTask(
            "a.txt", f"{head}\n\nDear Dr Boe,\n\nWe write again. {BODY}\n\nWe are tired.\n\n{foot}".encode()
        )
    )
    assert found.metadata.title == "AN OPEN LETTER TO THE HARBOUR MASTER"
    assert found.metadata.publisher == "UNION OF PIER KEEPERS"
    assert {each.speaker for each in found.sentences if each.role == "body"} == {"UNION OF PIER KEEPERS"}


@pytest.mark.parametrize(
    ("head", "author", "publisher", "day"),
    [
        (
            "# Loose bolts\n\n## Piers of the east coast\n\n**Dr Ida Crane and Tom "
            "Voss**\nCrane Surveys Ltd, The Mill, "
            "Stowby\n3 May 2021",
            "Dr Ida Crane; Tom Voss",
            "Crane Surveys Ltd",
            "2021-05-03",
        ),
        (
            "# Do piers fall?\n\n**Professor Ida Crane**\nCentre for Piers and Ports, University of Stowby\n"
            "Working Paper 21/03, summary for readers. 3 May 2021",
            "Professor Ida Crane",
            "Centre for Piers and Ports",
            "2021-05-03",
        ),
        (
            "# Mending the pier\n\n**Report by the Chief Auditor, Harbour Spending Office (HSO)**\n"
            "HC 12 · Session 2020–21 · 3 May 2021",
            "Chief Auditor",
            "Harbour Spending Office",
            "2021-05-03",
        ),
    ],
)
def test_bold_lines_below_a_title_tell_who_made_a_paper(
    head: str, author: str, publisher: str, day: str
) -> None:
    found = known("a.md", f"{head}\n\n---\n\n### Summary\n\n{BODY}")
    assert (found.author, found.publisher, found.date) == (author, publisher, day)
