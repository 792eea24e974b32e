"""Lines that name the speaker of what stands below them, as the record of a parliament sets them, and initials."""

import re
from collections.abc import Iterator, Sequence

from ingest.metadata.speaker_lines import WORD_OF_NAME, named_by, speakers_named
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_INITIALS = re.compile(r"[A-ZÀ-Þ](?:\.?[A-ZÀ-Þ]){1,3}\.?")
_FULL_NAME = re.compile(rf"(?=({WORD_OF_NAME}(?:\s+{WORD_OF_NAME}){{1,3}}))")
_PAIR = 2  # a title and a surname, or a given name and a surname
_FEWEST = 3  # heads of a record
_SHARE = 0.15  # of the paragraphs from the first head to the last


def below_heads(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each paragraph that stands below a line that names its speaker, and the span of that name.

    A heading that names nobody ends what was said before it. None if the names are headings of another kind.
    """
    known = speakers_named(text, paragraphs)
    heads = {number: name for number, span in enumerate(paragraphs) if (name := named_by(text, *span, known))}
    names = [text[start:end].casefold().split()[-1] for start, end in heads.values()]
    if len(heads) < _FEWEST or not 1 < len(set(names)) < len(names):
        return
    if len(heads) < _SHARE * (max(heads) - min(heads) + 1):
        return
    current: tuple[int, int] | None = None
    behind = 0
    for number, (start, end) in enumerate(paragraphs):
        if number in heads:
            current = heads[number]
        elif text[behind:start].strip():
            current = None
        elif current is not None:
            yield number, current
        behind = end


def spelt_out(text: str, initials: str) -> tuple[int, int] | None:
    """The first name in a text that has these initials: "Jo Hill" for "JH"."""
    if not _INITIALS.fullmatch(initials):
        return None
    letters = initials.replace(".", "")
    for match in _FULL_NAME.finditer(text):
        parts = match[1].split()[: len(letters)]
        if "".join(part[0] for part in parts) == letters and not any(part.isupper() for part in parts):
            start = match.start(1)
            whole = re.compile(r"\s+".join(map(re.escape, parts))).match(text, start)
            return (start, whole.end()) if whole is not None else None
    return None


def titled_in_full(text: str, label: str) -> tuple[int, int] | None:
    """The one full name of somebody called by title and surname: "Jo Hill" for "MR HILL"; None if two are so called."""
    title, _, surname = label.partition(" ")
    if not surname or " " in surname or is_title(surname.casefold()):
        return None  # «Chair:» names nobody by itself
    if not is_title(title.casefold().strip(".")):
        return None
    spans: dict[str, tuple[int, int]] = {}
    for written in dict.fromkeys((surname, surname.capitalize(), surname.upper())):
        for match in re.finditer(rf"(?:{WORD_OF_NAME}[ \t]+){{1,3}}{re.escape(written)}\b", text):
            parts = list(re.finditer(r"\S+", match[0]))
            titles = 0
            while titles < len(parts) - 1 and is_title(parts[titles][0].casefold().strip(".")):
                titles += 1
            first = parts[titles][0].casefold().strip(".")
            if titles < len(parts) - 1 and (titles or first in GIVEN_NAMES or len(first) == 1):
                start = match.start() + parts[titles].start()
                spans.setdefault(text[start : match.end()].casefold(), (start, match.end()))
    return next(iter(spans.values())) if len(spans) == 1 else None


def in_full(text: str, surname: str) -> tuple[int, int] | None:
    """The first full name in a text that ends in this surname: "Jo Hill" for "Hill"."""
    for match in re.finditer(
        rf"(?P<first>{WORD_OF_NAME})[ \t]+(?:{WORD_OF_NAME}[ \t]+){{0,2}}{re.escape(surname)}\b", text
    ):
        first = match["first"].casefold().strip(".")
        if is_title(first) and len(match[0].split()) > _PAIR:
            return match.end("first") + 1, match.end()
        if first in GIVEN_NAMES or len(first) == 1:
            return match.span()
    return None
