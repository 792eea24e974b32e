"""What Milvus holds of an affair, taken out."""

from rag.storage.milvus.collection import AffairRows
from rag.storage.milvus.connection import Milvus
from rag.storage.milvus.vectors import of_every_dimension
from rag.storage.milvus.words import SHAPE


def drop(url: str, token: str, affair: str) -> None:
    """Delete every row of an affair, and purge. Raises IndexUnusable."""
    milvus = Milvus(url, token)
    try:
        for rows in (AffairRows(milvus, SHAPE, affair), *of_every_dimension(milvus, affair)):
            rows.delete([id for id, _ in rows.read(())])
            rows.settle()
            rows.purge()
    finally:
        milvus.close()
