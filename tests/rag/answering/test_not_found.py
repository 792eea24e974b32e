"""How an answer says that the documents do not say: what is missing, and what was searched."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pieces import evidence, rarity_over

from rag.answering.not_found import not_said, note_leads, perhaps_said, unanswered
from rag.judging.answerability import Judgement, Verdict
from rag.judging.reading import Reading
from rag.question.analysis import ask
from rag.question.kind import Understanding
from rag.question.query import Query
from rag.storage.term_weights import Rarity
from rag.types import AskedKind

SEARCHED = {"documents": 12, "passages": 1035}


@pytest.fixture(scope="module")
def rarity(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    held = ("The council paid the master of the harbour for the review.",)
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), held)


def reading(
    question: str,
    rarity: Rarity,
    missing: tuple[str, ...] = (),
    verdict: Verdict = "none",
    parts: tuple[Reading, ...] = (),
) -> Reading:
    judgement = Judgement(verdict, 0.1, missing)
    return Reading(Query(question), ask(question, rarity), np.zeros(1, np.float32), (), (), judgement, parts)


@pytest.mark.parametrize(
    ("question", "missing", "told"),
    [
        ("What did Ann Bell say?", ("Ann Bell",), "nothing by or about Ann Bell"),
        ("What did the coastguard say?", ("the coastguard",), "nothing by or about the coastguard"),
        (
            "What did they say?",
            ("ADCS", "LGA", "Children's Commissioner"),
            "nothing by or about ADCS, LGA or the Children's Commissioner",
        ),
        ("When did the council pay?", (), "no passage says when"),
        ("How many masters did the council pay?", (), "no passage says the figure"),
        ("Who paid the master?", (), "no passage says who"),
        ("What is the name of the master?", (), "no passage says the name"),
        ("Where was the master?", (), "no passage says where"),
        ("Why was the master paid?", (), "no passage says why"),
        ("Did the council pay the master?", (), "no passage says this"),
    ],
)
def test_what_is_missing_is_named(question: str, missing: tuple[str, ...], told: str, rarity: Rarity) -> None:
    draft = not_said(reading(question, rarity, missing), "no_evidence", SEARCHED)
    assert draft.text == f"Not in these documents (12 documents, 1,035 passages searched): {told}."
    assert (draft.status, draft.reason, draft.citations) == ("not_in_documents", "no_evidence", ())
    assert [each.kind for each in draft.sentences] == ["silence"]
    assert draft.missing


def test_an_order_and_a_request_for_advice_are_told_from_a_gap_in_the_documents(rarity: Rarity) -> None:
    asked = reading("How do I claim compensation?", rarity)
    order = not_said(asked, "instruction", SEARCHED)
    advice = not_said(asked, "out_of_scope", SEARCHED)
    assert "asks for something to be done" in order.text
    assert "asks for advice" in advice.text
    assert (order.reason, advice.reason) == ("instruction", "out_of_scope")


def test_where_nothing_is_held_that_is_what_is_said(rarity: Rarity) -> None:
    empty = {"documents": 0, "passages": 0}
    asked = reading("Who?", rarity)
    assert (
        not_said(asked, "no_evidence", empty).text == "There are no documents yet. Add some, then ask again."
    )
    filtered = not_said(asked, "no_evidence", empty, filtered=True)
    assert filtered.text.endswith("Remove a filter and try again.")


def test_a_single_document_is_counted_in_the_singular(rarity: Rarity) -> None:
    draft = not_said(reading("Who?", rarity), "no_evidence", {"documents": 1, "passages": 1})
    assert "(1 document, 1 passage searched)" in draft.text


def test_of_a_question_in_parts_those_that_are_not_answered_are_missing_in_the_askers_words(
    rarity: Rarity,
) -> None:
    parts = (
        reading("Who paid the master", rarity, verdict="answered"),
        reading("how much did it cost", rarity, verdict="partial"),
    )
    whole = reading("Who paid the master and how much did it cost?", rarity, verdict="answered", parts=parts)
    assert unanswered(whole) == ("“how much did it cost”",)


def test_a_full_answer_misses_nothing(rarity: Rarity) -> None:
    assert unanswered(reading("Who paid?", rarity, verdict="answered")) == ()


def test_what_is_near_may_answer_where_no_name_and_no_kind_is_lacking(rarity: Rarity) -> None:
    asked = "Who paid the master?"
    assert perhaps_said(reading(asked, rarity, verdict="partial")) == ("who",)
    assert not perhaps_said(reading(asked, rarity, ("Ann Bell",), verdict="partial"))
    lacking = Judgement("partial", 0.4, lacks_kind=True)
    assert not perhaps_said(replace(reading(asked, rarity), judgement=lacking))
    answered = reading(asked, rarity, verdict="answered")
    part, silent = reading("how much", rarity, verdict="partial"), reading("and why", rarity)
    assert perhaps_said(reading(asked, rarity, verdict="partial", parts=(answered, part))) == ("“how much”",)
    both = reading(asked, rarity, verdict="partial", parts=(part, silent))
    assert (perhaps_said(both), unanswered(both)) == (("“how much”",), ("“how much”", "“and why”"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What did both sides say of the master?", "a plain answer"),
        ("What did the master say of the council?", "what the master says of this"),
        ("What did the masters say of the council?", "what the masters say of this"),
    ],
)
def test_the_missing_party_is_named_in_the_right_number_and_never_as_both_sides(
    question: str, told: str, rarity: Rarity
) -> None:
    assert unanswered(reading(question, rarity, verdict="partial")) == (told,)


def test_a_party_is_never_named_by_a_pronoun(rarity: Rarity) -> None:
    assert unanswered(reading("What did they say of the master?", rarity, verdict="partial")) == (
        "a plain answer",
    )


@pytest.mark.parametrize(
    ("kind", "nearness", "leads"),
    [("yes_no", 6.0, False), ("yes_no", 9.0, True), ("reason", 6.0, True), ("who_said", 9.0, False)],
)
def test_whether_something_is_so_is_told_by_a_note_only_where_it_is_plainly_the_nearest(
    kind: AskedKind, nearness: float, leads: bool, rarity: Rarity
) -> None:
    asked = replace(reading("Did the master say “yes”?", rarity), understood=Understanding(kind, 1.0))
    note = evidence("The letter names no master.", relevance=nearness, role="note")
    told = evidence("The council paid the master.", relevance=7.0, start=60)
    assert note_leads(asked, [note, told]) is leads
    assert not note_leads(asked, [told])
