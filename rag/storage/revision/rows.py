"""The rows of revisions, in lots, as the indexes take them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from rag.embedding.embedder import Embeddable, Embedded, Embedder
from rag.storage.metadata import corrected, metadata_values
from rag.storage.revision.passage_context import header, with_page_heads
from rag.storage.revision.values import PassageRow, Ready, rows_of
from rag.storage.revisions import Shelving

_LOT = 256  # passages embedded and written together when indexes are made again
_EMBEDDED_AT_ONCE = 64  # passages that the model is given together


def embeddable(row: PassageRow) -> Embeddable:
    """The text that is embedded for a passage: its header, then its text."""
    before = header(row.metadata)
    return Embeddable(
        before + row.passage.text,
        tuple((len(before) + start, len(before) + end) for start, end in row.sentences),
    )


def embed_rows(
    embedder: Embedder, rows: Sequence[PassageRow], check: Callable[[], None] = lambda: None
) -> list[Embedded]:
    """The vectors of these passages, in order; what `check`, called first and every few passages, raises ends it."""
    check()
    embedded: list[Embedded] = []
    for start in range(0, len(rows), _EMBEDDED_AT_ONCE):
        check()
        embedded += embedder.embed([embeddable(row) for row in rows[start : start + _EMBEDDED_AT_ONCE]])
    return embedded


def row_lots(shelving: Shelving, revisions: Iterable[tuple[str, str]]) -> Iterator[list[PassageRow]]:
    """The passages of these revisions, in lots."""
    rows: list[PassageRow] = []
    for id, revision in revisions:
        rows += shelving.contents(id, revision)
        while len(rows) >= _LOT:
            yield rows[:_LOT]
            rows = rows[_LOT:]
    if rows:
        yield rows


def rows_with(shelving: Shelving, passage_ids: Collection[str]) -> Iterator[PassageRow]:
    """Of these passages those that are shown."""
    wanted = set(passage_ids)
    for id, revision in shelving.revisions_with(passage_ids):
        yield from (row for row in shelving.contents(id, revision) if row.passage.id in wanted)


def lot_rows(lot: Sequence[Ready]) -> list[PassageRow]:
    """The passages of documents that are ready to be stored."""
    rows: list[PassageRow] = []
    for ready in lot:
        document = ready.document
        metadata = corrected(metadata_values(document.metadata), ready.corrections)
        sentences = [(each.start, each.end, each.speaker) for each in document.sentences]
        passages = with_page_heads(ready.passages, document.text, document.pages)
        rows += rows_of(passages, metadata, sentences)
    return rows
