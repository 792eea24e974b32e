"""Who made a paper and when, by the lines of its head that hold nothing else."""

from pathlib import Path

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.metadata.metadata import merge_metadata, with_name
from ingest.readers import read
from rag.types import Metadata

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."


def known(name: str, text: str) -> Metadata:
    reading = read(Path(name), text.encode())
    return with_name(merge_metadata(reading, None), reading.blocks, name)


@pytest.mark.parametrize(
    ("line", "publisher", "author", "day"),
    [
        ("Hill & Lee Partners LLP\n14 March 2024", "Hill & Lee Partners LLP", None, "2024-03-14"),
        ("**By Jo Hill, Holt Gazette, Thursday 5 September 2024**", "Holt Gazette", "Jo Hill", "2024-09-05"),
        ("*Jo Hill | Holt Weekly | 22 November 2024*", "Holt Weekly", "Jo Hill", "2024-11-22"),
        ("**Holt Courier, Friday 4 November 2011. By Jo Hill**", "Holt Courier", "Jo Hill", "2011-11-04"),
        (
            "**The Holt Advocate** | 15 November 2023\n\n*By Jo Hill, council reporter*",
            "The Holt Advocate",
            "Jo Hill",
            "2023-11-15",
        ),
        ("**Holt Audit Office — Performance audit, Report 7 of 2023–24**", "Holt Audit Office", None, None),
        ("Tabled in the Parliament of Holt on 17 October 2023", None, None, "2023-10-17"),
        ("Report to the Minister of Works, 15 September 2020", None, None, "2020-09-15"),
        ("*Holt Town Council, Autumn 2024. Delivered to every home.*", "Holt Town Council", None, "2024"),
        ("Commissioned by Holt Town Council", None, None, None),
        ("Page last updated: 14 April 2025", None, None, None),
        ("Accounts for the year to 31 March 2025", None, None, None),
    ],
)
def test_a_line_below_the_title_says_who_made_a_paper_and_when(
    line: str, publisher: str | None, author: str | None, day: str | None
) -> None:
    found = known("a.md", f"# Weir at Holt\n\n{line}\n\n{BODY}")
    assert (found.title, found.publisher, found.author, found.date) == (
        "Weir at Holt",
        publisher,
        author,
        day,
    )


def test_the_mark_of_a_note_shows_who_wrote_a_study() -> None:
    people = "**Jo Hill**¹ and **Zora Moor**²\n\n¹ Holt University"
    head = f"# Weirs and eels\n\n{people}\n\n*River Studies*, vol. 6, no. 2, May 2020, pp. 1–9"
    found = known("a.md", f"{head}\n\n{BODY}")
    assert (found.author, found.date, found.kind) == ("Jo Hill; Zora Moor", "2020-05", "research")


def test_a_committee_made_the_record_of_its_hearing() -> None:
    head = (
        "HOLT PARLIAMENT\nCOMMITTEE ON WEIRS AND LOCKS\nThursday 17 October 2024, Mill Hall, Holt\n"
        "TRANSCRIPT OF EVIDENCE (uncorrected)"
    )
    found = known("a.txt", f"{head}\n\nThe CHAIR: Good morning.\n\nMs LEE: Good morning.\n\n{BODY}")
    assert (found.title, found.publisher) == ("TRANSCRIPT OF EVIDENCE", "COMMITTEE ON WEIRS AND LOCKS")
    assert (found.date, found.kind, found.author) == ("2024-10-17", "official", None)


def test_the_lines_of_a_signature_are_read_apart() -> None:
    text = (
        "**HOLT OMBUDSMAN**\n\n6 May 2024\n\nMs A. Lee\nClerk\nHolt Town Council\n\nDear Ms Lee\n\n"
        f"{BODY}\n\nI shall write again.\n\nYours sincerely\n\nIvan Reed\nActing Ombudsman"
    )
    parsed = parse(ReadingTask("a.md", text.encode()))
    assert (parsed.metadata.author, parsed.metadata.publisher) == ("Ivan Reed", "HOLT OMBUDSMAN")
    assert {each.speaker for each in parsed.sentences} == {"Ivan Reed"}


def test_a_letter_from_a_house_of_parliament_is_its_writers() -> None:
    text = (
        "Ivan Reed MP\nHouse of Commons, London\n\n6 May 2024\n\nDear Minister\n\n"
        f"{BODY}\n\nI ask you to receive us.\n\nYours sincerely\n\nIvan Reed MP"
    )
    found = known("a.txt", text)
    assert (found.author, found.publisher, found.kind) == ("Ivan Reed", None, "response")


def test_a_release_is_of_the_body_that_its_first_paragraph_names_in_full() -> None:
    first = (
        "Holt: Acme Mills Ltd today rejected the findings of the Audit Office on the weir at Holt, and it called "
        "for calm among the owners of boats."
    )
    found = known("a.md", f"MEDIA RELEASE\n\n8 May 2020\n\n# Acme Mills answers the audit\n\n{first}")
    assert (found.publisher, found.kind) == ("Acme Mills Ltd", "response")


@pytest.mark.parametrize("mark", ["RE: RE: ", "Fwd: ", "RE: FW: re[2]: ", ""])
def test_the_title_of_a_mail_is_its_subject_without_marks_of_answers(mark: str) -> None:
    mail = f"From: Jo Hill <jo@holt.example>\nTo: a@b.example\nSubject: {mark}Weir: the figures\n\nThey are final.\n"
    found = known("a.eml", mail)
    assert (found.title, found.kind) == ("Weir: the figures", "other")
