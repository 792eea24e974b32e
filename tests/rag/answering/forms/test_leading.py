"""The sentence that surely answers is never lost to a form that was chosen by a kind understood wrongly."""

import numpy as np
import pytest
from pieces import evidence

from rag.answering.forms.hearing import led_by_surest, worth_telling
from rag.answering.forms.material import led, surest
from rag.answering.positions import Stand
from rag.judging.answerability import Judgement, Verdict
from rag.judging.reading import Reading
from rag.parties.parties import Party
from rag.question.analysis import Asked
from rag.question.kind import Understanding
from rag.question.query import Query
from rag.types import Evidence

BEST = evidence("The pier was shut in May.", relevance=4.0, speaker="Jo Hill")
OTHERS = [
    evidence("Boats are late.", start=90),
    evidence("The fog was thick.", start=140, speaker="Pat Lowe"),
]
ASKED = Asked("When was it shut?", (), (), (), None, (), "date", False)
HILL = Party("Jo Hill", "hill", ("Jo Hill",), frozenset({"Jo Hill"}), frozenset({"herald"}))
LOWE = Party("Pat Lowe", "lowe", ("Pat Lowe",), frozenset({"Pat Lowe"}), frozenset({"herald"}))


def reading(*found: Evidence, several: float = 0.1, verdict: Verdict = "answered") -> Reading:
    understood = Understanding("list", 0.7, several)
    judged = Judgement(verdict, 0.9)
    return Reading(
        Query("When was it shut?"), ASKED, np.zeros(1, np.float32), (), found, judged, understood=understood
    )


def test_the_certain_answer_comes_first_when_one_sentence_is_asked_for() -> None:
    assert led(OTHERS, reading(BEST)) == [BEST, *OTHERS]
    assert led([*OTHERS, BEST], reading(BEST)) == [BEST, *OTHERS]


def test_where_several_are_asked_for_it_stays_in_its_place_and_is_not_lost() -> None:
    whole = reading(BEST, several=0.9)
    assert led([*OTHERS, BEST], whole) == [*OTHERS, BEST]
    assert led(OTHERS, whole) == [BEST, *OTHERS]


@pytest.mark.parametrize("relevance", [None, 0.5])
def test_what_is_not_sure_to_answer_leads_nothing(relevance: float | None) -> None:
    unsure = evidence(BEST.text, relevance=relevance)
    assert surest(reading(unsure)) is None
    assert led(OTHERS, reading(unsure)) == OTHERS


def test_what_the_documents_do_not_answer_has_no_such_sentence() -> None:
    assert surest(reading(BEST, verdict="none")) is None
    assert surest(reading()) is None
    assert surest(reading(evidence("The pier", relevance=5.0, role="heading"))) is None


def test_the_party_whose_own_sentence_it_is_comes_first() -> None:
    hill, lowe = Stand(HILL, (OTHERS[0],), False), Stand(LOWE, (OTHERS[1],), False)
    first, second = led_by_surest([lowe, hill], reading(BEST))
    assert (first.party, first.evidence, second) == (HILL, (BEST, OTHERS[0]), lowe)
    silent = Stand(HILL, (), True)
    assert led_by_surest([lowe, silent], reading(BEST)) == (lowe, silent)


def test_parties_nobody_asked_about_are_not_told_of_where_it_is_not_theirs() -> None:
    hill, lowe = Stand(HILL, (BEST,), False), Stand(LOWE, (OTHERS[1],), False)
    silent = Stand(LOWE, (), True)
    assert worth_telling([hill, lowe], reading(BEST), unasked=True) == (hill, lowe)
    assert worth_telling([Stand(HILL, (OTHERS[0],), False), lowe], reading(BEST), unasked=True) == ()
    assert worth_telling([hill, silent], reading(BEST), unasked=True) == ()
    assert worth_telling([hill, silent], reading(BEST), unasked=False) == (hill, silent)
