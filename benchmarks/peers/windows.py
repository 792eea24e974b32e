"""Split a text into windows of words, for a system without a splitter."""

from collections.abc import Iterator

WORDS = 165  # with the header some 256 word-pieces, which is what MiniLM reads
OVERLAP = 15


def windows(text: str, words: int = WORDS, overlap: int = OVERLAP) -> Iterator[str]:
    """Windows of `words` words, each starting `overlap` words before the end of the previous one; spacing is kept."""
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
