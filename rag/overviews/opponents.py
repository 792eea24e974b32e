"""Who could answer a work: the parties quoted in documents that mention it, from the day it was published."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rag.overviews.claimants import Claimant, ClaimMention
from rag.parties.parties import Parties, Party
from rag.parties.speaker_keys import key_of
from rag.storage.catalogue import CatalogueEntry
from rag.storage.lexical_index import LexicalIndex, QueryPart
from rag.storage.library import Library
from rag.text.name_aliases import is_short_for
from rag.text.tokens import telling_stems

_NAMING = 200  # passages that may name the work
_MAIN = 3
_OFTEN = 2  # documents on the work that quote a party, for it to be a main party
_OTHERS = 6
_YEARS = 2  # within which a document can answer the work without naming it


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents can hold an answer to a work.

    `first` is the first day of an answer, "" if unknown; `own` are the work's own documents, in which nobody answers
    it; `naming` are the documents that mention it.
    """

    first: str
    own: frozenset[str]
    naming: frozenset[str]

    def in_time(self, document_id: str, date: str | None) -> bool:
        """Whether a document of that date may answer.

        An undated one, and one published years later, answers the work only if it mentions it.
        """
        if date is None or not self.first:
            return document_id in self.naming
        late = int(date[:4]) > int(self.first[:4]) + _YEARS
        return date >= self.first[: len(date)] and (not late or document_id in self.naming)

    def beside(self, document_id: str, date: str | None) -> bool:
        """Whether a document mentions the work and dates from within a year of it, so that it can be a reply."""
        late = date is not None and self.first and int(date[:4]) > int(self.first[:4]) + 1
        return document_id in self.naming and not late


@dataclass(frozen=True, slots=True)
class Opponents:
    """The parties that could answer a work, and in which documents.

    The silence of a `main` party is shown; of the `others` only an answer is. `called` are the names of the work.
    """

    main: tuple[Party, ...]
    others: tuple[Party, ...]
    scope: Scope
    called: tuple[str, ...]

    @property
    def parties(self) -> tuple[Party, ...]:
        return (*self.main, *self.others)

    @property
    def speakers(self) -> frozenset[str]:
        return frozenset(speaker for party in self.parties for speaker in party.speakers)

    @property
    def names(self) -> frozenset[str]:
        """The stems of all names of the parties and of the work."""
        return telling_stems(
            " ".join((*self.called, *(name for party in self.parties for name in party.aliases)))
        )


def opponents(
    claimant: Claimant,
    mentions: Sequence[ClaimMention],
    parties: Parties,
    library: Library,
    lexical: LexicalIndex,
) -> Opponents:
    """Who is quoted in documents that mention the work; outlets and their reporters only report on it."""
    called = claimant.party.aliases if claimant.party else (claimant.name,)
    naming = _naming(called, library, lexical)
    scope = _scope(mentions, naming, _of_partners(claimant, naming, parties, library))
    entries = [
        entry
        for entry in library.catalogue()
        if entry.document_id in scope.naming - scope.own
        and scope.in_time(entry.document_id, entry.metadata.date)
    ]
    quoted, at_the_time = _quoted(entries, parties, scope)
    known = _candidates(claimant, entries, quoted, parties, library)
    # Of parties quoted equally often those first that speak against it, or that it speaks of most.
    against = {party.key for party in parties.opponents(claimant.party)} if claimant.party else set()
    spoken_of = Counter(parties.whole(party).key for each in mentions for party in parties.named(each.text))
    known.sort(
        key=lambda party: (
            -at_the_time[party.key],
            party.key not in against,
            -spoken_of[party.key],
            -quoted[party.key],
        )
    )
    # A party that is quoted only once, or only years later, is not expected to answer each claim.
    main = [party for party in known[:_MAIN] if at_the_time[party.key] >= _OFTEN or party is known[0]]
    main = [party for party in main if at_the_time[party.key]]
    others = [party for party in known if party not in main]
    return Opponents(tuple(main), tuple(others[:_OTHERS]), scope, called)


def _scope(mentions: Sequence[ClaimMention], naming: set[str], of_partners: set[str]) -> Scope:
    dates = [each.document.metadata.date for each in mentions if each.document.metadata.date]
    own = {each.document.id for each in mentions if each.document.metadata.kind == "report"}
    return Scope(
        min(dates, default=""),
        frozenset(own | of_partners),
        frozenset(naming.union(each.document.id for each in mentions)),
    )


def _of_partners(claimant: Claimant, naming: set[str], parties: Parties, library: Library) -> set[str]:
    """Documents about the work by a publisher that also published a report by its authors: a partner presents
    the work and does not answer it.
    """
    entries = library.catalogue()
    ours = claimant.party.aliases if claimant.party else (claimant.name,)
    partners = {
        parties.of(entry.metadata.publisher)
        for entry in entries
        if entry.metadata.kind == "report"
        and entry.metadata.publisher not in ours
        and any(is_short_for(name, key_of(entry.metadata.author or "")) for name in ours)
    } - {claimant.party, None}
    return {
        entry.document_id
        for entry in entries
        if entry.document_id in naming and parties.of(entry.metadata.publisher) in partners
    }


def _quoted(
    entries: Sequence[CatalogueEntry], parties: Parties, scope: Scope
) -> tuple[Counter[str], Counter[str]]:
    """The number of documents that quote each party, by its key: of all, and of those within a year of the work."""
    quoted, at_the_time = Counter[str](), Counter[str]()
    for entry in entries:
        speaking = {party.key for speaker in entry.speakers if (party := parties.of(speaker)) is not None}
        quoted.update(speaking)
        if scope.beside(entry.document_id, entry.metadata.date):
            at_the_time.update(speaking)
    return quoted, at_the_time


def _candidates(
    claimant: Claimant,
    entries: Sequence[CatalogueEntry],
    quoted: Counter[str],
    parties: Parties,
    library: Library,
) -> list[Party]:
    """The disputants quoted in these documents, without the claimant, reporters and words that are no names."""
    reporters = {key_of(entry.metadata.author or "") for entry in entries if entry.metadata.kind == "article"}
    texts = list(library.texts(entry.document_id for entry in entries).values())
    return [
        party
        for party in parties.disputants()
        if quoted[party.key]
        and party.key not in reporters
        and not party.speakers & claimant.people
        and not _is_common(party.key, texts)
        and not _joins(party, parties)
    ]


def _naming(names: tuple[str, ...], library: Library, lexical: LexicalIndex) -> set[str]:
    """The documents that name the work or its author."""
    ids = [id for id, _ in lexical.search([QueryPart(tuple(names))], _NAMING)]
    return {
        passage.document_id
        for passage in library.passages(ids).values()
        if any(name.casefold() in passage.text.casefold() for name in names)
    }


def _joins(party: Party, parties: Parties) -> bool:
    """Whether a name joins others that also speak alone: "LGA and Solace" is no third party."""
    joined = re.split(r",\s*(?:and\s+)?|\s+and\s+", party.name)
    if len(joined) == 1:
        return False
    others = {alias for other in parties.all if other.key != party.key for alias in other.aliases}
    return any(name in others for name in joined)


def _is_common(key: str, texts: Collection[str]) -> bool:
    """Whether a single word that was taken for a name also occurs in lower case: "Services", "Fares"."""
    if " " in key or not key[:1].isupper():
        return False
    word = re.compile(rf"\b{re.escape(key.lower())}\b")
    return any(word.search(text) for text in texts)
