"""Queries of tantivy made from terms."""

from collections.abc import Callable, Iterable, Sequence

import tantivy
from tantivy import Occur, Query

_LARGE = 1000  # passages, from which on a search is worth making less of
_COMMON = 0.6  # of all passages


def any_of(
    searcher: tantivy.Searcher, schema: tantivy.Schema, alternatives: Iterable[Sequence[str]]
) -> Query | None:
    """A query for the alternative that a passage matches best, each a list of terms; None where no term is left."""
    found = []
    for terms in alternatives:
        wanted = sought(terms, searcher.num_docs, lambda term: searcher.doc_freq("text", term))
        if wanted:
            found.append(
                Query.boolean_query(
                    [(Occur.Should, Query.term_query(schema, "text", term, "freq")) for term in wanted]
                )
            )
    return Query.disjunction_max_query(found) if found else None


def sought(terms: Iterable[str], passages: int, frequency: Callable[[str], int]) -> list[str]:
    """The terms that are looked for among so many passages. Those that most passages hold are most of the work of a
    search and tell nothing, unless there are no others."""
    distinct = list(dict.fromkeys(terms))
    if passages < _LARGE:
        return distinct
    most = _COMMON * passages
    return [term for term in distinct if frequency(term) <= most] or distinct
