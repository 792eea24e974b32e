"""A text as runs of words, for a system that has no splitter of its own."""

from collections.abc import Iterator

WORDS = 165  # with the header some 256 word-pieces, which is what MiniLM reads
OVERLAP = 15


def windows(text: str, words: int = WORDS, overlap: int = OVERLAP) -> Iterator[str]:
    """Runs of `words` words, each beginning `overlap` words before the end of the one before; spacing is kept."""
    starts = [
        place
        for place, mark in enumerate(text)
        if not mark.isspace() and text[place - 1 : place].strip() == ""
    ]
    for first in range(0, len(starts), words - overlap):
        last = first + words
        yield text[starts[first] : starts[last] if last < len(starts) else len(text)].rstrip()
        if last >= len(starts):
            return
