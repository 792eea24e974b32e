"""How an answer says that the documents do not say: what is missing, and what was searched."""

from pathlib import Path

import pytest
from pieces import rarity_over

from rag.answering.not_found import not_said
from rag.judging.answerability import Judgement
from rag.question.analysis import ask
from rag.storage.term_weights import Rarity

SEARCHED = {"documents": 12, "passages": 1035}
NOTHING_NAMED = Judgement(False, 0.1, ())


@pytest.fixture(scope="module")
def rarity(tmp_path_factory: pytest.TempPathFactory) -> Rarity:
    held = ("The council paid the master of the harbour for the review.",)
    return rarity_over(Path(tmp_path_factory.mktemp("lexical")), held)


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
        ("What is the best recipe?", (), "no passage speaks of “recipe” or “best”"),
        ("When did the council pay?", (), "no passage says when"),
        ("How much did the council pay?", (), "no passage gives the figure"),
        ("Who paid the master?", (), "no passage says who"),
        ("What is the name of the master?", (), "no passage gives the name"),
        ("Where was the master?", (), "no passage says where"),
        ("Did the council pay the master?", (), "no passage says this"),
    ],
)
def test_what_is_missing_is_named(question: str, missing: tuple[str, ...], told: str, rarity: Rarity) -> None:
    draft = not_said(ask(question, rarity), Judgement(False, 0.1, missing), "no_evidence", SEARCHED)
    assert draft.text == f"Not in these documents (12 documents, 1,035 passages searched): {told}."
    assert (draft.status, draft.reason, draft.citations) == ("not_in_documents", "no_evidence", ())
    assert [each.kind for each in draft.sentences] == ["silence"]


def test_an_order_and_a_request_for_advice_are_told_from_a_gap_in_the_documents(rarity: Rarity) -> None:
    asked = ask("How do I claim compensation?", rarity)
    order = not_said(asked, NOTHING_NAMED, "instruction", SEARCHED)
    advice = not_said(asked, NOTHING_NAMED, "out_of_scope", SEARCHED)
    assert "asks for something to be done" in order.text
    assert "asks for advice" in advice.text
    assert (order.reason, advice.reason) == ("instruction", "out_of_scope")


def test_where_nothing_is_held_that_is_what_is_said(rarity: Rarity) -> None:
    draft = not_said(ask("Who?", rarity), NOTHING_NAMED, "no_evidence", {"documents": 0, "passages": 0})
    assert draft.text == "There are no documents yet. Add some, and ask again."


def test_one_of_a_thing_is_counted_as_one(rarity: Rarity) -> None:
    draft = not_said(ask("Who?", rarity), NOTHING_NAMED, "no_evidence", {"documents": 1, "passages": 1})
    assert "(1 document, 1 passage searched)" in draft.text
