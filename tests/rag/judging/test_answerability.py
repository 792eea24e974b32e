"""Do the documents answer? What the judgement rests on, and what is named as missing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import HERALD, WITHOUT_DOCUMENTS, evidence, hit, rarity_over

from rag.judging.answerability import judge, missing_names, signals
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
    assert (found.verdict, found.probability, found.missing) == ("none", 0.0, ("Ann Bell",))


def test_a_relevant_sentence_answers(rarity: Rarity) -> None:
    best = evidence(HELD[0], 2.6, cosine=0.8, relevance=8.0)
    found = judge(ask("Who measured the depth of the approach to the pier?", rarity), [best], [best.hit])
    assert (found.verdict, found.missing, found.relevance) == ("answered", (), 8.0)
    assert 0.5 < found.probability < 1


def test_a_question_on_another_topic_is_not_answered(rarity: Rarity) -> None:
    far = evidence(HELD[0], 0.2, cosine=0.0, relevance=-11.0)
    found = judge(ask("Who invented the recipe for fish soup?", rarity), [far], [far.hit])
    assert found.verdict == "none"
    assert found.probability < 0.2


def test_the_more_relevant_the_best_sentence_the_more_probable_the_answer(rarity: Rarity) -> None:
    asked = ask("Who measured the depth?", rarity)
    chances = [
        judge(asked, [each], [each.hit]).probability
        for each in (evidence(HELD[0], cosine=0.6, relevance=logit) for logit in (-9.0, -3.0, 0.0, 4.0, 9.0))
    ]
    assert chances == sorted(chances)


def test_without_an_encoder_words_and_vectors_judge(rarity: Rarity) -> None:
    asked = ask("Who measured the depth of the approach to the pier?", rarity)
    near, far = evidence(HELD[0], 2.6, cosine=0.8), evidence(HELD[1], 0.3, cosine=0.1)
    assert judge(asked, [near], [near.hit]).probability > judge(asked, [far], [far.hit]).probability
    assert "relevance" not in signals(asked, [near], ())


def test_a_name_that_stands_nowhere_is_named_and_leaves_the_answer_partial(rarity: Rarity) -> None:
    best = evidence(HELD[0], 2.6, cosine=0.8, relevance=6.0)
    found = judge(ask("What depth did Captain Birdseye measure at the pier?", rarity), [best], [best.hit])
    assert (found.verdict, found.missing) == ("partial", ("Captain Birdseye",))


def test_an_actor_without_a_capital_that_stands_nowhere_is_missing_too(rarity: Rarity) -> None:
    asked = ask("What did the coastguard say about the pier?", rarity)
    assert missing_names(asked, [], [hit(HELD[0])]) == ("the coastguard",)


def test_what_a_named_speaker_said_is_not_known_and_what_a_described_one_said_may_be_there(
    rarity: Rarity,
) -> None:
    best = evidence(HELD[0], 2.6, cosine=0.8, relevance=6.0)
    named = judge(ask("What did Captain Birdseye say about the pier?", rarity), [best], [best.hit])
    described = judge(ask("what did the coastguard say about the pier", rarity), [best], [best.hit])
    assert named.verdict == "none"
    assert (described.verdict, described.missing) == ("partial", ("the coastguard",))


def test_a_name_that_metadata_holds_is_not_missing(rarity: Rarity) -> None:
    asked = ask("What did The Herald say of Una Strand?", rarity)
    assert missing_names(asked, [], [hit(HELD[0], metadata=HERALD)]) == ()
    elsewhere = hit(HELD[0], metadata=Metadata(publisher="The Gazette"))
    assert missing_names(asked, [], [elsewhere]) == ("The Herald",)


def test_the_speaker_of_a_sentence_found_is_not_missing(rarity: Rarity) -> None:
    asked = ask("What did Una Birdseye say of the pier?", rarity)
    said = evidence(HELD[0], speaker="Una Birdseye")
    assert missing_names(asked, [said], [said.hit]) == ()


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
        (
            "Why did Norvane cancel sailings?",
            "Norvane cancelled sailings because the wind rose.",
            "Norvane cancelled sailings.",
        ),
    ],
)
def test_an_answer_without_the_figure_date_or_reason_asked_for_is_partial(
    question: str, with_it: str, without: str, rarity: Rarity
) -> None:
    asked = ask(question, rarity)
    good = evidence(with_it, 2.8, cosine=0.8, relevance=8.0)
    bad = evidence(without, 2.8, cosine=0.8, relevance=8.0)
    assert judge(asked, [good], [good.hit]).verdict == "answered"
    lacking = judge(asked, [bad], [bad.hit])
    assert (lacking.verdict, lacking.lacks_kind) == ("partial", True)


def test_words_that_are_asked_for_by_the_letter_and_stand_there_are_there(rarity: Rarity) -> None:
    text = "A crew member spoke of 'one breakdown away from a scandal'."
    best = evidence(text, 0.4, cosine=0.1, relevance=-2.0)
    asked = ask("Whose words are “one breakdown away from a scandal”?", rarity)
    assert judge(asked, [best], [best.hit]).verdict == "answered"


WORDS = st.sampled_from(
    ["pier", "Norvane", "214", "not", "closed", "渡轮", "“a b”", "when", "how many", "3 May"]
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(WORDS, max_size=25),
    st.lists(WORDS, min_size=1, max_size=12),
    st.floats(0, 4),
    st.floats(-1, 1),
    st.none() | st.floats(-12, 12),
)
def test_a_judgement_is_a_probability_whatever_is_asked(
    question: list[str], text: list[str], score: float, cosine: float, relevance: float | None
) -> None:
    asked = ask(" ".join(question), WITHOUT_DOCUMENTS)
    best = evidence(" ".join(text), score, cosine=cosine, relevance=relevance)
    assert 0 <= judge(asked, [best], [best.hit]).probability <= 1
    assert all(value == value for value in signals(asked, [best], ()).values())
