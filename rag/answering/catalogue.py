"""What is held, counted and listed from the catalogue: "how many reports are there?", "what is the newest paper?".

Every figure, title and date comes from the library's catalogue; nothing is read out of prose.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from rag.answering.compose import Draft
from rag.storage.catalogue import CatalogueEntry
from rag.text.dates import spoken_date
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words
from rag.types import AnswerSentence, Kind

_LISTED = 12  # titles
_NAMED = 8  # publishers
_SINGULAR: dict[Kind, str] = {
    "report": "report",
    "article": "article",
    "response": "response",
    "official": "official paper",
    "research": "research paper",
    "other": "other document",
}
_ENTRIES = {entry.word: entry for entry in lexicon.entries("document_words")}


@dataclass(frozen=True, slots=True)
class Asking:
    """What of the library is asked for. `topic` are the words that a document has to hold, "" for any document."""

    text: str
    topic: str = ""
    publishers: Collection[str] = ()
    years: Collection[str] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of document that its words stand for; none where any may be meant."""
        found = (_ENTRIES[word].values.get("kind") for word in self._words)
        return tuple(dict.fromkeys(kind for kind in found if kind))

    def wants(self, tag: str) -> bool:
        """Is one of its words tagged so in the lexicon?"""
        return any(tag in _ENTRIES[word].tags for word in self._words)

    @property
    def _words(self) -> list[str]:
        return [word.plain for word in words(self.text) if word.plain in _ENTRIES]


def catalogue(
    asking: Asking, held: Sequence[CatalogueEntry], mentioning: Callable[[str], Collection[str]]
) -> Draft:
    """What is held of the kind, publisher, date or topic that is asked for.

    `held` are the documents that pass the filters; `mentioning` gives the ids of those that hold all words of a topic.
    """
    found, told = _narrowed(asking, held)
    if asking.topic:
        ids = mentioning(asking.topic)
        found = [entry for entry in found if entry.document_id in ids]
        told += f" mentioning “{asking.topic}”"
    if asking.wants("undated"):
        found = [entry for entry in found if entry.metadata.date is None]
        told += " without a date"
    sentences = [_count(len(found), len(held), told, bool(told))]
    first = _extreme(asking, found)
    if first is not None:
        age = "newest" if asking.wants("newest") else "oldest"
        sentences.insert(0, f"The {age}{told}: {_title(first)}.")
    else:
        if len(found) > 1:
            sentences.append(_make_up(found))
        by_date = sorted(found, key=lambda entry: entry.metadata.date or "", reverse=True)
        sentences += [f"{_title(entry)}." for entry in by_date[:_LISTED]]
        if len(found) > _LISTED:
            sentences.append(f"And {len(found) - _LISTED:,} more.")
    made = tuple(AnswerSentence(text, "catalogue", "verified") for text in sentences if text)
    return Draft("answered", made, ())


def _narrowed(asking: Asking, held: Sequence[CatalogueEntry]) -> tuple[list[CatalogueEntry], str]:
    """The documents of the kinds, wording and publishers asked for, and these in words."""
    found, told = list(held), ""
    if asking.kinds:
        found = [entry for entry in found if entry.metadata.kind in asking.kinds]
        told += f" of the kind {' or '.join(asking.kinds)}"
    for wording in ("summary", "original"):
        if asking.wants(wording):
            found = [entry for entry in found if entry.metadata.text_type == wording]
            told += " held as summaries only" if wording == "summary" else " held in the original"
    if asking.publishers:
        found = [entry for entry in found if entry.metadata.publisher in asking.publishers]
        told += f" from {' or '.join(sorted(asking.publishers))}"
    if asking.years:
        found = [entry for entry in found if (entry.metadata.date or "")[:4] in asking.years]
        told += f" of {' or '.join(sorted(asking.years))}"
    return found, told


def _extreme(asking: Asking, found: Sequence[CatalogueEntry]) -> CatalogueEntry | None:
    """The newest or the oldest, where that is asked for and any has a date."""
    dated = sorted(
        (entry for entry in found if entry.metadata.date), key=lambda entry: entry.metadata.date or ""
    )
    if not dated or not (asking.wants("newest") or asking.wants("oldest")):
        return None
    return dated[-1] if asking.wants("newest") else dated[0]


def _count(number: int, of: int, told: str, narrowed: bool) -> str:
    if not narrowed:
        return f"{_counted(number, 'document')} {'is' if number == 1 else 'are'} held."
    if number == 0:
        return f"None of the {_counted(of, 'document')} held is one{told}."
    return f"{_counted(number, 'document')}{told}, of {of:,} held."


def _make_up(found: Sequence[CatalogueEntry]) -> str:
    """ "By kind: 12 articles, 3 reports. By publisher: … Dated 3 May 2015 to 2019; 1 undated."""
    kinds = Counter(entry.metadata.kind for entry in found)
    publishers = Counter(entry.metadata.publisher for entry in found if entry.metadata.publisher)
    dates = sorted(entry.metadata.date for entry in found if entry.metadata.date)
    said = [
        f"By kind: {', '.join(_counted(number, _SINGULAR[kind]) for kind, number in kinds.most_common())}."
    ]
    if publishers:
        named = ", ".join(f"{name} {number}" for name, number in publishers.most_common(_NAMED))
        more = f" and {len(publishers) - _NAMED} more" if len(publishers) > _NAMED else ""
        said.append(f"By publisher: {named}{more}.")
    if dates:
        undated = len(found) - len(dates)
        left = f"; {undated} undated" if undated else ""
        said.append(f"Dated {spoken_date(dates[0])} to {spoken_date(dates[-1])}{left}.")
    return " ".join(said)


def _title(entry: CatalogueEntry) -> str:
    metadata = entry.metadata
    title = f"“{metadata.title}”" if metadata.title else entry.path.rsplit("/", 1)[-1]
    told = (title, metadata.publisher, spoken_date(metadata.date) or "undated")
    return ", ".join(part for part in told if part)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
