"""A summary in verbatim sentences: of a document, of what is said on a topic, or of the whole library.

The first sentence of a document, then greedily whichever is central (a random walk over the similarities of all
sentences, as in LexRank: Erkan and Radev 2004), early, full and with a figure, far from what is picked already, from
another part of the document or by another party (maximal marginal relevance: Carbonell and Goldstein 1998). Where a
document sums itself up under a heading ("Summary"), its own summary stands for it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from rag.answering.positions import says_something
from rag.embedding.embedder import Vector
from rag.storage.catalogue import CatalogueEntry
from rag.text.dates import spoken_date
from rag.text.leaning import opens_leaning
from rag.text.lexicon import tables as lexicon
from rag.text.quantities import figures
from rag.text.tokens import REPORTING_STEMS, telling_stems
from rag.types import Evidence

MOST = 7
_FEWEST_WORDS = 6
_A_DAY = len("2015-04-29")
_CENTRAL, _EARLY, _FIGURE, _FULL = 0.5, 0.5, 0.5, 0.7  # weights of what speaks for a sentence
_OPENS, _CLOSES = (lexicon.words("summing_headings", tag) for tag in ("opens", "closes"))
_CLOSING = 0.6  # for what stands under the heading of a conclusion or a decision
_FEWEST = 3  # sentences of a document's own summary
_MORE = 7  # telling words of a byline that says something besides
_FULL_AT = 15  # telling words
_ALIKE = 0.5  # against a sentence that is like one that is picked
_LEANING = 0.6  # against a spoken sentence that is not understood by itself: "They do, and I sent apologies"
_TITLED = 0.7  # for a spoken sentence that says what the title does
_NEW = 0.4  # for another part of the document, and for another party
_RESTART, _ROUNDS = 0.15, 50  # of the random walk

PartyOf = Callable[[str | None], str | None]


def told(sentences: Iterable[Evidence]) -> list[Evidence]:
    """Whole sentences of a text in their order, without headings, captions, questions and mere bylines."""
    whole = [
        each
        for each in sorted(sentences, key=lambda each: each.sentence.start)
        if each.sentence.role in ("body", "item") and len(each.text.split()) >= _FEWEST_WORDS
    ]
    own = [each for each in whole if says_something(each) and not _tells_its_source(each)] or whole
    return [each for each in own if not each.text.rstrip().endswith("?")] or own


def own_summary(sentences: Sequence[Evidence]) -> list[Evidence]:
    """The sentences under the heading by which a document sums itself up; nothing where it has none to speak of."""
    found = [each for each in sentences if _heading(each) in _OPENS]
    return found if len(found) >= _FEWEST else []


def summary(
    sentences: Sequence[Evidence], vectors: Vector, party_of: PartyOf, most: int = MOST, lead: bool = True
) -> list[Evidence]:
    """At most so many of these sentences, in the order given; `vectors` has a row of unit length for each.

    `party_of` gives the party to which a speaker belongs, None if nobody but the document speaks. `lead`: the
    first sentence is always one of them.
    """
    if not sentences:
        return []
    alike = np.clip(vectors @ vectors.T, 0, 1)
    worth = _worth(sentences, alike)
    parts = [(each.hit.passage.document_id, each.heading) for each in sentences]
    voices = [party_of(each.sentence.speaker) for each in sentences]
    picked = [0] if lead else []
    while len(picked) < min(most, len(sentences)):
        left = [number for number in range(len(sentences)) if number not in picked]
        told_parts, heard = {parts[n] for n in picked}, {voices[n] for n in picked}

        def gain(
            number: int, told_parts: set[tuple[str, str]] = told_parts, heard: set[str | None] = heard
        ) -> float:
            nearest = max((float(alike[number, other]) for other in picked), default=0.0)
            new = (parts[number] not in told_parts) or (voices[number] not in heard)
            return float(worth[number]) - _ALIKE * nearest + _NEW * new

        picked.append(max(left, key=gain))
    return [sentences[number] for number in sorted(picked)]


def central(held: Sequence[CatalogueEntry], parties: Sequence[frozenset[str]]) -> list[CatalogueEntry]:
    """The documents in which most of the parties (given by the speakers of each) are heard, those with most first.

    Parties that speak with one voice ("the union and the council said") count once.
    """

    def heard(entry: CatalogueEntry) -> int:
        counted: set[int] = set()
        several = ({n for n, own in enumerate(parties) if speaker in own} for speaker in entry.speakers)
        voices = 0
        for speaking in sorted(several, key=len, reverse=True):
            voices += bool(speaking) and not speaking & counted
            counted |= speaking
        return voices

    return sorted(held, key=lambda entry: (-heard(entry), entry.metadata.date or "9"))


def _worth(sentences: Sequence[Evidence], alike: Vector) -> Vector:
    central_ = _walk(alike)
    number = np.arange(len(sentences))
    figure = np.array(
        [any(f.unit != "th" for f in figures(each.text)) for each in sentences], dtype=np.float32
    )
    full = np.array([min(1, len(telling_stems(each.text)) / _FULL_AT) for each in sentences])
    closing = np.array([_heading(each) in _CLOSES for each in sentences])
    worth = _CENTRAL * central_ / central_.max() + _EARLY / (1 + number) + _FIGURE * figure + _FULL * full
    worth = worth + _CLOSING * closing
    if _is_talk(sentences):
        leaning = np.array([opens_leaning(each.text) for each in sentences])
        titled = np.array([_of_the_title(each) for each in sentences])
        worth = worth - _LEANING * leaning - _FIGURE * figure + _TITLED * titled
    return np.asarray(worth, dtype=np.float32)


def _of_the_title(evidence: Evidence) -> float:
    """How much of its paper's title a sentence says, from 0 to 1: an interview is called by what is told in it."""
    title = telling_stems(evidence.hit.metadata.title)
    return len(title & evidence.stems) / len(title) if title else 0.0


def _is_talk(sentences: Sequence[Evidence]) -> bool:
    """Is most of it spoken, as an interview is? There few sentences stand by themselves, and figures are asides."""
    return sum(each.sentence.manner == "direct" for each in sentences) > len(sentences) / 2


def _walk(alike: Vector) -> Vector:
    """How often a random walk from sentence to like sentence comes by each."""
    steps = alike.astype(np.float64) ** 2
    np.fill_diagonal(steps, 0)
    steps /= np.maximum(steps.sum(axis=1, keepdims=True), 1e-9)
    found = np.full(len(alike), 1 / len(alike))
    for _ in range(_ROUNDS):
        found = _RESTART / len(alike) + (1 - _RESTART) * (steps.T @ found)
    return np.asarray(found, dtype=np.float32)


def _heading(evidence: Evidence) -> str:
    """The heading above a sentence in small letters, without its number."""
    return re.sub(r"^[\W\d_]+|\W+$", "", evidence.heading).casefold()


def _tells_its_source(evidence: Evidence) -> bool:
    """Does it name the document's own author, or the day of it, and little else? The lead-in does that already."""
    metadata = evidence.hit.metadata
    known = [metadata.author or "", spoken_date(metadata.date) if len(metadata.date or "") >= _A_DAY else ""]
    if not any(name and name in evidence.text for name in known):
        return False
    rest = telling_stems(evidence.text) - telling_stems(f"{' '.join(known)} {metadata.publisher or ''}")
    return len(rest - REPORTING_STEMS) < _MORE
