"""How much a question searched: the documents that its filters leave, and their passages."""

from rag.library import Library
from rag.types import Filters


def searched(library: Library, filters: Filters) -> dict[str, int]:
    """The numbers of documents and passages; those of all that is held where nothing restricts them."""
    allowed = library.matching(filters)
    if allowed is None and not filters.speaker:
        return library.counts()
    if allowed is None:
        allowed = frozenset(entry.document_id for entry in library.catalogue())
    if not filters.speaker:
        return {"documents": len(allowed), "passages": len(library.passage_ids(allowed))}
    heard = library.passages_with_speaker(filters.speaker)
    holders = library.passages(heard).values()
    within = [passage for passage in holders if passage.document_id in allowed]
    return {"documents": len({passage.document_id for passage in within}), "passages": len(within)}
