"""A library of documents that can be ingested, searched and asked, without a server."""

from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Self

from rag.question.query import Query, Question
from rag.types import Answer, Document, Filters, Hit, Mode

# What these bring with them (models, indexes, readers) takes a second to import: it is loaded by `open_library`.
if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.tools import StructuredTool

    from ingest.sync.loaded import LoadedDocument
    from ingest.sync.progress import Outcome, Progress
    from rag.langchain import PassageRetriever, PassageStore
    from rag.overviews.claims import Claim
    from rag.overviews.overview import Overview
    from rag.overviews.timeline_rows import TimelineRow
    from rag.retrieval.literal_search import Occurrences
    from rag.service import Service
    from rag.storage.catalogue import Holding

_HITS, _OCCURRENCES = 10, 50


def open_library(
    data_dir: str | Path | None = None, *, embeddings: "Embeddings | None" = None
) -> "OpenLibrary":
    """Open the library in a data folder; the folder is created if it does not exist.

    Without `data_dir` it is the folder in REPORT_QA_DATA_DIR (default `.data`). `embeddings` are LangChain's, in the
    place of the configured model; a library is always opened with those that it was made with. All other settings
    come from the environment or `.env`, as for the command. Raises OperatorError for a folder, index, model or
    setting that cannot be used.
    """
    from rag.service import Service
    from rag.settings import settings

    found = settings()
    if data_dir is not None:
        found = found.model_copy(update={"data_dir": Path(data_dir)})
    return OpenLibrary(Service(found, embeddings=embeddings))


class OpenLibrary:
    """Documents with their indexes in one data folder; a context manager that closes it.

    Every method raises ReportQAError with a sentence that says what is wrong and what to do: a UserError for the
    request, an OperatorError for the installation.
    """

    def __init__(self, service: "Service") -> None:
        """Use `open_library` instead."""
        self._service = service
        self._stores = service.stores  # opened now, so that a folder that cannot be used is reported at once

    def ingest(
        self, *sources: str | Path, on_progress: "Callable[[Progress], None] | None" = None
    ) -> "Outcome":
        """Add or update files, folders and http(s) addresses.

        A changed file replaces its old version; what has gone from a folder named here is removed. A file that cannot
        be read is listed in the result's `failed`, and the others are ingested. Raises DataFolderBusy while another
        process, such as a server, writes to the folder.
        """
        from ingest.fetching.fetch import fetch
        from ingest.isolation.limits import Limits
        from ingest.sync.sync import sync

        settings = self._service.settings
        return sync(
            self._stores,
            sources,
            on_progress or (lambda _: None),
            Limits.of(settings),
            settings.parse_workers,
            lambda url, limits: fetch(url, limits, settings.fetch_seconds),
        )

    def ingest_loaded(
        self,
        documents: "Iterable[LoadedDocument]",
        *,
        on_progress: "Callable[[Progress], None] | None" = None,
    ) -> "Outcome":
        """Add or update what any `DocumentLoader` of LangChain gives: `ingest_loaded(loader.lazy_load())`.

        Documents of one `source` that follow one another are one text. Of their metadata `title`, `publisher`,
        `author`, `date`, `url`, `kind`, `text_type`, `licence` and `speaker` are kept. Nothing is removed. Raises
        DataFolderBusy while another process writes to the folder.
        """
        from ingest.isolation.limits import Limits
        from ingest.sync.loaded import loaded_candidates
        from ingest.sync.sync import take_in

        settings = self._service.settings
        with TemporaryDirectory(dir=settings.data_dir) as folder:
            return take_in(
                self._stores,
                loaded_candidates(documents, Path(folder)),
                on_progress or (lambda _: None),
                Limits.of(settings),
                settings.parse_workers,
            )

    def as_retriever(self, k: int = _HITS, *, filters: Filters | None = None) -> "PassageRetriever":
        """The same search as a retriever of LangChain: the `k` most relevant passages as its documents."""
        from rag.langchain import PassageRetriever

        return PassageRetriever(retriever=self._service.retriever, k=k, filters=filters or Filters())

    def as_vector_store(self) -> "PassageStore":
        """The passages as a vector store of LangChain that is only read: searched by vectors alone."""
        from rag.langchain import PassageStore

        return PassageStore(self._service.retriever)

    def as_tool(self, *, filters: Filters | None = None) -> "StructuredTool":
        """A tool for agents of LangChain: the text of an answer, and the `Answer` as the artifact."""
        from rag.langchain import answer_tool

        return answer_tool(self._service.pipeline, filters or Filters())

    def ask(
        self,
        question: str,
        *,
        filters: Filters | None = None,
        conversation_id: str | None = None,
        mode: Mode = "auto",
    ) -> Answer:
        """Answer a question from the documents; the answer is stored in the library.

        Pass the `conversation_id` of an earlier answer to ask a follow-up. `mode` is "extractive" (quotations only),
        "generative" (a chat model, if one is configured) or "auto".
        """
        asked = Question(question, filters=filters or Filters(), mode=mode, conversation_id=conversation_id)
        return self._service.pipeline.answer(asked)

    def search(self, query: str, limit: int = _HITS, *, filters: Filters | None = None) -> list[Hit]:
        """Ranked passages, best first, without an answer."""
        return self._service.pipeline.search(Query(query, filters or Filters()), limit)

    def find(self, text: str, limit: int = _OCCURRENCES, *, filters: Filters | None = None) -> "Occurrences":
        """Every occurrence of a word or phrase as whole words, whatever the case and accents, counted by document.

        `document(hit.document_id).text[hit.start:hit.end] == hit.text` for each of the first `limit` of them. Of
        several phrases in double quotation marks a document has to hold each.
        """
        return self._service.pipeline.find(text, filters or Filters(), limit)

    def documents(self) -> "list[Holding]":
        """Every document in the library with its metadata, by date and title, undated ones last."""
        return self._stores.library.holdings()

    def document(self, id: str) -> Document:
        """One document with its full text, pages and sentences."""
        return self._stores.library.document(id)

    def remove(self, *document_ids: str) -> None:
        """Remove documents from the library and its indexes. The original files stay where they are."""
        from ingest.sync.sync import remove

        remove(self._stores, document_ids)

    def overview(self) -> "Overview":
        """Who says what, the dispute point by point, its days, what to read first, what is still to be fetched.

        Every sentence in it is a citation. It is made once for each change of the library, in some seconds.
        """
        return self._service.overview.now()

    def claims(self) -> "tuple[Claim, ...]":
        """Each claim of a report in the library, with the other parties' answers or their silence."""
        return self._service.claims.rows()

    def timeline(
        self, query: str = "", *, filters: Filters | None = None, published: bool = False
    ) -> "tuple[TimelineRow, ...]":
        """Events by the day that a sentence tells: all of them, or those relevant to a query.

        With `published`, the days on which documents were published too.
        """
        return self._service.timeline.rows(query, filters=filters or Filters(), published=published)

    def verify(self) -> list[str]:
        """One sentence for each fault in the stores; empty if they agree and every passage is verbatim."""
        from rag.storage.audit import faults

        return faults(self._stores)

    def close(self) -> None:
        """Close the data folder; the library cannot be used afterwards."""
        self._stores.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
