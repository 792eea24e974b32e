"""All wiring, in one place: from settings to something that answers."""

from dataclasses import dataclass
from functools import cached_property

from rag.archive import Archive
from rag.claims import Claims
from rag.embed import Embedder
from rag.onnx_export import default_embedder
from rag.pipeline import Pipeline
from rag.retrieve import Retriever
from rag.settings import Settings
from rag.stores import Stores
from rag.timeline import Timeline


def embedder(settings: Settings) -> Embedder:
    """The built-in model, or any sentence-transformers model that the settings name."""
    if not settings.embedding_model:
        return default_embedder(settings.model_dir)
    from rag.reference_embed import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(settings.embedding_model)


@dataclass(frozen=True)
class Service:
    """Everything that the doors open onto; parts are made when they are first asked for."""

    settings: Settings

    @cached_property
    def stores(self) -> Stores:
        return Stores(self.settings.data_dir, embedder(self.settings), self.settings.chroma_url or None)

    @cached_property
    def archive(self) -> Archive:
        return Archive(self.stores.database)

    @cached_property
    def retriever(self) -> Retriever:
        return Retriever(self.stores)

    @cached_property
    def pipeline(self) -> Pipeline:
        return Pipeline(self.stores, self.retriever, self.archive, self.settings.quoted_characters)

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline(self.stores, self.retriever)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.stores, self.retriever)
