"""The built-in models, loaded once for all tests of a process, and services that share them."""

from functools import cache

from rag.embedding.cross_encoder import CrossEncoder, cross_encoder
from rag.embedding.embedder import Embedder
from rag.embedding.onnx_export import default_embedder
from rag.service import Service
from rag.settings import Settings
from rag.storage.stores import Stores


@cache
def embedder() -> Embedder:
    """The built-in embedding model."""
    return default_embedder()


@cache
def encoder() -> CrossEncoder:
    """The built-in cross-encoder."""
    made = cross_encoder("")
    assert made is not None
    return made


def service_of(settings: Settings, stores: Stores | None = None) -> Service:
    """A service as the settings ask over `stores`, or over its own; the settings name no other models."""
    assert (settings.embedding_model, settings.reranker) == ("", "")
    service = Service(settings)
    vars(service)["stores"] = stores or Stores(settings.data_dir, embedder(), settings.chroma_url or None)
    vars(service)["encoder"] = encoder()
    return service
