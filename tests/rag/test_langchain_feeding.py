"""What other programs' parts bring: documents of any loader, vectors of any embeddings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from rag.embedding.embedder import Embedder
from rag.errors import ModelUnusable
from rag.langchain import PassageEmbeddings
from rag.service import embedder as configured_embedder
from rag.settings import Settings
from report_qa import OpenLibrary, open_library

FIRST = "The burst main in Mill Lane was repaired on 2 February 2020. The repair cost £14,000."
SECOND = "Acme Water says that the pipe was ninety years old."


class Loader(BaseLoader):
    """Two pages of one source, and a text without any."""

    def __init__(self, first: str = FIRST) -> None:
        self._first = first

    def lazy_load(self) -> Iterator[Document]:
        known = {"source": "https://acme.example/winter", "title": "Winter service", "date": "2020-02-03"}
        yield Document(
            self._first, metadata=known | {"publisher": "Acme Water", "page": 0, "kind": "hearsay"}
        )
        yield Document(SECOND, metadata=known | {"page": 1})
        yield Document("The footbridge at Mill Lane is closed until May.")


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[OpenLibrary]:
    with open_library(tmp_path / "data", embeddings=PassageEmbeddings(embedder)) as opened:
        yield opened


def test_what_a_loader_gives_is_ingested_and_known_by_its_source(library: OpenLibrary) -> None:
    outcome = library.ingest_loaded(Loader().lazy_load())
    assert (outcome.failed, outcome.documents, len(outcome.added)) == ([], 2, 2)
    answer = library.ask("How much did the repair cost?")
    (cited,) = {each.document_id for each in answer.citations if "£14,000" in each.quote}
    document = library.document(cited)
    assert SECOND in document.text
    known = document.metadata
    assert (known.title, known.publisher, known.date) == ("Winter service", "Acme Water", "2020-02-03")
    assert (known.url, known.kind) == ("https://acme.example/winter", "other")
    assert len(library.ingest_loaded(Loader().load()).unchanged) == 2
    changed = library.ingest_loaded(Loader(FIRST.replace("£14,000", "£15,000")).lazy_load())
    assert (len(changed.replaced), changed.documents) == (1, 2)
    assert "£15,000" in library.document(cited).text
    assert library.verify() == []


def test_any_embeddings_rank_as_they_see_it(library: OpenLibrary, embedder: Embedder) -> None:
    library.ingest_loaded(Loader().lazy_load())
    held = library._stores.embedder
    assert (held.dimension, held.fingerprint) == (embedder.dimension, "PassageEmbeddings::384")
    assert (
        library.as_retriever(k=1).invoke("Which bridge is shut?")[0].page_content.startswith("The footbridge")
    )
    assert held.query(FIRST) == pytest.approx(embedder.query(FIRST), abs=1e-5)


class Broken(Embeddings):
    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise ConnectionError("no route to the provider")

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def test_a_model_that_does_not_embed_is_named_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="'Broken:' cannot be used: ConnectionError: no route"):
        open_library(tmp_path / "data", embeddings=Broken())
    for name in ("nobody:a-model", "cohere:embed-4"):
        with pytest.raises(ModelUnusable, match=f"'{name}' cannot be used"):
            configured_embedder(Settings(embedding_model=name, _env_file=None))
