"""Answers made by hand, such as the service gives them."""

from typing import Any

from rag.types import Answer, AnswerSentence, Citation, Hit, Metadata, Passage, Side
from server.export.account import Checked

DAY = "24 November 2026"
SEARCHED = "3 documents, 40 passages searched"


def citation(marker: int = 1, **known: Any) -> Citation:
    values: dict[str, Any] = {
        "passage_id": "herald-1-0",
        "document_id": "herald",
        "title": "Rents rise again in Leith",
        "publisher": "The Herald",
        "author": "Ann Lee",
        "date": "2021-05-03",
        "url": "https://herald.example/rents",
        "kind": "article",
        "text_type": "original",
        "start": 10,
        "end": 35,
        "quote": "Rents rose by up to a third.",
        "speaker": "Jo Hill",
        "said_via": "The Herald",
    }
    return Citation(marker=marker, **(values | known))


def quoted(text: str, *markers: int, **known: Any) -> AnswerSentence:
    return AnswerSentence(text, known.get("kind", "quote"), known.get("support", "verified"), markers or (1,))


def answer(*sentences: AnswerSentence, citations: tuple[Citation, ...] = (), **known: Any) -> Answer:
    values: dict[str, Any] = {
        "id": "a1",
        "conversation_id": "c1",
        "question": "By how much did rents rise?",
        "query": "By how much did rents rise?",
        "status": "answered",
        "mode": "extractive",
        "text": "\n\n".join(sentence.text for sentence in sentences),
        "sides": (),
        "nearest": (),
        "searched": {"documents": 3, "passages": 40},
        "created_at": "2026-11-24T09:00:00+00:00",
    }
    return Answer(sentences=sentences, citations=citations, **(values | known))


LED_IN = "Jo Hill, in The Herald, 3 May 2021: “Rents rose by up to a third.”"


def plain(**known: Any) -> Answer:
    """One quotation, led in."""
    return answer(quoted(LED_IN), citations=(citation(),), **known)


def standing(given: Answer) -> Checked:
    return Checked(given, {each.marker: "holds" for each in given.citations})


def not_found() -> Answer:
    hit = Hit(
        Passage("age-1-0", "age", 0, 5, "Words"), Metadata(title="Trams to Leith", publisher="The Age"), 0.3
    )
    return answer(
        AnswerSentence(f"Not in these documents ({SEARCHED}): nothing by or about Kim.", "silence", "verified"),
        id="a2",
        question="What did Kim say?",
        query="What did Kim say?",
        status="not_in_documents",
        nearest=(hit, hit),
        reason="no_evidence",
    )  # fmt: skip


def in_part() -> Answer:
    return answer(
        AnswerSentence("Landlords: nothing on this point in these documents.", "silence", "verified"),
        quoted(f"Tenants: {LED_IN}"),
        citations=(citation(),),
        id="a3",
        question="What do landlords and tenants say?",
        query="What do landlords and tenants say?",
        status="partial",
        sides=(Side("Landlords", (), True), Side("Tenants", (1,))),
    )
