from pathlib import Path

import pytest
from folders import TESTS

from harness.attribution import MARKED, agree, marked_results, results


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


@pytest.mark.parametrize(
    ("name", "precise", "complete"),
    [
        ("seen", 0.94, 0.96),
        ("held_out", 0.96, 0.96),
        ("more_seen", 0.87, 0.84),
        ("more_held_out", 0.87, 0.85),
    ],
)
def test_the_speakers_of_papers_of_all_kinds_are_found(name: str, precise: float, complete: float) -> None:
    found = marked_results(MARKED / f"{name}.txt")
    right = sum(each.found for each in found)
    assert right / sum(each.given for each in found) >= precise
    assert right / sum(each.said for each in found) >= complete
