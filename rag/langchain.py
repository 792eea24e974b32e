"""Our retrieval, answers and embedding model behind LangChain's interfaces, for programs that are built of its parts.

LangChain's `Document` is made here and goes no further in: the core speaks its own types.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from langchain_core.tools import StructuredTool, ToolException
from langchain_core.vectorstores import VectorStore
from langchain_core.vectorstores.utils import maximal_marginal_relevance

from rag.answering.citations import source_name
from rag.embedding.embedder import Embeddable, Embedder
from rag.errors import ReportQAError, UserError
from rag.pipeline import Pipeline
from rag.question.query import Query, Question
from rag.retrieval.retriever import Retriever
from rag.text.dates import spoken_date
from rag.types import Answer, Citation, Filters, Hit

_TOOL = (
    "Answer a question from the papers with exact, attributed quotations, or say that they do not answer it. Ask one "
    "whole question. Repeat quotations word for word and keep their markers."
)
_READ_ONLY = (
    "This store is only read: add documents with `ingest` or `ingest_loaded`, take them out with `remove`."
)
_FOUND, _FETCHED = 4, 20  # as in LangChain's other stores


class PassageRetriever(BaseRetriever):
    """The `k` passages most relevant to a question, best first; `retriever` is `Service.retriever`.

    Each document's `page_content` is the passage's own text. Its metadata hold the place, such that
    `text[start:end]` of document `document_id` is that text, and what is known of the source. `k` and `filters` may
    also be given with a question: `invoke(question, k=3)`.
    """

    retriever: Retriever
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 LangChain hands it over
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        return self._found(query, k, filters)

    async def _aget_relevant_documents(
        self,
        query: str,
        *,
        run_manager: AsyncCallbackManagerForRetrieverRun,  # noqa: ARG002
        k: int | None = None,
        filters: Filters | None = None,
    ) -> list[Document]:
        # A search is work of the processor: in a thread it keeps no other task waiting.
        return await run_in_executor(None, partial(self._found, query, k, filters))

    def _found(self, query: str, k: int | None, filters: Filters | None) -> list[Document]:
        if not query.strip():
            return []
        asked = Query(query, self.filters if filters is None else filters)
        return [_document(hit) for hit in self.retriever.retrieve(asked, self.k if k is None else k)]


class PassageEmbeddings(Embeddings):
    """Unit vectors of the model that the passages were indexed with."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [each.vector.tolist() for each in self._embedder.embed([Embeddable(text) for text in texts])]

    def embed_query(self, text: str) -> list[float]:
        found: list[float] = self._embedder.query(text).tolist()
        return found


class PassageStore(VectorStore):
    """The passages of a library as a vector store that is only read; `retriever` is `Service.retriever`.

    Searches go by vectors alone: `PassageRetriever` finds more, by words and names too. Scores are cosines. `filters`
    may be given with any search. Documents are added by ingestion, which keeps their pages and speakers.
    """

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._library = retriever.stores.library
        self._embedder = retriever.stores.embedder

    @property
    def embeddings(self) -> Embeddings:
        return PassageEmbeddings(self._embedder)

    def similarity_search(
        self, query: str, k: int = _FOUND, *, filters: Filters = Filters(), **kwargs: Any
    ) -> list[Document]:
        return [
            document for document, _ in self.similarity_search_with_score(query, k, filters=filters, **kwargs)
        ]

    def similarity_search_with_score(
        self, query: str, k: int = _FOUND, *, filters: Filters = Filters(), **kwargs: Any
    ) -> list[tuple[Document, float]]:
        return self._found(self._embedder.question(query).tolist(), k, filters, kwargs)

    def similarity_search_by_vector(
        self, embedding: list[float], k: int = _FOUND, *, filters: Filters = Filters(), **kwargs: Any
    ) -> list[Document]:
        return [document for document, _ in self._found(embedding, k, filters, kwargs)]

    def max_marginal_relevance_search(
        self, query: str, k: int = _FOUND, fetch_k: int = _FETCHED, lambda_mult: float = 0.5, **kwargs: Any
    ) -> list[Document]:
        vector = self._embedder.question(query).tolist()
        return self.max_marginal_relevance_search_by_vector(vector, k, fetch_k, lambda_mult, **kwargs)

    def max_marginal_relevance_search_by_vector(
        self,
        embedding: list[float],
        k: int = _FOUND,
        fetch_k: int = _FETCHED,
        lambda_mult: float = 0.5,
        *,
        filters: Filters = Filters(),
        **kwargs: Any,
    ) -> list[Document]:
        found = self.similarity_search_by_vector(embedding, fetch_k, filters=filters, **kwargs)
        vectors = self.embeddings.embed_documents([each.page_content for each in found])
        places = maximal_marginal_relevance(np.array(embedding), vectors, lambda_mult, k) if found else []
        return [found[place] for place in places]

    def get_by_ids(self, ids: Sequence[str], /) -> list[Document]:
        held = self._library.passages(ids)
        metadata = self._library.metadata({each.document_id for each in held.values()})
        return [
            _document(Hit(held[id], metadata[held[id].document_id], 1.0))
            for id in ids
            if id in held and held[id].document_id in metadata
        ]

    def add_texts(self, *_: Any, **__: Any) -> list[str]:
        raise UserError(_READ_ONLY)

    def delete(self, *_: Any, **__: Any) -> bool:
        raise UserError(_READ_ONLY)

    @classmethod
    def from_texts(cls, *_: Any, **__: Any) -> "PassageStore":
        raise UserError(_READ_ONLY)

    def _select_relevance_score_fn(self) -> Callable[[float], float]:
        return lambda cosine: (1 + cosine) / 2

    def _found(
        self, vector: list[float], k: int, filters: Filters, unknown: Mapping[str, Any]
    ) -> list[tuple[Document, float]]:
        if unknown:
            raise UserError(f"A search takes k and filters, and not {', '.join(sorted(unknown))}.")
        hits = self._retriever.nearest(np.array(vector, np.float32), k, filters)
        return [(_document(hit), hit.cosine or 0.0) for hit in hits]


def answer_tool(pipeline: Pipeline, filters: Filters = Filters()) -> StructuredTool:
    """A tool for agents that answers a question; `pipeline` is `Service.pipeline`.

    The model reads the answer with its sources; the `artifact` of the tool's message is the `Answer` itself, whose
    citations hold whatever the model makes of it.
    """

    def ask(question: str) -> tuple[str, Answer]:
        try:
            answer = pipeline.answer(Question(question, filters=filters, alone=True))
        except ReportQAError as error:
            raise ToolException(str(error)) from error
        return _told(answer), answer

    async def ask_apart(question: str) -> tuple[str, Answer]:
        return await run_in_executor(None, ask, question)

    return StructuredTool.from_function(
        ask,
        ask_apart,
        name="ask_papers",
        description=_TOOL,
        response_format="content_and_artifact",
        handle_tool_error=True,
    )


def _told(answer: Answer) -> str:
    """The answer's text and its sources by marker."""
    return "\n".join((answer.text, *map(_source, answer.citations)))


def _source(citation: Citation) -> str:
    told = (source_name(citation), citation.title if citation.publisher else None, spoken_date(citation.date))
    return f"[{citation.marker}] " + ", ".join(part for part in (*told, citation.url) if part)


def _document(hit: Hit) -> Document:
    known = hit.metadata
    metadata: dict[str, Any] = {
        "passage_id": hit.passage.id,
        "document_id": hit.passage.document_id,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "title": known.title,
        "publisher": known.publisher,
        "author": known.author,
        "date": known.date,
        "url": known.url,
        "kind": known.kind,
        "text_type": known.text_type,
        "score": hit.score,
    }
    return Document(id=hit.passage.id, page_content=hit.passage.text, metadata=metadata)
