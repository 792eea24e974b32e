"""Support of a draft by one source sentence: everything must agree, and enough of the words must be there."""

import pytest
from drafts import NOWHERE, against
from hypothesis import given
from hypothesis import strategies as st

from rag.verification.support import ENOUGH, compare
from rag.verification.unsupported_words import unsupported_word

SENTENCES = (
    "The council of Wells sold the old mill to Amy Lunt for £40,000 in May 2021.",
    "She will not rebuild it before the flood wall is finished.",
    "About half of the shops in Mill Lane have closed.",
)


@given(st.integers(0, 2))
def test_a_sentence_supports_itself(number: int) -> None:
    found, context = against(SENTENCES[number], *SENTENCES, number=number)
    verdict = compare(found, context, NOWHERE, NOWHERE, NOWHERE)
    assert (verdict.fault, verdict.share, verdict.contradicts) == ("", 1.0, False)


@pytest.mark.parametrize(
    ("draft", "contradicts"),
    [
        ("The council of Wells sold the old mill to Amy Lunt for £45,000 in May 2021.", True),
        ("The council of Wells sold the old mill to Ben Cole for £40,000 in May 2021.", True),
        ("The council of Wells did not sell the old mill to Amy Lunt for £40,000 in May 2021.", True),
        ("The council of Wells sold the old mill because the draughty building was damp.", True),
        ("The council of Wells sold the draughty old mill at the request of its tenants.", False),
    ],
)
def test_a_fault_says_whether_the_source_contradicts_or_only_says_less(draft: str, contradicts: bool) -> None:
    found, context = against(draft, *SENTENCES)
    verdict = compare(found, context, NOWHERE, NOWHERE, NOWHERE)
    assert verdict.fault
    assert verdict.contradicts is contradicts


def test_a_draft_of_other_words_has_too_small_a_share() -> None:
    found, context = against("The visitors praised the excellent food and the quiet rooms.", *SENTENCES)
    verdict = compare(found, context, NOWHERE, NOWHERE, NOWHERE)
    assert verdict.share < ENOUGH
    assert "do not say" in verdict.fault


def test_a_neighbour_lends_a_word_but_only_by_half() -> None:
    draft = "Amy Lunt will not rebuild the mill before the flood wall is finished."
    alone, _ = against(draft, SENTENCES[1])
    found, context = against(draft, *SENTENCES, number=1)
    shares = [
        compare(alone, against(draft, SENTENCES[1])[1], NOWHERE, NOWHERE, NOWHERE).share,
        compare(found, context, NOWHERE, NOWHERE, NOWHERE).share,
    ]
    assert shares[0] < shares[1] < 1.0


@pytest.mark.parametrize(
    ("draft", "source", "word"),
    [
        ("The town bought the old boat.", "The town purchased the old boat.", ""),
        ("The town painted the old boat.", "The town purchased the old boat.", "painted"),
        ("The study praised the boat.", "We praised the boat.", ""),
    ],
)
def test_each_content_word_of_a_close_draft_needs_a_counterpart(draft: str, source: str, word: str) -> None:
    found, context = against(draft, source)
    counted = [place for place, each in enumerate(found.draft.words) if each.tells]
    assert unsupported_word(found, context, counted) == word
