"""A summary in verbatim sentences: of a document, of what a party says, or of the whole library.

The lead of a document beats every measure of centrality that was tried (LexRank, centroid, diversity). So a document is
told by its lead, then by one sentence for each party that is heard in it, and by its first figure.
"""

from collections.abc import Callable, Iterable, Sequence

from rag.storage.catalogue import CatalogueEntry
from rag.text.quantities import figures
from rag.types import Evidence

_MOST = 6
_LEAD = 2  # sentences of one document,
_LEAD_OF_SEVERAL = 1  # of each of several
_DOCUMENTS = 5
_PARTIES = 3
_FEWEST_WORDS = 6


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
    """Whole sentences of the text in their order, without headings, captions and bylines."""
    whole = [
        each
        for each in sentences
        if each.sentence.role in ("body", "item") and len(each.text.split()) >= _FEWEST_WORDS
    ]
    return sorted(whole, key=lambda each: each.sentence.start)
