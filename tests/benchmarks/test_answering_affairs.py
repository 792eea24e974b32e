"""The affairs that an encoder is taught with: every question has both readings, and nobody's own questions are among
them."""

import json

import pytest

from benchmarks import strangers
from benchmarks.finetuning.affairs import FOLDER, affairs
from benchmarks.finetuning.papers import PaperQuestion


@pytest.fixture(scope="module")
def found() -> dict[str, list[PaperQuestion]]:
    return affairs()


def test_each_question_is_read_in_place_and_after_the_sentence_before(
    found: dict[str, list[PaperQuestion]],
) -> None:
    for several in found.values():
        half = len(several) // 2
        for one, other in zip(several[:half], several[half:], strict=True):
            assert one.question == other.question
            assert [pair.answers for pair in one.pairs] == [pair.answers for pair in other.pairs]
            assert all(
                led.text.endswith(own.text.rpartition(": ")[2])
                for own, led in zip(one.pairs, other.pairs, strict=True)
            )


def test_a_sentence_has_one_label() -> None:
    for file in FOLDER.glob("*.jsonl"):
        first, *lines = file.read_text(encoding="utf-8").splitlines()
        count = len(json.loads(first)["sentences"])
        for each in map(json.loads, lines):
            numbers = [*each["answers"], *each["partly"], *each["none"]]
            assert len(numbers) == len(set(numbers)), each["q"]
            assert max(numbers) < count


def test_about_half_of_the_questions_are_near_misses(found: dict[str, list[PaperQuestion]]) -> None:
    for name, several in found.items():
        answered = sum(each.answerable for each in several) / len(several)
        assert 0.4 < answered < 0.8, name


@pytest.mark.parametrize("affair", strangers.AFFAIRS)
def test_the_gold_of_strangers_stands_in_their_papers(affair: str) -> None:
    papers = strangers.FOLDER / affair / "papers"
    for row in strangers.questions(affair):
        assert bool(row["gold"]) == (row["expect"] != "not_found") or row["expect"] == "partial"
        assert all((papers / name).is_file() for name, _ in row["gold"])


@pytest.mark.parametrize("affair", strangers.AFFAIRS)
def test_nothing_is_taught_on_the_papers_of_strangers(affair: str) -> None:
    taught = {
        sentence["text"]
        for file in FOLDER.glob("*.jsonl")
        for sentence in json.loads(file.read_text(encoding="utf-8").splitlines()[0])["sentences"]
    }
    gold = {text for row in strangers.questions(affair) for _, text in row["gold"]}
    assert gold.isdisjoint(taught)
