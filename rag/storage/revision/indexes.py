"""Both indexes begun anew, or filled again from the Library."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from rag.errors import IndexUnusable
from rag.storage.chroma.collection import Collection, forget_failed_starts
from rag.storage.lexical_index import LexicalIndex
from rag.storage.library import Library
from rag.storage.revision.values import PassageRow
from rag.storage.vector_index import VectorIndex


def begin_vectors(vectors: VectorIndex) -> Collection:
    """An empty collection beside the one that is searched, or in its place where that is damaged."""
    if vectors.faults():
        vectors.reset()
    try:
        return vectors.begin_anew()
    except IndexUnusable:
        vectors.reset()
        return vectors.begin_anew()


def begin_lexical(lexical: LexicalIndex) -> None:
    """Forget every passage, in new files where the index is damaged."""
    if lexical.faults():
        lexical.reset()
    try:
        lexical.begin_anew()
    except IndexUnusable:
        lexical.reset()


def refill_lexical(lexical: LexicalIndex, lots: Iterable[Sequence[PassageRow]]) -> None:
    """Fill an empty lexical index, as after a change of its fields; this needs no model."""
    if lexical.count() == 0:
        for rows in lots:
            lexical.add(rows)
        lexical.commit()


def refill_vectors(vectors: VectorIndex, library: Library, lots: Iterable[Sequence[PassageRow]]) -> None:
    """Fill an empty vector index with the vectors that the Library keeps, as after a restored backup; this needs no
    model. A folder from before they were kept needs a rebuild."""
    if vectors.count() == 0:
        for rows in lots:
            kept = library.passage_vectors(row.passage.id for row in rows)
            held = [row.passage for row in rows if row.passage.id in kept]
            vectors.add(
                [each.id for each in held],
                [kept[each.id] for each in held],
                [each.document_id for each in held],
            )


def discard_indexes(folder: Path) -> None:
    """Delete both indexes of a data folder, so that damaged ones can be made again.

    No stores may be open in this process.
    """
    forget_failed_starts()
    for name in ("vectors", "lexical"):
        shutil.rmtree(folder / name, ignore_errors=True)
