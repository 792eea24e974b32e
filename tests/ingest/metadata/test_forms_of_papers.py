"""What form a paper has: minutes, a letter, a press release."""

from pathlib import Path

import pytest

from ingest.metadata.metadata import merge_metadata
from ingest.readers import read
from rag.storage.metadata import FORM

BODY = "The weir at Holt was opened again after eleven weeks, and boats may pass it in both directions from today."


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a.txt", f"RIVER BOARD\n\nMinutes of the meeting held on 3 May 2020\n\n1. Weir\n{BODY}", "minutes"),
        (
            "b.md",
            f"**HOLT MILLS LTD — PRESS RELEASE**\n\n3 May 2020\n\n# Weir open\n\n{BODY}",
            "press release",
        ),
        (
            "c.txt",
            f"HOLT BOAT CLUB\n\n3 May 2020\n\nDear Mr Lee,\n\n{BODY}\n\nYours sincerely,\n\nAnn Hill",
            "letter",
        ),
        (
            "d.txt",
            f"RIVER COMMITTEE\n\nUncorrected transcript of oral evidence: the weir\n\nTHE CHAIR: {BODY}",
            "hearing",
        ),
        ("e.csv", "Weir,Boats\nHolt,12\nLee,40\n", "table"),
        ("f.csv", "Boats by weir\n\nWeir,Boats\nHolt,12\nLee,40\n", "table"),
        (
            "f.eml",
            f"From: Ann Hill <a@b.example>\nDate: Sun, 3 May 2020 09:00:00 +0000\nSubject: Weir\n\n{BODY}\n",
            "mail",
        ),
        ("g.md", f"# Weir at Holt\n\nHolt Weekly, 3 May 2020\n\n{BODY}", None),
    ],
)
def test_the_form_of_a_paper_is_told_by_its_shape_and_its_head(
    name: str, text: str, form: str | None
) -> None:
    assert merge_metadata(read(Path(name), text.encode()), None).extra.get(FORM) == form
