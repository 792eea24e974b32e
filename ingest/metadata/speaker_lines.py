"""Lines that name the speaker of what stands below them, as the record of a parliament sets them."""

import re
from collections.abc import Sequence

from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_LINK = alternatives(words("function_words", "name_link") | {"and"})
WORD_OF_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_NAME = rf"{WORD_OF_NAME}(?:\s+(?:{WORD_OF_NAME}|{_LINK}))*"
_ASIDE = r"\s*\([^()\n]{1,60}\)"
_PERSON = re.compile(rf"(?P<name>{_NAME})(?P<asides>(?:{_ASIDE}){{0,3}})\s*:?")
# «The Minister of State for Transport (Jo Hill)»
_OFFICE = re.compile(rf"(?P<office>The\s[^().:;!?\n]{{3,150}}?)\s*\((?P<name>{_NAME})\)(?:{_ASIDE})?\s*:?")
_LEADS = tuple(sorted(words("speaker_leads"), key=len, reverse=True))
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_LONGEST = 25  # words of a head
_LONGEST_NAME = 8


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


def office_head(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """The name and the office in a line such as "The Minister of State for Transport (Jo Hill)"."""
    match = _OFFICE.fullmatch(text, start, end) if len(text[start:end].split()) <= _LONGEST else None
    if match is None:
        return None
    _, _, office = match["office"].partition(" ")
    return match.span("name"), (office.strip(),)


def member_head(text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[str, ...]] | None:
    """The name in a line such as "Jo Hill (Leeds) (Lab)", and what stands in brackets behind it."""
    match = _PERSON.fullmatch(text, start, end)
    if match is None or not 1 < len(match["name"].split()) <= _LONGEST_NAME:
        return None
    asides = tuple(each.strip() for each in _IN_BRACKETS.findall(match["asides"]))
    return (match.span("name"), asides) if len(asides) > 1 else None


def names_speaker(line: str) -> bool:
    """Whether a line alone tells who speaks below it, by the office or by place and party."""
    bare = line.strip()
    return (office_head(bare, 0, len(bare)) or member_head(bare, 0, len(bare))) is not None
