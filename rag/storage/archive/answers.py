"""The archive of answers, conversations and feedback, as they were shown."""

import json
import secrets
import zlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from rag.errors import NotFound
from rag.storage.archive.snippets import Where, snippet
from rag.storage.archive.stored_form import answer_of, answer_values
from rag.storage.connections.engine import Statements
from rag.storage.database import Database
from rag.types import (
    Answer,
    Turn,
)

_TITLE_LENGTH = 80
_LONGEST_TITLE = 200  # characters, that a conversation may be given
_COPY = " (copy)"
_ALL = 2**62  # conversations: more than there are


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
                "INSERT INTO conversations (id, title, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
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
        return answer_of(self._database.decoded(rows[0]["body"]))

    def holds(self, ids: Collection[str]) -> bool:
        """Are all of these answers still kept?"""
        return len(self._database.each("SELECT id FROM answers WHERE id IN", ids)) == len(set(ids))

    def answers(self, conversation_id: str) -> list[Answer]:
        """The answers of a conversation, oldest first; raises NotFound."""
        self.conversation(conversation_id)
        rows = self._database.connection.execute(
            "SELECT body FROM answers WHERE conversation_id = ? ORDER BY rowid", (conversation_id,)
        )
        return [answer_of(self._database.decoded(row["body"])) for row in rows]

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
        # `count(a.rowid)` is read from the index; any other column would be read from the answers, which are long.
        listed = (
            "SELECT c.id, c.title, c.created_at, c.pinned, count(a.rowid) AS turns FROM conversations c "
            "LEFT JOIN answers a ON a.conversation_id = c.id "
            "GROUP BY c.id ORDER BY c.pinned DESC, coalesce(max(a.rowid), 0) DESC"
        )
        most = limit if limit >= 0 else _ALL
        if not words:
            found = [
                _conversation(row) for row in self._database.rows(f"{listed} LIMIT ? OFFSET ?", most, offset)
            ]
            return _with_snippets(found, self._last_said(found), words)
        with self._database.reading():
            held = [_conversation(row) for row in self._database.rows(listed)]
            said = _said(self._database.rows(f"{_SAID} ORDER BY rowid DESC"))
        # Not by the engine: SQLite and PostgreSQL fold case each in its own way.
        found = [each for each in held if _holds(words, each.title, said.get(each.id, []))]
        return _with_snippets(found[offset : offset + most], said, words)

    def _last_said(self, listed: Sequence[Conversation]) -> "_Said":
        """The last question and answer of each of these."""
        rows = self._database.each(
            f"{_SAID} AND rowid IN "
            "(SELECT max(rowid) FROM answers WHERE conversation_id IN (*) GROUP BY conversation_id)",
            [each.id for each in listed],
        )
        return _said(rows)

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
        self._database.purge("answers")

    def judge(self, answer_id: str, verdict: str, reason: str | None, comment: str | None) -> None:
        """Store a reader's feedback on an answer."""
        self.answer(answer_id)
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?, ?)", (answer_id, verdict, reason, comment, now())
            )


_SAID = (
    "SELECT conversation_id, json_extract(body, '$.question') AS question, json_extract(body, '$.text') AS text "
    "FROM answers WHERE json_valid(body)"
)
_Said = dict[
    str, list[tuple[str, str]]
]  # of conversations, by their ids: questions with their answers, the last first


def _said(rows: Iterable[Any]) -> _Said:
    found: _Said = {}
    for row in rows:
        found.setdefault(row["conversation_id"], []).append((row["question"], row["text"]))
    return found


def _holds(words: Sequence[str], title: str, said: Sequence[tuple[str, str]]) -> bool:
    whole = " ".join([title, *(part for exchange in reversed(said) for part in exchange)]).casefold()
    return all(word in whole for word in words)


def _with_snippets(found: Sequence[Conversation], said: _Said, words: Sequence[str]) -> list[Conversation]:
    """Each with a few words of it."""
    shown = {each.id: snippet(each.title, said.get(each.id, []), words) for each in found}
    return [replace(each, snippet=shown[each.id][0], where=shown[each.id][1]) for each in found]


def _store(connection: Statements, answer: Answer) -> None:
    body = json.dumps(answer_values(answer))
    connection.execute(
        "INSERT INTO answers VALUES (?, ?, ?, ?, ?)",
        (answer.id, answer.conversation_id, body, answer.created_at, zlib.crc32(body.encode())),
    )


def _conversation(row: Any) -> Conversation:
    return Conversation(row["id"], row["title"], row["created_at"], row["turns"], bool(row["pinned"]))
