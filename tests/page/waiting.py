"""The real embedding model, held back, so that a test sees what the page shows meanwhile."""

import threading
from collections.abc import Sequence

from rag.embedding.embedder import Embeddable, Embedded, Embedder, Vector


class Waiting(Embedder):
    """Reads a question, or takes passages in, only when it may."""

    def __init__(self, model: Embedder) -> None:
        self._model = model
        self.fingerprint = model.fingerprint
        self.dimension = model.dimension
        self.may_read = threading.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def counts(self, texts: Sequence[str]) -> list[int]:
        return self._model.counts(texts)

    def embed(self, texts: Sequence[Embeddable]) -> list[Embedded]:
        self.may_read.wait(20)
        return self._model.embed(texts)

    def query(self, text: str) -> Vector:
        self.may_read.wait(20)
        return self._model.query(text)

    def question(self, text: str) -> Vector:
        self.may_read.wait(20)
        return self._model.question(text)
