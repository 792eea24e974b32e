"""The form in which answers and citations are stored."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Corroboration,
    Filters,
    Hit,
    Metadata,
    Passage,
    Side,
    Understood,
)


def answer_values(answer: Answer) -> dict[str, Any]:
    """An answer in the shape that it is stored in."""
    return asdict(answer)


def answer_of(body: Mapping[str, Any]) -> Answer:
    """An answer from the shape that it is stored in."""
    known = dict(body)
    known["sentences"] = tuple(_sentence(each) for each in body["sentences"])
    known["citations"] = tuple(citation_of(each) for each in body["citations"])
    known["sides"] = tuple(Side(**(each | {"citations": tuple(each["citations"])})) for each in body["sides"])
    known["nearest"] = tuple(
        Hit(Passage(**each["passage"]), Metadata(**each["metadata"]), each["score"], each["cosine"])
        for each in body["nearest"]
    )
    known["warnings"] = tuple(body["warnings"])
    known["filters"] = _filters(body.get("filters", {}))
    understood = body.get("asked", {})
    known["asked"] = Understood(**(understood | {"missing": tuple(understood.get("missing", ()))}))
    return Answer(**known)


def _sentence(values: Mapping[str, Any]) -> AnswerSentence:
    known = dict(values)
    known["citations"] = tuple(values["citations"])
    known["answers"] = tuple(values["answers"]) if values.get("answers") else None
    return AnswerSentence(**known)


def _filters(values: Mapping[str, Any]) -> Filters:
    known: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in values.items()
    }
    return Filters(**known)


def citation_of(values: Mapping[str, Any]) -> Citation:
    """A citation from the shape that it is stored in."""
    known = dict(values)
    held = known.get("corroboration", {})
    known["corroboration"] = Corroboration(**(held | {"also_in": tuple(held.get("also_in", ()))}))
    return Citation(**known)
