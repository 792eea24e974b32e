"""The people in a byline, without their jobs: "Jo Hill and Al Benn, political editors" has two."""

import re

from ingest.metadata.head_lines import CAPITALS, is_press
from ingest.text.signatures import body_named, is_named_person
from rag.text.lexicon.word_classes import (
    ARTICLES,
    GENERIC_PERSONS,
    GIVEN_NAMES,
    NAME_LINKS,
    PERSON_NOUNS,
    PREPOSITIONS,
    is_title,
)

_HEADS_COLUMN = 4  # words of a name
_LISTS = re.compile(r"\s*[,;]\s*(?:and\s+)?")
_JOINS = re.compile(r"\s+(?:and|with|&)\s+")
_NAME = range(2, 6)  # words of a person's name
_INITIAL = re.compile(r"[A-Z]\.(?:-?[A-Z]\.)*")
_PEOPLE = PERSON_NOUNS | GENERIC_PERSONS
_SMALL_IN_NAMES = NAME_LINKS - ARTICLES - {"of"}  # «Jo van Hill»


def people_of(text: str) -> tuple[str, ...]:
    """The people, if a text lists people and nothing else; none if it also names a department or an organisation."""
    found: list[str] = []
    for part in _LISTS.split(_without_brackets(text).strip(" .,;")):
        if found and is_job(part):
            continue
        several = _JOINS.split(part)
        if found and not is_name_of_person(part):
            continue  # «Jo Hill, Leeds Gazette», «Ann Lee, Hill Lee Partnership»
        if not all(map(_is_person, several)):
            return ()
        found += several
    return tuple(dict.fromkeys(found))


def is_job(text: str) -> bool:
    """Whether it is a job or a place of work and not a name: "Health Correspondent", "our man in Leeds"."""
    several = text.split()
    if not several:
        return False
    first = several[0].casefold()
    if several[0][0].islower() and first not in _SMALL_IN_NAMES:
        return True
    if first in GIVEN_NAMES:
        return False
    end = next(
        (at for at, word in enumerate(several) if at and word.casefold() in PREPOSITIONS), len(several)
    )
    last = several[end - 1].casefold().strip(".").rsplit("-", 1)[-1]
    return any(each in _PEOPLE or is_title(each) for each in (last, last.removesuffix("s")))


def is_name_of_person(name: str) -> bool:
    """Whether nothing shows that a name in capitals is that of an organisation or a paper."""
    return body_named([name]) is None and not is_press(name)


def shows_people(text: str) -> bool:
    """Whether a given name, a title or an initial shows that a text lists people: "J. Hill, Al Benn"."""
    first = (name.split()[0] for name in people_of(text))
    return any(
        each.casefold() in GIVEN_NAMES or is_title(each.casefold().strip(".")) or _INITIAL.fullmatch(each)
        for each in first
    )


def _is_person(text: str) -> bool:
    return CAPITALS.fullmatch(text) is not None and len(text.split()) in _NAME and is_name_of_person(text)


def _without_brackets(text: str) -> str:
    return re.sub(r"\s*\([^()]*\)", "", text)


def heads_column(text: str) -> bool:
    """Whether a line is a person's name in capitals, as at the head of a column: "HILARY HILL"."""
    return text.isupper() and len(text.split()) <= _HEADS_COLUMN and is_named_person(text)
