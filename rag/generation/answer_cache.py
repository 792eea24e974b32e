"""Answers that a model wrote, given again when the same is asked of the same documents: it costs no second request."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version

from rag.errors import NotFound
from rag.generation.prompt import RULES
from rag.storage.answers import Archive
from rag.storage.database import Database
from rag.types import Answer, Query


class Reuse:
    """Which stored answer goes with which question. `maker` is the model with all that shapes what it writes;
    `revision` gives that of the documents."""

    def __init__(self, database: Database, archive: Archive, revision: Callable[[], int], maker: str) -> None:
        self._database = database
        self._archive = archive
        self._revision = revision
        self._maker = f"{maker} {version('report-qa')} {hashlib.sha256(RULES.encode()).hexdigest()}"

    def key(self, query: Query) -> str:
        """What must be the same; taken before documents are read, so that a change meanwhile gives another."""
        told = json.dumps([query.text, asdict(query.filters), self._revision(), self._maker])
        return hashlib.sha256(told.encode()).hexdigest()

    def find(self, key: str) -> Answer | None:
        rows = self._database.connection.execute(
            "SELECT answer_id FROM reusable WHERE key = ?", (key,)
        ).fetchall()
        try:
            return self._archive.answer(rows[0]["answer_id"]) if rows else None
        except NotFound:
            return None  # its conversation was erased meanwhile

    def keep(self, key: str, answer: Answer) -> None:
        """Remember a stored answer; those to earlier revisions of the documents are forgotten."""
        revision = self._revision()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM reusable WHERE revision <> ?", (revision,))
            connection.execute("INSERT OR REPLACE INTO reusable VALUES (?, ?, ?)", (key, answer.id, revision))
