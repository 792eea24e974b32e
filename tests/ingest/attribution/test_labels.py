from pathlib import Path

import pytest
from folders import TESTS

from harness.attribution import agree, results


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jo Hill", "Hill", True),
        ("Jo Hill", "Ann Hill", False),
        ("FTC", "Federal Trade Commission", False),
        ("Jo Hill", "Jo Hill’s lawyer", False),
        ("one user", "user", True),
    ],
)
def test_a_label_and_a_speaker_agree_when_one_names_the_other(one: str, other: str, same: bool) -> None:
    assert agree(one, other) is same


@pytest.mark.parametrize("name", ["attribution_labels.json", "attribution_labels_more.json"])
def test_the_speakers_of_labelled_quotations_are_found(shared: Path, name: str) -> None:
    labels = TESTS / name
    found = results(labels, shared / "eval" / "multihop_rag" / "corpus.json")
    said, given_ = sum(each.said for each in found), sum(each.given for each in found)
    right = sum(each.found for each in found)
    assert said >= 150
    assert right / given_ >= 0.96
    assert right / said >= 0.94
