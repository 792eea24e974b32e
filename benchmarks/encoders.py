"""The built-in cross-encoder with its scores kept by content under `.cache`: a benchmark that runs again reads them."""

import hashlib
import sqlite3
import struct
from collections.abc import Sequence

from benchmarks.heading import CACHE
from rag.embedding.cross_encoder import CrossEncoder, cross_encoder


class CachedEncoder:
    """The scores of another encoder, each pair scored once."""

    def __init__(self, encoder: CrossEncoder) -> None:
        self.fingerprint = encoder.fingerprint
        self._encoder = encoder
        CACHE.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(CACHE / "logits.sqlite", isolation_level=None, timeout=60)
        self._kept.execute(
            "CREATE TABLE IF NOT EXISTS logits (pair BLOB PRIMARY KEY, logit BLOB) WITHOUT ROWID"
        )

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        pairs = [self._key(query, text) for text in texts]
        found = {pair: logit for pair in pairs if (logit := self._read(pair)) is not None}
        fresh = [index for index, pair in enumerate(pairs) if pair not in found]
        scored = self._encoder.scores(query, [texts[index] for index in fresh])
        rows = [(pairs[index], struct.pack("<f", logit)) for index, logit in zip(fresh, scored, strict=True)]
        self._kept.execute("BEGIN")
        self._kept.executemany("INSERT OR REPLACE INTO logits VALUES (?, ?)", rows)
        self._kept.execute("COMMIT")
        found |= {pairs[index]: logit for index, logit in zip(fresh, scored, strict=True)}
        return [found[pair] for pair in pairs]

    def _read(self, pair: bytes) -> float | None:
        row = self._kept.execute("SELECT logit FROM logits WHERE pair = ?", (pair,)).fetchone()
        return None if row is None else float(struct.unpack("<f", row[0])[0])

    def _key(self, query: str, text: str) -> bytes:
        return hashlib.sha256(f"{self.fingerprint}\0{query}\0{text}".encode()).digest()


def built_in() -> CachedEncoder:
    """The encoder that the service uses where nothing is configured."""
    encoder = cross_encoder("")
    if encoder is None:
        raise RuntimeError("the built-in encoder is switched off")
    return CachedEncoder(encoder)
