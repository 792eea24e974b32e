"""Evidence that says nothing by itself: a question in a document, and a label above a section. A question in
a document shares more words with the user's question than its answer does ("Does the council accept all of
it?" – "Yes. Twelve out of twelve."), and so does a label ("5. Compensation") compared with the text below
it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from rag.retrieval.gathered import restates
from rag.text.tokens import is_ended
from rag.types import Evidence

_LONGEST, _MOST = 4, 4  # sentences of a question, from the one found, and those shown of its answer
_GAP = 4  # characters between two sentences that adjoin
_LABEL = 6  # words of a line that only names a topic
_BELOW = 6  # sentences below such a line that may answer
_BEHIND = 0.5  # logits by which each sentence of an answer counts as less relevant than the one before it


def answered(
    evidence: Sequence[Evidence], tells: Callable[[Evidence], bool] = lambda _: False
) -> tuple[Evidence, ...]:
    """The evidence, reordered: if the first sentence is part of somebody's question, the reply to it comes
    first and the question after it; if it is a label, the best sentence below it takes its place. Nothing
    changes without a cross-encoder, or if what is said before the question `tells` what is asked.
    """
    best = evidence[0] if evidence else None
    if best is None or best.relevance is None:
        return tuple(evidence)
    if (below := _below(best, evidence)) is not None:
        first = replace(below, relevance=_taken(best.relevance, 1, below), favour=best.favour)
        return (first, *(each for each in evidence if each not in (best, below)))
    told_by_itself = tells(best) and not best.text.rstrip().endswith("?")
    answer = [] if told_by_itself else _answer(best, _behind(best, evidence))
    if not answer:
        return tuple(evidence)
    told = [
        replace(each, relevance=_taken(best.relevance, number, each), favour=best.favour)
        for number, each in enumerate(answer)
    ]
    shown = [*told, best]
    places = {each.sentence.start for each in shown}
    rest = [each for each in evidence if not (_of_one(each, best) and each.sentence.start in places)]
    return (*shown, *rest)


def _taken(relevance: float, number: int, each: Evidence) -> float:
    taken = relevance - _BEHIND * number
    return taken if each.relevance is None else max(taken, each.relevance)


def _behind(best: Evidence, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentence and those that follow it without a gap."""
    own = {each.sentence.start: each for each in evidence if _of_one(each, best)}
    ordered = [own[start] for start in sorted(own) if start >= best.sentence.start]
    joined = list(
        takewhile(lambda pair: pair[1].sentence.start - pair[0].sentence.end <= _GAP, pairwise(ordered))
    )
    return [best, *(after for _, after in joined)]


def _below(best: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """The most relevant sentence of running text below a label, or behind what a reply says that it was asked ("You
    asked what it will cost."); None where this is neither."""
    if not _is_label(best) and not restates(best.text):
        return None
    below = list(takewhile(lambda each: each.sentence.role == "body", _behind(best, evidence)[1:]))[:_BELOW]
    return max(below, key=lambda each: (each.relevance is not None, each.relevance or 0.0), default=None)


def _is_label(each: Evidence) -> bool:
    short = len(each.text.split()) <= _LABEL and not is_ended(each.text)
    return short and each.sentence.role in ("heading", "item")


def _answer(best: Evidence, ordered: Sequence[Evidence]) -> list[Evidence]:
    """What another speaker says in direct speech after the question that the first of these is part of; empty
    if it is part of none.
    """
    question = list(takewhile(lambda each: each.sentence.speaker == best.sentence.speaker, ordered))
    rest = ordered[len(question) :]
    if not rest or len(question) > _LONGEST or not question[-1].text.rstrip().endswith("?"):
        return []
    speaker = rest[0].sentence.speaker
    answer = list(takewhile(lambda each: each.sentence.speaker == speaker, rest))[:_MOST]
    return answer if any(each.sentence.manner == "direct" for each in answer) else []


def _of_one(one: Evidence, other: Evidence) -> bool:
    return one.hit.passage.document_id == other.hit.passage.document_id
