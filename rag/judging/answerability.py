"""Do the documents answer the question? A judgement on the evidence, before anything is composed.

A logistic regression over how relevant the best sentence is and what it lacks.
`benchmarks/calibrate.py` learns its weights over many sets of questions, and reports each set left out in turn. Nothing
is refused because a word does not occur: what is missing lowers the probability and is named.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.judging import weights
from rag.question.analysis import Asked
from rag.retrieval.fitting import fits, holds_quoted, names_row
from rag.text.lexicon import tables as lexicon
from rag.text.negation import denial_in
from rag.text.tokens import stem, telling_stems, words
from rag.types import Evidence, Hit

Reason = Literal["no_evidence", "out_of_scope", "instruction"]
Verdict = Literal["answered", "partial", "none"]

_FIRST = 3  # sentences among which one of the kind asked for is looked for
_SURE = 0.95
_SHORT, _LONG = 8, 20  # telling words
_SEVERAL = 5  # sentences, of which the last says how far the best stands above the others
_APART = 1.7  # the mean of that over the sets, for fewer sentences; in _LOGITS
_LOGITS = 5.0  # brings the encoder's logits to the size of the other signals
# "What do the papers say" asks for no party's words.
_DOCUMENTS = frozenset(map(stem, lexicon.words("document_words")))
_KINDS = ("number", "date", "name", "reason")  # of which a sentence that answers must hold one


@dataclass(frozen=True, slots=True)
class Judgement:
    """`verdict` is none, too, where the documents know nothing of whoever is asked about as saying something, and is
    named with a capital.

    `probability` that the documents answer; `missing` are the names asked for that no passage found holds, and
    `lacks_kind` tells that a figure, date or name is asked for and none of the best sentences holds one."""

    verdict: Verdict
    probability: float
    missing: tuple[str, ...] = ()
    lacks_kind: bool = False
    relevance: float = 0.0  # of the most relevant sentence; without an encoder, the probability


def judge(asked: Asked, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> Judgement:
    """Weigh the evidence for one question; `evidence` is the most relevant first."""
    if not evidence:
        return Judgement("none", 0.0, asked.names, relevance=-math.inf)
    missing = missing_names(asked, evidence, hits)
    probability = _probability(signals(asked, evidence, missing))
    if holds_quoted(asked, evidence[0].text):
        probability = max(probability, _SURE)  # words that are asked for by the letter, and stand there
    if names_row(asked, evidence[0]):
        probability = max(probability, _SURE)
    lacks_kind = not _has_the_kind(asked, evidence)
    relevance = _most_relevant(evidence)
    none, answered = _thresholds(relevance is not None)
    actor = asked.actor or ""
    # "According to the cops", "what did the chief exec say": papers may call them something else.
    unknown = any(name in actor for name in missing) and not actor.islower()
    if probability < none or unknown:
        verdict: Verdict = "none"
    else:
        verdict = "partial" if missing or lacks_kind or probability < answered else "answered"
    return Judgement(
        verdict, probability, missing, lacks_kind, probability if relevance is None else relevance
    )


def signals(asked: Asked, evidence: Sequence[Evidence], missing: Sequence[str]) -> dict[str, float]:
    """What the judgement rests on, each by its name. Without an encoder, words and vectors stand for relevance."""
    best = evidence[0]
    long = _length(asked)
    cosine = max(each.cosine for each in evidence)
    found = {
        "best cosine": cosine * (1 - long),
        "long best cosine": cosine * long,
        "long": long,
        "of another kind": float(not fits(asked, best.text)),
        "words asked": math.log(1 + len(asked.terms)),
        "a name missing": float(bool(missing)),
        # Encoders read "which state did not sign" and "which state signed" alike.
        "a denial lacking": float(denial_in(words(asked.text)) and not denial_in(words(best.text))),
    }
    found["score"] = best.score
    read = sorted((each.relevance for each in evidence if each.relevance is not None), reverse=True)
    if not read:
        return found
    # What is told in several places is likelier to be there than what stands out alone.
    apart = (read[0] - read[_SEVERAL - 1]) / _LOGITS if len(read) >= _SEVERAL else _APART
    return {**found, "relevance": read[0] / _LOGITS * (1 - long), "ahead of the others": apart}


def _most_relevant(evidence: Sequence[Evidence]) -> float | None:
    """The highest logit; None where no encoder has read a sentence. It need not be the first sentence's."""
    return max((each.relevance for each in evidence if each.relevance is not None), default=None)


def _length(asked: Asked) -> float:
    """From 0 for a question of a few words to 1 for one that combines several facts in a long sentence.

    No single sentence answers such a one, so relevance says little of it and the vector of the whole says much.
    """
    return min(max((len(asked.terms) - _SHORT) / (_LONG - _SHORT), 0.0), 1.0)


def _probability(found: Mapping[str, float]) -> float:
    learned = weights.WEIGHTS if "relevance" in found else weights.WITHOUT_ENCODER
    total = learned["bias"] + sum(learned[name] * value for name, value in found.items())
    return 1 / (1 + math.exp(-total))


def _thresholds(encoded: bool) -> tuple[float, float]:
    """Below the first nothing is answered, from the second on all is."""
    if encoded:
        return weights.NONE, weights.ANSWERED
    return weights.NONE_WITHOUT_ENCODER, weights.ANSWERED_WITHOUT_ENCODER


def _has_the_kind(asked: Asked, evidence: Sequence[Evidence]) -> bool:
    """Whether one of the best sentences holds a name, a figure or a date where one is asked for."""
    return asked.wants not in _KINDS or any(fits(asked, each.text) for each in evidence[:_FIRST])


def missing_names(asked: Asked, evidence: Sequence[Evidence], hits: Sequence[Hit]) -> tuple[str, ...]:
    """Who or what a question names that stands in none of the hits and speaks none of their sentences, and of which
    some word stands nowhere at all."""
    speakers = {each.sentence.speaker for each in evidence}
    nowhere = {term.stem for term in asked.terms if not term.held}

    def stands_here(name: str) -> bool:
        return any(
            telling_stems(name)
            <= telling_stems(
                f"{hit.passage.text}\n{hit.metadata.title}\n{hit.metadata.publisher}\n{hit.metadata.author}"
            )
            for hit in hits
        ) or any(telling_stems(name) <= telling_stems(speaker) for speaker in speakers)

    missing = [name for name in asked.names if telling_stems(name) & nowhere and not stands_here(name)]
    actor = asked.actor or ""
    if not telling_stems(actor) <= _DOCUMENTS and telling_stems(actor) <= nowhere and not stands_here(actor):
        missing += [actor] if not any(name in actor for name in missing) else []
    return tuple(missing)
