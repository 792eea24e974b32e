"""A summary in verbatim sentences: of a document, of what a party says, or of the whole library.

The lead of a document beats every measure of centrality that was tried (LexRank, centroid, diversity). So a document is
told by its lead, then by one sentence for each party that is heard in it, and by its first figure.
"""

from collections.abc import Callable, Iterable, Sequence

from rag.storage.catalogue import CatalogueEntry
from rag.text.dates import spoken_date
from rag.text.quantities import figures
from rag.types import Evidence

_MOST = 6
_LEAD = 3  # sentences of one document,
_FEWEST = 4  # of one document, where nobody else is heard in it
_LEAD_OF_SEVERAL = 1  # of each of several
_DOCUMENTS = 5
_PARTIES = 3
_FEWEST_WORDS = 6
_A_DAY = len("2015-04-29")


def of_document(
    sentences: Iterable[Evidence], party_of: Callable[[str | None], str | None]
) -> list[Evidence]:
    """The lead, one sentence for each party that is heard, and the first further sentence with a figure, in order.

    `party_of` gives the party to which a speaker belongs, None where nobody but the document speaks.
    """
    told = _told(sentences)
    picked = told[:_LEAD]
    heard = {party for each in picked if (party := party_of(each.sentence.speaker))}
    for each in told[_LEAD:]:
        party = party_of(each.sentence.speaker)
        if party and party not in heard and len(heard) < _PARTIES:
            heard.add(party)
            picked.append(each)
    figure = next((each for each in told if each not in picked and figures(each.text)), None)
    if figure is not None and not any(figures(each.text) for each in picked):
        picked.append(figure)
    picked += [each for each in told if each not in picked][: max(0, _FEWEST - len(picked))]
    return sorted(picked, key=lambda each: each.sentence.start)[:_MOST]


def of_several(documents: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    """The lead of each document, in the order given."""
    return [each for sentences in documents for each in _told(sentences)[:_LEAD_OF_SEVERAL]][:_MOST]


def central(held: Sequence[CatalogueEntry], parties: Sequence[frozenset[str]]) -> list[CatalogueEntry]:
    """The documents in which most of the parties speak (given by the documents of each), by date, undated last."""

    def heard(entry: CatalogueEntry) -> int:
        return sum(entry.document_id in documents for documents in parties)

    first = sorted(held, key=lambda entry: (-heard(entry), entry.metadata.date or "9"))[:_DOCUMENTS]
    return sorted(first, key=lambda entry: entry.metadata.date or "9")


def _told(sentences: Iterable[Evidence]) -> list[Evidence]:
    """Whole sentences of the text in their order, without headings, captions and what only gives the byline."""
    whole = [
        each
        for each in sorted(sentences, key=lambda each: each.sentence.start)
        if each.sentence.role in ("body", "item") and len(each.text.split()) >= _FEWEST_WORDS
    ]
    return [each for each in whole if not _tells_its_source(each)] or whole


def _tells_its_source(evidence: Evidence) -> bool:
    """Does it name the document's own author, or the day of it? The lead-in of a quotation does that already."""
    metadata = evidence.hit.metadata
    known = [metadata.author or "", spoken_date(metadata.date) if len(metadata.date or "") >= _A_DAY else ""]
    return any(name and name in evidence.text for name in known)
