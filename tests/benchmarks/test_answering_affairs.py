"""The affairs that an encoder is taught with: every question has both readings, and nobody's own questions are among
them."""

import json

import pytest

from benchmarks import strangers
from benchmarks.finetuning.affairs import BROAD, FILES, affairs, broad, short
from benchmarks.finetuning.papers import PaperQuestion


@pytest.fixture(scope="module")
def found() -> dict[str, list[PaperQuestion]]:
    return affairs() | short()


def test_some_questions_are_read_without_heads_and_some_after_the_sentence_before(
    found: dict[str, list[PaperQuestion]],
) -> None:
    for file in FILES:
        name = file.stem
        if file.parent.name != "affairs":
            continue
        several = found[name]
        first = [each.pairs[0].text for each in several]
        headed = [text for text in first if " › " in text or ": " in text]
        assert len(headed) / len(first) > 0.5, name
        assert len({each.question for each in several}) == len(several), name


def test_of_a_kind_that_is_rarely_answered_what_nothing_answers_counts_less(
    found: dict[str, list[PaperQuestion]],
) -> None:
    every = [each for several in found.values() for each in several]
    silent = sum(each.weight for each in every if not each.answerable)
    answered = [each for each in every if each.answerable]
    assert all(each.weight == 1.0 for each in answered)
    assert silent <= len(answered)


def test_a_sentence_has_one_label() -> None:
    for file in FILES:
        first, *lines = file.read_text(encoding="utf-8").splitlines()
        count = len(json.loads(first)["sentences"])
        for each in map(json.loads, lines):
            numbers = [*each["answers"], *each["partly"], *each["none"]]
            assert len(numbers) == len(set(numbers)), each["q"]
            assert max(numbers) < count


def test_about_half_of_the_questions_are_near_misses(found: dict[str, list[PaperQuestion]]) -> None:
    for name, several in found.items():
        answered = sum(each.answerable for each in several) / len(several)
        assert 0.4 < answered < (0.95 if name.startswith("plain_") else 0.8), name


def test_the_last_short_questions_of_each_file_are_held_out() -> None:
    for name, several in short().items():
        held_out = [number for number, each in enumerate(several) if each.held_out]
        assert held_out == list(range(len(several) - len(several) // 6, len(several))), name


def test_affairs_are_left_for_learning_which_sentences_answer_together() -> None:
    assert {each.paper for several in broad().values() for each in several} == set(BROAD)
    assert len(set(strangers.TAUGHT) - set(BROAD)) >= 3


@pytest.mark.parametrize("affair", [*strangers.AFFAIRS, *strangers.TAUGHT])
def test_the_gold_of_strangers_stands_in_their_papers(affair: str) -> None:
    papers = strangers.papers(affair)
    for row in strangers.questions(affair):
        assert bool(row["gold"]) == (row["expect"] != "not_found") or row["expect"] == "partial"
        assert all((papers / name).is_file() for name, _ in row["gold"])


@pytest.mark.parametrize("affair", strangers.AFFAIRS)
def test_nothing_is_taught_on_the_papers_of_strangers(affair: str) -> None:
    taught = {
        sentence["text"]
        for file in FILES
        for sentence in json.loads(file.read_text(encoding="utf-8").splitlines()[0])["sentences"]
    }
    gold = {text for row in strangers.questions(affair) for _, text in row["gold"] if len(text.split()) > 3}
    assert gold.isdisjoint(taught)
