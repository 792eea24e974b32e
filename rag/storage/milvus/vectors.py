"""The vector index in Milvus: cosine distance, one collection for all affairs and each dimension of vectors."""

import re
import time
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from rag.embedding.embedder import Vector
from rag.errors import IndexUnusable
from rag.storage.milvus.collection import AffairRows, Shape, plain
from rag.storage.milvus.connection import READ_SECONDS, Milvus

_VERSION = 1  # of the fields
_DOCUMENT_BYTES = 256


def shape(dimension: int) -> Shape:
    def add_fields(schema: "object") -> None:
        from pymilvus import DataType

        schema.add_field("document_id", DataType.VARCHAR, max_length=_DOCUMENT_BYTES)  # type: ignore[attr-defined]
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)  # type: ignore[attr-defined]

    return Shape(
        f"report_qa_vectors_v{_VERSION}_{dimension}",
        "vector",
        add_fields,
        "vector",
        {"index_type": "AUTOINDEX", "metric_type": "COSINE"},
    )


_DIMENSION = re.compile(re.escape(shape(0).name.removesuffix("0")) + r"(\d+)_")


def of_every_dimension(milvus: Milvus, affair: str) -> list[AffairRows]:
    """An affair's rows in each collection of vectors: those of a model that was in use before are in another."""
    names = milvus.ask("vector", lambda client: client.list_collections(timeout=READ_SECONDS))
    dimensions = {int(found[1]) for name in names if (found := _DIMENSION.match(name))}
    return [AffairRows(milvus, shape(each), affair) for each in sorted(dimensions)]


class MilvusVectors:
    """The vectors of one affair. Milvus looks after its files."""

    def __init__(self, milvus: Milvus, dimension: int, affair: str = "") -> None:
        self.failure = ""
        self._milvus = milvus
        self._affair = affair
        self._rows = AffairRows(milvus, shape(dimension), affair)

    def add(self, ids: Sequence[str], vectors: Sequence[Vector], document_ids: Sequence[str]) -> None:
        self._rows.write(
            (id, {"document_id": plain(document, _DOCUMENT_BYTES), "vector": np.asarray(vector, np.float32)})
            for id, vector, document in zip(ids, vectors, document_ids, strict=True)
        )
        self._rows.settle()

    def remove(self, ids: Sequence[str]) -> None:
        for rows in of_every_dimension(self._milvus, self._affair):
            rows.delete(ids)
            rows.settle()

    def purge(self) -> bool:
        for rows in of_every_dimension(self._milvus, self._affair):
            rows.purge()
        return True

    def search(self, vector: Vector, limit: int) -> list[tuple[str, float]]:
        try:
            found = self._rows.search(vector, limit)
        except IndexUnusable as error:
            self.failure = error.without_paths
            return []
        self.failure = "" if found else "The vector index is missing. Run `report-qa rebuild`."
        return [(id, cosine) for id, cosine, _ in found]

    def cosines(self, vector: Vector, ids: Iterable[str]) -> dict[str, float]:
        found = self._held(dict.fromkeys(ids))
        return {id: float(held @ vector) for id, held in found.items()}

    def count(self) -> int:
        return self._rows.count()

    def ids(self) -> set[str]:
        return {id for id, _ in self._rows.read(())}

    def differing(self, vectors: Mapping[str, Vector], tolerance: float = 0.01) -> list[str]:
        return [
            id
            for id, held in self._held(vectors).items()
            if np.shape(held) != np.shape(vectors[id]) or not np.allclose(held, vectors[id], atol=tolerance)
        ]

    def _held(self, ids: Iterable[str]) -> dict[str, Vector]:
        return {id: np.asarray(row["vector"], np.float32) for id, row in self._rows.get(ids, ["vector"])}

    def faults(self) -> list[str]:
        return []

    def record_files(self) -> None:
        """Milvus knows its files."""

    def reset(self) -> None:
        self._rows.delete(self.ids())

    def begin_anew(self) -> "FreshRows":
        """Rows are replaced one by one while the others are searched."""
        return FreshRows(self, self._milvus, self._affair)

    def close(self) -> None:
        self._milvus.close()


class FreshRows:
    """Those of an index that are written from now on."""

    def __init__(self, index: MilvusVectors, milvus: Milvus, affair: str) -> None:
        self._began = time.time_ns()
        self._milvus, self._affair = milvus, affair
        self.add = index.add

    def put_in_place(self) -> None:
        for rows in of_every_dimension(self._milvus, self._affair):
            rows.delete_older(self._began)
            rows.settle()
