"""Literal search: every occurrence of words or a phrase in all texts, exact, with no index and no model.

Folded texts are kept in memory, where looking through the texts of 100,000 passages takes about 0.1 s.
"""

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.errors import BadQuestion
from rag.storage.catalogue import CatalogueEntry
from rag.storage.stores import Stores
from rag.text.folding import FoldedText, fold, folded
from rag.text.matching import joined
from rag.types import Filters

MOST = 50  # occurrences shown, where no other number is asked for
_EVERYTHING = Filters()
_CONTEXT = 90  # characters on each side
_KEPT = 200_000_000  # characters; the texts beyond are read and folded again for each search
_LOT = 200  # texts read at once
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]")
_GAP = r"(?: |\n(?!\n))+"  # between two words of a phrase: never the end of a paragraph


@dataclass(frozen=True, slots=True)
class Occurrence:
    """`text` is `document.text[start:end]`; `before` and `after` are what stands around it in its paragraph."""

    document_id: str
    start: int
    end: int
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Occurrences:
    """All occurrences counted, by document; `hits` are the first of them, by the date of their documents."""

    total: int
    counts: Mapping[str, int]
    hits: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The documents of one revision of the Library, by date, undated last, and the revision of each text."""

    version: int
    entries: Sequence[CatalogueEntry]
    revisions: Mapping[str, str]


class LiteralSearch:
    """Over the texts of `stores`."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._library = stores.library
        self._guard = threading.Lock()
        self._shelf = _Shelf(-1, (), {})
        self._texts: dict[str, tuple[str, FoldedText]] = {}  # by document: the revision of its text
        self._characters = 0

    def find(self, text: str, filters: Filters = _EVERYTHING, limit: int = MOST) -> Occurrences:
        """Every occurrence of `text` as whole words, whatever the case and accents.

        Of several phrases in quotation marks a document has to hold each. With a filter by speaker only what such a
        speaker says is searched. Raises BadQuestion where there is nothing to look for.
        """
        return self._found(phrases(text), filters, limit)

    def quotation(self, text: str, filters: Filters = _EVERYTHING, limit: int = MOST) -> Occurrences:
        """Every place where all of `text` stands in one piece, marks inside it included. Raises BadQuestion."""
        whole = fold(text).strip("' ")
        return self._found([whole] if whole else [], filters, limit)

    def _found(self, wanted: Sequence[str], filters: Filters, limit: int) -> Occurrences:
        if not wanted:
            raise BadQuestion("There is nothing to look for. Type a word or a phrase.")
        with self._stores.database.reading():
            counts, spans = self._occurrences(wanted, filters, limit)
            held = self._library.texts(spans)
        hits = [
            _in_context(id, start, end, held[id]) for id, several in spans.items() for start, end in several
        ]
        return Occurrences(sum(counts.values()), counts, tuple(hits))

    def counts(self, phrase: str, filters: Filters = _EVERYTHING) -> dict[str, int]:
        """How often a phrase occurs, by document; none where it has no word."""
        wanted = fold(phrase).strip("' ")
        if not wanted:
            return {}
        with self._stores.database.reading():
            return self._occurrences([wanted], filters, 0)[0]

    def _occurrences(
        self, wanted: Sequence[str], filters: Filters, limit: int
    ) -> tuple[dict[str, int], dict[str, list[tuple[int, int]]]]:
        """How many each document has, and where the first `limit` stand."""
        counts: dict[str, int] = {}
        shown: dict[str, list[tuple[int, int]]] = {}
        left = limit
        patterns = [_pattern(each) for each in wanted]
        rarest = [max(each.split(" "), key=len) for each in wanted]
        for id, text in self._read(filters):
            if not all(word in text.text for word in rarest):  # most texts are done with here
                continue
            found = [list(_spans(pattern, text.text)) for pattern in patterns]
            if not all(found):
                continue
            spans = sorted({text.span(*each) for several in found for each in several})
            if filters.speaker:
                spans = self._heard(id, spans, filters)
            if spans:
                counts[id] = len(spans)
                if left > 0:
                    shown[id] = spans[:left]
                    left -= len(shown[id])
        return counts, shown

    def _read(self, filters: Filters) -> Iterator[tuple[str, FoldedText]]:
        """The texts that pass the filters, folded, by the date of their documents."""
        shelf = self._current()
        allowed = self._library.narrowing.matching(filters)
        wanted = [
            each.document_id for each in shelf.entries if allowed is None or each.document_id in allowed
        ]
        for start in range(0, len(wanted), _LOT):
            lot = wanted[start : start + _LOT]
            kept = {
                id: known[1]
                for id in lot
                if (known := self._texts.get(id)) is not None and known[0] == shelf.revisions[id]
            }
            missing = self._library.texts(id for id in lot if id not in kept)
            fresh = {id: folded(text) for id, text in missing.items()}
            self._keep(fresh, shelf)
            for id in lot:
                yield id, kept[id] if id in kept else fresh[id]

    def _keep(self, fresh: Mapping[str, FoldedText], shelf: _Shelf) -> None:
        with self._guard:
            if shelf is not self._shelf:
                return
            for id, text in fresh.items():
                if id not in self._texts and self._characters + len(text.text) <= _KEPT:
                    self._texts[id] = (shelf.revisions[id], text)
                    self._characters += len(text.text)

    def _current(self) -> _Shelf:
        """The shelf of the state that this thread reads; texts that are gone from it are forgotten."""
        version = self._library.revision()
        with self._guard:
            if self._shelf.version != version:
                entries = sorted(self._library.catalogue(), key=_place)
                revisions = dict(self._stores.shelving.shown_revisions())
                self._shelf = _Shelf(version, entries, revisions)
                self._texts = {
                    id: known for id, known in self._texts.items() if revisions.get(id) == known[0]
                }
                self._characters = sum(len(text.text) for _, text in self._texts.values())
            return self._shelf

    def _heard(self, id: str, spans: Sequence[tuple[int, int]], filters: Filters) -> list[tuple[int, int]]:
        said = [
            (each.start, each.end)
            for each in self._library.document(id).sentences
            if filters.hears(each.speaker)
        ]
        return [span for span in spans if any(start <= span[0] and span[1] <= end for start, end in said)]


def phrases(text: str) -> list[str]:
    """What is looked for, folded: each part in double quotation marks and what stands between them, or the whole."""
    parts = _QUOTED.split(text)
    found = (fold(part).strip("' ") for part in parts)
    return [phrase for phrase in dict.fromkeys(found) if phrase]


def _place(entry: CatalogueEntry) -> tuple[str, str, str]:
    return entry.metadata.date or "9", entry.metadata.title or "", entry.document_id


def _pattern(phrase: str) -> re.Pattern[str] | str:
    words = phrase.split(" ")
    return phrase if len(words) == 1 else re.compile(_GAP.join(map(re.escape, words)))


def _spans(pattern: re.Pattern[str] | str, text: str) -> Iterator[tuple[int, int]]:
    """Where it stands in a folded text, as whole words."""
    if not isinstance(pattern, str):
        for match in pattern.finditer(text):
            if not (joined(text, match.start()) or joined(text, match.end())):
                yield match.span()
        return
    at = text.find(pattern)
    while at >= 0:
        end = at + len(pattern)
        if not (joined(text, at) or joined(text, end)):
            yield at, end
        at = text.find(pattern, end)


def _in_context(id: str, start: int, end: int, text: str) -> Occurrence:
    """An occurrence with its surroundings, which begin and end with whole words."""
    first = max(text.rfind("\n", 0, start) + 1, start - _CONTEXT)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _CONTEXT)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return Occurrence(id, start, end, text[first:start], text[start:end], text[end:last])
