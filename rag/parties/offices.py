"""Who is meant by an office: "the head teacher" is Ruth Fell, where the documents tell that of nobody else."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from rag.parties.called import TOKEN, NameWords
from rag.parties.seats import seats
from rag.parties.speaker_keys import key_of
from rag.storage.library import Library
from rag.text.lexicon import tables as lexicon
from rag.text.name_aliases import is_proper

_PEOPLE = 200
_DOCUMENTS = 3  # read per person
_AROUND = 120  # characters
_HEADS = lexicon.words("office_words", "head") | lexicon.words("speaking_nouns", "role")
_ROLES = _HEADS | lexicon.words("office_words", "post")
_PAST = lexicon.words("office_words", "past")
_LOWER = lexicon.words("office_words", "lower")
_TITLES = lexicon.alternatives(lexicon.words("titles"))
_PERSON = "\x01"
_ROLE = rf"(?i:{lexicon.alternatives(_ROLES)})"
_RANK = lexicon.words("office_words", "behind")
_OFFICE = (
    rf"(?P<office>(?:[A-Z]?[a-z’'-]+\s+){{0,3}}{_ROLE}(?:\s+{_ROLE})?"
    rf"(?:\s+(?i:{lexicon.alternatives(_RANK)}))?)"
)
_IS, _OPENS = (lexicon.phrases("role_words", tag) for tag in ("is", "opens"))
_HOLDS = (
    re.compile(rf"{_PERSON}(?:,\s+|\s+\(|,?\s+(?:who\s+)?(?:{_IS})\s+)(?:(?:{_OPENS})\s+)?{_OFFICE}\b"),
    # The two lines of a signature.
    re.compile(rf"{_PERSON}\s*\n\s*{_OFFICE}[ \t]*(?=\n|,|$)"),
    re.compile(rf"(?<![\w-]){_OFFICE},?\s+(?:(?:{_TITLES})\.?\s+)?{_PERSON}", re.IGNORECASE),
)


def offices(library: Library) -> Mapping[NameWords, str]:
    """The key of the one speaker whom the documents give an office, by the words for it: ("the", "head", "teacher").

    A former office is none, and one of several people names nobody.
    """
    heard: dict[str, list[str]] = {}
    for entry in library.catalogue():
        for speaker in entry.speakers:
            key = key_of(speaker)
            if is_proper(key) and " " in key:
                heard.setdefault(key, []).append(entry.document_id)
    people = sorted(heard, key=lambda key: -len(heard[key]))[:_PEOPLE]
    texts = library.texts({id for person in people for id in heard[person][:_DOCUMENTS]})
    holders: dict[NameWords, set[str]] = {}
    for person in people:
        for form in _forms(person, (texts.get(id, "") for id in heard[person][:_DOCUMENTS])):
            holders.setdefault(form, set()).add(person)
    found = {form: _untitled(several) for form, several in holders.items()}
    return {form: people[0] for form, people in found.items() if len(people) == 1}


def _untitled(people: Collection[str]) -> list[str]:
    """These names, without those that are another of them behind a title: "Dame Ada Hill" beside "Ada Hill"."""
    return [name for name in people if not any(name.endswith(f" {other}") for other in people)]


def _forms(person: str, texts: Iterable[str]) -> Iterator[NameWords]:
    """What the person's offices may be called: "the managing director", "the director", "the MP for Leith"."""
    for near in (near for text in texts for near in _around(person, text)):
        yield from seats(*near.split(_PERSON, 1))
        for held in (found["office"] for pattern in _HOLDS if (found := pattern.search(near))):
            named = [token.group() for token in TOKEN.finditer(held.casefold())]
            if not _PAST.isdisjoint(named):
                continue
            last = max(at for at, word in enumerate(named) if word in _ROLES | _RANK)
            # "The minister" is not short for the shadow minister, nor "the inspector" for the chief inspector.
            rank = min(at for at, word in enumerate(named) if word in _ROLES | _LOWER)
            for start in range(rank + 1):
                yield ("the", *named[start : last + 1])
            if (
                rank == last - 1 and named[rank] in _HEADS and named[last] in _ROLES
            ):  # and "the head" is no deputy head teacher
                yield ("the", named[rank])


def _around(person: str, text: str) -> Iterator[str]:
    """What stands around each place that names the person, with a sign for the name."""
    for match in re.finditer(rf"(?<!\w){re.escape(person)}(?!\w)", text):
        before = text[max(0, match.start() - _AROUND) : match.start()]
        yield f"{before}{_PERSON}{text[match.end() : match.end() + _AROUND]}"
