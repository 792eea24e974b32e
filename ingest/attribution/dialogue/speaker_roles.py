"""What stands with a speaker's name in brackets: an office, or the place and the party of a member of a parliament.

«Jo Hill (Leeds) (Lab)» alone in a line, «The Minister of State for Transport (Jo Hill)», «Dr Al Benn (Clerk to the
Panel)» in the list of those at a meeting.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.attribution.offices import office_key
from ingest.metadata.speaker_lines import WORD_OF_NAME, member_head, office_head
from ingest.text.person_names import without_honours
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import GIVEN_NAMES, LESSER_TITLES, OFFICES, PERSON_NOUNS, TYING, is_title

Span = tuple[int, int]

_OFFICES = OFFICES | PERSON_NOUNS | words("office_words", "head") | words("office_words", "post")
_PAST = words("office_words", "past")
_LISTED = re.compile(
    rf"(?P<name>{WORD_OF_NAME}(?:[ \t]+{WORD_OF_NAME}){{1,5}})[ \t]*(?P<asides>(?:[ \t]*\([^()\n]{{2,80}}\)){{1,3}})"
)
_ASIDE = re.compile(r"\(([^()\n]+)\)")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_MOST = 300  # people


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody by his or her fullest name, without forms of address, and what is said of the office or seat held."""

    name: str
    span: Span
    roles: tuple[str, ...]


def holders(text: str) -> tuple[Holder, ...]:
    """Those whose offices or seats a text tells in brackets, each once, in order."""
    found: dict[str, Holder] = {}
    for span, roles in _told(text):
        start, end = _bare(text, *span)
        name = without_honours(text[start:end])
        end = start + len(name)
        key = name.casefold()
        if len(name.split()) < 2 and key not in found:
            continue
        known = found.get(key)
        told = (*(known.roles if known else ()), *roles)
        found[key] = Holder(name, known.span if known else (start, end), tuple(dict.fromkeys(told)))
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def by_office(found: tuple[Holder, ...]) -> Mapping[str, Span]:
    """The one holder of each office, by the office in small letters: whole, and by the word that names it.

    A former office is none.
    """
    spans: dict[str, set[Span]] = {}
    for each in found:
        for role in each.roles:
            if not _PAST.isdisjoint(role.casefold().split()):
                continue
            for called in {role.casefold(), _head(role)} - {""}:
                spans.setdefault(called, set()).add(each.span)
    return {office: next(iter(several)) for office, several in spans.items() if len(several) == 1}


def _told(text: str) -> Iterator[tuple[Span, tuple[str, ...]]]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        head = member_head(text, start, end) or office_head(text, start, end)
        if head is not None:
            yield head
        elif "(" in line:  # a long line without any is not searched for a name at each of its letters
            for match in _LISTED.finditer(text, start, end):
                roles = tuple(each.strip() for each in _ASIDE.findall(match["asides"]) if _head(each))
                if roles and _is_persons(match["name"]):
                    yield match.span("name"), roles
        start = end + 1


def _head(role: str) -> str:
    """What names an office: "clerk" of "Clerk to the Panel", "deputy mayor" of "Deputy Mayor"; "" for none."""
    several = [word.casefold() for word in _WORD.findall(role)]
    ties = next((at for at, word in enumerate(several) if at and word in TYING), len(several))
    for at in reversed(range(ties)):
        if several[at].rsplit("-", 1)[-1] in _OFFICES:
            return office_key(
                several[at], next((word for word in several[:at] if word in LESSER_TITLES), None)
            )
    return "chair" if several[-1:] == ["chair"] else ""  # «in the Chair»


def _is_persons(name: str) -> bool:
    first = name.split()[0].casefold().strip(".")
    return is_title(first) or first in GIVEN_NAMES or len(first) == 1


def _bare(text: str, start: int, end: int) -> Span:
    """A name without forms of address before it."""
    while match := _WORD.match(text, start, end):
        behind = text[match.end() : end].lstrip(". ")
        if not is_title(match[0].casefold()) or not behind:
            break
        start = end - len(behind)
    return start, end
