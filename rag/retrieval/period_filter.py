"""A search restricted to the period that its question sets."""

from dataclasses import replace

from rag.question.period import Period
from rag.question.query import Query
from rag.storage.library import Library


def within(library: Library, asked_for: Period, query: Query) -> tuple[Query, tuple[str, ...]]:
    """The query held to the period that it asks for, and what to say of it; as it was where nothing is left."""
    if not asked_for.restricts:
        return query, ()
    narrowed = asked_for.within(query.filters)
    if not library.narrowing.matching(narrowed):
        return query, (f"No document published {asked_for.told} is held, so all were searched.",)
    told = f"Only documents published {asked_for.told} were searched, as the question asks."
    allowed = library.narrowing.matching(query.filters)
    undated = sum(
        entry.metadata.date is None
        for entry in library.catalogue()
        if allowed is None or entry.document_id in allowed
    )
    left = f" {undated} undated {'one was' if undated == 1 else 'ones were'} left out." if undated else ""
    return replace(query, filters=narrowed), (told + left,)
