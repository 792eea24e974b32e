"""Letters to an editor: each letter of a page is what its signer says, and its signature is not a sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import Block
from ingest.text.signatures import closes, ends_sentence, greets, is_short, is_unnamed, signer
from rag.text.lexicon.tables import words

_WORD = re.compile(r"[\w’']+")
_LINES = 3  # below the name: office, place, address
_HEAD = 3  # blocks among which a heading says that these are letters
_GREETING = 10  # words
_GREETINGS = 2  # letters to an editor, where no heading says so


def with_writers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the writer of each letter as its speaker; unchanged where these are no letters."""
    if not _are_letters(blocks):
        return tuple(blocks)
    # A short letter that asks something looks like a heading to the reader of plain text.
    found = [replace(each, role="body") if greets(each.text, "editor") else each for each in blocks]
    titled = _are_titled(found)
    start = 0
    for index in range(1, len(found)):
        if index < start or not _is_signature(found, index):
            continue
        name = found[index].text if is_unnamed(found[index].text) else signer(found[index].text)
        end = _end(found, index, titled)
        for at in range(_opening(found, start, index), index):
            if closes(found[at].text):
                found[at] = replace(found[at], role="furniture")
            elif found[at].role != "furniture":
                found[at] = replace(found[at], speaker=name)
        for at in range(index, end):
            found[at] = replace(found[at], role="furniture")
        start = end
    return tuple(found)


def _are_letters(blocks: Sequence[Block]) -> bool:
    """Whether a heading says that these are letters, or several begin with a greeting of an editor."""
    pages = [each.split() for each in words("letter_words", "page")]
    greetings = [each.text for each in blocks if len(each.text.split()) <= _GREETING and greets(each.text)]
    if len(greetings) == 1 and not greets(greetings[0], "editor"):
        return False  # «An open letter to the minister» is one letter
    for block in blocks[:_HEAD]:
        named = [word.replace("’", "'") for word in _WORD.findall(block.text.casefold())]
        runs = (named[at : at + len(page)] == page for page in pages for at in range(len(named)))
        if block.role == "heading" and any(runs):
            return True
    return sum(greets(block.text, "editor") for block in blocks) >= _GREETINGS


def _are_titled(blocks: Sequence[Block]) -> bool:
    """Whether a title stands between the title of the page and the first letter, so that each letter has one."""
    first = next((at for at in range(1, len(blocks)) if not is_short(blocks[at])), 1)
    return first > 1 and blocks[first - 1].role == "heading"


def _is_signature(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line that begins with a name closes what stands above it."""
    block, before = blocks[index], blocks[index - 1]
    if not is_short(block):
        return False
    if closes(before.text):
        return True
    if before.role == "heading" or closes(block.text):
        return False
    above = ends_sentence(before.text) or before.role == "furniture"
    return above and (bool(signer(block.text)) or is_unnamed(block.text))


def _opening(blocks: Sequence[Block], start: int, index: int) -> int:
    """Where the letter begins that is signed at `index`: behind its heading."""
    above = (at for at in range(index - 1, start - 1, -1) if not closes(blocks[at].text))
    heading = next((at for at in above if blocks[at].role == "heading"), None)
    opening = start if heading is None else heading + 1
    while opening < index - 1 and is_short(blocks[opening]):
        opening += 1  # a line below the title
    return opening


def _end(blocks: Sequence[Block], index: int, titled: bool) -> int:
    """Behind the last line of the signature at `index`; the title of the next letter may follow closely."""
    end = index + 1
    while end < len(blocks) and is_short(blocks[end]):
        end += 1
    if end == len(blocks):
        return min(end, index + 1 + _LINES)
    told = [
        at
        for at in range(index + 1, end)
        if blocks[at].role == "heading" and not _is_address(blocks[at].text)
    ]
    if told and blocks[index].role != "heading":
        return told[0]  # headings that the page marks as such
    title = titled and end > index + 1 and not _is_address(blocks[end - 1].text)
    return min(end - 1 if title else end, index + 1 + _LINES)


def _is_address(line: str) -> bool:
    """Whether a line below a name tells an office or a place: "Wexham, Dorset"."""
    return "," in line and all(
        part.strip()[:1].isupper() or part.strip()[:1].isdigit() for part in line.split(",")
    )
