"""LangChain's tutorial application: splitter at 1000 characters with 200 of overlap, Chroma, MiniLM, similarity."""

import sys
from collections.abc import Sequence
from functools import cached_property

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.peers.protocol import PASSAGES, article, model_folder, serve

_BATCH = 1000  # Chroma takes no more than some five thousand in one call


class Tutorial:
    def __init__(self, folder: str) -> None:
        self._folder = folder

    @cached_property
    def _store(self) -> Chroma:
        embeddings = HuggingFaceEmbeddings(model_name=model_folder())
        return Chroma("articles", embedding_function=embeddings, persist_directory=self._folder)

    def ready(self, _: None) -> None:
        self._store.embeddings.embed_query("ready")

    def ingest(self, paths: Sequence[str]) -> int:
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
        held = [article(path) for path in paths]
        pieces = splitter.split_documents(
            [Document(each.body, metadata={"header": each.header}) for each in held]
        )
        for piece in pieces:
            piece.page_content = f"{piece.metadata['header']}\n{piece.page_content}"
        for start in range(0, len(pieces), _BATCH):
            self._store.add_documents(pieces[start : start + _BATCH])
        return len(pieces)

    def ask(self, question: str) -> list[str]:
        return [found.page_content for found in self._store.similarity_search(question, k=PASSAGES)]


if __name__ == "__main__":
    serve(Tutorial(sys.argv[1]))
