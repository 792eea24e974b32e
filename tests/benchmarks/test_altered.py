"""The corpus of the scale benchmark: the same every time, and of texts that are no copies of one another."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from benchmarks.altered import WordPool, altered, vocabulary, write_altered
from rag.storage.near_duplicates import sketch

_DOCUMENTS = Path(__file__).resolve().parents[2] / "documents"


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(_DOCUMENTS.glob("*.md"))]


@pytest.fixture(scope="module")
def words(texts: list[str]) -> WordPool:
    return vocabulary(texts)


def test_the_same_repetition_is_the_same_text(texts: list[str], words: WordPool) -> None:
    assert altered(texts[0], 3, "0", words) == altered(texts[0], 3, "0", vocabulary(texts))


def test_the_first_is_the_text_as_it_was(texts: list[str], words: WordPool) -> None:
    assert altered(texts[0], 0, "0", words) == texts[0]


def test_repetitions_are_no_copies_of_one_another(texts: list[str], words: WordPool) -> None:
    longest = max(texts, key=len)
    sketches = [sketch(altered(longest, repetition, "7", words)) for repetition in range(6)]
    for one, other in combinations(sketches, 2):
        assert float(np.mean(one == other)) < 0.5  # from there on the library takes them for copies


def test_what_is_no_word_stays(words: WordPool) -> None:
    told = altered("“The review,” she said, “cost £3,000 in 2015.”\n\nNobody else spoke.", 5, "1", words)
    assert [mark for mark in told if not mark.isalpha()] == list("“ ,”  , “ £3,000  2015.”\n\n  .")


def test_a_word_gives_way_to_the_same_one_throughout_a_text(words: WordPool) -> None:
    rare = words.capitalised[30]
    assert len(set(altered(f"{rare} and {rare} and {rare}", 2, "4", words).split()) - {"and"}) == 1


def test_half_the_names_give_way_to_names(words: WordPool) -> None:
    names = words.capitalised[:100]
    others = altered(" ".join(names), 1, "9", words).split()
    changed = sum(one != other for one, other in zip(names, others, strict=True))
    assert 25 <= changed <= 75
    assert all(other[0].isupper() for other in others)


def test_articles_are_named_by_repetition_and_dated_on(tmp_path: Path) -> None:
    articles = [
        {
            "title": f"Paper {number}",
            "source": "The Post",
            "author": None,
            "published_at": "2023-11-27T08:00:00",
            "body": "One. Two.",
        }
        for number in range(2)
    ]
    made = list(write_altered(articles, 5, tmp_path))
    assert [path.name for path in made] == [
        "0000-0000.txt",
        "0000-0001.txt",
        "0001-0000.txt",
        "0001-0001.txt",
        "0002-0000.txt",
    ]
    assert '"date": "2023-12-03"' in (tmp_path / "0002-0000.txt.meta.yaml").read_text(encoding="utf-8")
