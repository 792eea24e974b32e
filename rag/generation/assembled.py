"""An answer as it is shown and kept: the draft of quotations first, then what a model made of it, under the same id."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.answering.compose import Draft
from rag.answering.corroboration import corroborated
from rag.generation.events import Clock
from rag.generation.revision import Revision
from rag.judging.reading import Reading
from rag.question.query import Question
from rag.storage.archive.answers import new_id, now
from rag.storage.stores import Stores
from rag.types import Answer, Citation, Understood

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the answers to one question share; `notes` are said beside them."""

    stores: Stores
    reading: Reading
    notes: tuple[str, ...]
    clock: Clock

    def answer(self, question: Question, conversation_id: str, draft: Draft) -> Answer:
        """The answer of quotations."""
        reading = self.reading
        return Answer(
            id=new_id(),
            conversation_id=conversation_id,
            question=question.text,
            query=reading.query.shown,
            status=draft.status,
            mode="extractive",
            text=draft.text,
            sentences=draft.sentences,
            citations=self._corroborated(draft.citations),
            sides=draft.sides,
            nearest=reading.hits[:_NEAREST] if draft.status == "not_in_documents" else (),
            searched=self.stores.library.narrowing.extent(reading.query.filters),
            created_at=now(),
            reason=draft.reason,
            warnings=tuple(dict.fromkeys((*self.notes, *draft.warnings))),
            timings_ms=self.clock.milliseconds,
            filters=question.filters,
            asked=Understood(reading.understood.kind, draft.missing),
        )

    def revised(self, answer: Answer, revision: Revision) -> Answer:
        """The answer with what a model made of it."""
        return replace(
            answer,
            mode=revision.mode,
            text=revision.text,
            sentences=revision.sentences,
            citations=self._corroborated(revision.citations),
            sides=revision.sides,
            status="partial" if revision.missing else answer.status,
            asked=replace(answer.asked, missing=(*answer.asked.missing, *revision.missing)),
            warnings=tuple(dict.fromkeys((*self.notes, *revision.warnings))),
            timings_ms=dict(self.clock.milliseconds),
        )

    def _corroborated(self, citations: Sequence[Citation]) -> tuple[Citation, ...]:
        library = self.stores.library
        with self.clock("corroborate"):
            return corroborated(
                citations,
                [hit.passage.id for hit in self.reading.hits],
                library,
                self.stores.lexical,
                library.narrowing.matching(self.reading.query.filters),
            )
