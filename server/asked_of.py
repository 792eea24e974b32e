"""The filters of a question in words: "publisher CYP Now or The Guardian, since 2015"."""

from collections.abc import Mapping, Sequence

from rag.storage.library import Library
from rag.text.dates import spoken_date
from rag.types import Filters

_NAMED = 3  # documents named by title; the rest are counted
_GONE = "a document no longer held"


def asked_of(filters: Filters, library: Library) -> str:
    """The filters in words, with the titles of the documents that they name; empty where there are none."""
    known = library.metadata(filters.document_id)
    return restriction(
        filters,
        {id: f"“{metadata.title}”" if metadata.title else "untitled" for id, metadata in known.items()},
    )


def restriction(filters: Filters, titles: Mapping[str, str]) -> str:
    """As `asked_of`; `titles` by document id."""
    documents = [titles.get(id, _GONE) for id in filters.document_id]
    rest = len(documents) - _NAMED
    named = [*documents[:_NAMED], f"{rest} more"] if rest > 0 else documents
    dates = (("since", filters.date_from), ("until", filters.date_to), ("as of", filters.as_of))
    told = [
        *(
            f"{name} {_either(values)}"
            for name, values in (
                ("kind", filters.kind),
                ("publisher", filters.publisher),
                ("speaker", filters.speaker),
                ("document" if len(documents) == 1 else "documents", named),
            )
            if values
        ),
        *(f"{word} {spoken_date(date)}" for word, date in dates if date),
    ]
    return ", ".join(told)


def _either(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} or {values[-1]}"
