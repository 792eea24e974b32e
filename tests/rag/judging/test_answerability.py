"""Whether the documents say what is asked: names that nobody holds, kinds of answer, words asked for by the letter."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import HERALD, WITHOUT_DOCUMENTS, evidence, hit, rarity_over

from rag.judging.answerability import judge, length, missing_names, signals
from rag.question.analysis import ask
from rag.storage.term_weights import Rarity
from rag.types import Metadata

HELD = (
    "The harbour master Una Strand measured the depth of the approach to the pier at low water.",
    "Norvane cancelled sailings in January.",
)


@pytest.fixture(scope="module")
def rarity(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), HELD)


def test_without_evidence_nothing_is_answered_and_the_names_are_missing(rarity: Rarity) -> None:
    found = judge(ask("What did Ann Bell say?", rarity), (), ())
    assert (found.answerable, found.probability, found.missing) == (False, 0.0, ("Ann Bell",))


def test_a_sentence_that_answers_makes_a_question_answerable(rarity: Rarity) -> None:
    best = evidence(HELD[0], 2.6, cosine=0.8)
    found = judge(ask("Who measured the depth of the approach to the pier?", rarity), [best], [best.hit])
    assert found.answerable
    assert found.missing == ()
    assert 0.5 < found.probability < 1


def test_a_question_on_another_topic_is_less_probable(rarity: Rarity) -> None:
    best = evidence(HELD[0], 2.6, cosine=0.8)
    far = evidence(HELD[0], 0.2, cosine=0.1)
    asked = ask("Who measured the depth of the approach to the pier?", rarity)
    soup = ask("Who invented the recipe for fish soup?", rarity)
    assert judge(soup, [far], [far.hit]).probability < judge(asked, [best], [best.hit]).probability / 2


def test_a_name_that_stands_nowhere_refuses_the_question(rarity: Rarity) -> None:
    best = evidence(HELD[0], 2.6, cosine=0.8)
    found = judge(ask("What depth did Captain Birdseye measure at the pier?", rarity), [best], [best.hit])
    assert not found.answerable
    assert found.missing == ("Captain Birdseye",)


def test_an_actor_without_a_capital_that_stands_nowhere_is_missing_too(rarity: Rarity) -> None:
    asked = ask("What did the coastguard say about the pier?", rarity)
    assert missing_names(asked, [hit(HELD[0])]) == ("the coastguard",)


def test_a_name_that_metadata_holds_is_not_missing(rarity: Rarity) -> None:
    asked = ask("What did The Herald say of Una Strand?", rarity)
    assert missing_names(asked, [hit(HELD[0], metadata=HERALD)]) == ()
    elsewhere = hit(HELD[0], metadata=Metadata(publisher="The Gazette"))
    assert missing_names(asked, [elsewhere]) == ("The Herald",)


@pytest.mark.parametrize(
    ("question", "with_it", "without"),
    [
        (
            "How many sailings did Norvane cancel?",
            "Norvane cancelled 214 sailings.",
            "Norvane cancelled sailings.",
        ),
        (
            "When did Norvane cancel sailings?",
            "Norvane cancelled sailings on 3 May.",
            "Norvane cancelled sailings.",
        ),
    ],
)
def test_a_figure_or_date_that_is_asked_for_must_be_there(
    question: str, with_it: str, without: str, rarity: Rarity
) -> None:
    asked = ask(question, rarity)
    good, bad = evidence(with_it, 2.8, cosine=0.8), evidence(without, 2.8, cosine=0.8)
    assert judge(asked, [good], [good.hit]).answerable
    assert not judge(asked, [bad], [bad.hit]).answerable


def test_the_kind_must_stand_in_a_sentence_on_the_point_and_not_in_one_beside_it(rarity: Rarity) -> None:
    asked = ask("How many sailings did Norvane cancel?", rarity)
    best = evidence("Norvane cancelled sailings.", 2.8, cosine=0.8)
    beside = evidence("A letter of 40 pages was sent.", 2.4, start=60)
    assert not judge(asked, [best, beside], [best.hit]).answerable


def test_the_best_sentence_with_a_figure_need_not_hold_the_most_words(rarity: Rarity) -> None:
    asked = ask("By how much did sailings from the pier fall after the storm?", rarity)
    best = evidence("Sailings from the pier were down by 40 per cent.", 2.6, cosine=0.8)
    beside = evidence("After the storm sailings from the pier did fall, the ferrymen said.", 2.2, cosine=0.7)
    assert judge(asked, [best, beside], [best.hit, beside.hit]).near
    lesser = evidence("It had 40 sailings.", 2.2, cosine=0.5)
    assert not judge(asked, [beside, lesser], [beside.hit, lesser.hit]).near


def test_words_that_are_asked_for_by_the_letter_and_stand_there_are_surely_there(rarity: Rarity) -> None:
    best = evidence("A crew member spoke of 'one breakdown away from a scandal'.", 0.4, cosine=0.1)
    asked = ask("Whose words are “one breakdown away from a scandal”?", rarity)
    assert judge(asked, [best], [best.hit]).probability >= 0.9


def test_length_grows_from_a_short_question_to_one_of_many_parts(rarity: Rarity) -> None:
    short = ask("Who measured the depth?", rarity)
    many = ask(" ".join(f"word{number}" for number in range(30)), rarity)
    middle = ask(" ".join(f"word{number}" for number in range(14)), rarity)
    assert (length(short), length(middle), length(many)) == (0, 0.5, 1)


WORDS = st.sampled_from(
    ["pier", "Norvane", "214", "not", "closed", "渡轮", "“a b”", "when", "how many", "3 May"]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(WORDS, max_size=25), st.lists(WORDS, min_size=1, max_size=12), st.floats(0, 4), st.floats(-1, 1)
)
def test_a_judgement_is_a_probability_whatever_is_asked(
    question: list[str], text: list[str], score: float, cosine: float
) -> None:
    asked = ask(" ".join(question), WITHOUT_DOCUMENTS)
    best = evidence(" ".join(text), score, cosine=cosine)
    assert 0 <= judge(asked, [best], [best.hit]).probability <= 1
    assert all(value == value for value in signals(asked, [best], [best.hit]).values())
