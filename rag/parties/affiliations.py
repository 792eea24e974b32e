"""For whom a person speaks, as the documents say it: "Rufus Hill, managing director of Norvane Ferries"."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from rag.parties.parties import key_of
from rag.storage.catalogue import CatalogueEntry
from rag.storage.library import Library
from rag.text.name_aliases import is_proper

_WORD = re.compile(r"\w+")
_PEOPLE = 60  # the most heard; who is heard in one place only hardly stands for a body
_DOCUMENTS = 3  # of those in which a person is heard are read for it
_OF_A_BODY = frozenset(
    "council committee commission trust group association union company department agency office authority board "
    "university college school party society institute service services partnership foundation federation police "
    "court bank ministry press news ferries network forum alliance consulting limited ltd inc plc government".split()
)
_OF_A_PERSON = re.compile(r"(?:[OD][’']|Ma?c)?[A-ZÀ-Þ][a-zà-þ’'-]+")
# What a person is to a body. Without one, "Jo Hill complained of the council" would make her its own.
_ROLE = (
    r"(?:[a-zà-þ’'-]+\s+){0,5}?(?:and\s+)?(?:\w*director|chief|head|leader|chair\w*|president|spokes\w+|secretary|"
    r"minister|manager|officer|executive|inspector|commissioner|treasurer|member|partner|founder|owner|consultant|"
    r"convener|councillor|editor|economist|adviser|analyst|trustee|captain|master)"
)
_PERSON, _BODY = "\x01", "\x02"
_BELONGS = re.compile(
    rf"(?<!\w){_PERSON}(?:\s+of|,?\s+who\s+(?:chairs|leads|runs|heads|speaks for)|,\s+(?:who\s+(?:is|was)\s+)?"
    rf"(?:the\s+|its\s+|an?\s+)?{_ROLE}(?:\s+[a-z]+){{0,4}}\s+(?:of|at|for|from))\s+(?:the\s+)?{_BODY}(?!\w)"
    rf"|(?<!\w){_BODY}(?:[’']s)?\s+{_ROLE},?\s+{_PERSON}(?!\w)|(?<!\w){_PERSON},\s+{_BODY}[’']s\s+{_ROLE}\b"
)


def bodies(library: Library) -> dict[str, str]:
    """Persons' names and the bodies' that they speak for; read from the documents in which they are heard."""
    heard: dict[str, list[CatalogueEntry]] = {}
    described: set[str] = set()
    for entry in library.catalogue():
        if entry.metadata.publisher:
            described.add(key_of(entry.metadata.publisher))
        for speaker in entry.speakers:
            key = key_of(speaker)
            if is_proper(key):
                heard.setdefault(key, []).append(entry)
            if speaker != key:
                described.add(key)  # "Ofsted spokesman": it has people who speak for it
    publishers = {
        key_of(entry.metadata.publisher) for entry in library.catalogue() if entry.metadata.publisher
    }
    people = sorted(
        (k for k in heard if _is_person(k, heard) and k not in publishers), key=lambda key: -len(heard[key])
    )[:_PEOPLE]
    others = [key for key in heard if key not in people and (" " in key or key.isupper() or key in described)]
    texts = library.texts({entry.document_id for person in people for entry in heard[person][:_DOCUMENTS]})
    known = _by_first_word(others)
    found = {}
    for person in people:
        near = [texts.get(entry.document_id, "") for entry in heard[person][:_DOCUMENTS]]
        body = next((body for text in near if (body := _body(person, known, text))), None)
        if body is not None:
            found[person] = body
    return found


def _by_first_word(names: Iterable[str]) -> dict[str, list[str]]:
    """Names by their first word: of thousands the few that may stand in a sentence are looked for in it."""
    found: dict[str, list[str]] = {}
    for name in names:
        if first := _WORD.search(name):
            found.setdefault(first.group(), []).append(name)
    return found


def _is_person(key: str, heard: Collection[str]) -> bool:
    """Two or three capital words, of which the first is never used alone, as a company's would be."""
    words = key.split()
    capital = all(_OF_A_PERSON.fullmatch(word) for word in words)
    a_body = words[-1].casefold() in _OF_A_BODY
    return len(words) in (2, 3) and capital and not a_body and words[0] not in heard


def _body(person: str, known: Mapping[str, Sequence[str]], text: str) -> str | None:
    """The body beside whose name this person's stands with a role, the longest name first."""
    near = "\n\n".join(_around(person, text))
    beside = [
        name for word in set(_WORD.findall(near)) for name in known.get(word, ()) if name in near
    ]  # to match is slow, to find is not
    for other in sorted(beside, key=lambda name: (-len(name), name)):
        # Signs for both, so that one pattern serves for all: to make a pattern takes longer than all the rest.
        told = near
        for name, sign in sorted(((person, _PERSON), (other, _BODY)), key=lambda pair: -len(pair[0])):
            told = told.replace(name, sign)
        if _BELONGS.search(told):
            return other
    return None


def _around(person: str, text: str) -> list[str]:
    return [
        text[max(0, match.start() - 90) : match.end() + 120] for match in re.finditer(re.escape(person), text)
    ]
