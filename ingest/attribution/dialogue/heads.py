"""Lines that name the speaker of what stands below them, as the record of a parliament sets them, and initials."""

import re
from collections.abc import Iterator, Sequence

from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_LINK = alternatives(words("function_words", "name_link") | {"and"})
_WORD = r"[A-ZÀ-Þ][\w.’'-]*"
_NAME = rf"{_WORD}(?:\s+(?:{_WORD}|{_LINK}))*"
_ASIDE = r"\s*\([^()\n]{1,60}\)"
_PERSON = re.compile(rf"(?P<name>{_NAME})(?P<asides>(?:{_ASIDE}){{0,3}})\s*:?")
# «The Minister of State for Transport (Jo Hill)»
_OFFICE = re.compile(rf"The\s[^().:;!?\n]{{3,150}}\((?P<name>{_NAME})\)(?:{_ASIDE})?\s*:?")
_LEADS = tuple(sorted(words("speaker_leads"), key=len, reverse=True))
_LONGEST = 25  # words of a head
_LONGEST_NAME = 8
_INITIALS = re.compile(r"[A-ZÀ-Þ](?:\.?[A-ZÀ-Þ]){1,3}\.?")
_FULL_NAME = re.compile(rf"(?=({_WORD}(?:\s+{_WORD}){{1,3}}))")
_PAIR = 2  # a title and a surname, or a given name and a surname
_FEWEST = 3  # heads of a record
_SHARE = 0.15  # of the paragraphs from the first head to the last


def named_by(text: str, start: int, end: int, known: frozenset[str] = frozenset()) -> tuple[int, int] | None:
    """The name in a line that only names a speaker: "Jo Hill (Leeds) (Lab)", "Ms Hill", "Asked by Jo Hill".

    `known` are names that other lines give with more: "Jo Hill" alone.
    """
    if text[start:end] in known:
        return start, end
    line = text[start:end]
    if len(line.split()) > _LONGEST:
        return None
    lead = next((each for each in _LEADS if line.casefold().startswith(each + " ")), None)
    begun = start + len(lead) + 1 if lead is not None else start
    match = _OFFICE.fullmatch(text, begun, end)
    if match is not None:
        return match.span("name")
    match = _PERSON.fullmatch(text, begun, end)
    if match is None or not 0 < len(match["name"].split()) <= _LONGEST_NAME:
        return None
    first = match["name"].split()[0].strip(".").casefold()
    several = len(match["name"].split()) > 1
    likely = several and (is_title(first) or first in GIVEN_NAMES or bool(match["asides"]))
    return match.span("name") if likely or (lead is not None and several) else None


def speakers_named(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The names of the speakers whom these lines name."""
    return frozenset(text[slice(*name)] for line in lines if (name := named_by(text, *line)) is not None)


def below_heads(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each paragraph that stands below a line that names its speaker, and the span of that name.

    A heading that names nobody ends what was said before it. None where the names are headings of another kind.
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


def in_full(text: str, surname: str) -> tuple[int, int] | None:
    """The first full name in a text that ends in this surname: "Jo Hill" for "Hill"."""
    for match in re.finditer(
        rf"(?P<first>{_WORD})[ \t]+(?:{_WORD}[ \t]+){{0,2}}{re.escape(surname)}\b", text
    ):
        first = match["first"].casefold().strip(".")
        if is_title(first) and len(match[0].split()) > _PAIR:
            return match.end("first") + 1, match.end()
        if first in GIVEN_NAMES or len(first) == 1:
            return match.span()
    return None
