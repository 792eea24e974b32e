"""Haystack's hybrid retrieval: BM25 and MiniLM vectors in its in-memory store, joined by reciprocal rank fusion."""

import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from benchmarks.peers.protocol import PASSAGES, article, model_folder, serve
from benchmarks.peers.windows import OVERLAP, WORDS


class HaystackHybrid:
    def __init__(self, folder: str) -> None:
        self._file = Path(folder) / "store.json"

    @cached_property
    def _embedder(self) -> SentenceTransformersDocumentEmbedder:
        made = SentenceTransformersDocumentEmbedder(model=model_folder(), progress_bar=False)
        made.warm_up()
        return made

    @cached_property
    def _pipeline(self) -> Pipeline:
        store = InMemoryDocumentStore.load_from_disk(str(self._file))
        made = Pipeline()
        made.add_component(
            "embedder", SentenceTransformersTextEmbedder(model=model_folder(), progress_bar=False)
        )
        made.add_component("meaning", InMemoryEmbeddingRetriever(store))
        made.add_component("words", InMemoryBM25Retriever(store))
        made.add_component("joiner", DocumentJoiner("reciprocal_rank_fusion", top_k=PASSAGES))
        made.connect("embedder", "meaning")
        made.connect("words", "joiner")
        made.connect("meaning", "joiner")
        return made

    def ready(self, _: None) -> None:
        self._embedder.run([Document(content="ready")])

    def ingest(self, paths: Sequence[str]) -> int:
        splitter = DocumentSplitter(split_by="word", split_length=WORDS, split_overlap=OVERLAP)
        splitter.warm_up()
        held = [article(path) for path in paths]
        pieces = splitter.run([Document(content=each.body, meta={"header": each.header}) for each in held])
        whole = [
            Document(content=f"{piece.meta['header']}\n{piece.content}", meta={"number": number})
            for number, piece in enumerate(pieces["documents"])
        ]
        store = InMemoryDocumentStore()
        store.write_documents(self._embedder.run(whole)["documents"])
        self._file.parent.mkdir(parents=True, exist_ok=True)
        store.save_to_disk(str(self._file))
        return len(whole)

    def ask(self, question: str) -> list[str]:
        found = self._pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        return [each.content for each in found["joiner"]["documents"]]


if __name__ == "__main__":
    serve(HaystackHybrid(sys.argv[1]))
