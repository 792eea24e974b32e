"""Our retrieval and our embedding model behind LangChain's interfaces, for programs that are built of its parts.

LangChain's `Document` is made here and goes no further in: the core speaks its own types.
"""

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from rag.embedding.embedder import Embeddable, Embedder
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.types import Filters, Hit


class PassageRetriever(BaseRetriever):
    """The passages that bear on a question, best first; `retriever` is `Service.retriever`.

    Each document's `page_content` is the passage's own text. Its metadata hold the place, such that
    `text[start:end]` of document `document_id` is that text, and what is known of the source.
    """

    retriever: Retriever
    limit: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 LangChain hands it over
    ) -> list[Document]:
        if not query.strip():
            return []
        return [_document(hit) for hit in self.retriever.retrieve(Query(query, self.filters), self.limit)]


class PassageEmbeddings(Embeddings):
    """Unit vectors of the model that the passages were indexed with."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [each.vector.tolist() for each in self._embedder.embed([Embeddable(text) for text in texts])]

    def embed_query(self, text: str) -> list[float]:
        found: list[float] = self._embedder.query(text).tolist()
        return found


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
