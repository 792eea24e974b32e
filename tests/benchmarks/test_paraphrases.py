"""Every question of the second affair has three other wordings, half of them held out by a stable rule."""

import hashlib
import json
from collections import Counter

from folders import AFFAIR_FOLDER

from harness.asking import affair_cases, paraphrased

_ORIGINALS = affair_cases(AFFAIR_FOLDER / "questions.json")
_ROWS = json.loads((AFFAIR_FOLDER / "paraphrases.json").read_text(encoding="utf-8"))


def test_every_question_has_three_other_wordings() -> None:
    assert Counter(row["of"] for row in _ROWS) == {case.id: 3 for case in _ORIGINALS}
    texts = [row["question"] for row in _ROWS] + [case.text for case in _ORIGINALS]
    assert len(set(texts)) == len(texts)


def test_which_are_held_out_follows_from_their_text() -> None:
    for row in _ROWS:
        assert row["held_out"] == (hashlib.sha256(row["question"].encode()).digest()[0] % 2 == 1), row["id"]


def test_a_paraphrase_keeps_its_originals_evidence_and_conversation() -> None:
    seen, held_out = paraphrased(_ORIGINALS, AFFAIR_FOLDER / "paraphrases.json")
    originals = {case.id: case for case in _ORIGINALS}
    assert len(seen) + len(held_out) == len(_ROWS)
    for case in (*seen, *held_out):
        original = originals[case.id.partition("-")[0]]
        assert (case.evidence, case.turns) == (original.evidence, original.turns)
        assert case.text != original.text
