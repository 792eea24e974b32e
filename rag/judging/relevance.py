"""How well the best sentences answer the question, read by a cross-encoder with what they need to be understood.

A sentence by itself is often not understood: "It would cost £2 million" under "Repairing the roof" of a report on
school buildings answers what neither alone does. So each is read under "title › heading" and after the sentence before
it, and the best of them without that sentence too; the mean of both logits orders better than either. Where the
question names a speaker, his or her sentences are read with the name: first .64 to .66, in three .84 to .86 over
eight sets of affairs.

What else speaks for a sentence joins in the order with learned weights: its score by words and vectors, the place of
its document among those found, the figure, date or reason asked for, and direct speech (benchmarks/ordering.py).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from operator import add

from rag.embedding.cross_encoder import CrossEncoder
from rag.judging import order_weights
from rag.question.analysis import Asked, Wants
from rag.retrieval.fitting import fits, names_row
from rag.text.quotations.turn_labels import label_end
from rag.text.tokens import is_ended, telling_stems, words
from rag.types import Evidence, Hit

_READ = 24  # sentences, the best by words and vectors
_TWICE = 8  # of them, the most relevant at first reading
_BEFORE = 240  # characters of the sentence before: what it ends with says who "he" is
_TITLE = 160
_SAYS_LITTLE = 3  # telling words of what is said after a speaker's label, at least
_NAMED: tuple[Wants, ...] = ("who", "where", "name")
_ONLY_NAMES = (
    12.0  # logits against a line of names where none is asked for: to an encoder it answers anything
)
_NAMED_ROW = 12.0  # logits for a row of a table that is asked for by its name: an encoder hardly reads tables
_DIRECTION = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ASKED = re.compile(r"\?(?:\s\S+){0,10}$")  # a question, and the first few words of the reply to it
_HELD: tuple[Wants, ...] = ("number", "date", "reason")  # a name stands in most sentences


def ranked(
    question: str,
    evidence: Sequence[Evidence],
    encoder: CrossEncoder | None,
    part: str = "",
    whole: str = "",
    every: bool = False,
    favour: Callable[[Evidence], float] = lambda _: 0.0,
    speakers: bool = True,
) -> tuple[Evidence, ...]:
    """The same evidence, what the encoder finds most relevant first, then what it did not read, in the order given.

    Where a `part` of the question is given, a sentence has to be relevant to both: the whole says what it is about,
    the part what is asked. Where `question` is only the topic of a `whole` question, both decide the order, and the
    relevance is to the topic. `every` sentence is read where that is asked for. What is in `favour` of a sentence, in
    logits, joins in the order and is no part of its relevance. With `speakers`, a sentence of somebody whom the
    question names is read with the name. Without an encoder nothing changes.
    """
    if encoder is None or not evidence:
        return tuple(evidence)
    chosen = list(evidence if every else evidence[:_READ])
    scores = _read(question, part, chosen, encoder, speakers)
    favours = list(map(favour, chosen))
    ranks = list(map(add, scores, favours))
    if whole:
        ranks = list(map(add, ranks, _logits(whole, chosen, encoder, speakers)))
    order = sorted(range(len(chosen)), key=lambda index: -ranks[index])
    read = [replace(chosen[index], relevance=scores[index], favour=favours[index]) for index in order]
    return (*read, *evidence[len(chosen) :])


def _read(
    question: str, part: str, evidence: Sequence[Evidence], encoder: CrossEncoder, speakers: bool
) -> list[float]:
    """The relevance of each sentence to the question, and to the `part` of it where one is given."""
    scores = _logits(question, evidence, encoder, speakers)
    return list(map(min, scores, _logits(part, evidence, encoder, speakers))) if part else scores


def favour(asked: Asked, evidence: Evidence, places: Mapping[str, float]) -> float:
    """What speaks for a sentence beside its relevance, in logits; `places` are those of the documents."""
    found = sum(order_weights.WEIGHTS[name] * value for name, value in signs(asked, evidence, places).items())
    if names_row(asked, evidence):
        return found + _NAMED_ROW
    return found if asked.wants in _NAMED or not _only_names(evidence) else found - _ONLY_NAMES


def _only_names(evidence: Evidence) -> bool:
    """Is it a line of names and offices, as a letter or report is signed ("Jo Hill, Town Clerk, Guildhall"), or one in
    brackets ("(Laughter.)")?"""
    if _DIRECTION.fullmatch(evidence.text.strip()):
        return True
    if evidence.sentence.role != "body" or is_ended(evidence.text):
        return False
    telling = [word for word in words(evidence.text) if word.tells]
    return len(telling) > 1 and all(word.capital for word in telling)


def places_of(hits: Sequence[Hit]) -> dict[str, float]:
    """Of each document found the inverse of its rank: where its passages begin and end makes no difference."""
    ids = dict.fromkeys(hit.passage.document_id for hit in hits)
    return {id: 1 / rank for rank, id in enumerate(ids, 1)}


def signs(asked: Asked, evidence: Evidence, places: Mapping[str, float]) -> Mapping[str, float]:
    """What may speak for a sentence of a search's hits, each by its name."""
    return {
        "score": evidence.score,
        "place of its document": places[evidence.hit.passage.document_id],
        "of the kind asked for": float(holds_the_kind(asked, evidence)),
        "direct speech": float(evidence.sentence.manner == "direct"),
    }


def holds_the_kind(asked: Asked, evidence: Evidence) -> bool:
    """Whether a figure, a date or a reason is asked for, and the sentence holds one."""
    return asked.wants in _HELD and fits(asked, evidence.text)


def _logits(
    question: str, evidence: Sequence[Evidence], encoder: CrossEncoder, speakers: bool
) -> list[float]:
    """Of each sentence the reading after the one before it; of the best the mean of that and of one in place alone."""
    asked = telling_stems(question) if speakers else frozenset[str]()
    scores = list(encoder.scores(question, [_in_place(asked, each, each.before) for each in evidence]))
    order = sorted(range(len(scores)), key=lambda index: -scores[index])
    again = [
        index for index in order[:_TWICE] if evidence[index].before and not _replies(evidence[index].before)
    ]
    alone = encoder.scores(question, [_in_place(asked, evidence[index]) for index in again]) if again else ()
    for index, logit in zip(again, alone, strict=True):
        scores[index] = (scores[index] + logit) / 2
    return scores


def _replies(before: str) -> bool:
    """Is a sentence part of a reply, with the question `before` it? "I would not say so." answers nothing without it,
    and is told to be somebody's answer by the label."""
    return bool(_ASKED.search(before.rstrip()))


def _in_place(asked: frozenset[str], evidence: Evidence, before: str = "") -> str:
    text = with_speaker(asked, evidence.sentence.speaker, evidence.text, evidence.stems)
    said = evidence.text[label_end(evidence.text, evidence.sentence.speaker) :]
    little = len(said) < len(evidence.text) and len(telling_stems(said)) < _SAYS_LITTLE
    if little and not _replies(before):
        text = said  # "MR HILL: Not yet." would be taken to answer whatever is asked of Mr Hill
    return in_place(evidence.hit.metadata.title or "", evidence.heading, text, before)


def with_speaker(asked: frozenset[str], speaker: str | None, text: str, stems: frozenset[str]) -> str:
    """The sentence after its speaker, whom what is `asked` names and the sentence does not."""
    names = telling_stems(speaker or "")
    return f"{speaker}: {text}" if names & asked and not names <= stems else text


def in_place(title: str, heading: str, sentence: str, before: str = "") -> str:
    """ "Title › heading: the sentence", as a reader sees it; `before` is the sentence that it follows, if read."""
    title, heading = title.strip()[:_TITLE], heading.strip()[:_TITLE]
    if heading.casefold() in title.casefold():
        heading = ""
    head = " › ".join(part for part in (title, heading) if part)
    text = f"{before[-_BEFORE:]} {sentence}" if before else sentence
    return f"{head}: {text}" if head else text
