"""How much a question searched: the documents that its filters leave, and their passages."""

from rag.library import Library
from rag.types import Filters


def searched(library: Library, filters: Filters) -> dict[str, int]:
    """The numbers of documents and passages; those of all that is held where nothing restricts them."""
    selection = library.selected(filters)
    if selection.everything:
        return library.counts()
    held = library.counts()["passages"]
    if not selection.heard:
        documents = selection.documents or frozenset()
        return {"documents": len(documents), "passages": len(library.passages_of(selection, held))}
    passages = library.passages(library.passages_of(selection, held)).values()
    return {"documents": len({each.document_id for each in passages}), "passages": len(passages)}
