"""Captions: duplicates removed, kept apart from the article, and without the credit of the photographer.

A saved page often contains a caption twice, as the picture's description and below it. Two equal neighbours of some
length are therefore one caption: an article does not repeat itself word for word.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import Block
from rag.text.lexicon.tables import phrases

_REPEATED = 5  # words; a shorter line may occur twice
_NEAR = 4  # blocks between a picture and the repetition of its caption
_LONGEST = 60  # words
_CREDIT = re.compile(
    r"(?:^|(?<=[.!?”\"')\]])\s+|\s*[|–—]\s*|\s+(?=\()|\n)"
    rf"(?P<credit>[(\[]?(?:{phrases('credit_words', 'of')})(?:\s*:\s*|\s+(?:{phrases('credit_words', 'by')})\s+)"
    r"(?:[^.!?\n]|(?<=\b[A-Z])\.){2,60}[)\]]?\.?)$",
    re.IGNORECASE,
)


def settle_captions(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return each caption once, with the role `caption`, and the credit behind it as furniture."""
    found: list[Block] = []
    for block in blocks:
        if found and _same(found[-1], block) and _words(block) >= _REPEATED:
            if found[-1].role == "heading" or block.role == "heading" or len(found) == 1:
                found[-1] = replace(found[-1], role="heading")  # a title, which pages repeat in their head
            else:
                found[-1] = replace(found[-1], role="caption")
        else:
            found.append(block)
    captions = {index: block for index, block in enumerate(found) if block.role == "caption"}
    once = [
        block
        for index, block in enumerate(found)
        if not any(
            at in captions and _repeats(index, at, block) and _same(block, captions[at])
            for at in range(index - _NEAR, index + _NEAR + 1)
        )
    ]
    return tuple(part for block in once for part in _without_credit(block))


def _repeats(index: int, at: int, block: Block) -> bool:
    return index != at and (block.role != "caption" or index > at)


def _without_credit(block: Block) -> list[Block]:
    """Split a caption from its credit; a short paragraph that ends in a credit is a caption."""
    if block.role not in ("body", "caption") or _words(block) > _LONGEST:
        return [block]
    match = _CREDIT.search(block.text)
    if match is None:
        return [block]
    credit = replace(block, text=match["credit"], role="furniture")
    words = block.text[: match.start()].rstrip()
    return [replace(block, text=words, role="caption"), credit] if words else [credit]


def _same(one: Block, other: Block) -> bool:
    return _folded(one) == _folded(other)


def _folded(block: Block) -> str:
    return (
        " ".join(block.text.replace("“", '"').replace("”", '"').replace("’", "'").split())
        .casefold()
        .rstrip(".")
    )


def _words(block: Block) -> int:
    return len(block.text.split())
