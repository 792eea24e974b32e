"""Open both indexes, empty them, or fill them again from the Library."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from rag.embedding.embedder import Embedder
from rag.errors import IndexUnusable
from rag.storage.chroma.collection import drop as drop_collections
from rag.storage.chroma.collection import forget_failed_starts
from rag.storage.chroma.index import ChromaIndex
from rag.storage.lexical_index import LexicalIndex
from rag.storage.library import Library
from rag.storage.milvus.affairs import drop as drop_rows
from rag.storage.milvus.connection import Milvus
from rag.storage.milvus.vectors import MilvusVectors
from rag.storage.milvus.words import MilvusWords
from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.index import TantivyIndex
from rag.storage.vector_index import FreshVectors, VectorIndex


@dataclass(frozen=True, slots=True)
class Engines:
    """Which servers hold the indexes; empty: Chroma and tantivy in the data folder."""

    chroma_url: str = ""
    milvus_url: str = ""
    milvus_token: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """What holds the vectors, without credentials."""
        address = self.milvus_url or self.chroma_url
        if "://" not in address:
            return "milvus-lite" if address else "embedded"
        parts = urlsplit(address)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def open_indexes(
    folder: Path,
    engines: Engines,
    affair: str,
    check: bool,
    embedder: Embedder,
    version: Callable[[], object],
    closing: ExitStack,
) -> tuple[VectorIndex, LexicalIndex]:
    """The indexes of an affair; `closing` closes the vectors. Raises IndexUnusable.

    `embedder` makes the vectors, and `version` changes with the documents.
    """
    if engines.milvus_url:
        milvus = Milvus(engines.milvus_url, engines.milvus_token)
        vectors: VectorIndex = MilvusVectors(milvus, embedder.dimension, affair)
        closing.callback(vectors.close)
        return vectors, MilvusWords(milvus, affair, version)
    vectors = ChromaIndex(folder / "vectors", engines.chroma_url or None, check, affair)
    closing.callback(vectors.close)
    return vectors, TantivyIndex(folder / "lexical", check)


def drop_affair(engines: Engines, affair: str) -> None:
    """Delete what servers hold of an affair. Raises IndexUnusable."""
    if engines.milvus_url:
        drop_rows(engines.milvus_url, engines.milvus_token, affair)
    elif engines.chroma_url:
        drop_collections(engines.chroma_url, affair)


def begin_vectors(vectors: VectorIndex) -> FreshVectors:
    """An empty collection beside the one that is searched, or in its place where that is damaged."""
    if vectors.faults():
        vectors.reset()
    try:
        return vectors.begin_anew()
    except IndexUnusable:
        vectors.reset()
        return vectors.begin_anew()


def begin_lexical(lexical: LexicalIndex) -> None:
    """Forget every passage, in new files where the index is damaged."""
    if lexical.faults():
        lexical.reset()
    try:
        lexical.begin_anew()
    except IndexUnusable:
        lexical.reset()


def refill_lexical(lexical: LexicalIndex, lots: Iterable[Sequence[PassageRow]]) -> None:
    """Fill an empty lexical index, as after a change of its fields; this needs no model."""
    if lexical.count() == 0:
        for rows in lots:
            lexical.add(rows)
        lexical.commit()


def refill_vectors(vectors: VectorIndex, library: Library, lots: Iterable[Sequence[PassageRow]]) -> None:
    """Fill an empty vector index with the vectors that the Library keeps, as after a restored backup; this needs no
    model. A folder from before they were kept needs a rebuild."""
    if vectors.count() == 0:
        for rows in lots:
            kept = library.passage_vectors(row.passage.id for row in rows)
            held = [row.passage for row in rows if row.passage.id in kept]
            vectors.add(
                [each.id for each in held],
                [kept[each.id] for each in held],
                [each.document_id for each in held],
            )


def discard_indexes(folder: Path) -> None:
    """Delete both indexes of a data folder, so that damaged ones can be made again.

    No stores may be open in this process.
    """
    forget_failed_starts()
    for name in ("vectors", "lexical"):
        shutil.rmtree(folder / name, ignore_errors=True)
