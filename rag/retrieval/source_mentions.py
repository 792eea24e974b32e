"""Which documents and voices a question points at by name: publisher, author, title, kind, speaker.

"What did Ofsted say", "according to the report", "both the Herald and the Gazette": who a question names is
who should be heard, however weakly the words of their passages match the rest of it.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rag.question.paper_forms import FORMS, names_of
from rag.storage.catalogue import CatalogueEntry
from rag.storage.metadata import FORM
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.name_aliases import SHORTEST_INITIALS
from rag.text.tokens import FUNCTION, WORD

_SUFFIX = re.compile(r"^(.*\w)\s*\(([^()]+)\)$")
_PARTS = re.compile(r"\s+[-–—|]\s+|:\s+")
_PEOPLE = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_SITES = lexicon.alternatives(lexicon.words("site_endings"))
_DOMAIN = re.compile(rf"\.(?:{_SITES})?(?:\.?[a-z]{{2}})?$")
_BOUND = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('function_words', 'bounding'))})\s+$", re.IGNORECASE
)
_SHORTEST_BEGINNING = 2  # words
_SHORTEST_TITLE = 3  # words; shorter ones ("Home", "Annual Report") are said without the document in mind
# What a question calls a document by its kind; "an article" is any, "the article" is one that is held.
_CALLED: dict[str, list[str]] = {}
for _entry in lexicon.entries("document_words"):
    if "named" in _entry.tags:
        _CALLED.setdefault(_entry.values["kind"], []).append(f"the {_entry.word}")


@dataclass(frozen=True, slots=True)
class SourceMention:
    """`question[start:end]` names `documents` (not all that there are), or who is heard as `speakers`."""

    start: int
    end: int
    documents: frozenset[str]
    speakers: frozenset[str]


class SourceNames:
    """The names of a catalogue, ready to be found in questions."""

    def __init__(self, catalogue: Iterable[CatalogueEntry]) -> None:
        documents: dict[str, set[str]] = {}
        speakers: dict[str, set[str]] = {}
        self._dates: dict[str, str] = {}
        everything = set()
        initials = set()
        begun: dict[str, set[str]] = {}  # a beginning → the names that begin so
        for entry in catalogue:
            everything.add(entry.document_id)
            if entry.metadata.date:
                self._dates[entry.document_id] = entry.metadata.date[:10]
            initials.add(_key(_initials(entry.metadata.publisher or "")))
            for name in _names(entry):
                documents.setdefault(_key(name), set()).add(entry.document_id)
            for name in _issuers(entry):
                for beginning in _beginnings(name):
                    begun.setdefault(_key(beginning), set()).add(_key(name))
            for speaker in entry.speakers:
                for name in _called(speaker):
                    speakers.setdefault(_key(name), set()).add(speaker)
        for beginning, names in begun.items():
            if len(names) == 1 and beginning not in documents:
                documents[beginning] = documents[next(iter(names))]
        self._documents = {
            key: frozenset(ids) for key, ids in documents.items() if key and len(ids) < len(everything)
        }
        self._speakers = {key: frozenset(names) for key, names in speakers.items() if key}
        self._initials = frozenset(initials)
        self._called = frozenset(filter(None, documents.keys() | speakers.keys()))
        self._keys = sorted(self._called)

    def mentions(self, question: str) -> tuple[SourceMention, ...]:
        """The names in the order of the question, longest first where they overlap."""
        careless = question == question.lower()
        nobody: frozenset[str] = frozenset()

        def names(words: list[str], key: str) -> bool:
            known = key in self._documents or key in self._speakers
            written = (careless and key in self._initials) or _written_as_name(words, key, careless)
            return known and written

        return tuple(
            SourceMention(start, end, self._documents.get(key, nobody), self._speakers.get(key, nobody))
            for start, end, key in self._found(question, names)
        )

    def places(self, question: str) -> tuple[tuple[int, int], ...]:
        """Where the names stand of all that is held and of all who are heard: those of several words however they are
        typed, one of a single word with a capital, which the first word of a question has anyway."""

        def names(words: list[str], key: str) -> bool:
            return key in self._called and (len(words) > 1 or not words[0].islower())

        first = WORD.search(question)
        return tuple(
            (start, end)
            for start, end, _ in self._found(question, names)
            if first is None or (start, end) != first.span()
        )

    def published(self, documents: Iterable[str], dates: Iterable[str]) -> frozenset[str]:
        """Those of `documents` that are dated to one of these days (ISO)."""
        wanted = frozenset(dates)
        return frozenset(id for id in documents if self._dates.get(id) in wanted)

    def _found(
        self, question: str, names: Callable[[list[str], str], bool]
    ) -> Iterator[tuple[int, int, str]]:
        """Where the names stand, each with its key, longest first where they overlap; `names` tells whether words with
        this key are one."""
        words = [(word.group(), word.start(), word.end()) for word in WORD.finditer(question)]
        position = 0
        while position < len(words):
            taken = self._longest([word for word, _, _ in words[position:]], names)
            if taken is None:
                position += 1
                continue
            count, key = taken
            yield words[position][1], words[position + count - 1][2], key
            position += count

    def _longest(self, words: list[str], names: Callable[[list[str], str], bool]) -> tuple[int, str] | None:
        """The longest name that `words` begin with: how many words it takes, and its key."""
        key, found = "", None
        for count, word in enumerate(words, 1):
            key += word.casefold()
            if not self._begins_a_name(key):
                break
            if names(words[:count], key):
                found = count, key
        return found

    def _begins_a_name(self, key: str) -> bool:
        place = bisect_left(self._keys, key)
        return place < len(self._keys) and self._keys[place].startswith(key)


def days(text: str) -> tuple[str, ...]:
    """The days that `text` names, as ISO dates; "before 7 October 2023" names none."""
    return tuple(
        each.iso for each in dates(text) if each.day and each.iso and not _BOUND.search(text[: each.start])
    )


def _written_as_name(words: list[str], key: str, careless: bool) -> bool:
    """ "Fortune" and "The Age" are papers, "a fortune" and "the age" are not; a kind needs no capital."""
    if key in _KINDS:
        return True
    telling = [word for word in words if word.casefold() != "the"]
    return not all(map(str.islower, telling)) or (careless and len(words) > 1)


def _key(name: str) -> str:
    """Blanks and marks do not count: "CBS Sports" is "CBSSports"."""
    return "".join(WORD.findall(name)).casefold()


def _called_by_form(form: str) -> list[str]:
    return [f"the {name}" for name in names_of(form)]


_KINDS = frozenset(
    _key(name) for names in (*_CALLED.values(), *map(_called_by_form, FORMS)) for name in names
)


def _names(entry: CatalogueEntry) -> Iterator[str]:
    """What a question may call a document by."""
    metadata = entry.metadata
    if metadata.publisher:
        yield from _shorter(metadata.publisher)
    yield from _issuers(entry)
    if metadata.title and len(WORD.findall(metadata.title)) >= _SHORTEST_TITLE:
        yield metadata.title
    yield from _CALLED.get(metadata.kind or "", ())
    yield from _called_by_form(metadata.extra.get(FORM, ""))


def _issuers(entry: CatalogueEntry) -> Iterator[str]:
    """Whoever published or wrote a document, by names of two words or more."""
    return (name for name in makers(entry) if len(WORD.findall(name)) > 1)


def authors(author: str | None) -> list[str]:
    """Each of those who are named together as authors."""
    return [name for name in _PEOPLE.split(author or "") if name]


def makers(entry: CatalogueEntry) -> Iterator[str]:
    """Whoever wrote a document, each by name, and whoever published it."""
    yield from authors(entry.metadata.author)
    if entry.metadata.publisher:
        yield entry.metadata.publisher


def _beginnings(name: str) -> Iterator[str]:
    """A body's name without its last words, as people shorten it: "Hart Lowe Associates" is "Hart Lowe"."""
    words = WORD.findall(name)
    for end in range(_SHORTEST_BEGINNING, len(words)):
        yield " ".join(words[:end])


def _shorter(publisher: str) -> Iterator[str]:
    """A name and what people make of it: "Live Science: News", "herald.com", "Department of Health (DoH)"."""
    yield publisher
    pair = _SUFFIX.match(publisher)
    if pair:
        yield from pair.groups()
    part = _PARTS.split(publisher)[0]
    yield part
    yield _DOMAIN.sub("", part)
    if part.casefold().startswith("the ") and len(WORD.findall(part)) > 1:
        yield part[4:]
    if initials := _initials(part):
        yield initials


def _initials(name: str) -> str:
    """ "National Audit Office" is also called "NAO"; "" for a name that is too short, or whose initials are a word."""
    found = "".join(word[0] for word in WORD.findall(name) if word[0].isupper())
    return found if len(found) >= SHORTEST_INITIALS and found.casefold() not in FUNCTION else ""


def _called(speaker: str) -> Iterator[str]:
    """The proper names in a speaker's description, and the last word of each: "Sir Ann Lee", "Lee"."""
    run: list[str] = []
    for word in [*WORD.findall(speaker), ""]:
        if word[:1].isupper():
            run.append(word)
            continue
        if run:
            yield " ".join(run)
            yield run[-1]
        run = []
