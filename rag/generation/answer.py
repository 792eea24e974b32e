"""Between the pipeline and a chat model: which passages it is sent, and whether a stored answer can be used."""

from collections import abc
from collections.abc import Callable, Sequence

from rag.answering.compose import Draft
from rag.generation.answer_cache import AnswerCache
from rag.generation.events import Delta, deltas
from rag.generation.generator import Generator, Written
from rag.judging.reading import Reading
from rag.question.query import Query
from rag.storage.library import Library
from rag.text.dates import spoken_date
from rag.types import Answer, Hit
from rag.verification.passages import sent


class Author:
    """Writes answers with a chat model, or returns stored ones; with `cache` None nothing is stored."""

    def __init__(self, generator: Generator, library: Library, cache: AnswerCache | None) -> None:
        self._generator = generator
        self._library = library
        self._cache = cache

    @property
    def seconds(self) -> float:
        """The time limit of an answer."""
        return self._generator.chat.seconds

    def key(self, query: Query) -> str | None:
        """The cache key of an answer to `query`; None if answers are not cached."""
        return None if self._cache is None else self._cache.key(query)

    def write(
        self,
        reading: Reading,
        extracted: Draft,
        key: str | None,
        deadline: float,
        stopped: Callable[[], bool],
    ) -> abc.Generator[Delta, None, Written]:
        """Sentences as they pass the gate, until the deadline (of the monotonic clock), and the whole answer as the
        result; `extracted` is the answer without a model."""
        known = self._cache.find(key) if self._cache is not None and key is not None else None
        if known is not None:
            yield from deltas(known)
            return _repeated(known)
        query = reading.query
        read = self._with_cited(reading.hits, extracted)
        sentences = self._library.sentence_vectors(hit.passage.id for hit in read)
        passages = sent(read, sentences, reading.asked, reading.vector)
        pages = {id: self._library.pages(id) for id in {hit.passage.document_id for hit in read}}
        for event in self._generator.write(query.shown, passages, pages, extracted, deadline, stopped):
            if isinstance(event, Written):
                return event
            yield Delta(*event)
        raise AssertionError("writing ends with what was written")

    def keep(self, key: str | None, written: Written, answer: Answer) -> None:
        """Cache what a model wrote, once the answer is stored."""
        if self._cache is not None and key is not None and written.mode == "generative" and not written.again:
            self._cache.keep(key, answer)

    def _with_cited(self, hits: Sequence[Hit], extracted: Draft) -> list[Hit]:
        """The passages that the extractive answer cites, in its order, then the other hits in theirs."""
        by_id = {hit.passage.id: hit for hit in hits}
        cited = list(dict.fromkeys(citation.passage_id for citation in extracted.citations))
        passages = self._library.passages(id for id in cited if id not in by_id)
        metadata = self._library.metadata(passage.document_id for passage in passages.values())
        by_id |= {
            id: Hit(passage, metadata[passage.document_id], 0.0)
            for id, passage in passages.items()
            if passage.document_id in metadata
        }
        return [by_id[id] for id in dict.fromkeys([*cited, *by_id]) if id in by_id]


def _repeated(known: Answer) -> Written:
    note = (
        f"This answer was written on {spoken_date(known.created_at)}: "
        "the same question was asked, and the documents have not changed since."
    )
    warnings = (*known.warnings, note)
    return Written(
        "generative", known.text, known.sentences, known.citations, known.sides, warnings, again=True
    )
