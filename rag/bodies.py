"""For whom a person speaks, as the documents say it: "Rufus Hill, managing director of Norvane Ferries"."""

import re
from collections.abc import Collection

from rag.library import CatalogueEntry, Library
from rag.parties import key_of

_PEOPLE = 60  # the most heard; who is heard in one place only hardly stands for a body
_DOCUMENTS = 3  # of those in which a person is heard are read for it
_ROLE = r"[\w\s’'-]{0,60}?"


def bodies(library: Library) -> dict[str, str]:
    """Persons' names and the bodies' that they speak for; read from the documents in which they are heard."""
    heard: dict[str, list[CatalogueEntry]] = {}
    described: set[str] = set()
    for entry in library.catalogue():
        if entry.metadata.publisher:
            described.add(key_of(entry.metadata.publisher))
        for speaker in entry.speakers:
            key = key_of(speaker)
            if key[:1].isupper():
                heard.setdefault(key, []).append(entry)
            if speaker != key:
                described.add(key)  # "Ofsted spokesman": it has people who speak for it
    people = sorted((k for k in heard if _is_person(k, heard)), key=lambda key: -len(heard[key]))[:_PEOPLE]
    others = [key for key in heard if key not in people and (" " in key or key in described)]
    texts = library.texts({entry.document_id for person in people for entry in heard[person][:_DOCUMENTS]})
    found = {}
    for person in people:
        near = [texts.get(entry.document_id, "") for entry in heard[person][:_DOCUMENTS]]
        body = next((body for text in near if (body := _body(person, others, text))), None)
        if body is not None:
            found[person] = body
    return found


def _is_person(key: str, heard: Collection[str]) -> bool:
    """Two or three capital words, of which the first is never used alone, as a company's would be."""
    words = key.split()
    capital = all(word[:1].isupper() and word[1:].islower() for word in words)
    return len(words) in (2, 3) and capital and words[0] not in heard


def _body(person: str, others: list[str], text: str) -> str | None:
    """The body beside whose name this person's stands with a role, the longest name first."""
    near = _around(person, text)
    for other in sorted(others, key=len, reverse=True):
        name = re.escape(other)
        role = rf"{_ROLE}\b(?:of|at|for|from|chairs|leads|runs)\s+(?:the\s+)?{name}\b"
        after = rf"{re.escape(person)},?\s+(?:who\s+)?(?:the\s+)?{role}"
        before = (
            rf"\b{name}(?:[’']s)?\s+(?!and\b|or\b|said\b|told\b)(?:[a-z’'-]+\s+){{1,5}}{re.escape(person)}\b"
        )
        if any(re.search(after, part) or re.search(before, part) for part in near):
            return other
    return None


def _around(person: str, text: str) -> list[str]:
    return [
        text[max(0, match.start() - 90) : match.end() + 120] for match in re.finditer(re.escape(person), text)
    ]
