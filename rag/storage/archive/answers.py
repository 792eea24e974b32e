"""The archive of answers, conversations and feedback, as they were shown."""

import json
import secrets
import sqlite3
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from rag.errors import NotFound
from rag.storage.archive.snippets import Where, snippet
from rag.storage.database import Database
from rag.storage.sqlite.connection import Connection
from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Corroboration,
    Filters,
    Hit,
    Metadata,
    Passage,
    Side,
    Turn,
    Understood,
)

_TITLE_LENGTH = 80
_LONGEST_TITLE = 200  # characters, that a conversation may be given
_COPY = " (copy)"


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation in a list. In a list, `snippet` has a few words of it and `where` says what they are of."""

    id: str
    title: str
    created_at: str
    turns: int
    pinned: bool = False
    snippet: str = ""
    where: Where = ""


def new_id() -> str:
    """A random id that is safe in a URL."""
    return secrets.token_urlsafe(9).replace("-", "x").replace("_", "y")


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class Archive:
    """Answers and conversations, over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, answer: Answer) -> None:
        """Store an answer at the end of its conversation; the first answer creates it."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO conversations (id, title, created_at) VALUES (?, ?, ?)",
                (answer.conversation_id, answer.question[:_TITLE_LENGTH], answer.created_at),
            )
            _store(connection, answer)

    def revise(self, answer: Answer) -> bool:
        """Store an answer in the place of the one with its id; False where that one has been erased."""
        body = json.dumps(answer_values(answer))
        with self._database.writing() as connection:
            changed = connection.execute(
                "UPDATE answers SET body = ?, body_crc = ? WHERE id = ?",
                (body, zlib.crc32(body.encode()), answer.id),
            )
            return changed.rowcount > 0

    def answer(self, id: str) -> Answer:
        rows = self._database.connection.execute("SELECT body FROM answers WHERE id = ?", (id,)).fetchall()
        if not rows:
            raise NotFound("answer", id)
        return _answer(self._database.decoded(rows[0]["body"]))

    def holds(self, ids: Collection[str]) -> bool:
        """Are all of these answers still kept?"""
        return len(self._database.each("SELECT id FROM answers WHERE id IN", ids)) == len(set(ids))

    def answers(self, conversation_id: str) -> list[Answer]:
        """The answers of a conversation, oldest first; raises NotFound."""
        self.conversation(conversation_id)
        rows = self._database.connection.execute(
            "SELECT body FROM answers WHERE conversation_id = ? ORDER BY rowid", (conversation_id,)
        )
        return [_answer(self._database.decoded(row["body"])) for row in rows]

    def turns(self, conversation_id: str, limit: int) -> tuple[Turn, ...]:
        """The last exchanges of a conversation, oldest first; none where it has not begun."""
        rows = self._database.connection.execute(
            "SELECT body FROM answers WHERE conversation_id = ? ORDER BY rowid DESC LIMIT ?",
            (conversation_id, limit),
        ).fetchall()
        bodies = [self._database.decoded(row["body"]) for row in reversed(rows)]
        return tuple(Turn(body["question"], body["text"]) for body in bodies)

    def conversations(self, search: str = "", limit: int = -1, offset: int = 0) -> list[Conversation]:
        """Conversations, pinned ones and then the latest first, `limit` of them after the first `offset`; -1: all.

        With `search`, those that contain all of its words.
        """
        words = search.casefold().split()
        connection = self._database.connection
        # SQLite by itself folds the case of ASCII alone.
        connection.create_function("fold", 1, str.casefold, deterministic=True)
        said = (
            "fold(c.title || ' ' || coalesce(group_concat("
            "json_extract(a.body, '$.question') || ' ' || json_extract(a.body, '$.text'), ' '), ''))"
        )
        having = f"HAVING {' AND '.join([f'instr({said}, ?)'] * len(words))} " if words else ""
        # `count(a.rowid)` is read from the index; any other column would be read from the answers, which are long.
        rows = connection.execute(
            "SELECT c.*, count(a.rowid) AS turns FROM conversations c "
            "LEFT JOIN answers a ON a.conversation_id = c.id "
            f"GROUP BY c.id {having}ORDER BY c.pinned DESC, max(a.rowid) DESC LIMIT ? OFFSET ?",
            (*words, limit, offset),
        )
        return self._with_snippets([_conversation(row) for row in rows], words)

    def _with_snippets(self, found: Sequence[Conversation], words: Sequence[str]) -> list[Conversation]:
        """Each with a few words of it; only where words are searched for are more than the last answers read."""
        wanted = "conversation_id IN (*)"
        if not words:
            wanted = f"rowid IN (SELECT max(rowid) FROM answers WHERE {wanted} GROUP BY conversation_id)"
        rows = self._database.each(
            "SELECT conversation_id, json_extract(body, '$.question') AS question, "
            "json_extract(body, '$.text') AS text FROM answers "
            f"WHERE json_valid(body) AND {wanted} ORDER BY rowid DESC",
            [each.id for each in found],
        )
        said: dict[str, list[tuple[str, str]]] = {}
        for row in rows:
            said.setdefault(row["conversation_id"], []).append((row["question"], row["text"]))
        shown = {each.id: snippet(each.title, said.get(each.id, []), words) for each in found}
        return [replace(each, snippet=shown[each.id][0], where=shown[each.id][1]) for each in found]

    def conversation(self, id: str) -> Conversation:
        """One conversation with the number of its turns; raises NotFound."""
        row = self._database.connection.execute(
            "SELECT c.*, (SELECT count(*) FROM answers a WHERE a.conversation_id = c.id) AS turns "
            "FROM conversations c WHERE c.id = ?",
            (id,),
        ).fetchone()
        if row is None:
            raise NotFound("conversation", id)
        return _conversation(row)

    def rename(self, id: str, title: str) -> None:
        self.conversation(id)
        with self._database.writing() as connection:
            connection.execute("UPDATE conversations SET title = ? WHERE id = ?", (title, id))

    def pin(self, id: str, pinned: bool) -> None:
        """Put a conversation before the others, or no longer."""
        self.conversation(id)
        with self._database.writing() as connection:
            connection.execute("UPDATE conversations SET pinned = ? WHERE id = ?", (pinned, id))

    def copy(self, id: str) -> str:
        """Store a conversation a second time, its answers under new ids; gives the id of the copy."""
        kept, copied = self.answers(id), new_id()
        title = self.conversation(id).title[: _LONGEST_TITLE - len(_COPY)] + _COPY
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO conversations (id, title, created_at) VALUES (?, ?, ?)", (copied, title, now())
            )
            for answer in kept:
                _store(connection, replace(answer, id=new_id(), conversation_id=copied))
        return copied

    def erase(self, id: str) -> None:
        """Delete a conversation with its answers and their feedback."""
        self.conversation(id)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM conversations WHERE id = ?", (id,))
        self._database.discard_damaged()
        self._database.empty_log()

    def judge(self, answer_id: str, verdict: str, reason: str | None, comment: str | None) -> None:
        """Store a reader's feedback on an answer."""
        self.answer(answer_id)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)", (answer_id, verdict, reason, comment, now())
            )


def _store(connection: Connection, answer: Answer) -> None:
    body = json.dumps(answer_values(answer))
    connection.execute(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
        (answer.id, answer.conversation_id, body, answer.created_at, zlib.crc32(body.encode())),
    )


def _conversation(row: sqlite3.Row) -> Conversation:
    return Conversation(row["id"], row["title"], row["created_at"], row["turns"], bool(row["pinned"]))


def answer_values(answer: Answer) -> dict[str, Any]:
    """An answer in the shape that it is stored in."""
    return asdict(answer)


def _answer(body: Mapping[str, Any]) -> Answer:
    known = dict(body)
    known["sentences"] = tuple(_sentence(each) for each in body["sentences"])
    known["citations"] = tuple(citation_of(each) for each in body["citations"])
    known["sides"] = tuple(Side(**(each | {"citations": tuple(each["citations"])})) for each in body["sides"])
    known["nearest"] = tuple(
        Hit(Passage(**each["passage"]), Metadata(**each["metadata"]), each["score"], each["cosine"])
        for each in body["nearest"]
    )
    known["warnings"] = tuple(body["warnings"])
    known["filters"] = _filters(body.get("filters", {}))
    understood = body.get("asked", {})
    known["asked"] = Understood(**(understood | {"missing": tuple(understood.get("missing", ()))}))
    return Answer(**known)


def _sentence(values: Mapping[str, Any]) -> AnswerSentence:
    known = dict(values)
    known["citations"] = tuple(values["citations"])
    known["answers"] = tuple(values["answers"]) if values.get("answers") else None
    return AnswerSentence(**known)


def _filters(values: Mapping[str, Any]) -> Filters:
    known: dict[str, Any] = {
        name: tuple(each) if isinstance(each, list) else each for name, each in values.items()
    }
    return Filters(**known)


def citation_of(values: Mapping[str, Any]) -> Citation:
    """A citation from the shape that it is stored in."""
    known = dict(values)
    held = known.get("corroboration", {})
    known["corroboration"] = Corroboration(**(held | {"also_in": tuple(held.get("also_in", ()))}))
    return Citation(**known)
