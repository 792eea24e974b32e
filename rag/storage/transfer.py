"""A whole library copied from one database to another, whichever engines keep them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.errors import UserError
from rag.storage.connections.engine import Statements
from rag.storage.database import Database
from rag.storage.postgresql.belonging import FOLDER

_LOT = 100  # rows, each of which may hold the vectors of a passage


class NotEmpty(UserError):
    code = "not_empty"

    def __init__(self) -> None:
        super().__init__(
            "There is a library already where this one should go. Nothing was changed. Name another database, or "
            "remove what is there."
        )


@dataclass(frozen=True, slots=True)
class _Table:
    columns: Sequence[str]
    key: Sequence[str]  # in whose order rows are copied


def _table(columns: str, key: str) -> _Table:
    return _Table([f'"{name}"' for name in columns.split()], [f'"{name}"' for name in key.split()])


# What others refer to comes before them.
TABLES: Mapping[str, _Table] = {
    "settings": _table("key value", "key"),
    "documents": _table(
        "id revision state text_sha text metadata pages warnings file_sha media_type ingested_at digest",
        "id revision",
    ),
    "corrections": _table("document_id field value", "document_id field"),
    "places": _table("path document_id within stamp", "rowid"),
    "passages": _table(
        "id document_id revision start end sentence_vectors vector vectors_crc",
        "document_id revision start id",
    ),
    "sentences": _table(
        "document_id revision start end role speaker said_via manner said_on", "document_id revision start"
    ),
    "heard": _table("passage_id speaker", "passage_id speaker"),
    "layouts": _table("document_id revision layout", "document_id revision"),
    "sketches": _table("document_id revision sketch", "document_id revision"),
    "bands": _table("digest document_id revision", "digest document_id revision"),
    "copies": _table(
        "document_id revision other_id other_revision", "document_id revision other_id other_revision"
    ),
    "conversations": _table("id title created_at pinned", "id"),
    "answers": _table("id conversation_id body created_at body_crc", "rowid"),
    "feedback": _table("answer_id verdict reason comment created_at", "rowid"),
    "reusable": _table("key answer_id revision", "key"),
    "pins": _table("id place body note heading created_at", "rowid"),
    "unsettled_originals": _table("file_sha", "file_sha"),
}
_HELD = ("documents", "conversations", "pins")  # a library without any is an empty one


def check_empty(target: Database) -> None:
    """Raises NotEmpty."""
    if any(target.rows(f"SELECT 1 FROM {name} LIMIT 1") for name in _HELD):
        raise NotEmpty


def copy_library(source: Database, target: Database) -> None:
    """Everything that `source` holds at one moment, whole or not at all. Raises NotEmpty."""
    with source.reading(), target.writing() as connection:
        check_empty(target)
        own_folder = target.setting(FOLDER)
        connection.execute("DELETE FROM settings")
        for name, table in TABLES.items():
            if name == "unsettled_originals":  # the triggers have noted every file
                connection.execute("DELETE FROM unsettled_originals")
            _copy(source, connection, name, table)
        connection.execute("DELETE FROM settings WHERE key = ?", (FOLDER,))
        if own_folder is not None:
            target.put_setting(FOLDER, own_folder)


def _copy(source: Database, target: Statements, name: str, table: _Table) -> None:
    key, columns = ", ".join(table.key), ", ".join(table.columns)
    insert = f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * len(table.columns))})"
    begin, after = f"SELECT {columns}, {key} FROM {name}", f"ORDER BY {key} LIMIT {_LOT}"
    rows = source.rows(f"{begin} {after}")
    beyond = f"WHERE ({key}) > ({', '.join('?' * len(table.key))})"
    while rows:
        target.executemany(insert, [tuple(row)[: len(table.columns)] for row in rows])
        last: tuple[Any, ...] = tuple(rows[-1])[len(table.columns) :]
        rows = source.rows(f"{begin} {beyond} {after}", *last)
