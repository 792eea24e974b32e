"""Opaque keys for what is sent to a model: the same for the same place within one conversation, so that a local
server's cache holds, and others in every other conversation.

They are made with a secret of this process, so no document can hold one.
"""

import hashlib
import secrets

KEY = r"p[a-z0-9]{6}"
_SECRET = secrets.token_bytes(32)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LENGTH = 6


class Keys:
    """The keys of one conversation."""

    def __init__(self, conversation_id: str) -> None:
        self._conversation = conversation_id
        self._given: dict[str, tuple[str, int]] = {}

    def of(self, document_id: str, start: int) -> str:
        """The key of what begins at `start` of a document, of the form "pa1b2c3"."""
        place, again = (document_id, start), 0
        while self._given.setdefault(key := self._made(place, again), place) != place:
            again += 1
        return key

    @property
    def mark(self) -> str:
        """What the lines that enclose documents hold; no document can know it."""
        return self._digest("mark").hex()

    def _made(self, place: tuple[str, int], again: int) -> str:
        number = int.from_bytes(self._digest(f"{place} {again}"))
        digits = ""
        for _ in range(_LENGTH):
            number, digit = divmod(number, len(_DIGITS))
            digits += _DIGITS[digit]
        return f"p{digits}"

    def _digest(self, what: str) -> bytes:
        return hashlib.blake2b(f"{self._conversation}\n{what}".encode(), key=_SECRET, digest_size=8).digest()
