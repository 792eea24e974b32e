"""The built-in models, loaded once for all tests of a process, and services that share them."""

from collections.abc import Sequence
from functools import cache

from rag.embedding.cross_encoder import CrossEncoder, cross_encoder
from rag.embedding.embedder import Embedder
from rag.embedding.onnx_export import default_embedder
from rag.service import Service, engines
from rag.settings import Settings
from rag.storage.stores import Stores


@cache
def embedder() -> Embedder:
    """The built-in embedding model."""
    return default_embedder()


class _ReadOnce:
    """The scores of another encoder; the same pair, which many tests ask for, is read once in a process."""

    def __init__(self, encoder: CrossEncoder) -> None:
        self.fingerprint = encoder.fingerprint
        self._encoder = encoder
        self._scores: dict[tuple[str, str], float] = {}

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        fresh = [text for text in dict.fromkeys(texts) if (query, text) not in self._scores]
        if fresh:
            found = self._encoder.scores(query, fresh)
            self._scores.update({(query, text): score for text, score in zip(fresh, found, strict=True)})
        return [self._scores[query, text] for text in texts]


@cache
def encoder() -> CrossEncoder:
    """The built-in cross-encoder."""
    made = cross_encoder("")
    assert made is not None
    return made


@cache
def read_once() -> CrossEncoder:
    """The built-in cross-encoder, which remembers what it has scored."""
    return _ReadOnce(encoder())


def service_of(settings: Settings, stores: Stores | None = None) -> Service:
    """A service as the settings ask over `stores`, or over its own; the settings name no other models."""
    assert (settings.embedding_model, settings.reranker) == ("", "")
    service = Service(settings)
    vars(service)["stores"] = stores or Stores(settings.data_dir, embedder(), engines(settings))
    vars(service)["encoder"] = read_once()
    return service
