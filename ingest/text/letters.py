"""Letters to an editor: each letter of a page is what its signer says, and a signature is no sentence of it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import Block
from rag.text.lexicon.tables import words

_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]*\.?|[A-ZÀ-Þ]\.)(?:\s+(?:[A-ZÀ-Þ][\w’'-]*\.?|[A-ZÀ-Þ]\.|de|van|von|der|den|la|le|al|bin))+"
)
_WORD = re.compile(r"\w+")
_LONGEST_NAME = 6  # words
_SIGNATURE = 14  # words of a line of a signature
_LINES = 3  # below the name: office, place, address
_HEAD = 3  # blocks among which a heading says that these are letters
_SENTENCE_END = (".", "!", "?", "…", ":", ";")


def with_writers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the writer of each letter as its speaker; unchanged where these are no letters."""
    if not _says_letters(blocks):
        return tuple(blocks)
    found = list(blocks)
    start = 0
    signed = [index for index in range(1, len(found)) if _is_signature(found, index)]
    for index in signed:
        if index < start:
            continue
        name = _signer(found[index].text)
        first = _opening(found, start, index)
        end = _end(found, index)
        for at in range(first, index):
            if found[at].role != "furniture":
                found[at] = replace(found[at], speaker=name)
        for at in range(index, end):
            found[at] = replace(found[at], role="furniture")
        start = end
    return tuple(found)


def _says_letters(blocks: Sequence[Block]) -> bool:
    heads = [block.text for block in blocks[:_HEAD] if block.role == "heading"]
    named = {word for head in heads for word in _WORD.findall(head.casefold())}
    return not named.isdisjoint(words("letter_words", "page"))


def _is_signature(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line that begins with a name closes what stands above it."""
    block, before = blocks[index], blocks[index - 1]
    if block.role not in ("body", "item", "heading") or before.role == "heading":
        return False
    if len(block.text.split()) > _SIGNATURE or block.text.endswith(_SENTENCE_END):
        return False
    closes = before.text.rstrip("”\"’')").endswith(_SENTENCE_END) or before.role == "furniture"
    return (closes and bool(_signer(block.text))) or _is_valediction(before)


def _is_valediction(block: Block) -> bool:
    return block.text.casefold().strip(" ,.") in words("letter_words", "closes")


def _signer(text: str) -> str:
    """The name that a line begins with; "" if it begins with none."""
    match = _NAME.match(text.split(",")[0].split("(")[0].strip())
    if match is None or len(match[0].split()) > _LONGEST_NAME:
        return ""
    rest = text[match.end() :].lstrip()
    return match[0] if not rest or not rest[0].islower() else ""


def _opening(blocks: Sequence[Block], start: int, index: int) -> int:
    """Where the letter begins that is signed at `index`: behind its heading."""
    heading = next((at for at in range(index - 1, start - 1, -1) if blocks[at].role == "heading"), None)
    return start if heading is None else heading + 1


def _end(blocks: Sequence[Block], index: int) -> int:
    """Behind the last line of the signature at `index`."""
    end = index + 1
    while end < len(blocks) and end <= index + _LINES:
        block = blocks[end]
        short = len(block.text.split()) <= _SIGNATURE and not block.text.endswith(_SENTENCE_END)
        if block.role == "heading" or not short:
            break
        end += 1
    return end
