"""How much a word tells, from the library's own passages and from the language together."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import WITHOUT_DOCUMENTS, rarity_over

from rag.storage.term_weights import Rarity

PASSAGES = (
    *(f"The inspectorate judged council number {number}." for number in range(40)),
    "A tribunal heard the inspectorates.",
)


@pytest.fixture(scope="module")
def rarity(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), PASSAGES)


def test_a_word_that_every_passage_holds_tells_less_than_one_that_few_hold(rarity: Rarity) -> None:
    assert rarity.of("inspectorate") < rarity.of("tribunal")
    assert rarity.of("council") < rarity.of("coastguard")


def test_a_common_word_tells_little_even_where_no_passage_holds_it(rarity: Rarity) -> None:
    assert rarity.frequency("people") == 0
    assert rarity.of("people") < rarity.of("tribunal")
    assert rarity.of("the") < 0.2


def test_a_word_counts_in_all_its_forms(rarity: Rarity) -> None:
    assert rarity.frequency("inspectorate") == rarity.frequency("inspectorates") == 41
    assert rarity.frequency("heard") == 1
    assert rarity.frequency("coastguard") == 0


def test_what_the_index_makes_no_word_of_is_in_no_passage(rarity: Rarity) -> None:
    assert rarity.frequency("") == rarity.frequency("…") == 0


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_weights_lie_between_nothing_and_nine(word: str) -> None:
    assert 0 <= WITHOUT_DOCUMENTS.of(word) <= 9.3
