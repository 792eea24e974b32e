"""How an answer says that the documents do not say."""

from collections.abc import Mapping

from rag.asked import Asked
from rag.evidence import Judgement, Reason
from rag.extract import Draft
from rag.types import AnswerSentence


def not_said(asked: Asked, judgement: Judgement, reason: Reason, searched: Mapping[str, int]) -> Draft:
    """The answer `not_in_documents`: what is missing, and what was searched."""
    return Draft(
        "not_in_documents",
        (AnswerSentence(_words(asked, judgement, reason, searched), "silence", "verified"),),
        (),
        reason=reason,
    )


def _words(asked: Asked, judgement: Judgement, reason: Reason, searched: Mapping[str, int]) -> str:
    if reason == "instruction":
        return "Not something these documents can answer: it asks for something to be done, not for what they say."
    counts = (
        f"{_count(searched['documents'], 'document')}, {_count(searched['passages'], 'passage')} searched"
    )
    if reason == "out_of_scope":
        return (
            f"Not something these documents can answer ({counts}): it asks for advice on a case of one's own."
        )
    if judgement.missing:
        return f"Not in these documents ({counts}): nothing by or about {_listed(judgement.missing)}."
    unheld = [term.plain for term in asked.missing(frozenset()) if not term.held][:3]
    if unheld:
        return f"Not in these documents ({counts}): none of them has the {'words' if len(unheld) > 1 else 'word'} {_listed(tuple(f'“{word}”' for word in unheld))}."
    kind = {
        "date": "a date for it", "number": "a figure for it", "who": "who it was", "name": "that name", "where": "where it was",
    }.get(asked.wants, "it")  # fmt: skip
    return (
        f"Not in these documents ({counts}): none of the passages found says {kind}."
        if kind in ("it",)
        else f"Not in these documents ({counts}): none of the passages found gives {kind}."
    )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
