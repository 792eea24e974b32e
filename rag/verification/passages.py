"""The passages that were sent to a model, each under its key, with the sentences that may be cited."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.embedding.embedder import Vector
from rag.question.analysis import Asked
from rag.text.analysis import Told, tell
from rag.text.tokens import text_stems
from rag.types import Evidence, Hit, Sentence
from rag.verification.relevance import is_relevant


@dataclass(frozen=True, slots=True)
class SourceContext:
    """A source sentence with everything around it that a draft is compared with; words are given by their stems.

    `told` is the sentence itself; `neighbours` are the sentences next to it; `known` are the words of its passage and
    of the document's title, and `names` each name in them; `antecedents` are the words of the sentences before it;
    `voices` are the names of whoever says "we" in it; `years` are those in its passage, and `published` is the day of
    its document, in ISO form.
    """

    told: Told
    neighbours: tuple[Told, ...]
    known: frozenset[str]
    names: tuple[frozenset[str], ...]
    antecedents: frozenset[str]
    voices: tuple[frozenset[str], ...]
    years: frozenset[int]
    published: str = ""


_BEFORE = 5  # sentences before, in which a "he" may have been named


@dataclass(frozen=True, slots=True)
class SentPassage:
    """A passage under its key, of the form "pa1b2c3".

    `sentences` are those that may be cited, in order; `aside` are the numbers of those irrelevant to the question.
    """

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
        """The names of the document, its publisher and its author."""
        metadata = self.hit.metadata
        return tuple(name for name in (metadata.title, metadata.publisher, metadata.author) if name)

    def words_of(self, number: int) -> str:
        """The text of a sentence, by its number in `sentences`."""
        sentence, start = self.sentences[number], self.hit.passage.start
        return self.text[sentence.start - start : sentence.end - start]

    def told(self, number: int) -> Told:
        """The analysis of a sentence: its words, names, figures and dates."""
        return tell(self.words_of(number))

    def at(self, start: int, end: int) -> list[int]:
        """The numbers of the sentences that a span of the passage's text touches.

        Empty if part of the span is in no sentence that may be cited.
        """
        start, end = start + self.hit.passage.start, end + self.hit.passage.start
        touched = [
            number for number, each in enumerate(self.sentences) if each.start < end and start < each.end
        ]
        if not touched or self.sentences[touched[0]].start > start or self.sentences[touched[-1]].end < end:
            return []
        return touched

    def context(self, numbers: Sequence[int]) -> SourceContext:
        """The context for checking a draft against these sentences, which follow each other."""
        first, last = numbers[0], numbers[-1]
        own = self.told(first) if first == last else tell(" ".join(map(self.words_of, numbers)))
        beside = [number for number in (first - 1, last + 1) if 0 <= number < len(self.sentences)]
        before = range(max(0, first - _BEFORE), first)
        metadata, speaker = self.hit.metadata, self.sentences[first].speaker
        around = text_stems(f"{metadata.title or ''}. {speaker or ''}")
        return SourceContext(
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
            metadata.date or "",
        )

    def evidence(self, number: int) -> Evidence:
        """A sentence as evidence that an answer can cite."""
        told = self.told(number)
        return Evidence(self.hit, self.sentences[number], told.text, 0.0, 0.0, told.stems)


def sent(
    hits: Iterable[Hit],
    sentences: Mapping[str, tuple[Sequence[Sentence], Vector]],
    key_of: Callable[[str, int], str],
    asked: Asked | None = None,
    vector: Vector | None = None,
    read: Collection[tuple[str, int]] = (),
) -> list[SentPassage]:
    """Each hit under the key that `key_of` gives for its document and start; `sentences` come from
    `Library.sentence_vectors`.

    With the question and its vector, sentences that are irrelevant to it are marked (`aside`); `read` are those that
    were found to answer it, each by its document and where it begins.
    """
    found: dict[str, SentPassage] = {}
    for hit in hits:
        key = key_of(hit.passage.document_id, hit.passage.start)
        own, vectors = sentences.get(hit.passage.id, ((), None))
        kept = [number for number, each in enumerate(own) if each.role != "furniture"]
        passage = SentPassage(key, hit, tuple(own[number] for number in kept))
        if asked is not None and vector is not None and vectors is not None:
            cosines = (vectors @ vector).tolist()
            aside = (
                n
                for n, at in enumerate(kept)
                if not is_relevant(
                    own[at],
                    passage.words_of(n),
                    cosines[at],
                    asked,
                    (hit.passage.document_id, own[at].start) in read,
                )
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
