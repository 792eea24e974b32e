"""Signs that a sentence which shares a question's words speaks of something else."""

from pathlib import Path

import pytest
from pieces import evidence, rarity_over

from rag.judging.mismatch import contrasts
from rag.question.analysis import ask


@pytest.mark.parametrize(
    ("question", "text", "sign"),
    [
        ("Who rejected the plan?", "The council accepted the plan.", "contraries in place of words asked"),
        ("Who was the first harbour master?", "She is a harbour master.", "the one asked for lacking"),
        ("Who did not sign the letter?", "Ann Lee signed the letter.", "a denial lacking"),
        ("What did Ann Lee build?", "Jo Hill built a pier.", "names lacking"),
        ("What was built in 1994?", "A pier was built in 1990.", "another number lacking its own"),
    ],
)
def test_what_nearly_fits_gives_a_sign(tmp_path: Path, question: str, text: str, sign: str) -> None:
    asked = ask(question, rarity_over(tmp_path, [text]))
    assert contrasts(asked, evidence(text))[sign] > 0


def test_what_fits_gives_none(tmp_path: Path) -> None:
    text = "Ann Lee, the first harbour master, rejected the plan in 1994."
    asked = ask(
        "Which plan did Ann Lee, the first harbour master, reject in 1994?", rarity_over(tmp_path, [text])
    )
    assert set(contrasts(asked, evidence(text)).values()) == {0.0}
