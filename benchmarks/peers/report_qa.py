"""This program behind the same protocol: its retrieval or, with a second argument, its whole answers."""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.protocol import PASSAGES, serve
from rag.question.query import Query, Question
from rag.service import Service
from rag.settings import Settings


class Retrieval:
    def __init__(self, folder: str) -> None:
        self._service = Service(Settings(data_dir=Path(folder), chat_model="", _env_file=None))

    def ready(self, _: None) -> None:
        self._service.stores.embedder.query("ready")

    def ingest(self, paths: Sequence[str]) -> int:
        from ingest.sync.sync import sync

        outcome = sync(self._service.stores, paths)
        if outcome.failed:
            raise RuntimeError(f"{len(outcome.failed)} articles were not ingested: {outcome.failed[0]}")
        return outcome.passages

    def ask(self, question: str) -> list[str]:
        hits = self._service.retriever.retrieve(Query(question), PASSAGES)
        return [hit.passage.text for hit in hits]


class WholeAnswer(Retrieval):
    """Whole answers: retrieval, selection, judging, composing, checking and storing."""

    def ask(self, question: str) -> list[str]:
        answer = self._service.pipeline.answer(Question(question, alone=True))
        return [citation.quote for citation in answer.citations]


if __name__ == "__main__":
    serve((WholeAnswer if "answers" in sys.argv[2:] else Retrieval)(sys.argv[1]))
