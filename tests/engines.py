"""Both pairs of indexes, each real: Chroma and tantivy in a folder, Milvus by milvus-lite, once for a process."""

import atexit
import hashlib
import shutil
import tempfile
from functools import cache
from pathlib import Path

from rag.storage.chroma.index import ChromaIndex
from rag.storage.lexical_index import LexicalIndex
from rag.storage.milvus.connection import Milvus
from rag.storage.milvus.vectors import MilvusVectors
from rag.storage.milvus.words import MilvusWords
from rag.storage.revision.indexes import Engines
from rag.storage.tantivy.index import TantivyIndex
from rag.storage.vector_index import VectorIndex

EMBEDDED, MILVUS = "embedded", "milvus"
BOTH = (EMBEDDED, MILVUS)


@cache
def milvus_url() -> str:
    """milvus-lite with a folder of its own; it is kept open, for each start takes a second."""
    folder = tempfile.mkdtemp(prefix="milvus")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    url = f"{folder}/indexes.db"
    Milvus(url)
    return url


def engines(name: str) -> Engines:
    return Engines(milvus_url=milvus_url()) if name == MILVUS else Engines()


def affair_of(folder: Path) -> str:
    """An affair for each test, apart from all others in the same Milvus."""
    return hashlib.blake2b(str(folder).encode(), digest_size=8).hexdigest()


def words_in(name: str, folder: Path) -> LexicalIndex:
    if name == MILVUS:
        return MilvusWords(Milvus(milvus_url()), affair_of(folder))
    return TantivyIndex(folder)


def vectors_in(name: str, folder: Path, dimension: int) -> VectorIndex:
    if name == MILVUS:
        return MilvusVectors(Milvus(milvus_url()), dimension, affair_of(folder))
    return ChromaIndex(folder / "vectors")
