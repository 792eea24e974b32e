"""Between the pipeline and a chat model: what it is sent, who reads its reply, and which stored answers are given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rag.answering.compose import Draft
from rag.generation.answer_cache import AnswerCache
from rag.generation.chat import Chat
from rag.generation.keys import Keys
from rag.generation.offers import Count, Offers, SentencePlace, cited_hits, offers, place
from rag.generation.revision import Revision
from rag.judging.answerability import judge
from rag.judging.reading import Reading
from rag.storage.library import Library
from rag.text.dates import spoken_date
from rag.types import Answer, Turn
from rag.verification.passages import SentPassage, sent

Writes = Literal["selection", "note"]


@dataclass(frozen=True, slots=True)
class RevisionTask:
    """One question for a model: what was read for it, the answer without a model, and what may be chosen or cited:
    sentences, or passages where it writes."""

    reading: Reading
    turns: tuple[Turn, ...]
    draft: Draft
    offers: Offers
    passages: tuple[SentPassage, ...]
    keys: Keys
    key: str | None  # of the cache


class Reviser(Protocol):
    """Makes a revision of an answer with a model; `rules` are what it tells the model, `stage` what it does."""

    @property
    def chat(self) -> Chat: ...
    @property
    def rules(self) -> str: ...
    @property
    def stage(self) -> str: ...
    def revise(self, task: RevisionTask, deadline: float, stopped: Callable[[], bool]) -> Revision: ...


class Author:
    """Has answers revised by a `writer`, or gives stored ones; with `cache` None nothing is stored.

    `count` gives the word-pieces of texts, of which `word_pieces` are sent in one request.
    """

    def __init__(
        self, writer: Reviser, library: Library, count: Count, word_pieces: int, cache: AnswerCache | None
    ) -> None:
        self._writer = writer
        self._library = library
        self._count = count
        self._word_pieces = word_pieces
        self._cache = cache

    @property
    def seconds(self) -> float:
        """The time limit of an answer."""
        return self._writer.chat.seconds

    @property
    def stage(self) -> str:
        """What the model does with an answer: "choosing" or "wording"."""
        return self._writer.stage

    def prepare(
        self, reading: Reading, turns: Sequence[Turn], draft: Draft, conversation_id: str
    ) -> RevisionTask:
        """Read what a model will be sent, in the state of the library that the draft was made in."""
        keys = Keys(conversation_id)
        offered = offers(reading, draft, self._library, keys, self._count, self._word_pieces)
        key = None if self._cache is None else self._cache.key(reading.query, turns)
        passages = self._passages(reading, draft, offered, keys) if self.stage == "wording" else ()
        return RevisionTask(reading, tuple(turns), draft, offered, passages, keys, key)

    def _passages(
        self, reading: Reading, draft: Draft, offered: Offers, keys: Keys
    ) -> tuple[SentPassage, ...]:
        """Those that the answer cites, in its order, then the others that were found, as many as fit; at least one."""
        hits = cited_hits(reading.hits, draft, self._library)
        sentences = self._library.sentence_vectors(hit.passage.id for hit in hits)
        quoted = {each.place for each in offered.all if each.citation is not None}
        passages = sent(hits, sentences, keys.of, reading.asked, reading.vector, quoted | _answering(reading))
        left = self._word_pieces
        found: list[SentPassage] = []
        sizes = self._count([passage.text for passage in passages])
        for passage, size in zip(passages, sizes, strict=True):
            if found and size > left:
                break
            found.append(passage)
            left -= size
        return tuple(found)

    def revise(self, task: RevisionTask, deadline: float, stopped: Callable[[], bool]) -> Revision:
        """The answer after the model was asked; raises Stopped. `deadline` is by `time.monotonic`."""
        known = self._cache.find(task.key) if self._cache is not None and task.key is not None else None
        return self._writer.revise(task, deadline, stopped) if known is None else _repeated(known, task.draft)

    def keep(self, task: RevisionTask, revision: Revision, answer: Answer) -> None:
        """Cache what a model made, once the answer is stored."""
        if (
            self._cache is not None
            and task.key is not None
            and revision.mode == "generative"
            and not revision.again
        ):
            self._cache.keep(task.key, answer)


def _answering(reading: Reading) -> set[SentencePlace]:
    """The sentences that the judge has read and thinks may answer."""
    return {
        place(each)
        for each in reading.evidence
        if each.relevance is not None and judge(reading.asked, [each], reading.hits).verdict != "none"
    }


def _repeated(known: Answer, draft: Draft) -> Revision:
    note = (
        f"This answer was made on {spoken_date(known.created_at)}: "
        "the same question was asked, and the documents have not changed since."
    )
    return Revision(
        "generative",
        known.text,
        known.sentences,
        known.citations,
        known.sides,
        (*known.warnings, note),
        again=True,
        missing=tuple(each for each in known.asked.missing if each not in draft.missing),
    )
