"""Finds near-duplicates: ten reprints of one press release are one source.

MinHash (Broder 1997, "On the resemblance and containment of documents") over runs of five words estimates what
share of their runs two texts have in common. Bands of a sketch select the texts that a new one is compared with.
"""

import hashlib
import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rag.storage.connections.engine import Statements

_RUN = 5  # words
_PERMUTATIONS = 128
_BANDS = 32  # of four values each: of two texts that share half of their runs, 87 in 100 are found
# Reprints with another headline and a paragraph more or less share well over half; two reports of one event,
# quotations included, a tenth.
_ALIKE = 0.5
_LOT = 5000  # runs hashed at once; each takes half a kilobyte meanwhile
_WORD = re.compile(
    r"\w+"
)  # not the tokenizer of `rag.text`: the sketches that libraries hold were made with it

Sketch = NDArray[np.uint32]

# Permutations of 32-bit values: times an odd number, plus another, modulo 2³². They are those of datasketch 2.0, whose
# sketches older libraries hold; datasketch itself brings scipy.
_RANDOM = np.random.RandomState(1)
_FACTORS: Sketch = _RANDOM.randint(0, 2**31, _PERMUTATIONS, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
_ADDENDS: Sketch = _RANDOM.randint(0, 2**32, _PERMUTATIONS, dtype=np.uint32)


def sketch(text: str) -> Sketch:
    """(128,) values; the share in which two sketches agree estimates the share of runs in common."""
    words = [word.casefold() for word in _WORD.findall(text)]
    runs = {" ".join(words[start : start + _RUN]).encode() for start in range(max(len(words) - _RUN + 1, 1))}
    hashes = np.fromiter(map(_hash, runs), dtype=np.uint32, count=len(runs))
    least = np.full(_PERMUTATIONS, 2**32 - 1, dtype=np.uint32)
    for start in range(0, len(hashes), _LOT):
        permuted = _mixed(hashes[start : start + _LOT])[:, None] * _FACTORS + _ADDENDS
        least = np.minimum(least, permuted.min(axis=0))
    return least


def _hash(run: bytes) -> int:
    return int.from_bytes(hashlib.sha1(run, usedforsecurity=False).digest()[:4], "little")


def _mixed(hashes: Sketch) -> Sketch:
    """The finaliser of MurmurHash3 (Appleby, public domain): near values far apart."""
    hashes = (hashes ^ (hashes >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    hashes = (hashes ^ (hashes >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return hashes ^ (hashes >> np.uint32(16))


def note_copies(connection: Statements, document_id: str, revision: str, own: Sketch) -> None:
    """Store the sketch of a new revision and its copies among the others, as part of a transaction."""
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
        "INSERT INTO bands VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(band, document_id, revision) for band in bands],
    )
    connection.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?)",
        [
            (document_id, revision, other["document_id"], other["revision"])
            for other in candidates
            if _alike(own, np.frombuffer(other["sketch"], dtype=np.uint32))
        ],
    )


def note_missing(connection: Statements) -> None:
    """Make sketches of older documents that lack one, as part of a transaction."""
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
