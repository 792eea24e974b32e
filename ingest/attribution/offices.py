"""Offices: who holds one, and what tells a deputy from the holder."""

from collections.abc import Sequence

from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    BODY_NAMES,
    DETERMINERS,
    GIVEN_NAMES,
    LESSER_TITLES,
    OFFICES,
    PERSON_NOUNS,
    PREPOSITIONS,
    TYING,
    is_person,
    is_plural,
    is_title,
)

_POST = 6  # tokens in brackets
_FORMER = words("office_words", "past")
_BESIDE = 90  # characters around a name in which its office stands


def holder_behind(tokens: Sequence[SentenceToken], office: int, end: int) -> int | None:
    """Where the name begins of who holds the office: "Jo" in "chief executive of Mersey Water Jo Hill"."""
    name = end - 2
    if name <= office + 2 or tokens[office].name or tokens[office].lower not in OFFICES:
        return None
    is_name = tokens[name].name and tokens[end - 1].name and tokens[name].lower in GIVEN_NAMES
    if not is_name or tokens[end - 1].lower in BODY_NAMES or tokens[name - 1].lower in GIVEN_NAMES:
        return None
    before = tokens[name - 1]
    # «secretary of the late Mr Jo Hill», «leader of a group for singer Jo Hill»
    joined = before.lower in TYING or before.lower in DETERMINERS or before.lower in ("and", "&")
    other = joined or is_title(before.lower) or is_person(before.lower) or is_possessive(before)
    return None if other or not before.word or is_possessive(tokens[end - 1]) else name


def post_in_brackets(tokens: Sequence[SentenceToken], end: int) -> str | None:
    """The office in brackets behind a name that ends at `end`: «Jo Hill (Chair)», «Al Benn (Clerk to the Board)»."""
    several, _ = _in_brackets(tokens, end)
    if not several or not (several[-1] in OFFICES | PERSON_NOUNS or is_title(several[-1])):
        return None
    return office_key(several[-1], next((each for each in several[:-1] if each in LESSER_TITLES), None))


def whole_post_in_brackets(tokens: Sequence[SentenceToken], end: int) -> str | None:
    """The same office in all its words, where they have capitals: «Jo Hill (Works Director)»."""
    several, capitals = _in_brackets(tokens, end)
    is_office = len(several) > 1 and capitals and post_in_brackets(tokens, end) is not None
    return " ".join(several) if is_office else None


def _in_brackets(tokens: Sequence[SentenceToken], end: int) -> tuple[list[str], bool]:
    """The words of the office in brackets, up to where or of whom it is held, and whether each has a capital."""
    if end + 2 >= len(tokens) or tokens[end].text != "(":
        return [], False
    inside = tokens[end + 1 : end + 1 + _POST]
    closes = next((at for at, each in enumerate(inside) if _closes(each)), 0)
    if not _FORMER.isdisjoint(each.lower for each in inside[:closes]):
        return [], False
    return [each.lower for each in inside[:closes]], all(each.capital for each in inside[:closes])


def _closes(token: SentenceToken) -> bool:
    """Whether an office ends before this token: «Clerk to the Board», «Chair, Holt Trust»."""
    return token.text in "),;" or token.lower in TYING or (token.lower in PREPOSITIONS and not token.capital)


def office_key(noun: str, lesser: str | None) -> str:
    """The key of an office among the roles: a deputy mayor is not "the mayor"."""
    return f"{lesser} {noun}" if lesser is not None and noun not in LESSER_TITLES else noun


def is_so_described(text: str, description: slice, named_at: int) -> bool:
    """Whether the word before an office stands beside the name too: "the project manager" is no facilities manager."""
    *before, office = text[description].split()
    if not before or any(word[:1].isupper() for word in before):
        return True
    beside = text[max(named_at - _BESIDE, 0) : named_at + _BESIDE].casefold()
    return f"{before[-1].casefold()} " in beside or office.casefold() not in beside


def is_bare_office(text: str, opens: int, start: int, end: int) -> bool:
    """Whether an office stands alone, as headlines set it, which names nobody: "Minister says no"."""
    office = text[start:end]
    return opens == start and office.istitle() and is_title(office.casefold()) and not is_plural(office)


def is_another_post(description: str) -> bool:
    """Whether a word before it tells a post from others of its name: "project manager", not "Leeds’s manager"."""
    return " " in description and description.islower() and "’" not in description.replace("'", "’")
