"""How an answer says that the documents do not say."""

import re
from collections.abc import Mapping

from rag.answering.compose import Draft
from rag.judging.answerability import Judgement, Reason
from rag.question.analysis import Asked
from rag.types import AnswerSentence

_MOST_WORDS = 3  # of those that no document holds, the most telling
_UNSAID = {
    "date": "says when",
    "number": "gives the figure",
    "who": "says who",
    "name": "gives the name",
    "where": "says where",
}

_UNSAID_DETAIL = {"title": "gives the title", "rating": "gives the rating"}


def not_said(
    asked: Asked, judgement: Judgement, reason: Reason, searched: Mapping[str, int], filtered: bool = False
) -> Draft:
    """The answer `not_in_documents`: what is missing, and what was searched, `filtered` or all that there is."""
    told = _told(asked, judgement, reason, searched, filtered)
    return Draft("not_in_documents", (AnswerSentence(told, "silence", "verified"),), (), reason=reason)


def _told(
    asked: Asked, judgement: Judgement, reason: Reason, searched: Mapping[str, int], filtered: bool
) -> str:
    if reason == "instruction":
        return "Not something these documents can answer: it asks for something to be done, not for what they say."
    counts = (
        f"{_count(searched['documents'], 'document')}, {_count(searched['passages'], 'passage')} searched"
    )
    if reason == "out_of_scope":
        return (
            f"Not something these documents can answer ({counts}): it asks for advice, not for what they say."
        )
    if searched["documents"] == 0 and filtered:
        return "No document passes these filters, so nothing was searched. Take some of them away, and ask again."
    if searched["documents"] == 0:
        return "There are no documents yet. Add some, and ask again."
    return f"Not in these documents ({counts}): {_missing(asked, judgement)}."


def _missing(asked: Asked, judgement: Judgement) -> str:
    if judgement.missing:
        return f"nothing by or about {_listed(tuple(map(_called, judgement.missing)), 'or')}"
    unheld = [term.plain for term in asked.missing(frozenset()) if not term.held][:_MOST_WORDS]
    if unheld:
        return f"no passage speaks of {_listed(tuple(f'“{word}”' for word in unheld), 'or')}"
    return f"no passage {_UNSAID_DETAIL.get(asked.detail) or _UNSAID.get(asked.wants, 'says this')}"


def _called(name: str) -> str:
    """An office or a body of several words takes its article: "the Children's Commissioner"."""
    return (
        name
        if name.startswith("the ") or " " not in name or not re.search(r"[’']s\b|\bof\b", name)
        else f"the {name}"
    )


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _listed(names: tuple[str, ...], joint: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {joint} {names[-1]}"
