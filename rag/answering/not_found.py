"""How an answer says that the documents do not say: all of it, or a part of what was asked."""

import math
import re
from collections.abc import Mapping, Sequence

from rag.answering.compose import UNNAMED, Draft
from rag.judging.answerability import Reason
from rag.judging.reading import Reading
from rag.question.analysis import actor
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import is_plural
from rag.text.matching import fold
from rag.types import AnswerSentence, Evidence

_FIRST = 3  # sentences among which a note is looked for
_AS_RELEVANT = 1.5  # logits that it may lie below what else is said, unless it holds
_WHOLE = (
    0.99  # of the question's words, all within rounding: to an encoder "no reason is given" answers nothing
)
_UNSAID = {
    "date": "when",
    "number": "the figure",
    "who": "who",
    "name": "the name",
    "where": "where",
    "reason": "why",
}
_BY_NOTE = (
    "fact",
    "reason",
    "yes_no",
    "list",
)  # kinds of question that a note on what is not known may answer
_AND_OF = re.compile(r"\s+and\s+of\s+")  # "the position of Acme and of the council"
_PRONOUNS = lexicon.words("stop_words", "pronoun")
_SIDES = re.compile(lexicon.phrases("side_words"), re.IGNORECASE)
_UNSAID_DETAIL = {"title": "the title", "rating": "the rating", "sum": "the sum"}


def not_said(reading: Reading, reason: Reason, searched: Mapping[str, int], filtered: bool = False) -> Draft:
    """The answer `not_in_documents`: what is missing, and what was searched, `filtered` or all that there is."""
    missing = unanswered(reading)
    told = _told(reading, reason, searched, filtered)
    sentences = (AnswerSentence(told, "silence", "verified"),)
    return Draft("not_in_documents", sentences, (), reason=reason, missing=missing)


def unanswered(reading: Reading) -> tuple[str, ...]:
    """What of a question is not in the documents, in words; empty where all of it is."""
    if reading.parts:
        return tuple(f"“{part.query.text}”" for part in _open(reading))
    judgement = reading.judgement
    if judgement.verdict == "answered":
        return ()
    return (_what_is_missing(reading),)


def perhaps_said(reading: Reading) -> tuple[str, ...]:
    """What of that may stand in what was found: no name and no figure, date or name is lacking for it."""
    found = zip(unanswered(reading), _open(reading) or [reading], strict=False)
    return tuple(missing for missing, each in found if _may_be_said(each))


def _may_be_said(reading: Reading) -> bool:
    judgement = reading.judgement
    return judgement.verdict == "partial" and not judgement.missing and not judgement.lacks_kind


def answers_nothing(reading: Reading) -> bool:
    """Whether no part of a question is answered at all."""
    return all(each.judgement.verdict == "none" for each in (reading, *reading.parts))


def _open(reading: Reading) -> list[Reading]:
    """The parts of a question that are not answered."""
    return [part for part in reading.parts if part.judgement.verdict != "answered"]


def noted(reading: Reading, evidence: Sequence[Evidence]) -> tuple[Sequence[Evidence], tuple[str, ...]]:
    """The evidence without notes on the papers, or with one first that says that what is asked is not known; and what
    is missing by that note. Who asks whether it is known is answered by the note."""
    told = [each for each in evidence if each.sentence.role != "note"]
    best = max((each.relevance or 0.0 for each in told[:1]), default=-math.inf)
    notes = [
        each
        for each in evidence[:_FIRST]
        if each.sentence.role == "note"
        and (
            each is evidence[0]
            or (each.relevance or 0.0) >= best - _AS_RELEVANT
            or reading.asked.share(each.stems) >= _WHOLE
        )
    ]
    if not notes:
        return told, ()
    if reading.understood.kind == "yes_no":
        return [*notes[:1], *told], ()
    missing = unanswered(reading) or (_what_is_missing(reading),)
    return [*notes[:1], *told], missing


def note_leads(reading: Reading, evidence: Sequence[Evidence]) -> bool:
    """Whether a note that is among the `evidence` answers before any form does. Whether something is so, or was said,
    is told by the papers' own sentences, unless the note is plainly nearer to the question than all of them."""
    notes = [each for each in evidence if each.sentence.role == "note"]
    kind = reading.understood.kind
    if not notes or kind != "yes_no":
        return bool(notes) and kind in _BY_NOTE
    told = (each.relevance or 0.0 for each in evidence if each.sentence.role != "note")
    return (notes[0].relevance or 0.0) >= max(told, default=-math.inf) + _AS_RELEVANT


def _told(reading: Reading, reason: Reason, searched: Mapping[str, int], filtered: bool) -> str:
    asked = reading.asked
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
        return "No document passes these filters, so nothing was searched. Remove a filter and try again."
    if searched["documents"] == 0:
        return "There are no documents yet. Add some, then ask again."
    if reading.judgement.missing:
        return f"Not in these documents ({counts}): {_what_is_missing(reading)}."
    said = _UNSAID_DETAIL.get(asked.detail) or _UNSAID.get(asked.wants)
    return f"Not in these documents ({counts}): no passage says {said or 'this'}."


def _what_is_missing(reading: Reading) -> str:
    asked, judgement = reading.asked, reading.judgement
    if judgement.missing:
        called = tuple(_called(_as_typed(name, reading.query.text)) for name in judgement.missing)
        return f"nothing by or about {_listed(called, 'or')}"
    # "The forum's letter" as it stands, not in the papers' words.
    typed = actor(reading.query.text) or asked.actor
    said = what_is_said_by(typed) if typed else ""
    return _UNSAID_DETAIL.get(asked.detail) or _UNSAID.get(asked.wants) or said or UNNAMED


def what_is_said_by(called: str) -> str:
    """ "What the council says of this"; "" where nobody is named: "they", "both sides"."""
    if fold(called).casefold() in _PRONOUNS or _SIDES.fullmatch(called):
        return ""
    names = _AND_OF.split(called)
    last = called.split()[-1]
    several = len(names) > 1 or (last.islower() and is_plural(last))
    return f"what {' and '.join(names)} {'say' if several else 'says'} of this"


def _as_typed(name: str, question: str) -> str:
    """The name as it stands in the question as typed, where it does: nobody's words are rewritten."""
    at = question.casefold().find(name.casefold())
    return question[at : at + len(name)] if at >= 0 else name


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
