"""A list that a source gives whole: what follows "We ask for four things:" or a heading, item by item."""

from collections.abc import Sequence

from rag.types import Evidence

_MOST = 8  # items
_SHARE = 0.75  # of the best score; a list further down is not the one that is asked for


def listed(evidence: Sequence[Evidence], wants_list: bool) -> tuple[Evidence, ...]:
    """The items below the best sentence that leads in a list, in their order; nothing where none does."""
    if not evidence:
        return ()
    by_document: dict[str, list[Evidence]] = {}
    for each in evidence:
        by_document.setdefault(each.hit.passage.document_id, []).append(each)
    for each in evidence:
        if each.score < _SHARE * evidence[0].score:
            break
        leads_in = each.text.rstrip().endswith(":") or (wants_list and each.sentence.role == "heading")
        if leads_in:
            items = _below(each, by_document[each.hit.passage.document_id])
            if len(items) > 1:
                return (*((each,) if each.sentence.role != "heading" else ()), *items)
    return ()


def _below(lead: Evidence, sentences: Sequence[Evidence]) -> list[Evidence]:
    items: list[Evidence] = []
    for each in sorted(sentences, key=lambda one: one.sentence.start):
        if each.sentence.start <= lead.sentence.start:
            continue
        if each.sentence.role != "item" or len(items) == _MOST:
            break
        items.append(each)
    return items
