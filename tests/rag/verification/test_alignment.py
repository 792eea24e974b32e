"""Drafts aligned with a source sentence: what each word repeats, and who does what to whom."""

import pytest
from drafts import aligned
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from("the mayor of Wells sold a boat to her sister for £40 in May and not before".split()),
    min_size=1,
    max_size=14,
).map(" ".join)


@given(WORDS)
def test_a_text_aligned_with_itself_repeats_every_word_in_its_place(text: str) -> None:
    found = aligned(text, text)
    assert list(found.places) == list(range(len(found.draft.words)))
    assert found.replaced == ()
    assert found.sides_changed() is None
    assert found.name_replaced() is None


@given(WORDS, WORDS)
def test_no_word_of_the_source_is_repeated_by_two_words_of_the_draft(draft: str, source: str) -> None:
    found = aligned(draft, source)
    held = [place for place in found.places if place is not None]
    assert len(held) == len(set(held))
    for ours, theirs in enumerate(found.places):
        if theirs is not None:
            assert found.draft.words[ours].stem == found.source.words[theirs].stem


def test_forms_of_one_word_are_aligned() -> None:
    found = aligned("Prices rose.", "The price rises each year.")
    assert [found.held(place) for place in range(2)] == [True, True]


def test_a_word_that_stands_twice_goes_to_the_place_with_the_same_neighbours() -> None:
    source = "The town sold the old bridge and kept the new bridge."
    found = aligned("It kept the new bridge.", source)
    place = found.places[-1]
    assert place is not None
    assert found.source.words[place].start == source.rindex("bridge")


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Harris sued Bolton.", "Bolton sued Harris."),
        ("The duke of Savoy met the count of Nice.", "The count of Nice met the duke of Savoy."),
        ("Leeds beat Hull.", "Hull beat Leeds."),
    ],
)
def test_two_names_that_have_swapped_sides_are_found(draft: str, source: str) -> None:
    changed = aligned(draft, source).sides_changed()
    assert changed is not None
    assert set(changed) <= {word.plain for word in aligned(draft, source).draft.words}


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Bolton was sued by Harris.", "Harris sued Bolton."),
        ("In May the town sold the bridge.", "The town sold the bridge in May."),
        ("“We sold it,” said Harris.", "Harris said: “We sold it.”"),
    ],
)
def test_what_only_changes_its_place_is_no_swap(draft: str, source: str) -> None:
    assert aligned(draft, source).sides_changed() is None


def test_a_name_in_the_place_of_another_is_found() -> None:
    assert aligned("The Leeds office was closed.", "The Hull office was closed.").name_replaced() == (
        "leeds",
        "hull",
    )


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("The American firm was sold.", "The America firm was sold."),
        ("The BBC reported it.", "The British Broadcasting Corporation reported it."),
    ],
)
def test_an_adjective_or_the_initials_of_a_name_do_not_replace_it(draft: str, source: str) -> None:
    assert aligned(draft, source).name_replaced() is None


def test_a_figure_in_words_is_the_figure() -> None:
    assert aligned("In 2017 nine boats were sold.", "In 2017, 9 boats were sold.").name_replaced() is None
    assert (
        aligned("In 2017 eight boats were sold.", "In 2017, 9 boats were sold.").name_replaced() is not None
    )


def test_a_report_between_two_words_that_have_changed_sides_is_no_speech() -> None:
    draft = "The delay is one point of the report, whose main point is the cost of boats."
    source = "The report is mainly about the cost of boats; the delay is one point of the report."
    assert aligned(draft, source).sides_changed() is None
