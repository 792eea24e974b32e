"""The gate: a sentence that a chat model wrote is shown only if the passages that it cites support it.

The prompt asks the model to follow its sources; the gate enforces it. Each sentence passes on its own, or fails with a
reason that the model can use in a second attempt.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.text.analysis import Told, tell
from rag.text.sanitize import foreign_address, plain
from rag.text.verb_forms import has_verb
from rag.types import Evidence, Support
from rag.verification.alignment import align, critical
from rag.verification.attribution import (
    names_its_source,
    reporting_fault,
    says_more,
    vouched_places,
)
from rag.verification.parts import Part, part_of, splits
from rag.verification.passages import SentPassage
from rag.verification.quotes import NotQuotedError, Quoted, quoted
from rag.verification.support import Comparison, compare

LONGEST = 700  # characters of a sentence
_CANDIDATES = 6  # sentences of the cited passages: those that share most words with the draft
_JUDGED_BY = 2  # sentences of a passage
_ALIKE = 0.75  # shared words above which a contradicted sentence is not split into parts
_COPIED = 0.85
_APART = 0.15


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence as a model wrote it, without the keys (of the form "pa1b2c3") that it cites."""

    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence that may be shown.

    `evidence` are the source sentences that support it, best first; `attributed`: it names its source itself.
    """

    text: str
    kind: Literal["quote", "paraphrase"]
    support: Support
    evidence: tuple[Evidence, ...]
    attributed: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """A sentence that the rules do not pass, and why.

    `veto`: its sources say otherwise, or it cites none; else they only do not say it in words that the rules know, and
    a verifier may find that the `evidence`, the sentences nearest to it in each passage that it cites, entails it.
    """

    text: str
    why: str
    veto: bool = True
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence of a passage, or several that one quotation spans."""

    passage: SentPassage
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Support:
    """A place with the verdict whether it supports a part."""

    place: _Place
    verdict: Comparison


def check(draft: DraftSentence, sent: Mapping[str, SentPassage]) -> Passed | Failed:
    """Check one sentence against the passages that it cites; `sent` are all passages sent to the model, by key."""
    text = plain(draft.text)
    cited = [sent[key] for key in draft.keys if key in sent]
    if not cited:
        return Failed(text, "it cites no passage that was sent" if draft.keys else "it cites no passage")
    if not re.search(r"\w", text):
        return Failed(text, "it says nothing")
    if len(text) > LONGEST:
        return Failed(text, f"it is longer than {LONGEST} characters")
    address = foreign_address(
        text, "\n".join(known for passage in cited for known in (passage.text, *passage.names))
    )
    if address is not None:
        return Failed(text, f"“{address}” is not in the cited passage")
    try:
        shown, quotes = quoted(text, cited)
    except NotQuotedError as error:
        return Failed(text, str(error))
    if not quotes and (_only_names(told := tell(shown)) or not has_verb(told.words)):
        return Failed(text, "it is not a complete sentence")
    return _supported(shown, quotes, cited)


def _only_names(told: Told) -> bool:
    """Whether a text consists of names and numbers only, so that it does not say what it claims."""
    claimed = critical(told)
    return all(place in claimed for place, word in enumerate(told.words) if word.tells)


def _relevant(passed: Passed, supports: Sequence[_Support]) -> Passed | Failed:
    """Fails a sentence if none of the source sentences that support it is relevant to the question."""
    places = [(support.place.passage, number) for support in supports for number in support.place.numbers]
    if all(number in passage.aside for passage, number in places):
        return Failed(passed.text, "it is not relevant to the question")
    return passed


def _supported(text: str, quotes: tuple[Quoted, ...], cited: Sequence[SentPassage]) -> Passed | Failed:
    whole = part_of(text, 0, len(text), quotes, cited)
    best = _best(whole, cited)
    if best is None:
        return Failed(text, "the cited passage has no similar sentence", False, _nearest(whole, cited))
    if not best.verdict.fault:
        return _relevant(_passed(whole, [best], cited), [best])
    if not (best.verdict.contradicts and best.verdict.share >= _ALIKE):
        for spans in splits(whole):
            parts = [part_of(text, start, end, quotes, cited) for start, end in spans]
            supports = [_best(part, cited) for part in parts]
            held = [each for each in supports if each is not None and not each.verdict.fault]
            # Two parts on the same sentence, which does not support the whole, have been swapped.
            if len(held) == len(parts) == len({_identity(each.place) for each in held}):
                if len({each.place.passage.is_summary for each in held}) > 1:
                    return Failed(
                        text, "it mixes a summary with a document's own words: write one sentence for each"
                    )
                return _relevant(_passed(whole, held, cited), held)
    # Only of a sentence that follows its source word by word do the rules know that it says otherwise.
    veto = best.verdict.contradicts and best.verdict.share >= _COPIED
    return Failed(text, best.verdict.fault, veto, _nearest(whole, cited))


def _nearest(whole: Part, cited: Sequence[SentPassage]) -> tuple[Evidence, ...]:
    """What a verifier judges a sentence by: of each passage cited the sentences that share most words with it."""
    evidence: dict[tuple[str, int], Evidence] = {}
    for passage in cited:
        for place in _candidates(whole, [passage])[:_JUDGED_BY]:
            for number in place.numbers:
                _add(evidence, passage, number)
    return tuple(evidence.values())


def _best(part: Part, cited: Sequence[SentPassage]) -> _Support | None:
    """The place that supports a part best; if none does, the one that shares most words with it."""
    found = [_Support(place, _verdict(part, place)) for place in _candidates(part, cited)]
    if not found:
        return None
    best = max(found, key=lambda each: _rank(each.verdict))
    nearest = max(found, key=lambda each: each.verdict.share)
    # A draft that follows one sentence almost word for word is judged by that one, not by another with similar words.
    copied = nearest.verdict.share >= _COPIED and nearest.verdict.share - best.verdict.share >= _APART
    return nearest if copied else best


def _rank(verdict: Comparison) -> tuple[bool, float]:
    return not verdict.fault, verdict.share


def _candidates(part: Part, cited: Sequence[SentPassage]) -> list[_Place]:
    if part.quotes:
        passage = part.quotes[0].passage
        if any(each.passage is not passage for each in part.quotes):
            return []
        numbers = sorted({number for each in part.quotes for number in each.numbers})
        return [_Place(passage, tuple(numbers))]
    stems = part.told.stems
    every = [
        (
            len(stems & passage.told(number).stems),
            passage.sentences[number].role == "body",
            _Place(passage, (number,)),
        )
        for passage in cited
        for number in range(len(passage.sentences))
    ]
    every.sort(key=lambda each: each[:2], reverse=True)
    return [place for shared, _, place in every[:_CANDIDATES] if shared or not stems]


def _verdict(part: Part, place: _Place) -> Comparison:
    passage = place.passage
    metadata, sentence = passage.hit.metadata, passage.sentences[place.numbers[0]]
    context = passage.context(place.numbers)
    found = align(part.told, context.told)
    aside = part.aside
    vouched = vouched_places(part.told, aside, metadata, sentence, context.names)
    if says_more(part.told, found, aside, vouched):
        aside = vouched = frozenset()
    verdict = compare(found, context, aside, part.exact, vouched)
    if verdict.fault:
        return verdict
    fault = reporting_fault(part.told, found, aside, vouched, metadata)
    return replace(verdict, fault=fault, contradicts=bool(fault))


def _identity(place: _Place) -> tuple[str, tuple[int, ...]]:
    passage = place.passage
    return passage.hit.passage.document_id, tuple(passage.sentences[number].start for number in place.numbers)


def _passed(whole: Part, supports: Sequence[_Support], cited: Sequence[SentPassage]) -> Passed:
    evidence: dict[tuple[str, int], Evidence] = {}
    for support in supports:
        for number in support.place.numbers:
            _add(evidence, support.place.passage, number)
    if len(supports) == 1 and not whole.quotes:
        for passage in cited:
            # All sources that say the same are cited.
            known = {document for document, _ in evidence}
            alike = passage.is_summary == supports[0].place.passage.is_summary
            if alike and passage.hit.passage.document_id not in known:
                also = _best(whole, [passage])
                if also is not None and not also.verdict.fault:
                    _add(evidence, passage, also.place.numbers[0])
    first = next(iter(evidence.values()))
    return Passed(
        whole.told.text,
        "quote" if whole.quotes else "paraphrase",
        "verified" if whole.quotes else "supported",
        tuple(evidence.values()),
        names_its_source(whole.told, whole.aside, first.hit.metadata, first.sentence),
    )


def _add(evidence: dict[tuple[str, int], Evidence], passage: SentPassage, number: int) -> None:
    each = passage.evidence(number)
    evidence.setdefault((each.hit.passage.document_id, each.sentence.start), each)
