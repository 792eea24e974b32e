"""The sentences that a reader keeps, with notes of their own."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from rag.errors import NotFound
from rag.storage.archive.answers import new_id, now
from rag.storage.archive.stored_form import citation_of
from rag.storage.database import Database
from rag.types import Citation


@dataclass(frozen=True, slots=True)
class Pin:
    """A sentence that is kept under a heading, with a note; its citation is as it was when it was kept."""

    id: str
    citation: Citation
    note: str
    heading: str
    created_at: str


class Pins:
    """The pins of one data folder, over one `Database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[Pin]:
        """In the reader's order; each citation's marker is its place, from 1."""
        rows = self._database.rows("SELECT * FROM pins ORDER BY place, rowid")
        return [
            Pin(
                row["id"],
                replace(citation_of(self._database.decoded(row["body"])), marker=number),
                row["note"],
                row["heading"],
                row["created_at"],
            )
            for number, row in enumerate(rows, 1)
        ]

    def get(self, id: str) -> Pin:
        found = next((pin for pin in self.all() if pin.id == id), None)
        if found is None:
            raise NotFound("pin", id)
        return found

    def keep(self, citations: Sequence[Citation], note: str = "", heading: str = "") -> list[Pin]:
        """Keep sentences, the newest last; one that is kept already stays as it is. Gives the pins of all of them."""
        wanted = [_place(citation) for citation in citations]
        with self._database.writing() as connection:
            # Read inside the transaction: two tabs that keep the same sentence keep it once.
            held = {_place(pin.citation) for pin in self.all()}
            last = connection.execute("SELECT coalesce(max(place), 0) FROM pins").fetchone()[0]
            for number, citation in enumerate(citations, last + 1):
                if _place(citation) not in held:
                    body = json.dumps(asdict(citation))
                    connection.execute(
                        "INSERT INTO pins VALUES (?, ?, ?, ?, ?, ?)",
                        (new_id(), number, body, note, heading, now()),
                    )
        return [pin for pin in self.all() if _place(pin.citation) in wanted]

    def change(self, id: str, note: str | None = None, heading: str | None = None) -> Pin:
        """Set what is given; raises NotFound."""
        pin = self.get(id)
        values = (pin.note if note is None else note, pin.heading if heading is None else heading, id)
        with self._database.writing() as connection:
            connection.execute("UPDATE pins SET note = ?, heading = ? WHERE id = ?", values)
        return self.get(id)

    def move(self, id: str, place: int) -> None:
        """Put a pin at `place`, from 1, among all; raises NotFound."""
        self.get(id)
        with self._database.writing() as connection:
            order = [pin.id for pin in self.all() if pin.id != id]
            order.insert(max(0, place - 1), id)
            connection.executemany(
                "UPDATE pins SET place = ? WHERE id = ?",
                [(number, each) for number, each in enumerate(order, 1)],
            )

    def drop(self, id: str) -> None:
        """Erase a pin; raises NotFound."""
        self.get(id)
        with self._database.writing() as connection:
            connection.execute("DELETE FROM pins WHERE id = ?", (id,))
        self._database.purge("answers")


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.document_id, citation.start, citation.end
