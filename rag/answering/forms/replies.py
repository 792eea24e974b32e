"""Replies: what another answers at once to what somebody claims in a hearing, which is shown beside the claim, and the
question that a reply of a few words answers.
"""

import re
from collections.abc import Callable, Sequence
from itertools import dropwhile, islice, takewhile

from rag.text.dates import dates
from rag.text.negation import denial_in
from rag.text.quantities import figures
from rag.text.quotations.turn_labels import label_end
from rag.text.tokens import telling_stems, words
from rag.types import Evidence

_SPEECH, _TURN = 4, 5  # sentences after the claim in its own speech, and of the reply that are read
_MOST = 3  # sentences of the reply that are shown
_SHORT = 9  # words of a sentence that does nothing but deny: "That is simply not correct."
_SAYS_LITTLE = 3  # telling words
_LONGEST_QUESTION = 240  # characters
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’]?\s+(?=\W?[A-Z])")
_ASKER = re.compile(r"^(?:[A-Z][^\s:?]*\s+){0,5}[A-Z][^\s:?]*:\s+")  # "Q10 Chair: ", "Q12 Sir Jo Hill: "


def question_of(evidence: Evidence) -> str:
    """The question that a reply of a few words answers, without who asks it: "None." says nothing alone.

    Empty where the reply is understood by itself, or answers none.
    """
    before = evidence.before.strip()
    said = evidence.text[label_end(evidence.text, evidence.sentence.speaker) :]
    if evidence.sentence.manner != "direct" or not before.endswith("?"):
        return ""
    if len(telling_stems(said)) > _SAYS_LITTLE:
        return ""
    question = _ASKER.sub("", _SENTENCE_END.split(before)[-1])
    return question if len(question) <= _LONGEST_QUESTION else ""


def reply_to(claim: Evidence, sentences: Callable[[str], Sequence[Evidence]]) -> list[Evidence]:
    """The first sentences of the turn that follows the claim's, where it denies at once or gives the claim's figure;
    nothing if nobody speaks. `sentences` gives those of a document, which is read only where somebody does."""
    if claim.sentence.manner != "direct" or claim.sentence.speaker is None:
        return []
    ordered = sorted(sentences(claim.hit.passage.document_id), key=lambda each: each.sentence.start)
    behind = [each for each in ordered if each.sentence.start > claim.sentence.start]
    speech = list(islice(takewhile(lambda each: _voice(each) == _voice(claim), behind), _SPEECH + 1))
    if len(speech) > _SPEECH:
        return []
    rest = list(islice(dropwhile(lambda each: _voice(each) == _voice(claim), behind), _TURN))
    turn = list(takewhile(lambda each: _voice(each) == _voice(rest[0]), rest))
    said = [each for each in turn if each.sentence.manner == "direct" and not _asks(each)]
    if not said or len(said) < len(turn) - 1 or _asks(turn[-1]):
        return []
    return said[:_MOST] if _only_denies(said[0]) or any(_same_figure(claim, each) for each in said) else []


def _voice(each: Evidence) -> str | None:
    return each.sentence.speaker


def _asks(each: Evidence) -> bool:
    return each.text.rstrip().endswith("?")


def _only_denies(each: Evidence) -> bool:
    found = words(each.text)
    return len(found) <= _SHORT and denial_in(found)


def _same_figure(one: Evidence, other: Evidence) -> bool:
    told = figures(one.text, dates(one.text))
    return any(mine.same_amount(theirs) for theirs in figures(other.text, dates(other.text)) for mine in told)
