"""What Milvus holds of an affair, taken out."""

import re

from rag.storage.milvus.collection import AffairRows
from rag.storage.milvus.connection import READ_SECONDS, Milvus
from rag.storage.milvus.vectors import shape
from rag.storage.milvus.words import SHAPE

_DIMENSION = re.compile(re.escape(shape(0).name.removesuffix("0")) + r"(\d+)_")


def drop(url: str, token: str, affair: str) -> None:
    """Delete every row of an affair, of vectors of any dimension, and purge. Raises IndexUnusable."""
    milvus = Milvus(url, token)
    try:
        names = milvus.ask("vector", lambda client: client.list_collections(timeout=READ_SECONDS))
        dimensions = {int(found[1]) for name in names if (found := _DIMENSION.match(name))}
        for each in (SHAPE, *map(shape, dimensions)):
            rows = AffairRows(milvus, each, affair)
            rows.delete([id for id, _ in rows.read(())])
            rows.settle()
            rows.purge()
    finally:
        milvus.close()
