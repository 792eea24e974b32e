"""Checks that the three stores agree and that every passage and sentence is a verbatim slice."""

import time
from collections.abc import Iterator
from typing import Any

from rag.embedding.embedder import WORD_PIECES
from rag.errors import IndexUnusable, LibraryDamaged, StaleIndex
from rag.storage.revision.rows import embeddable
from rag.storage.revision.values import PassageRow, text_hash
from rag.storage.stores import Stores
from rag.types import Document

_RESTORE = "Restore the last backup, or run `report-qa recover`."
_REBUILD = "Run `report-qa rebuild`."
_SETTLING = 0.5  # seconds
_LOT = 1000  # vectors compared at once


def faults(stores: Stores) -> list[str]:
    """One sentence for each fault; empty if there is none."""
    found: list[str] = []
    try:
        stores.check_model()
    except StaleIndex as error:
        found.append(str(error))
    try:
        held = _of_documents(stores, found)
        found += _index_faults(stores, held)
        found += stores.database.damage()
        found += stores.places.faults()
        if records := sum(
            stores.ledger.original_records(sha) != stores.originals.records(sha)
            for sha in stores.ledger.file_hashes() - set(stores.ledger.unsettled_originals())
        ):
            found.append(f"The records beside {records} original files are damaged or missing. {_REBUILD}")
        if answers := stores.shelving.damaged_answers():
            found.append(f"{answers} stored answers are damaged. Restore a backup to have them back.")
        if stores.shelving.unfinished():
            found.append("An ingestion was cut off, or is under way. Run `report-qa ingest` to finish it.")
        if stores.recovering:
            found.append("A recovery was cut off. Run `report-qa recover` to finish it.")
    except LibraryDamaged as error:
        found.append(str(error))
    return list(dict.fromkeys(found))


def verification(stores: Stores) -> dict[str, Any]:
    """All faults of the data folder: `ok`, `faults`, and how many `documents` and `passages` are held."""
    found = faults(stores) + stores.originals.faults(stores.ledger.file_hashes())
    return {"ok": not found, "faults": found, **stores.library.counts()}


def _of_documents(stores: Stores, found: list[str]) -> set[str]:
    """The ids of all passages; what is wrong with their documents is added to `found`."""
    held: set[str] = set()
    for id, revision in stores.shelving.shown_revisions():
        try:
            document = stores.library.document(id)
            name = document.path or id
            rows = stores.shelving.contents(id, revision)
            held |= {passage.id for passage, *_ in rows}
            if not stores.shelving.text_is(id, revision, text_hash(document.text)):
                found.append(
                    f"{name}: its text is not the text that was ingested. Run `report-qa ingest` again."
                )
            if not stores.shelving.is_as_written(id, revision):
                found.append(
                    f"{name}: its metadata, sentences or vectors are not what was written. {_RESTORE}"
                )
            found += [f"{name}: {fault}" for fault in (*_slips(document), *_misfits(stores, rows))]
        except LibraryDamaged:
            raise
        except Exception as error:  # damage can make any value impossible; its text may be a document's
            found.append(f"The document {id} is damaged ({type(error).__name__}). {_RESTORE}")
    return held


def _slips(document: Document) -> Iterator[str]:
    """Sentences and pages that lie outside the text, or out of order."""
    last = 0
    for sentence in document.sentences:
        if not document.text[sentence.start : sentence.end].strip():
            yield f"the sentence at {sentence.start} lies outside its text."
        if sentence.start < last:
            yield f"the sentence at {sentence.start} overlaps the one before it."
        last = sentence.end
    starts = [page.start for page in document.pages]
    if starts != sorted(starts) or any(start > len(document.text) for start in starts):
        yield "its pages lie outside its text, or out of order."


def _misfits(stores: Stores, rows: list[PassageRow]) -> Iterator[str]:
    """Passages that are no slices, hold no sentence, are more than the model reads, or lack their vectors."""
    vectors = stores.shelving.sentence_vector_counts([passage.id for passage, *_ in rows])
    texts = stores.library.texts({passage.document_id for passage, *_ in rows})
    sizes = stores.embedder.counts([embeddable(row).text for row in rows])
    for (passage, _, ranges, _), size in zip(rows, sizes, strict=True):
        text = texts[passage.document_id]
        if not passage.text or passage.text != text[passage.start : passage.end]:
            yield f"the passage {passage.id} is no slice of its text."
        if not ranges:
            yield f"the passage {passage.id} holds no sentence."
        if size > WORD_PIECES:
            yield f"the passage {passage.id} has {size} word-pieces; the model reads {WORD_PIECES}."
        if vectors.get(passage.id, -1) != len(ranges) * stores.embedder.dimension:
            yield f"the passage {passage.id} lacks vectors of its sentences. Run `report-qa rebuild`."


def _index_faults(stores: Stores, held: set[str]) -> Iterator[str]:
    """Damaged files of the indexes, passages that one of them lacks or has too many, and vectors that differ."""
    for name, index in (("vector", stores.vectors), ("lexical", stores.lexical)):
        faults = index.faults()
        if faults:
            time.sleep(_SETTLING)  # a writer may have been between a file and its checksum
            faults = index.faults()
        for fault in faults:
            yield f"The {name} index is damaged: {fault}. {_REBUILD}"
        try:
            ids = index.ids()
            for what, strays in (("lacks", held - ids), ("holds, though they are gone,", ids - held)):
                if strays:
                    yield f"The {name} index {what} {len(strays)} passages. {_REBUILD}"
            if (doubled := index.count() - len(ids)) > 0:
                yield f"The {name} index holds {doubled} passages twice. {_REBUILD}"
        except IndexUnusable as error:
            yield str(error)
    try:
        if differing := sum(len(stores.vectors.differing(lot)) for lot in stores.library.vectors(_LOT)):
            yield f"The vector index has other vectors for {differing} passages than the library. {_REBUILD}"
    except IndexUnusable as error:
        yield str(error)
