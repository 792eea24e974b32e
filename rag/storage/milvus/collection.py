"""A collection of Milvus with the rows of all affairs, seen from one of them.

Every row has its affair in its key and in the partition key, and every read has the affair in its filter: no call
here can reach another's rows.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from rag.storage.milvus.connection import READ_SECONDS, WRITE_SECONDS, Milvus, MissingCollection
from rag.storage.tantivy.fields import encodable

T = TypeVar("T")
MOST = 16_384  # rows that Milvus gives at once
_AT_ONCE = 500  # rows in one call
_KEY, _AFFAIR = "key", "affair"
WRITTEN = "written"  # in nanoseconds; later rows of one call have later times
_KEY_BYTES, _AFFAIR_BYTES = 512, 256


@dataclass(frozen=True, slots=True)
class Shape:
    """What a collection holds beside keys, affairs and times of writing."""

    name: str
    index: str  # as errors name it
    add_fields: Callable[[Any], None]  # to a schema
    searched: str  # the field of vectors
    index_options: Mapping[str, Any]
    generated: bool = False  # whether Milvus makes that field from others


class AffairRows:
    """The rows of one affair; `ids` are without the affair's name.

    The collection is reached by an alias, so that it can be replaced while it is searched.
    """

    def __init__(self, milvus: Milvus, shape: Shape, affair: str) -> None:
        self.milvus = milvus
        self._shape = shape
        self._affair = affair
        self._own = f"{_AFFAIR} == {quoted(affair)}"
        self._ready: Any = None  # the client that has found the collection

    def write(self, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Add rows under their ids; one that is there already is replaced."""
        began = time.time_ns()
        lot = [
            {_KEY: self._key(id), _AFFAIR: self._affair, WRITTEN: began + place, **fields}
            for place, (id, fields) in enumerate(rows)
        ]
        with self.milvus.writing:
            for start in range(0, len(lot), _AT_ONCE):
                some = lot[start : start + _AT_ONCE]
                self._ask(lambda client, name, rows: client.upsert(name, rows, timeout=WRITE_SECONDS), some)

    def delete(self, ids: Iterable[str]) -> None:
        keys = [self._key(id) for id in ids]
        with self.milvus.writing:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                self._ask(
                    lambda client, name, keys: client.delete(name, ids=keys, timeout=WRITE_SECONDS), some
                )

    def delete_older(self, than: int) -> None:
        """Delete what was last written before a time in nanoseconds."""
        self.delete([id for id, _ in self.read((), f"{WRITTEN} < {than}")])

    def settle(self) -> None:
        """Write what is new to files where this is milvus-lite: it searches its memory row by row. A server does it
        by itself, and limits how often it may be told to."""
        with self.milvus.writing:
            if self.milvus.lite:
                self._ask(lambda client, name: client.flush(name, timeout=WRITE_SECONDS))

    def count(self, where: str = "") -> int:
        """The number of rows."""
        found = self._ask(
            lambda client, name: client.query(
                name, filter=self._filter(where), output_fields=["count(*)"], **_STRONG
            )
        )
        return int(found[0]["count(*)"])

    def read(self, fields: Sequence[str], where: str = "", most: int = 0) -> Iterator[tuple[str, Any]]:
        """All rows, or `most` of them: their ids and these fields."""
        yield from self._ask(lambda client, name: list(self._read(client, name, fields, where, most)))

    def get(self, ids: Iterable[str], fields: Sequence[str]) -> list[tuple[str, Any]]:
        """The rows with these ids, in no order."""
        keys = [self._key(id) for id in ids]
        found: list[tuple[str, Any]] = []
        for start in range(0, len(keys), _AT_ONCE):
            where = self._filter(f"{_KEY} in {listed(keys[start : start + _AT_ONCE])}")
            rows = self._ask(
                lambda client, name, where: client.query(
                    name, filter=where, output_fields=[_KEY, *fields], **_STRONG
                ),
                where,
            )
            found += [(self._id(row[_KEY]), row) for row in rows]
        return found

    def search(
        self, sought: Any, limit: int, where: str = "", fields: Sequence[str] = ()
    ) -> list[tuple[str, float, Any]]:
        """Ids, Milvus' own scores and these fields of the best rows."""
        found = self._ask(
            lambda client, name: client.search(
                name,
                [sought],
                anns_field=self._shape.searched,
                filter=self._filter(where),
                limit=min(limit, MOST),
                output_fields=[_KEY, *fields],
                timeout=READ_SECONDS,
            )
        )
        return [(self._id(hit[_KEY]), float(hit["distance"]), hit["entity"]) for hit in found[0]]

    def purge(self) -> None:
        """Erase what deleted rows left behind. A server is told to compact, and deletes its old files by its own
        settings; milvus-lite has no such call, so the whole collection is rewritten."""
        with self.milvus.writing:
            self._ask(
                lambda client, name: self._rewrite(client) if self.milvus.lite else _compact(client, name)
            )

    def _filter(self, where: str) -> str:
        return f"{self._own} and {where}" if where else self._own

    def _key(self, id: str) -> str:
        return f"{self._affair}/{plain(id, _KEY_BYTES - _AFFAIR_BYTES)}"

    def _id(self, key: str) -> str:
        return key[len(self._affair) + 1 :]

    def _read(
        self, client: Any, name: str, fields: Sequence[str], where: str, most: int
    ) -> Iterator[tuple[str, Any]]:
        rows = client.query_iterator(
            name,
            batch_size=_AT_ONCE,
            limit=most or -1,
            filter=self._filter(where),
            output_fields=[_KEY, *fields],
            **_STRONG,
        )
        for row in _all(rows):
            yield self._id(row[_KEY]), row

    def _ask(self, work: Callable[..., T], *given: Any) -> T:
        """What `work` gives for a client, the collection's name and what is given. Raises IndexUnusable."""

        def asked(client: Any) -> T:
            if self._ready is not client:
                self._ensure(client)
            return work(client, self._shape.name, *given)

        try:
            return self.milvus.ask(self._shape.index, asked)
        except MissingCollection:  # it was deleted meanwhile
            self._ready = None
            return self.milvus.ask(self._shape.index, asked)

    def _ensure(self, client: Any) -> None:
        with self.milvus.writing:
            if not client.has_collection(self._shape.name, timeout=READ_SECONDS):
                self._make(client)
            client.load_collection(self._shape.name, timeout=WRITE_SECONDS)
            self._ready = client

    def _make(self, client: Any) -> None:
        from pymilvus import MilvusException

        name = self._create(client)
        try:
            client.create_alias(name, self._shape.name, timeout=READ_SECONDS)
        except MilvusException:
            client.drop_collection(name, timeout=WRITE_SECONDS)
            if not client.has_collection(self._shape.name, timeout=READ_SECONDS):  # nobody was faster
                raise

    def _create(self, client: Any) -> str:
        """An empty collection with a name of its own, which is given back."""
        from pymilvus import DataType

        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field(_KEY, DataType.VARCHAR, is_primary=True, max_length=_KEY_BYTES)
        schema.add_field(_AFFAIR, DataType.VARCHAR, max_length=_AFFAIR_BYTES, is_partition_key=True)
        schema.add_field(WRITTEN, DataType.INT64)
        self._shape.add_fields(schema)
        indexes = client.prepare_index_params()
        indexes.add_index(self._shape.searched, **self._shape.index_options)
        name = f"{self._shape.name}_{secrets.token_hex(4)}"
        client.create_collection(
            name, schema=schema, index_params=indexes, consistency_level="Session", timeout=WRITE_SECONDS
        )
        return name

    def _rewrite(self, client: Any) -> None:
        before = client.describe_alias(self._shape.name, timeout=READ_SECONDS)["collection_name"]
        fresh = self._create(client)
        for rows in _lots(client.query_iterator(before, batch_size=_AT_ONCE, output_fields=["*"], **_STRONG)):
            client.insert(fresh, [self._stored(row) for row in rows], timeout=WRITE_SECONDS)
        client.flush(fresh, timeout=WRITE_SECONDS)
        client.alter_alias(fresh, self._shape.name, timeout=WRITE_SECONDS)
        for name in client.list_collections(timeout=READ_SECONDS):
            # also what an earlier one that was cut off has left
            if name != fresh and name.startswith(f"{self._shape.name}_"):
                client.drop_collection(name, timeout=WRITE_SECONDS)

    def _stored(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A row as it is written: without what Milvus makes of it."""
        made = self._shape.searched if self._shape.generated else None
        return {name: value for name, value in row.items() if name != made}


_STRONG = {"consistency_level": "Strong", "timeout": WRITE_SECONDS}


def plain(text: str, most: int) -> str:
    """A text of `most` bytes at most, without what an expression of Milvus cannot hold: control characters."""
    kept = "".join(max(char, " ") for char in encodable(text))
    return kept.encode()[:most].decode(errors="ignore")


def quoted(text: str) -> str:
    """A text in an expression."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def listed(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def _compact(client: Any, name: str) -> None:
    client.flush(name, timeout=WRITE_SECONDS)
    client.compact(name, timeout=WRITE_SECONDS)


def _lots(rows: Any) -> Iterator[list[Any]]:
    try:
        while lot := rows.next():
            yield lot
    finally:
        rows.close()


def _all(rows: Any) -> Iterator[Any]:
    for lot in _lots(rows):
        yield from lot
