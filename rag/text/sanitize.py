"""Reduce a model's output to plain text, and find mark-up and addresses that its source does not contain."""

import re
import unicodedata

from rag.text.matching import fold

_EMPHASIS = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")
_ADDRESSES = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}:(?://|(?=[^\s\d])(?<=script:)|(?<=data:)|(?<=mailto:))\S+"  # https://…, javascript:…
    r"|\bwww\.\S+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}\b(?:[/:?#][^\s)\]]*)?"
    r"|\b\d{1,3}(?:\.\d{1,3}){3}\b",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"!?\[[^\]]*\]\s*\([^)]*\)"  # a link or an image of Markdown
    r"|!?\[[^\]]*\]\s*\[[^\]]*\]|^\s*\[[^\]]+\]:\s|!\["
    r"|</?[a-z!][^>]*>?|&#?\w{1,10};"  # HTML
    r"|```",
    re.IGNORECASE | re.MULTILINE,
)
# "U.S.A" and "e.g" look like names of machines and are none.
_ABBREVIATION = re.compile(r"(?:\w\.)+\w?", re.IGNORECASE)


def plain(text: str) -> str:
    """`text` in one line, without emphasis marks and invisible characters."""
    seen = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cn", "Cs")
    )
    seen = " ".join(seen.split())
    for _ in range(2):  # bold within italics
        seen = _EMPHASIS.sub(r"\2", seen)
    return seen


def foreign_address(text: str, source: str) -> str | None:
    """The first address or mark-up in `text` that is not in `source`; None if there is none."""
    held: str | None = None
    for pattern in (_MARKUP, _ADDRESSES):
        for match in pattern.finditer(text):
            found = match.group().rstrip(".,;:!?)”\"’'")
            if not found or _ABBREVIATION.fullmatch(found):
                continue
            held = fold(source) if held is None else held
            if fold(found) not in held:
                return found
    return None
