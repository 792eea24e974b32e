"""Whether the documents say what is asked: a judgement on the evidence, before anything is composed.

No single likeness tells: on questions whose topic the documents hold and whose answer they do not, the best
cosine is nearly blind. A logistic regression over what the best sentence covers, what it lacks and what no
document holds does better; benchmarks/calibrate.py learns its weights and says on what.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.judging.mismatch import CONTRASTS, contrasts
from rag.judging.weights import BIAS, THRESHOLDS, WEIGHTS
from rag.question.analysis import Asked
from rag.retrieval.sentences import fits, holds_quoted
from rag.text.quantities import figures
from rag.text.tokens import telling_stems, text_stems, words
from rag.text.word_similarity import built_in
from rag.types import Evidence, Hit

Reason = Literal["no_evidence", "out_of_scope", "instruction"]

_FIRST = 3  # sentences among which one of the kind asked for is looked for
_GATHERED = 5  # sentences that may together cover a question of several parts
_POINTS_BACK = re.compile(
    r"\W*(?:the|this|that|these|those|it|they|he|she|his|her|its|their|such)\b", re.IGNORECASE
)
_GAP = 3  # characters between two sentences of one paragraph
_SURE = 0.9
_BEARING = 0.8  # of the best score, and of the most words of the question
_BEST = 0.5  # of those words, for the best sentence with a figure: it is the best for more than them
_COMBINES = 0.5  # a question so long asks several things, of which the documents may hold some
_UNHELD = 0.6  # of an event's words; what is asked about it cannot be told where no document has them
_CONDITION = re.compile(r"\b(?:after|before|since|once|following)\s+(?P<event>[^?,;]{8,90})", re.IGNORECASE)
_SHORT, _LONG = 8, 20  # telling words
_HEAVIEST = 9.0  # the weight of a word that hardly anybody uses


@dataclass(frozen=True, slots=True)
class Judgement:
    """`probability` that the documents answer; `missing` are the names asked for that no passage found holds.

    `near`: they speak of the matter, though perhaps to say the contrary.
    """

    answerable: bool
    probability: float
    missing: tuple[str, ...]
    near: bool = False


def judge(asked: Asked, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> Judgement:
    """Weigh the evidence for one question."""
    if not evidence:
        return Judgement(False, 0.0, asked.names)
    found = signals(asked, evidence, hits)
    long = length(asked)
    total = _between(BIAS, long) + sum(_between(WEIGHTS[name], long) * value for name, value in found.items())
    probability = 1 / (1 + math.exp(-total))
    if holds_quoted(asked, evidence[0].text):
        probability = max(probability, _SURE)  # words that are asked for by the letter, and stand there
    missing = missing_names(asked, hits)
    enough = probability >= _between(THRESHOLDS, long)
    lacks = long < _COMBINES and (missing or not _has_the_kind(asked, evidence) or _condition_unheld(asked))
    against = sum(_between(WEIGHTS[name], long) * found[name] for name in CONTRASTS)
    near = 1 / (1 + math.exp(against - total)) >= _between(THRESHOLDS, long)
    return Judgement(enough and not lacks, probability, missing, near and not lacks)


def _has_the_kind(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence that bears on the question holds a name, a figure or a date where one is asked for.

    Who is asked about may be told by who speaks, and a place in words without a capital; so these are not required.
    """
    if asked.wants not in ("name", "number", "date") and asked.detail != "rating":
        return True
    bearing = [each for each in evidence[:_GATHERED] if each.score >= _BEARING * evidence[0].score]
    most = max(asked.share(each.stems) for each in bearing)
    best = _BEST if asked.wants == "number" else _BEARING  # a date stands in many a sentence

    def bears(each: Evidence) -> bool:
        share = asked.share(each.stems | _before(each, evidence))
        return share >= (best if each is evidence[0] else _BEARING) * most

    return any(fits(asked, each.text) for each in bearing if bears(each))


def _before(each: Evidence, evidence: Sequence[Evidence]) -> frozenset[str]:
    """The stems of the sentence that it follows: "The work would cost £2 million" is of the work named there."""
    for other in evidence if _POINTS_BACK.match(each.text) else ():
        gap = each.sentence.start - other.sentence.end
        if other.hit.passage.document_id == each.hit.passage.document_id and 0 <= gap <= _GAP:
            return other.stems
    return frozenset()


def _condition_unheld(asked: Asked) -> bool:
    """Whether the question asks what was so after, before or since an event of which no document speaks."""
    condition = _CONDITION.search(asked.text)
    if condition is None:
        return False
    inside = telling_stems(condition["event"])
    terms = [term for term in asked.terms if term.stem in inside]
    unheld = [term for term in terms if not term.held]
    return len(unheld) > 1 and sum(t.weight for t in unheld) >= _UNHELD * sum(t.weight for t in terms)


def length(asked: Asked) -> float:
    """From 0 for a question of a few words to 1 for one that combines several sources in a long sentence.

    What tells in the one says little in the other, so each weight is two numbers, and lies between them between.
    """
    return min(max((len(asked.terms) - _SHORT) / (_LONG - _SHORT), 0.0), 1.0)


def _between(pair: tuple[float, float], long: float) -> float:
    return pair[0] * (1 - long) + pair[1] * long


def signals(asked: Asked, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> dict[str, float]:
    """What the judgement rests on, each by its name; shares are of the weight of the question's words."""
    best = evidence[0]
    passage = text_stems(best.hit.passage.text) | telling_stems(best.hit.metadata.title)
    gathered = frozenset().union(*(each.stems for each in evidence[:_GATHERED]))
    everything = frozenset().union(*(each.stems for each in evidence))
    lacking = asked.missing(best.stems)
    farther = asked.missing(passage)
    whole = asked.weight
    numbers = [term for term in asked.terms if term.number]
    unlike = _unlike(asked, evidence)
    return {
        "covered": asked.share(best.stems),
        "covered by its passage": asked.share(passage),
        "covered by the best few": asked.share(gathered),
        "covered by all hits": asked.share(everything),
        "cosine": best.cosine,
        "best cosine": max(each.cosine for each in evidence),
        "passage cosine": max((hit.cosine or 0.0) for hit in hits),
        "heaviest lacking": max((term.weight for term in lacking), default=0.0) / _HEAVIEST,
        "heaviest its passage lacks": max((term.weight for term in farther), default=0.0) / _HEAVIEST,
        "names its passage lacks": sum(term.weight for term in farther if term.name) / whole,
        "names all hits lack": sum(t.weight for t in asked.missing(everything) if t.name) / whole,
        "held by no document": sum(term.weight for term in asked.terms if not term.held) / whole,
        "unlike all that is held": sum(unlike) / whole,
        "the most unlike": max(unlike, default=0.0) / _HEAVIEST,
        "names held by no document": sum(t.weight for t in asked.terms if t.name and not t.held) / whole,
        "numbers lacking": float(sum(term.stem not in best.stems for term in numbers)),
        "numbers all hits lack": float(sum(term.stem not in everything for term in numbers)),
        "of another kind": float(not fits(asked, best.text)),
        "all of another kind": float(not any(fits(asked, each.text) for each in evidence[:_FIRST])),
        "a figure is asked": float(asked.wants == "number" and bool(figures(best.text))),
        "score": best.score,
        "words asked": math.log(1 + len(asked.terms)),
        **contrasts(asked, best),
    }


def _unlike(asked: Asked, evidence: Sequence[Evidence]) -> list[float]:
    """The weights of the words that no document holds, each as far as the best sentences have nothing like it."""
    unheld = [term for term in asked.terms if not term.held]
    if not unheld:
        return []
    found = {word.plain for each in evidence[:_GATHERED] for word in words(each.text) if word.tells}
    alike = built_in().between([term.plain for term in unheld], sorted(found))
    return [term.weight * (1 - float(row.max(initial=0.0))) for term, row in zip(unheld, alike, strict=True)]


def missing_names(asked: Asked, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Who or what a question names that stands in none of the hits, and of which some word stands nowhere at all."""
    nowhere = {term.stem for term in asked.terms if not term.held}

    def stands_here(name: str) -> bool:
        return any(
            telling_stems(name)
            <= telling_stems(
                f"{hit.passage.text}\n{hit.metadata.title}\n{hit.metadata.publisher}\n{hit.metadata.author}"
            )
            for hit in hits
        )

    missing = [name for name in asked.names if telling_stems(name) & nowhere and not stands_here(name)]
    actor = asked.actor or ""
    if telling_stems(actor) and telling_stems(actor) <= nowhere and not stands_here(actor):
        missing += [actor] if not any(name in actor for name in missing) else []
    return tuple(missing)
