"""Which papers a question means: by their names, their form, their kind, or whoever issued them."""

import re
from collections.abc import Sequence

from rag.answering.forms.material import Material, about
from rag.answering.forms.papers.appearance import CARRIES, KIND_OF, NOUNS, named_work
from rag.judging.reading import Reading
from rag.parties.parties import Parties, Party
from rag.parties.speaker_keys import work_of
from rag.question.kind import asking_words
from rag.question.paper_forms import NamedForm, forms_named
from rag.question.slips import is_english
from rag.retrieval.source_mentions import authors
from rag.storage.catalogue import CatalogueEntry
from rag.storage.metadata import FORM
from rag.text.dates import dates
from rag.text.tokens import telling_stems, words

_SEVERAL = 2
_HEAD = 220  # characters: a title, the names below it, and hardly more
_ARTICLE = "article"
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_]{3})s\b")


def meant(
    reading: Reading, held: Sequence[CatalogueEntry], material: Material, parties: Parties
) -> list[CatalogueEntry]:
    """The documents that a question names, of the form or the kind that it names; else all of that kind."""
    plain = [word.plain for word in words(reading.query.meant)]
    kinds = {KIND_OF[word] for word in plain if word in KIND_OF}
    named = material.retriever.named(reading.query.meant)
    found = [entry for entry in held if entry.document_id in named]
    found = [entry for entry in found if entry.metadata.kind in kinds] or found
    titled = [entry for entry in held if _is_titled(entry, reading)]
    together = [entry for entry in held if _is_of_several(entry, reading.query.meant)]
    return (
        titled
        or together
        or _of_form(reading, held, found, parties)
        or found
        or headed(reading, held, material)
        or [entry for entry in held if entry.metadata.kind in kinds]
        or _called(reading.query.meant, held)
        or _issued_as(reading, material)
    )


def headed(reading: Reading, held: Sequence[CatalogueEntry], material: Material) -> list[CatalogueEntry]:
    """The one paper, of those that the search finds, at whose head stands every name of the question: that of the
    office that made it, of its authors' university, or what these are called in short. An article may have them in its
    headline."""
    names = names_in(reading)
    hits = {hit.passage.document_id for hit in reading.hits} if names else set[str]()
    likely = [entry for entry in held if entry.document_id in hits and entry.metadata.kind != _ARTICLE]
    found = [entry for entry in likely if names <= head(reading, entry, material)]
    kinds = {KIND_OF[word.plain] for word in words(reading.query.meant) if word.plain in KIND_OF}
    found = [entry for entry in found if entry.metadata.kind in kinds] or found
    return found if len(found) == 1 else []


def names_in(reading: Reading) -> frozenset[str]:
    """The stems of the names in a question: with a capital as it was typed, or no English. "Recommendations" is none,
    however often the papers write it with one."""
    typed = words(reading.query.text)
    named = {word.stem for word in typed if word.capital or not is_english(word.plain)}
    return frozenset(term.stem for term in reading.asked.terms if term.name and term.stem in named)


def head(reading: Reading, entry: CatalogueEntry, material: Material) -> frozenset[str]:
    """The stems of what stands at the head of a paper, with its title and who issued it."""
    first = material.beginning(reading, entry, _HEAD)
    return telling_stems(f"{entry.metadata.title} {entry.metadata.author} {first.text if first else ''}")


def forms_in(reading: Reading) -> tuple[NamedForm, ...]:
    """The forms of papers that a question names, in the asker's words where these hold them."""
    return forms_named(reading.query.text) or forms_named(reading.query.meant)


def _of_form(
    reading: Reading, held: Sequence[CatalogueEntry], named: Sequence[CatalogueEntry], parties: Parties
) -> list[CatalogueEntry]:
    """The papers of the form that a question calls: those that it names besides, of the day and the party that it
    names, where there are such."""
    text = reading.query.meant
    forms = forms_in(reading)
    found = [entry for entry in held if entry.metadata.extra.get(FORM) in {each.form for each in forms}]
    if len(found) < _SEVERAL:
        return found
    days = [(each.month, each.day) for each in dates(text) if each.month and each.day]
    party = party_in(text, parties)
    own = {term.stem for term in about(reading)} | telling_stems(" ".join(each.whose for each in forms))
    for narrower in (
        [entry for entry in found if entry in named],
        [entry for entry in found if any(_is_of_day(entry, *day) for day in days)],
        [entry for entry in found if party is not None and parties.of(_maker(entry)) == party],
        [entry for entry in found if own & telling_stems(f"{entry.metadata.title} {_maker(entry)}")],
    ):
        found = [entry for entry in found if entry in narrower] or found
    return found


def _maker(entry: CatalogueEntry) -> str | None:
    return entry.metadata.publisher or entry.metadata.author


def _is_of_day(entry: CatalogueEntry, month: int, day: int) -> bool:
    return (entry.metadata.date or "")[5:] == f"{month:02}-{day:02}"


def _called(text: str, held: Sequence[CatalogueEntry]) -> list[CatalogueEntry]:
    """The documents whose titles call them what the question calls one: "the letter", "the statement"."""
    work = work_of(text)
    return [entry for entry in held if work and work_of(entry.metadata.title or "") == work]


def _issued_as(reading: Reading, material: Material) -> list[CatalogueEntry]:
    """The letter, the statement or the notice that a question calls by whoever issued it."""
    asking = asking_words(reading.understood.kind) - NOUNS
    named = " ".join(word.plain for word in words(reading.query.meant) if word.plain not in asking)
    entry = named_work(reading, material, named)
    return [entry] if entry else []


def _is_titled(entry: CatalogueEntry, reading: Reading) -> bool:
    """Whether all that the question is about stands in a title, and is most of it."""
    asked = {term.stem for term in about(reading)}
    title = telling_stems(entry.metadata.title)
    return len(asked) > 1 and asked <= title and 2 * len(asked) >= len(title)


def _is_of_several(entry: CatalogueEntry, text: str) -> bool:
    """Does a question give the last names of all authors of a document that has several?"""
    last = [name.split()[-1] for name in authors(entry.metadata.author)]
    return len(last) > 1 and all(telling_stems(name) <= telling_stems(text) for name in last)


def names_a_paper(reading: Reading, material: Material) -> bool:
    """Does the question ask for nothing besides one letter, statement or notice that is held? (What a report concludes
    is asked in much the same words as for a summary of it.)"""
    called = any(word.plain in CARRIES for word in words(reading.query.meant))
    return called and bool(_issued_as(reading, material))


def party_in(text: str, parties: Parties) -> Party | None:
    """The first party that a question names; "the unions side" is typed for "the union's side"."""
    named = parties.named(text) or parties.named(_LOST_APOSTROPHE.sub("'s", text))
    return named[0] if named else None
