"""Checks the citations of a stored answer against the documents as they are now."""

from collections.abc import Iterable
from typing import Literal

from rag.storage.library import Library
from rag.types import Citation

Standing = Literal["holds", "source_changed", "source_removed"]


def recheck(citations: Iterable[Citation], library: Library) -> dict[int, Standing]:
    """For each marker: the quote is still at its place, is no longer there, or its document is gone."""
    cited = list(citations)
    texts = library.texts(citation.document_id for citation in cited)
    found: dict[int, Standing] = {}
    for citation in cited:
        text = texts.get(citation.document_id)
        if text is None:
            found[citation.marker] = "source_removed"
        elif text[citation.start : citation.end] == citation.quote:
            found[citation.marker] = "holds"
        else:
            found[citation.marker] = "source_changed"
    return found
