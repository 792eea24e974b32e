"""Who could answer a work: the parties heard in the documents that speak of it, from its first day on."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from rag.overviews.claimants import Claimant, Told
from rag.parties.parties import Parties, Party, key_of
from rag.storage.lexical_index import LexicalIndex, Part
from rag.storage.library import Library
from rag.text.tokens import telling_stems

_NAMING = 200  # passages that name the work
_MAIN = 3
_OFTEN = 2  # documents on the work in which a party is heard, or it is the one heard most
_OTHERS = 6
_YEARS = 2  # in which an answer may come that does not name the work


@dataclass(frozen=True, slots=True)
class Opponents:
    """The `main` ones are the most heard, and their silence tells; of the `others` only an answer does.

    `first` is the day from which on something can be an answer, "" where it is not known; `own` are the work's own
    documents, in which nobody answers it; `naming` are those that speak of it.
    """

    main: tuple[Party, ...]
    others: tuple[Party, ...]
    first: str
    own: frozenset[str]
    naming: frozenset[str]
    called: tuple[str, ...]  # the work

    @property
    def parties(self) -> tuple[Party, ...]:
        return (*self.main, *self.others)

    @property
    def speakers(self) -> frozenset[str]:
        return frozenset(speaker for party in self.parties for speaker in party.speakers)

    @property
    def names(self) -> frozenset[str]:
        """The stems of all that they are called, and the work with them."""
        return telling_stems(
            " ".join((*self.called, *(name for party in self.parties for name in party.aliases)))
        )

    def in_time(self, document_id: str, date: str | None) -> bool:
        """Whether a document of that date may answer; one without a date may. What is said years later answers the
        work only where it speaks of it."""
        if date is None or not self.first:
            return True
        late = int(date[:4]) > int(self.first[:4]) + _YEARS
        return date >= self.first[: len(date)] and (not late or document_id in self.naming)

    def beside(self, document_id: str, date: str | None) -> bool:
        """Whether a document speaks of the work, and within a year: what else is said is no reply to it."""
        late = date is not None and self.first and int(date[:4]) > int(self.first[:4]) + 1
        return document_id in self.naming and not late


def opponents(
    claimant: Claimant, told: Sequence[Told], parties: Parties, library: Library, lexical: LexicalIndex
) -> Opponents:
    """Who is heard where the work is spoken of; papers and those who write in them only report it."""
    dates = [each.document.metadata.date for each in told if each.document.metadata.date]
    own = frozenset(each.document.id for each in told if each.document.metadata.kind == "report")
    called = claimant.party.aliases if claimant.party else (claimant.name,)
    naming = {each.document.id for each in told} | _naming(called, library, lexical)
    found = Opponents((), (), min(dates, default=""), own, frozenset(naming), called)
    entries = [
        entry
        for entry in library.catalogue()
        if entry.document_id in naming - own and found.in_time(entry.document_id, entry.metadata.date)
    ]
    reporters = {key_of(entry.metadata.author or "") for entry in entries if entry.metadata.kind == "article"}
    heard, then = Counter[str](), Counter[str]()
    for entry in entries:
        speaking = {party.key for speaker in entry.speakers if (party := parties.of(speaker)) is not None}
        heard.update(speaking)
        then.update(speaking if found.beside(entry.document_id, entry.metadata.date) else ())
    texts = list(library.texts(entry.document_id for entry in entries).values())
    known = [
        party
        for party in parties.disputants()
        if heard[party.key]
        and party.key not in reporters
        and not party.speakers & claimant.people
        and not _is_common(party.key, texts)
        and not _joins(party, parties)
    ]
    known.sort(key=lambda party: (-then[party.key], -heard[party.key]))
    # Who is quoted once beside others, or years later, is not expected to answer each claim.
    main = [party for party in known[:_MAIN] if then[party.key] >= _OFTEN or party is known[0]]
    main = [party for party in main if then[party.key]]
    others = [party for party in known if party not in main]
    return replace(found, main=tuple(main), others=tuple(others[:_OTHERS]))


def _naming(names: tuple[str, ...], library: Library, lexical: LexicalIndex) -> set[str]:
    """The documents that name the work or who made it."""
    ids = [id for id, _ in lexical.search([Part(tuple(names))], _NAMING)]
    return {
        passage.document_id
        for passage in library.passages(ids).values()
        if any(name.casefold() in passage.text.casefold() for name in names)
    }


def _joins(party: Party, parties: Parties) -> bool:
    """Whether a name joins others that are heard by themselves too: "LGA and Solace" is no third party."""
    joined = re.split(r",\s*(?:and\s+)?|\s+and\s+", party.name)
    if len(joined) == 1:
        return False
    others = {alias for other in parties.all if other.key != party.key for alias in other.aliases}
    return any(name in others for name in joined)


def _is_common(key: str, texts: Collection[str]) -> bool:
    """Whether a single word that was taken for a name stands in small letters too: "Services", "Fares"."""
    if " " in key or not key[:1].isupper():
        return False
    word = re.compile(rf"\b{re.escape(key.lower())}\b")
    return any(word.search(text) for text in texts)
