"""The passages that were sent to a model, each under its key, with the sentences in them that may be cited."""

import secrets
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.embedding.embedder import Vector
from rag.question.analysis import Asked
from rag.text.analysis import Told, tell
from rag.text.tokens import text_stems
from rag.types import Evidence, Hit, Sentence
from rag.verification.relevance import bears


@dataclass(frozen=True, slots=True)
class Ground:
    """`lent` are the sentences next to it; `known` is what its passage and its document's title say, and `names` each
    name in them; `antecedents` is what the sentences before it say; `voices` are the names of those who say "we" in
    it; `years` are those that its passage tells."""

    told: Told
    lent: tuple[Told, ...]
    known: frozenset[str]
    names: tuple[frozenset[str], ...]
    antecedents: frozenset[str]
    voices: tuple[frozenset[str], ...]
    years: frozenset[int]


_ALPHABET = string.ascii_lowercase + string.digits
_BEFORE = 5  # sentences in which somebody whom a sentence calls "he" was named


@dataclass(frozen=True, slots=True)
class SentPassage:
    """`key` is of the form "pa1b2c3"; `sentences` are in order, those that are never cited left out; `aside` are the
    numbers of those that have nothing to do with the question."""

    key: str
    hit: Hit
    sentences: tuple[Sentence, ...]
    aside: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        return self.hit.passage.text

    @property
    def is_summary(self) -> bool:
        return self.hit.metadata.text_type == "summary"

    @property
    def names(self) -> tuple[str, ...]:
        """What the document, its publisher and its author are called."""
        metadata = self.hit.metadata
        return tuple(name for name in (metadata.title, metadata.publisher, metadata.author) if name)

    def words_of(self, number: int) -> str:
        """The text of a sentence, by its place among `sentences`."""
        sentence, start = self.sentences[number], self.hit.passage.start
        return self.text[sentence.start - start : sentence.end - start]

    def told(self, number: int) -> Told:
        return tell(self.words_of(number))

    def at(self, start: int, end: int) -> list[int]:
        """The sentences that a span of the passage's text touches; none where part of it lies in no sentence
        that may be cited."""
        start, end = start + self.hit.passage.start, end + self.hit.passage.start
        touched = [
            number for number, each in enumerate(self.sentences) if each.start < end and start < each.end
        ]
        if not touched or self.sentences[touched[0]].start > start or self.sentences[touched[-1]].end < end:
            return []
        return touched

    def ground(self, numbers: Sequence[int]) -> Ground:
        """What sentences `numbers`, which follow each other, have to bear a draft with."""
        first, last = numbers[0], numbers[-1]
        own = self.told(first) if first == last else tell(" ".join(map(self.words_of, numbers)))
        beside = [number for number in (first - 1, last + 1) if 0 <= number < len(self.sentences)]
        before = range(max(0, first - _BEFORE), first)
        metadata, speaker = self.hit.metadata, self.sentences[first].speaker
        around = text_stems(f"{metadata.title or ''}. {speaker or ''}")
        return Ground(
            own,
            tuple(self.told(number) for number in beside),
            text_stems(self.text) | around,
            _names(self.text) + _names(f"{metadata.title or ''}. {speaker or ''}"),
            around.union(*(self.told(number).stems for number in before)),
            tuple(
                text_stems(name)
                for name in (metadata.publisher, metadata.author, speaker)
                if name is not None
            ),
            _years(self.text, metadata.date),
        )

    def evidence(self, number: int) -> Evidence:
        """A sentence as something that an answer cites."""
        told = self.told(number)
        return Evidence(self.hit, self.sentences[number], told.text, 0.0, 0.0, told.stems)


def sent(
    hits: Iterable[Hit],
    sentences: Mapping[str, tuple[Sequence[Sentence], Vector]],
    asked: Asked | None = None,
    vector: Vector | None = None,
) -> list[SentPassage]:
    """Each hit under a key of its own, new for each request; `sentences` are those of `Library.sentence_vectors`.

    Where the question and its vector are given, sentences that do not bear on it are noted.
    """
    found: dict[str, SentPassage] = {}
    for hit in hits:
        key = _key()
        while key in found:
            key = _key()
        own, vectors = sentences.get(hit.passage.id, ((), None))
        kept = [number for number, each in enumerate(own) if each.role != "furniture"]
        passage = SentPassage(key, hit, tuple(own[number] for number in kept))
        if asked is not None and vector is not None and vectors is not None:
            cosines = (vectors @ vector).tolist()
            aside = (
                n for n, at in enumerate(kept) if not bears(own[at], passage.words_of(n), cosines[at], asked)
            )
            passage = replace(passage, aside=frozenset(aside))
        found[key] = passage
    return list(found.values())


@lru_cache(maxsize=512)
def _names(text: str) -> tuple[frozenset[str], ...]:
    told = tell(text)
    return tuple(
        frozenset(word.stem for word in told.words[name.first : name.last + 1] if word.tells)
        for name in told.names
    )


@lru_cache(maxsize=512)
def _years(text: str, date: str | None) -> frozenset[int]:
    told = tell(f"{text}\n{date or ''}")
    written = {
        int(figure.value) for figure in told.figures if not figure.unit and 1000 <= figure.value < 2100
    }
    return frozenset(written | {each.year for each in told.dates if each.year})


def _key() -> str:
    return "p" + "".join(secrets.choice(_ALPHABET) for _ in range(6))
