"""A cache of model answers, for the same question asked of the same documents."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import version

from rag.errors import NotFound
from rag.question.query import Query
from rag.storage.archive.answers import Archive
from rag.storage.database import Database
from rag.types import Answer, Turn


class AnswerCache:
    """Maps a question to a stored answer.

    `maker` identifies the model with its options and what it is told; `revision` returns that of the documents.
    """

    def __init__(self, database: Database, archive: Archive, revision: Callable[[], int], maker: str) -> None:
        self._database = database
        self._archive = archive
        self._revision = revision
        self._maker = f"{version('report-qa')} {maker}"

    def key(self, query: Query, turns: Sequence[Turn] = ()) -> str:
        """A hash of everything that must be the same.

        Computed before documents are read, so that an answer is not stored for documents that change meanwhile.
        """
        said = [(turn.question, turn.answer) for turn in turns]
        same = json.dumps([query.shown, said, asdict(query.filters), self._revision(), self._maker])
        return hashlib.sha256(same.encode()).hexdigest()

    def find(self, key: str) -> Answer | None:
        """The stored answer for a key; None if there is none."""
        rows = self._database.connection.execute(
            "SELECT answer_id FROM reusable WHERE key = ?", (key,)
        ).fetchall()
        try:
            return self._archive.answer(rows[0]["answer_id"]) if rows else None
        except NotFound:
            return None  # its conversation has been erased

    def keep(self, key: str, answer: Answer) -> None:
        """Cache a stored answer and drop those for earlier revisions of the documents."""
        revision = self._revision()
        with self._database.writing() as connection:
            connection.execute("DELETE FROM reusable WHERE revision <> ?", (revision,))
            connection.execute(
                "INSERT INTO reusable VALUES (?, ?, ?) ON CONFLICT (key) "
                "DO UPDATE SET answer_id = excluded.answer_id, revision = excluded.revision",
                (key, answer.id, revision),
            )
