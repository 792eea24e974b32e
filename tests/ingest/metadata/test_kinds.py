"""What kind of paper it is, by the lines of its head."""

import json
from pathlib import Path

import pytest

from ingest.metadata.metadata import merge_metadata, with_name
from ingest.metadata.titles import proper_title
from ingest.readers import read
from rag.types import Metadata

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."
ASKED = "".join(
    f"## {asked}?\n\nNot before May.\n\n" for asked in ("When is it opened", "Who pays", "Is it safe")
)
HEADS = Path(__file__).with_name("heads")
FIELDS = ("title", "publisher", "author", "date", "kind")
# Shares that were measured, less a little: of heads by which the rules were made, and of heads put aside.
LEAST = {"development": 0.96, "held_out": 0.9}


def known(name: str, text: str) -> Metadata:
    reading = read(Path(name), text.encode())
    return with_name(merge_metadata(reading, None), reading.blocks, name)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (
            "# Weir at Holt\n\n**Final report to Holt Town Council**\n\nHill & Lee LLP\n14 March 2024",
            "report",
        ),
        ("# Weir at Holt\n\n**Holt Weekly** | 3 May 2020", "article"),
        ("# Minutes of the River Board\n\nHolt, 3 May 2020", "official"),
        ("# Fares index\n\nHolt Transport Office\n\nStatistical release\n\n3 May 2020", "official"),
        ("# Case 7: final determination\n\nRiver Ombudsman, 3 May 2020", "official"),
        ("# Eels\n\nWorking paper 7\n\nJo Hill, 3 May 2020", "research"),
        ("# Response to the draft plan\n\nHolt Boat Club, 3 May 2020", "response"),
        (f"# Weir: your questions\n\nHolt River Board, 3 May 2020\n\n{ASKED}", "official"),
        (f"# Weir: your questions\n\nAcme Mills Ltd, 3 May 2020\n\n{ASKED}", "response"),
        (f"# Weir: your questions\n\n{ASKED}", "other"),
        ("# Minute changes to the weir\n\nHolt, 3 May 2020", "other"),
        ("# Decision at the weir\n\nHolt, 3 May 2020", "other"),
        ("---\nkind: other\n---\n\n# Weir\n\n**Holt Weekly** | 3 May 2020", "other"),
    ],
)
def test_the_head_tells_the_kind(head: str, kind: str) -> None:
    assert known("a.md", f"{head}\n\n{BODY}").kind == kind


@pytest.mark.parametrize(
    ("title", "proper"),
    [
        (
            "Public hearing on weirs, Corn Hall, 22 May 2024 Transcript of evidence (uncorrected)",
            "Public hearing on weirs",
        ),
        ("Transcript of evidence (uncorrected)", "Transcript of evidence"),
        ("Minutes of the meeting held on 3 May 2019", "Minutes of the meeting held on 3 May 2019"),
        (
            "Letter to the owners of boats, Holt, 3 May 2019",
            "Letter to the owners of boats, Holt, 3 May 2019",
        ),
    ],
)
def test_the_title_of_a_record_ends_before_its_place_and_day(title: str, proper: str) -> None:
    assert proper_title(title) == proper


def test_what_a_body_issues_each_year_is_called_so_below_its_name() -> None:
    found = known(
        "a.md", f"# Friends of Holt Mill\n\n**Annual report for the year to 31 March 2025**\n\n{BODY}"
    )
    assert (found.title, found.publisher) == (
        "Annual report for the year to 31 March 2025",
        "Friends of Holt Mill",
    )
    assert (found.kind, found.date) == ("report", None)


@pytest.mark.parametrize("name", LEAST)
def test_heads_of_many_forms_are_read(name: str) -> None:
    right = total = 0
    for line in (HEADS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        wanted = json.loads(line)
        found = known(f"a{wanted['suffix']}", wanted["text"])
        for field in FIELDS:
            told, right_one = (str(each or "").casefold() for each in (getattr(found, field), wanted[field]))
            right += told.removeprefix("the ") == right_one.removeprefix("the ")
            total += 1
    assert right / total >= LEAST[name]
