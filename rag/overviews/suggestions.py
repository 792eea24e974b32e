"""Suggested questions, built from the documents and each tried before it is offered.

The candidates come from works and the parties that answer them, from statements that can be turned into a question,
and from phrases that several documents share. Only those that the pipeline answers in full are offered.
"""

import json
import threading
from collections.abc import Iterable, Iterator
from itertools import islice

from rag.embedding.cross_encoder import CrossEncoder
from rag.overviews.claimants import claims_of
from rag.overviews.suggestion_candidates import (
    SuggestionCandidate,
    assertions,
    is_name,
    phrases,
    responses,
    sayings,
    shared,
    stated,
    with_article,
)
from rag.parties.affiliations import bodies
from rag.parties.parties import Parties
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.retrieval.retriever import Retriever
from rag.storage.archive.answers import Archive
from rag.storage.library import Library
from rag.storage.stores import Stores
from rag.types import Answer, Turn

WANTED = 4
_MADE = 3  # version of this module; suggestions stored by another version are made again
_SAMPLE = 150  # documents read for phrases; more make no difference
_PARTIES = 6
_WORKS = 3
_TRIES = 24  # candidates of one kind that are tried


class Unkept(Archive):
    """An archive that stores nothing, for trial questions."""

    def __init__(self) -> None:
        """No database is needed."""

    def turns(self, conversation_id: str, limit: int) -> tuple[Turn, ...]:  # noqa: ARG002
        return ()

    def keep(self, answer: Answer) -> None:
        """Discard."""


class Suggestions:
    """Suggested questions for a library, made in the background once for each revision of it."""

    def __init__(
        self,
        stores: Stores,
        retriever: Retriever,
        quoted_characters: int,
        encoder: CrossEncoder | None = None,
    ) -> None:
        self._stores = stores
        self._retriever = retriever
        self._quoted_characters = quoted_characters
        self._encoder = encoder
        self._making = threading.Lock()

    def kept(self) -> tuple[str, ...]:
        """The questions that were made last; none are made for it."""
        known = json.loads(self._stores.database.setting("suggestions") or "{}")
        return tuple(known.get("questions", ()))

    def held(self) -> tuple[tuple[str, ...], bool]:
        """The questions, and whether they match the library's current revision; if not, new ones are being made."""
        stores = self._stores
        revision = stores.library.revision()
        known = json.loads(stores.database.setting("suggestions") or '{"revision": -1, "questions": []}')
        ready = known["revision"] == revision and known.get("made") == _MADE
        if not ready and not self._making.locked():
            stores.background.start("suggestions", lambda: self._make(revision))
        return tuple(known["questions"]), ready

    def _make(self, revision: int) -> None:
        if not self._making.acquire(blocking=False):
            return
        try:
            stores = self._stores
            trial = Pipeline(stores, self._retriever, Unkept(), self._quoted_characters, self._encoder)
            found = list(islice(suggest(stores.library, trial), WANTED))
            # What was made of documents that have gone meanwhile quotes them.
            if stores.library.revision() == revision:
                stores.database.set_setting(
                    "suggestions", json.dumps({"revision": revision, "made": _MADE, "questions": found})
                )
        finally:
            self._making.release()


def suggest(library: Library, pipeline: Pipeline) -> Iterator[str]:
    """Questions that `pipeline` answers, one of each kind in turn, until there are none left."""
    catalogue = library.catalogue()
    known = Parties(catalogue, bodies(library))
    parties = [party for party in known.disputants() if is_name(party.name)][:_PARTIES]
    documents = [library.document(entry.document_id) for entry in catalogue[:: len(catalogue) // _SAMPLE + 1]]
    spoken_of = phrases(documents)
    names = {party.key: with_article(party.name, documents) for party in parties}
    works = list(claims_of(library, known).items())[:_WORKS]
    taken: set[str] = set()  # phrases that a question already uses
    sorts = [
        _answered(candidates, pipeline)
        for candidates in (
            responses(works, parties, names),
            stated(documents),
            sayings(parties, names, documents, spoken_of, taken),
            assertions(works),
        )
    ]
    vague = (SuggestionCandidate(f"What do these papers say about {each}?") for each in shared(spoken_of))
    yield from _in_turn(sorts)
    yield from _answered((each for each in vague if not any(t in each.question for t in taken)), pipeline)


def _in_turn(sorts: list[Iterator[str]]) -> Iterator[str]:
    while sorts:
        sort = sorts.pop(0)
        question = next(sort, None)
        if question is not None:
            yield question
            sorts.append(sort)


def _answered(candidates: Iterable[SuggestionCandidate], pipeline: Pipeline) -> Iterator[str]:
    """The candidates that are answered in full and pass their test; no two start with the same citation."""
    answered: set[tuple[str, int]] = set()
    asked: set[str] = set()
    for candidate in islice(candidates, _TRIES):
        if candidate.question in asked:
            continue
        asked.add(candidate.question)
        answer = pipeline.answer(Question(candidate.question, mode="extractive"))
        if answer.status == "answered" and answer.citations:
            first = answer.citations[0]
            if candidate.fits(first) and (first.document_id, first.start) not in answered:
                answered.add((first.document_id, first.start))
                yield candidate.question
