"""Proof that the three stores agree and that every passage and sentence is a verbatim slice."""

from collections.abc import Iterator

from rag.embedding.embedder import WORD_PIECES
from rag.errors import StaleIndex
from rag.storage.revisions import Row, text_hash
from rag.storage.stores import Stores, embeddable
from rag.types import Document


def faults(stores: Stores) -> list[str]:
    """One sentence for each thing that is not as it should be; empty when all is well."""
    found: list[str] = []
    try:
        stores.check_model()
    except StaleIndex as error:
        found.append(str(error))
    held: set[str] = set()
    for id, revision in stores.shelving.shown_revisions():
        document = stores.library.document(id)
        rows = stores.shelving.contents(id, revision)
        held |= {passage.id for passage, *_ in rows}
        name = document.path or id
        if not stores.shelving.text_is(id, revision, text_hash(document.text)):
            found.append(f"{name}: its text is not the text that was ingested. Run `report-qa ingest` again.")
        found += [f"{name}: {fault}" for fault in (*_slips(document), *_misfits(stores, rows))]
    found += _disagreements(stores, held)
    found += [f"The library file is damaged: {fault}" for fault in stores.database.damage()]
    found += stores.places.faults()
    if stores.shelving.unfinished():
        found.append("An ingestion was cut off, or is under way. Run `report-qa ingest` to finish it.")
    return found


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


def _misfits(stores: Stores, rows: list[Row]) -> Iterator[str]:
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


def _disagreements(stores: Stores, held: set[str]) -> Iterator[str]:
    for index, ids in (("vector", stores.vectors.ids()), ("lexical", stores.lexical.ids())):
        for what, strays in (("lacks", held - ids), ("holds, though they are gone,", ids - held)):
            if strays:
                yield f"The {index} index {what} {len(strays)} passages. Run `report-qa rebuild`."
    if (doubled := stores.lexical.count() - len(stores.lexical.ids())) > 0:
        yield f"The lexical index holds {doubled} passages twice. Run `report-qa rebuild`."
