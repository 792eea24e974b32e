"""A few words of a conversation, for a list: where a search found its words, else what was answered last."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

Where = Literal["", "title", "question", "answer"]
_BEFORE, _LONGEST = 40, 160  # characters
_MARKER = re.compile(r"\s*\[\d+\]")


def snippet(title: str, exchanges: Iterable[tuple[str, str]], words: Sequence[str]) -> tuple[str, Where]:
    """At most 160 characters and where they stand; `exchanges` are questions with their answers, the latest first.

    `words` are case-folded; without any, the answer of the first exchange is given.
    """
    latest = ""
    for question, text in exchanges:
        answer = " ".join(_MARKER.sub("", text).split())
        latest = latest or answer
        if not words:
            break
        for said, where in ((question, "question"), (answer, "answer")):
            flat = " ".join(said.split())
            at = min((place for word in words if (place := flat.casefold().find(word)) >= 0), default=-1)
            # The first question is the title of most conversations, which is shown anyway.
            if at >= 0 and not flat.startswith(title):
                return _cut(flat, at), "question" if where == "question" else "answer"
    return _cut(latest, 0), "title" if words else "answer" if latest else ""


def _cut(text: str, at: int) -> str:
    """The words around the character `at`."""
    start = max(0, at - _BEFORE)
    start = text.find(" ", start) + 1 if start else 0
    part = text[start : start + _LONGEST].rstrip()
    return f"{'… ' if start else ''}{part}{' …' if start + _LONGEST < len(text) else ''}"
