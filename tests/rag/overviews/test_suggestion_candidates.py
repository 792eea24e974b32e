"""Candidates for suggested questions, built from what the documents say."""

from collections import Counter

import pytest
from pieces import citation, turned
from shelf import ready

from rag.overviews.claimants import Claimant
from rag.overviews.suggestion_candidates import (
    assertions,
    is_name,
    phrases,
    responses,
    sayings,
    shared,
    stated,
    with_article,
)
from rag.parties.parties import Party

COUNCIL = Party(
    "Hull Council", "Hull Council", ("Hull Council",), frozenset({"Hull Council"}), frozenset({"a"})
)
TRUST = Party("Orrin Trust", "Orrin Trust", ("Orrin Trust",), frozenset({"Orrin Trust"}), frozenset({"b"}))
NAMES = {"Hull Council": "Hull Council", "Orrin Trust": "the Orrin Trust"}


def test_each_party_but_the_work_s_own_is_asked_for_its_response() -> None:
    work = Claimant("Orrin Trust review", TRUST, frozenset({"Orrin Trust"}))
    found = list(responses([(work, ())], [COUNCIL, TRUST], NAMES))
    assert [each.question for each in found] == ["How did Hull Council respond to the Orrin Trust review?"]
    assert found[0].fits(citation("We disagree.", speaker="Hull Council"))
    assert not found[0].fits(citation("We disagree.", speaker="Orrin Trust"))


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Orrin Trust review", "the Orrin Trust review"),
        ("Clean streets for all: the yellow carts", "“Clean streets for all: the yellow carts”"),
        ("Audit Office", "the Audit Office report"),
        ("The Audit Office", "the Audit Office report"),
        ("Study by Jo Hill", "the study by Jo Hill"),
    ],
)
def test_a_work_is_called_as_people_call_it(name: str, called: str) -> None:
    work = Claimant(name, None, frozenset())
    assert [each.question for each in assertions([(work, ())])] == [
        f"What does {called} {verb}?" for verb in ("conclude", "recommend", "criticise")
    ]


def test_a_statement_gives_a_question_that_must_be_answered_by_it() -> None:
    document = ready("a", "The mill is old.", "The bridge was repaired in May 2021.").document
    (found,) = stated([document])
    assert found.question == "When was the bridge repaired?"
    place = document.text.index("The bridge")
    first = turned(citation("x"), document_id="a", start=place)
    assert found.fits(first)
    assert not found.fits(turned(first, start=0))
    assert not found.fits(turned(first, document_id="b"))


def test_documents_take_turns() -> None:
    several = [
        ready(id, f"The {what} was sold in May 2021.", f"The {what} was closed in June 2022.").document
        for id, what in (("a", "mill"), ("b", "weir"))
    ]
    assert [each.question for each in stated(several)] == [
        "When was the mill sold?",
        "When was the weir sold?",
        "When was the mill closed?",
        "When was the weir closed?",
    ]


def test_phrases_are_counted_once_for_each_document() -> None:
    one = ready(
        "a", "The library workers strike again.", "Those library workers.", "Many library workers."
    ).document
    two = ready("b", "No library workers were there.", "The opening hours changed.").document
    assert phrases([one, two])["library workers"] == 2
    assert shared(phrases([one, two])) == ["library workers"]


def test_a_party_is_asked_about_what_it_shares_with_others() -> None:
    said = ready("a", ("Hull Council", "We thank the library workers.")).document
    spoken_of = Counter({"library workers": 2})
    taken: set[str] = set()
    found = list(sayings([COUNCIL], NAMES, [said], spoken_of, taken))
    assert [each.question for each in found] == ["What did Hull Council say about library workers?"]
    assert taken == {"library workers"}
    assert list(sayings([COUNCIL], NAMES, [said], spoken_of, taken)) == []


def test_a_name_has_an_article_if_the_documents_mostly_give_it_one() -> None:
    documents = [
        ready("a", "The Orrin Trust and Hull Council met.", "Hull Council left the Orrin Trust.").document
    ]
    assert with_article("Orrin Trust", documents) == "the Orrin Trust"
    assert with_article("Hull Council", documents) == "Hull Council"


@pytest.mark.parametrize(
    ("party", "named"), [("Bank of Leith", True), ("a spokesman", False), ("The report", False)]
)
def test_a_party_with_a_proper_name(party: str, named: bool) -> None:
    assert is_name(party) is named
