"""txtai with `hybrid`: a dense index of MiniLM vectors and its own BM25, combined as it does by default."""

import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from txtai import Embeddings

from benchmarks.peers.protocol import PASSAGES, article, model_folder, serve
from benchmarks.peers.windows import windows


class TxtaiHybrid:
    def __init__(self, folder: str) -> None:
        self._folder = folder

    @cached_property
    def _embeddings(self) -> Embeddings:
        made = Embeddings(path=model_folder(), hybrid=True, content=True)
        if Path(self._folder, "config.json").exists() or Path(self._folder, "config").exists():
            made.load(self._folder)
        return made

    def ready(self, _: None) -> None:
        self._embeddings.batchtransform(["ready"])

    def ingest(self, paths: Sequence[str]) -> int:
        pieces = [
            f"{held.header}\n{window}"
            for held in (article(path) for path in paths)
            for window in windows(held.body)
        ]
        self._embeddings.index(enumerate(pieces))
        self._embeddings.save(self._folder)
        return len(pieces)

    def ask(self, question: str) -> list[str]:
        return [found["text"] for found in self._embeddings.search(question, PASSAGES)]


if __name__ == "__main__":
    serve(TxtaiHybrid(sys.argv[1]))
