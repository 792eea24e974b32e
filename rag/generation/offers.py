"""The sentences that a model may choose among: those of the extractive answer first, then the next best found.

Each stands under a key, with its source; the sentences around it are known too, for what it cannot be shown without.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rag.answering.compose import Draft, Pages
from rag.generation.keys import Keys
from rag.judging.reading import Reading
from rag.storage.library import Library
from rag.text.tokens import text_stems
from rag.types import Citation, Evidence, Hit, Sentence

_MOST = 32  # sentences
_OF_A_PART = 6
_EACH = 40  # word-pieces that the source of a sentence takes, about
_PARAGRAPH = "\n\n"
SentencePlace = tuple[str, int]  # a document and where a sentence begins in it
Count = Callable[[Sequence[str]], list[int]]  # the word-pieces of each text


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence under its key; `citation` is that of the extractive answer, None where it does not quote it."""

    key: str
    evidence: Evidence
    citation: Citation | None = None

    @property
    def place(self) -> SentencePlace:
        return place(self.evidence)


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered, the best first by our own judgement, with what stands around it in its paragraph, and the
    sentence before it in whatever paragraph."""

    all: tuple[Offer, ...]
    before: dict[SentencePlace, Evidence]
    after: dict[SentencePlace, Evidence]
    preceding: dict[SentencePlace, Evidence]
    pages: Pages

    def by_key(self) -> dict[str, Offer]:
        return {offer.key: offer for offer in self.all}

    def cited(self, marker: int) -> Offer | None:
        """The sentence that the extractive answer cites under a marker."""
        return next((each for each in self.all if each.citation and each.citation.marker == marker), None)


def place(evidence: Evidence) -> SentencePlace:
    return evidence.hit.passage.document_id, evidence.sentence.start


def offers(
    reading: Reading, draft: Draft, library: Library, keys: Keys, count: Count, word_pieces: int
) -> Offers:
    """What may be chosen for a question: as many sentences as fit into `word_pieces`, those of the draft always."""
    passages = _sentences_of(cited_hits(reading.hits, draft, library), library)
    known = {place(each): each for each in passages}
    found = dict(_cited(draft, passages))
    ranked = [*reading.evidence, *(each for part in reading.parts for each in part.evidence[:_OF_A_PART])]
    for each in ranked:
        if len(found) >= _MOST:
            break
        found.setdefault(place(each), (each, None))
    chosen = _fitting([*found.values()], count, word_pieces)
    before, after, preceding = _neighbours(known)
    pages = {id: library.pages(id) for id in {id for id, _ in (*known, *found)}}
    return Offers(
        tuple(Offer(keys.of(*place(each)), each, citation) for each, citation in chosen),
        before,
        after,
        preceding,
        pages,
    )


def cited_hits(hits: Iterable[Hit], draft: Draft, library: Library) -> list[Hit]:
    """The passages that the draft cites, in its order, then the other hits in theirs."""
    by_id = {hit.passage.id: hit for hit in hits}
    cited = list(dict.fromkeys(citation.passage_id for citation in draft.citations))
    passages = library.passages(id for id in cited if id not in by_id)
    metadata = library.metadata(passage.document_id for passage in passages.values())
    by_id |= {
        id: Hit(passage, metadata[passage.document_id], 0.0)
        for id, passage in passages.items()
        if passage.document_id in metadata
    }
    return [by_id[id] for id in dict.fromkeys([*cited, *by_id]) if id in by_id]


def _sentences_of(hits: Sequence[Hit], library: Library) -> list[Evidence]:
    """Every sentence of these passages that may be cited."""
    read = library.sentence_vectors(hit.passage.id for hit in hits)
    return [
        _evidence(hit, sentence)
        for hit in hits
        if hit.passage.id in read
        for sentence in read[hit.passage.id][0]
        if sentence.role not in ("furniture", "question")
    ]


def _evidence(hit: Hit, sentence: Sentence) -> Evidence:
    start = hit.passage.start
    text = hit.passage.text[sentence.start - start : sentence.end - start]
    return Evidence(hit, sentence, text, 0.0, 0.0, text_stems(text), heading=hit.passage.heading)


def _cited(
    draft: Draft, passages: Sequence[Evidence]
) -> Iterator[tuple[SentencePlace, tuple[Evidence, Citation | None]]]:
    """The sentences of the draft, in its order, in the voice that it gives them."""
    for citation in draft.citations:
        for each in passages:
            sentence = each.sentence
            if (
                each.hit.passage.document_id == citation.document_id
                and sentence.start <= citation.start < sentence.end
            ):
                told = replace(sentence, speaker=citation.speaker, said_via=citation.said_via)
                yield place(each), (replace(each, sentence=told), citation)
                break


def _fitting(
    found: Sequence[tuple[Evidence, Citation | None]], count: Count, word_pieces: int
) -> list[tuple[Evidence, Citation | None]]:
    sizes = count([each.text for each, _ in found])
    kept: list[tuple[Evidence, Citation | None]] = []
    for pair, size in zip(found, sizes, strict=True):
        word_pieces -= size + _EACH
        if pair[1] is not None or word_pieces >= 0:
            kept.append(pair)
    return kept


def _neighbours(known: dict[SentencePlace, Evidence]) -> tuple[dict[SentencePlace, Evidence], ...]:
    """For each sentence of running text the one before it in its paragraph, the one after it, and the one before it in
    whatever paragraph."""
    before: dict[SentencePlace, Evidence] = {}
    after: dict[SentencePlace, Evidence] = {}
    preceding: dict[SentencePlace, Evidence] = {}
    for first, second in pairwise(sorted(known)):
        one, other = known[first], known[second]
        if first[0] != second[0] or not one.sentence.role == other.sentence.role == "body":
            continue
        between = _between(one, other)
        if between is None or between.strip():
            continue
        preceding[second] = one
        if _PARAGRAPH not in between:
            before[second], after[first] = one, other
    return before, after, preceding


def _between(one: Evidence, other: Evidence) -> str | None:
    """What stands between two sentences; None where no passage holds both."""
    for hit in (one.hit, other.hit):
        start, end = hit.passage.start, hit.passage.end
        if start <= one.sentence.start and other.sentence.end <= end:
            return hit.passage.text[one.sentence.end - start : other.sentence.start - start]
    return None
