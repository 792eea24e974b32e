"""What is held and what it mentions, counted and listed: "how many reports are there?", "which papers mention X?".

Every figure, title and date comes from the library's catalogue and from a literal search; nothing is read out of prose.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rag.answering.compose import Draft
from rag.answering.forms.papers.mentions import Texts, counted, left_out, mentions_of, other_forms, times
from rag.question.catalogue_query import CatalogueQuery
from rag.retrieval.source_mentions import makers
from rag.storage.catalogue import CatalogueEntry, passes
from rag.text.dates import spoken_date
from rag.text.tokens import telling_stems
from rag.types import AnswerSentence, Filters, Kind

_LISTED = 40  # titles
_NAMED = 8  # publishers, where they are not what is asked for
_SINGULAR: dict[Kind, str] = {
    "report": "report",
    "article": "article",
    "response": "response",
    "official": "official paper",
    "research": "research paper",
    "other": "other document",
}


def catalogue(
    query: CatalogueQuery,
    held: Sequence[CatalogueEntry],
    texts: Texts,
    of: int | None = None,
    by: str = "",
) -> Draft:
    """What is held of the kind, publisher, date or wording that is asked for, and mentions what it has to.

    `held` are the documents that pass the filters, `of` how many there are where the question itself narrows them; `by`
    names whoever made all of them, where it is asked for these.
    """
    of = len(held) if of is None else of
    found, told = _narrowed(query, held, f" by {by}" if by else "")
    if query.mentioned:
        mentions = mentions_of(query.mentioned, texts)
        counts = {
            entry.document_id: mentions.counts[entry.document_id]
            for entry in found
            if entry.document_id in mentions.counts
        }
        wanted = [entry for entry in found if (entry.document_id in counts) != query.lacking]
        told += f"{' not' if query.lacking else ''} mentioning {mentions.told}"
        sentences = (
            [_how_often(mentions.told, counts, found)]
            if query.often
            else [_count(len(wanted), of, told, True)]
        )
        sentences += [] if query.lacking else [*other_forms(mentions, found), *left_out(mentions)]
        shown, figures = wanted, counts if not query.lacking else {}
    else:
        sentences, shown, figures = [_count(len(found), of, told, bool(told))], found, {}
        issuers = {entry.metadata.publisher for entry in found if entry.metadata.publisher}
        if "publisher" in query.wanted and issuers:
            sentences.insert(0, f"{counted(len(issuers), 'publisher')}{told}.")
    extremes = [_sentence(text, entry) for text, entry in _extremes(query, shown, told)]
    made = [_sentence(text) for text in sentences]
    if extremes:
        made = [*extremes, *made]
    elif not query.often:
        made += [_sentence(text) for text in _make_up(query, shown)]
    if not extremes:
        made += _listed(shown, figures)
        made += _held_together(query, [entry for entry in found if entry not in shown], texts)
    return Draft("answered", tuple(made), ())


def made_by(name: str, held: Sequence[CatalogueEntry]) -> tuple[list[CatalogueEntry], tuple[str, ...]]:
    """The documents that were written or published by whoever is called so, in full or by some words of the name, and
    the names that were meant; nothing if `name` is empty or nobody is called so."""
    typed = telling_stems(name)
    if not typed:
        return [], ()
    meant = {
        entry.document_id: [maker for maker in makers(entry) if typed <= telling_stems(maker)]
        for entry in held
    }
    names = dict.fromkeys(maker for each in meant.values() for maker in each)
    return [entry for entry in held if meant[entry.document_id]], tuple(names)


def _narrowed(
    query: CatalogueQuery, held: Sequence[CatalogueEntry], told: str
) -> tuple[list[CatalogueEntry], str]:
    """The documents of the kinds, wording, publishers and dates asked for, and these in words."""
    found = list(held)
    if query.kinds:
        found = [entry for entry in found if entry.metadata.kind in query.kinds]
        told += f" of the kind {' or '.join(query.kinds)}"
    wordings = [each for each in ("summary", "original") if each in query.wanted]
    if len(wordings) == 1:
        found = [entry for entry in found if entry.metadata.text_type in wordings]
        told += " held as summaries only" if wordings == ["summary"] else " held in the original"
    if query.publishers:
        found = [entry for entry in found if entry.metadata.publisher in query.publishers]
        told += f" from {' or '.join(sorted(query.publishers))}"
    if query.dated:
        dates = Filters(date_from=query.date_from, date_to=query.date_to)
        found = [entry for entry in found if passes(entry, dates)]
        told += f" {query.dated}"
    if "undated" in query.wanted:
        found = [entry for entry in found if entry.metadata.date is None]
        told += " without a date"
    return found, told


def _how_often(told: str, counts: Mapping[str, int], found: Sequence[CatalogueEntry]) -> str:
    """ "“crew” occurs 3 times, in 2 of 3 documents." """
    if not counts:
        return f"{told} does not occur in {counted(len(found), 'document')}."
    return f"{told} occurs {times(sum(counts.values()))}, in {len(counts):,} of {counted(len(found), 'document')}."


def _held_together(
    query: CatalogueQuery, found: Sequence[CatalogueEntry], texts: Texts
) -> list[AnswerSentence]:
    """The documents of those `found` that speak of what is asked about in other words or another order."""
    if query.often or query.lacking or query.quoted or len(query.mentioned) != 1:
        return []
    (phrase,) = query.mentioned
    within = texts.together(phrase)
    beside = [entry for entry in found if entry.document_id in within]
    if not beside:
        return []
    told = f"{counted(len(beside), 'document')} more with all of these words in one passage:"
    return [_sentence(told), *_listed(beside, {})]


def _extremes(
    query: CatalogueQuery, found: Sequence[CatalogueEntry], told: str
) -> list[tuple[str, CatalogueEntry]]:
    """The newest and the oldest, where they are asked for and any has a date."""
    dated = sorted(
        (entry for entry in found if entry.metadata.date), key=lambda entry: entry.metadata.date or ""
    )
    places = [("newest", -1), ("oldest", 0)]
    return [
        (f"The {age}{told}: {_title(dated[place])}.", dated[place])
        for age, place in places
        if dated and age in query.wanted
    ]


def _count(number: int, of: int, told: str, narrowed: bool) -> str:
    if not narrowed:
        return f"{counted(number, 'document')} {'is' if number == 1 else 'are'} held."
    if number == 0:
        return f"None of the {counted(of, 'document')} held is one{told}."
    return f"{counted(number, 'document')}{told}, of {of:,} held."


def _make_up(query: CatalogueQuery, found: Sequence[CatalogueEntry]) -> list[str]:
    """ "By kind: 12 articles, 3 reports. By publisher: … Dated 3 May 2015 to 2019; 1 undated." """
    if len(found) < 2:
        return []
    kinds = Counter(entry.metadata.kind for entry in found)
    publishers = Counter(entry.metadata.publisher for entry in found if entry.metadata.publisher)
    wordings = Counter(entry.metadata.text_type for entry in found)
    dates = sorted(entry.metadata.date for entry in found if entry.metadata.date)
    every = "publisher" in query.wanted or "each" in query.wanted
    said = [
        f"By kind: {', '.join(counted(number, _SINGULAR[kind]) for kind, number in kinds.most_common())}."
    ]
    if publishers:
        named = [f"{name} {number}" for name, number in publishers.most_common(None if every else _NAMED)]
        more = f" and {len(publishers) - len(named)} more" if len(publishers) > len(named) else ""
        said.append(f"By publisher: {', '.join(named)}{more}.")
    if {"summary", "original"} <= query.wanted:
        said.append(
            f"Held in the original: {wordings['original']:,}; as summaries only: {wordings['summary']:,}."
        )
    if dates:
        left = len(found) - len(dates)
        undated = f"; {left} undated" if left else ""
        said.append(f"Dated {spoken_date(dates[0])} to {spoken_date(dates[-1])}{undated}.")
    if dates and "year" in query.wanted:
        years = sorted(Counter(date[:4] for date in dates).items())
        said.append(f"By year: {', '.join(f'{year} {number}' for year, number in years)}.")
    return [" ".join(said)]


def _listed(found: Iterable[CatalogueEntry], figures: Mapping[str, int]) -> list[AnswerSentence]:
    """The documents, the newest first, with the `figures` of those that have one."""
    by_date = sorted(found, key=lambda entry: entry.metadata.date or "", reverse=True)
    listed = []
    for entry in by_date[:_LISTED]:
        often = f": {times(figures[entry.document_id])}" if entry.document_id in figures else ""
        listed.append(_sentence(f"{_title(entry)}{often}.", entry))
    if len(by_date) > _LISTED:
        listed.append(_sentence(f"And {len(by_date) - _LISTED:,} more."))
    return listed


def _sentence(text: str, entry: CatalogueEntry | None = None) -> AnswerSentence:
    return AnswerSentence(text, "catalogue", "verified", document_id=entry.document_id if entry else None)


def _title(entry: CatalogueEntry) -> str:
    metadata = entry.metadata
    title = f"“{metadata.title}”" if metadata.title else entry.path.rsplit("/", 1)[-1]
    told = (title, metadata.publisher, spoken_date(metadata.date) or "undated")
    return ", ".join(part for part in told if part)
