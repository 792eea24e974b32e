"""Documents made by hand and put into stores, so that a test says what is held."""

from collections.abc import Sequence

import numpy as np

from rag.embedding.embedder import Embedded
from rag.storage.locations import Place
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import Document, Metadata, Page, Passage, Sentence

NOTHING_KNOWN = Metadata()


def ready(
    id: str,
    *sentences: str | tuple[str, str],
    metadata: Metadata = NOTHING_KNOWN,
    each: int = 2,
    pages: Sequence[Page] = (),
) -> Ready:
    """A document of these sentences, `each` of them to a passage; a pair is a speaker and what is said."""
    told = [("", sentence) if isinstance(sentence, str) else sentence for sentence in sentences]
    text = " ".join(sentence for _, sentence in told)
    start, spans = 0, []
    for speaker, sentence in told:
        spans.append(Sentence(start, start + len(sentence), speaker=speaker or None))
        start += len(sentence) + 1
    lots = [spans[at : at + each] for at in range(0, len(spans), each)]
    passages = tuple(
        Passage(f"{id}-{number}", id, lot[0].start, lot[-1].end, text[lot[0].start : lot[-1].end])
        for number, lot in enumerate(lots)
    )
    document = Document(id, f"/papers/{id}.txt", text, metadata, tuple(pages), tuple(spans))
    return Ready(document, "r1", passages, (Place(document.path, id, "r1"),))


def put(stores: Stores, *documents: Ready) -> None:
    """Take them in as an ingestion does, with vectors of the stores' own model."""
    with stores.writing():
        stores.put(documents)


def put_with(stores: Stores, document: Ready, *vectors: Sequence[float]) -> None:
    """Take one document in whose passages and their sentences all have these vectors, in the order of passages."""
    made = []
    for passage, numbers in zip(document.passages, vectors, strict=True):
        inside = [each for each in document.document.sentences if passage.start <= each.start < passage.end]
        vector = np.zeros(stores.embedder.dimension, dtype=np.float32)
        vector[: len(numbers)] = numbers
        made.append(Embedded(vector, np.stack([vector] * len(inside))))
    with stores.writing():
        stores.put([document], made)
