"""Our retrieval, answers and embedding model behind LangChain's interfaces, for programs that are built of its parts.

LangChain's `Document` is made here and goes no further in: the core speaks its own types.
"""

from functools import partial
from typing import Any

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables.config import run_in_executor
from langchain_core.tools import StructuredTool, ToolException

from rag.answering.citations import source_name
from rag.embedding.embedder import Embeddable, Embedder
from rag.errors import ReportQAError
from rag.pipeline import Pipeline
from rag.question.query import Query, Question
from rag.retrieval.retriever import Retriever
from rag.text.dates import spoken_date
from rag.types import Answer, Citation, Filters, Hit

_TOOL = (
    "Answer a question from the papers with exact, attributed quotations, or say that they do not answer it. Ask one "
    "whole question. Repeat quotations word for word and keep their markers."
)


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
