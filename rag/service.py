"""All wiring, in one place: from settings to something that answers."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from rag.embedding.cross_encoder import CrossEncoder, cross_encoder
from rag.embedding.embedder import Embedder
from rag.embedding.onnx_export import default_embedder
from rag.generation.answer import Author, Reviser
from rag.generation.answer_cache import AnswerCache
from rag.generation.chat import Chat
from rag.generation.note import NoteWriter
from rag.generation.providers import chat
from rag.generation.selector import Selector
from rag.overviews.claims import Claims
from rag.overviews.overview import Overviews
from rag.overviews.suggestions import Suggestions
from rag.overviews.timeline import Timeline
from rag.pipeline import Listener, Pipeline
from rag.retrieval.retriever import Retriever
from rag.settings import Settings
from rag.storage.archive.answers import Archive
from rag.storage.archive.pins import Pins
from rag.storage.revision.indexes import Engines
from rag.storage.stores import Stores
from rag.verification.entailment import EntailmentModel

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings


def embedder(settings: Settings) -> Embedder:
    """The built-in model, or any model of a provider or of sentence-transformers that the settings name."""
    name = settings.embedding_model
    if not name:
        return _built_in(settings)
    if ":" in name and not Path(name).exists():
        from rag.embedding.langchain import by_name

        return by_name(name, _built_in(settings).counts)
    from rag.embedding.sentence_transformers import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)


def engines(settings: Settings) -> Engines:
    """Which servers hold the indexes."""
    return Engines(settings.chroma_url, settings.milvus_url, settings.milvus_token)


def _built_in(settings: Settings) -> Embedder:
    return default_embedder(settings.model_dir, settings.embedding_precision)


@dataclass(frozen=True)
class Service:
    """Everything that the doors open onto; parts are made when they are first asked for.

    `affair` names what it holds where one server holds several; `lender` is a service whose models it uses, so that
    they are loaded once. `embeddings` are a program's own, in the place of the model that the settings name. The
    `listeners` hear of each answer; they are shared with the services beside this one.
    """

    settings: Settings
    affair: str = ""
    lender: "Service | None" = None
    embeddings: "Embeddings | None" = None
    listeners: list[Listener] = field(default_factory=list)

    @cached_property
    def stores(self) -> Stores:
        model = self.lender.stores.embedder if self.lender else self._embedder()
        at = self.settings
        return Stores(at.data_dir, model, engines(at), self.affair, at.database_url)

    def _embedder(self) -> Embedder:
        if self.embeddings is None:
            return embedder(self.settings)
        from rag.embedding.langchain import LangChainEmbedder

        return LangChainEmbedder(self.embeddings, _built_in(self.settings).counts)

    def beside(self, affair: str, folder: Path) -> "Service":
        """A service over another affair's folder, with this one's models and settings."""
        return Service(
            self.settings.model_copy(update={"data_dir": folder}), affair, self, listeners=self.listeners
        )

    @cached_property
    def archive(self) -> Archive:
        return Archive(self.stores.database)

    @cached_property
    def pins(self) -> Pins:
        return Pins(self.stores.database)

    @cached_property
    def retriever(self) -> Retriever:
        return Retriever(self.stores)

    @cached_property
    def pipeline(self) -> Pipeline:
        return Pipeline(
            self.stores,
            self.retriever,
            self.archive,
            self.settings.quoted_characters,
            self.encoder,
            self.author,
            lambda: self.suggestions.kept(),
            self.listeners,
        )

    @cached_property
    def encoder(self) -> CrossEncoder | None:
        """What ranks sentences by what they answer; None where the setting switches it off."""
        return self.lender.encoder if self.lender else cross_encoder(self.settings.reranker)

    @cached_property
    def chat(self) -> Chat | None:
        return self.lender.chat if self.lender else chat(self.settings)

    @cached_property
    def author(self) -> Author | None:
        """Who has answers written; None where no chat model is configured."""
        if self.chat is None:
            return None
        settings, stores = self.settings, self.stores
        writer = self._writer(self.chat)
        maker = (
            f"{self.chat.name} {self.chat.address} {settings.chat_temperature} {settings.chat_max_tokens} "
            f"{settings.chat_writes} {settings.verifier} {writer.rules}"
        )
        cache = AnswerCache(stores.database, self.archive, stores.library.revision, maker)
        return Author(
            writer,
            stores.library,
            stores.embedder.counts,
            settings.chat_passage_tokens,
            cache if settings.chat_reuse else None,
        )

    def _writer(self, model: Chat) -> Reviser:
        quoted = self.settings.quoted_characters
        if self.settings.chat_writes == "selection":
            return Selector(model, self.encoder, quoted)
        match self.settings.verifier:
            case "model":
                return NoteWriter(model, "model", quoted)
            case "off" | "":
                return NoteWriter(model, None, quoted)
            case name:
                return NoteWriter(model, EntailmentModel(name), quoted)

    @cached_property
    def suggestions(self) -> Suggestions:
        return Suggestions(self.stores, self.retriever, self.settings.quoted_characters, self.encoder)

    def close(self) -> None:
        """Close the stores, where any were opened, and end what works over them in the background."""
        if "stores" in vars(self):
            self.stores.close()

    @cached_property
    def timeline(self) -> Timeline:
        return Timeline(self.stores, self.retriever)

    @cached_property
    def overview(self) -> Overviews:
        return Overviews(self.stores, self.claims, self.timeline)

    @cached_property
    def claims(self) -> Claims:
        return Claims(self.stores, self.retriever, self.encoder)
