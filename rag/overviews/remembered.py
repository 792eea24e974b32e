"""A cross-encoder that remembers what it has read: after a correction only what is new is read again."""

from collections.abc import Sequence
from hashlib import blake2b

from rag.embedding.cross_encoder import CrossEncoder

_MOST = 50_000  # pairs, of some hundred bytes each


class Remembered:
    """`encoder` with the scores of the latest pairs; one thread at a time uses it."""

    def __init__(self, encoder: CrossEncoder) -> None:
        self.fingerprint = encoder.fingerprint
        self._encoder = encoder
        self._scores: dict[bytes, float] = {}

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """A logit for each of `texts`, in their order; only pairs that are not remembered are read."""
        keys = [_key(query, text) for text in texts]
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._scores}
        found = (
            dict(zip(fresh, self._encoder.scores(query, list(fresh.values())), strict=True)) if fresh else {}
        )
        scores = [found[key] if key in found else self._scores[key] for key in keys]
        self._scores |= found
        for key in list(self._scores)[: max(len(self._scores) - _MOST, 0)]:
            del self._scores[key]
        return scores


def _key(query: str, text: str) -> bytes:
    return blake2b(f"{query}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
