"""What of a file's text was lost on the way in, in words for whoever ingests it."""

import re
from collections import Counter
from collections.abc import Sequence
from html.entities import html5

from ingest.text.reading import Block

_REPLACED = "\ufffd"
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
_PARAGRAPH = 8  # words; what is shorter may repeat on purpose

TRACKED = "it has tracked changes, which are read as if they were accepted"


def lost_characters(text: str) -> tuple[str, ...]:
    """Characters that could not be decoded, and character references that stand in the text unresolved."""
    found = []
    if replaced := text.count(_REPLACED):
        found.append(f"could not be decoded and stands as “{_REPLACED}”: {_counted(replaced, 'character')}")
    references = [match[0] for match in _REFERENCE.finditer(text)]
    if references:
        known = next((each for each in references if each[1:] in html5), references[0])
        found.append(f"not resolved: {_counted(len(references), 'character reference')}, such as {known}")
    return tuple(found)


def lost_repeats(before: Sequence[Block], after: Sequence[Block]) -> tuple[str, ...]:
    """Paragraphs that a page has several times and its main text has fewer times."""
    kept = Counter(block.text for block in after)
    had = Counter(block.text for block in before)
    lost = sum(had[text] - count for text, count in kept.items() if had[text] > count and _is_paragraph(text))
    return (f"repeated, and left out here: {_counted(lost, 'paragraph')}",) if lost else ()


def _is_paragraph(text: str) -> bool:
    return len(text.split()) >= _PARAGRAPH


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
