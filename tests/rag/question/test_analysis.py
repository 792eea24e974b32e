"""What is read in a question before anything is searched."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import WITHOUT_DOCUMENTS, rarity_over

from rag.question.analysis import Asked, actor, ask
from rag.storage.term_weights import Rarity

PASSAGES = (
    "The harbour master measured the depth at low water.",
    "The council asked the harbour master for a report on the pier.",
    "Forty sailings were cancelled in January, when the committees met.",
)


@pytest.fixture(scope="module")
def rarity(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), PASSAGES)


@pytest.fixture(scope="module")
def nothing_held(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), ())


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("How many sailings were cancelled?", "number"),
        ("By what share did fares rise, and what proportion fell?", "number"),
        ("When was the pier closed?", "date"),
        ("In which year was the pier built?", "date"),
        ("Who closed the pier, and when did it reopen?", "date"),
        ("Who is the harbour master?", "who"),
        ("Whose words are these?", "who"),
        ("Where is the depth measured?", "where"),
        ("Which council owns the pier?", "where"),
        ("What is the name of the ship?", "name"),
        ("What is the second ship called?", "name"),
        ("Why was the limit lowered?", "reason"),
        ("What reasons were given?", "reason"),
        ("Did the council agree?", "yes_no"),
        ("And were fares raised?", "yes_no"),
        ("List the recommendations.", "list"),
        ("What recommendations does the review make?", "list"),
        ("What other problems are there?", "list"),
        ("Explain the dispute.", "other"),
        ("What happens when a boat is late?", "other"),
    ],
)
def test_the_kind_of_answer_that_is_wanted(question: str, wants: str, rarity: Rarity) -> None:
    assert ask(question, rarity).wants == wants


def test_what_is_wanted_may_be_told_by_a_part_of_the_question(rarity: Rarity) -> None:
    whole = "When did the yard open how was it rated then"
    asked = ask(whole, rarity, "how was it rated then")
    assert (asked.text, asked.wants, asked.detail) == (whole, "other", "rating")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did the Secretary of State for Health promise?", ("Secretary of State for Health",)),
        ("Did Norvane's office telephone Bram Teasdale?", ("Norvane", "Bram Teasdale")),
        ("Who is Mary Orr?", ("Mary Orr",)),
        ("Mary Orr promised what?", ("Mary Orr",)),
        ("According to The Herald, what happened in March?", ("The Herald",)),
        ("what did norvane say?", ()),
        ("Norvane and norvane and Norvane?", ("Norvane",)),
    ],
)
def test_names_are_read_whole_and_once(question: str, names: tuple[str, ...], rarity: Rarity) -> None:
    assert ask(question, rarity).names == names


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("What did the coastguard say about the pier?", "the coastguard"),
        ("How does the harbour master answer?", "the harbour master"),
        ("What did the review and the council each say?", "the review and the council"),
        ("According to the crew, who decides?", "the crew"),
        ("When was the pier closed?", None),
    ],
)
def test_the_party_asked_about_needs_no_capital(question: str, actor: str | None, rarity: Rarity) -> None:
    assert ask(question, rarity).actor == actor


def test_words_in_quotation_marks_are_kept_as_phrases_where_they_are_several(rarity: Rarity) -> None:
    asked = ask('Who said “one breakdown away” or "one-dimensional", and what is a "pier"?', rarity)
    assert asked.phrases == ("one breakdown away", "one-dimensional")


def test_a_denial_in_a_question_is_seen(rarity: Rarity) -> None:
    assert ask("Who didn’t agree?", rarity).negated
    assert ask("Why was nobody told, and never asked?", rarity).negated
    assert not ask("Who knew of the note?", rarity).negated


def test_each_word_is_one_term_for_all_its_forms(rarity: Rarity) -> None:
    asked = ask("Which sailing was cancelled, and were other sailings cancelled?", rarity)
    assert [term.plain for term in asked.terms] == ["sailing", "cancelled"]
    assert asked.order == ("sail", "cancel", "sail", "cancel")


def test_question_words_are_no_terms_and_words_of_reporting_weigh_little(rarity: Rarity) -> None:
    asked = ask("According to the article, does the report mention the pier?", rarity)
    weights = {term.plain: term.weight for term in asked.terms}
    assert "article" not in weights
    assert weights["report"] < 0.5 * weights["pier"]


def test_terms_say_whether_any_document_holds_them(rarity: Rarity, nothing_held: Rarity) -> None:
    held = {term.plain: term.held for term in ask("Did the coastguard measure the depths?", rarity).terms}
    assert held == {"coastguard": False, "measure": True, "depths": True}
    assert not any(term.held for term in ask("Did the coastguard measure?", nothing_held).terms)


def test_a_word_is_held_in_an_irregular_form_too(rarity: Rarity) -> None:
    for question in ("Did they meet?", "Were they meeting?"):
        (term,) = ask(question, rarity).terms
        assert term.held, question


def test_names_and_numbers_among_the_terms(rarity: Rarity) -> None:
    terms = {term.plain: term for term in ask("Ships of Norvane: were 214 late?", rarity).terms}
    assert {plain for plain, term in terms.items() if term.name} == {"norvane"}
    assert {plain for plain, term in terms.items() if term.number} == {"214"}


def test_the_share_covered_is_of_weights_and_the_heaviest_missing_term_comes_first(rarity: Rarity) -> None:
    asked = ask("Did the coastguard close the harbour?", rarity)
    every = frozenset(term.stem for term in asked.terms)
    assert asked.share(every) == pytest.approx(1)
    assert asked.share(frozenset()) == 0
    light, heavy = sorted(asked.terms, key=lambda term: term.weight)[:: len(asked.terms) - 1]
    assert asked.share(frozenset({light.stem})) < asked.share(frozenset({heavy.stem}))
    assert asked.missing(frozenset())[0] == heavy
    assert asked.missing(every) == ()


def test_a_question_without_a_telling_word_has_a_weight_and_covers_nothing(rarity: Rarity) -> None:
    for text in ("???", "What is it?", "…", "🙂"):
        asked = ask(text, rarity)
        assert asked.terms == ()
        assert asked.weight == 1
        assert asked.share(frozenset({"it"})) == 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200) | st.text("“”\"'()[]?! ANDORNOTwhatWhoé渡Я\n\t*~^:\\", max_size=120))
def test_any_text_can_be_read(text: str) -> None:
    asked = ask(text, WITHOUT_DOCUMENTS)
    assert isinstance(asked, Asked)
    assert asked.weight > 0
    stems = frozenset(term.stem for term in asked.terms)
    assert asked.share(stems) == (pytest.approx(1) if stems else 0)
    assert all(word in text for name in asked.names for word in name.split())


@pytest.mark.parametrize(
    ("question", "detail"),
    [
        ("What was the audit's report called?", "title"),
        ("What is the title of the report?", "title"),
        ("What was the ship called?", ""),
        ("How was Hillham rated after the merger?", "rating"),
        ("How much did the council pay for it?", "sum"),
        ("How many people came?", ""),
    ],
)
def test_the_detail_that_is_wanted_is_known(tmp_path: Path, question: str, detail: str) -> None:
    assert ask(question, rarity_over(tmp_path, ["Hillham."])).detail == detail


def test_an_adverb_before_the_verb_hides_nobody_whose_words_are_asked_for() -> None:
    assert actor("what precisely did the trust say about the roof?") == "the trust"
    assert actor("what exactly did Jo Hill say?") == "Jo Hill"


@pytest.mark.parametrize(
    ("question", "holder"),
    [
        ("what is the position of Acme and of the council on the pier?", "Acme and of the council"),
        ("What was the view of the union about pay?", "the union"),
        ("what is Acme's position on interest", "Acme"),
        ("what are the trustees' views on the roof?", "the trustees"),
        ("what is the position of the pier?", None),
        ("what is the view from the pier on Sundays?", None),
    ],
)
def test_whose_view_of_something_is_asked_for_is_whose_words_are(question: str, holder: str | None) -> None:
    assert actor(question) == holder
