"""Which documents are copies of one another but for some words: ten reprints of one press release are one source.

MinHash (Broder 1997, "On the resemblance and containment of documents") over runs of five words estimates what
share of their runs two texts have in common. Bands of a sketch find whom a new text is worth comparing with, so
that nothing compares all with all.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

_RUN = 5  # words
_PERMUTATIONS = 128
_BANDS = 32  # of four values each: of two texts that share half of their runs, 87 in 100 are found
# Reprints with another headline and a paragraph more or less share well over half; two reports of one event,
# quotations included, a tenth.
_ALIKE = 0.5
_LOT = 5000  # runs hashed at once; each takes half a kilobyte meanwhile
_WORD = re.compile(r"\w+")

Sketch = NDArray[np.uint32]


def sketch(text: str) -> Sketch:
    """(128,) values; the share in which two sketches agree estimates the share of runs in common."""
    from datasketch import MinHash  # with scipy: most of a second, and only whoever writes needs it

    words = [word.casefold() for word in _WORD.findall(text)]
    runs = {" ".join(words[start : start + _RUN]).encode() for start in range(max(len(words) - _RUN + 1, 1))}
    made = MinHash(_PERMUTATIONS, scheme="affine32")
    for lot in _lots(sorted(runs)):
        made.update_batch(lot)
    return np.asarray(made.hashvalues, dtype=np.uint32)


def note_copies(connection: Connection, document_id: str, revision: str, own: Sketch) -> None:
    """Keep the sketch of a new revision, and which of the others it is a copy of; part of a transaction."""
    bands = _bands(own)
    marks = ",".join("?" * len(bands))
    candidates = connection.execute(
        f"SELECT DISTINCT s.document_id, s.revision, s.sketch FROM bands b JOIN sketches s "
        f"ON s.document_id = b.document_id AND s.revision = b.revision "
        f"WHERE b.digest IN ({marks}) AND b.document_id <> ?",
        (*bands, document_id),
    ).fetchall()
    connection.execute("INSERT INTO sketches VALUES (?, ?, ?)", (document_id, revision, own.tobytes()))
    connection.executemany(
        "INSERT OR IGNORE INTO bands VALUES (?, ?, ?)", [(band, document_id, revision) for band in bands]
    )
    connection.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?)",
        [
            (document_id, revision, other["document_id"], other["revision"])
            for other in candidates
            if _alike(own, np.frombuffer(other["sketch"], dtype=np.uint32))
        ],
    )


def note_missing(connection: Connection) -> None:
    """Sketch what came in before sketches were kept; part of a transaction."""
    rows = connection.execute(
        "SELECT id, revision, text FROM documents d WHERE NOT EXISTS "
        "(SELECT 1 FROM sketches s WHERE s.document_id = d.id AND s.revision = d.revision)"
    )
    for row in rows.fetchall():
        note_copies(connection, row["id"], row["revision"], sketch(row["text"]))


def groups(documents: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each document the least id among those that it is joined to by pairs, over however many steps."""
    leader = {id: id for id in documents}

    def find(id: str) -> str:
        while leader[id] != id:
            leader[id] = leader[leader[id]]
            id = leader[id]
        return id

    for one, other in pairs:
        low, high = sorted((find(one), find(other)))
        leader[high] = low
    return {id: find(id) for id in leader}


def _alike(one: Sketch, other: Sketch) -> bool:
    return float(np.mean(one == other)) >= _ALIKE


def _bands(values: Sketch) -> list[bytes]:
    """A digest for each band, the band's number mixed in."""
    rows = values.reshape(_BANDS, -1)
    return [
        hashlib.blake2b(row.tobytes(), digest_size=8, salt=number.to_bytes(2, "big")).digest()
        for number, row in enumerate(rows)
    ]


def _lots(runs: list[bytes]) -> Iterator[list[bytes]]:
    for start in range(0, len(runs), _LOT):
        yield runs[start : start + _LOT]
