"""Evidence, catalogue entries and citations made by hand, so that a test says what stands in them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypedDict

import numpy as np

from rag.answering.citations import cite
from rag.storage.catalogue import CatalogueEntry
from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.index import TantivyIndex
from rag.storage.term_weights import Rarity
from rag.text.tokens import words
from rag.types import Citation, Evidence, Hit, Manner, Metadata, Passage, Sentence

HERALD = Metadata(
    title="Rents in Leith", publisher="The Herald", author="Ann Bell", date="2015-04-29", kind="article"
)


class Said(TypedDict, total=False):
    """Who says a sentence, and how."""

    speaker: str
    manner: Manner


def hit(*sentences: str, metadata: Metadata = HERALD, document: str = "herald", start: int = 0) -> Hit:
    """A passage of these sentences with a blank between them."""
    text = " ".join(sentences)
    return Hit(Passage(f"{document}-{start}", document, start, start + len(text), text), metadata, 1.0, 0.5)


def evidence(
    text: str,
    score: float = 1.0,
    *,
    metadata: Metadata = HERALD,
    document: str = "herald",
    start: int = 0,
    cosine: float = 0.5,
    relevance: float | None = None,
    before: str = "",
    heading: str = "",
    **said: Any,
) -> Evidence:
    """One sentence as evidence; `said` are further fields of its Sentence."""
    found = hit(text, metadata=metadata, document=document, start=start)
    sentence = Sentence(start, start + len(text), **said)
    stems = frozenset(word.stem for word in words(text))
    return Evidence(found, sentence, text, score, cosine, stems, before, heading, relevance)


def citation(text: str, metadata: Metadata = HERALD, **said: Any) -> Citation:
    """The citation of one sentence."""
    return cite(evidence(text, metadata=metadata, **said), 1, ())


def entry(document: str, *speakers: str, publisher: str | None = None, **known: Any) -> CatalogueEntry:
    """A document as the catalogue has it."""
    return CatalogueEntry(document, f"{document}.md", Metadata(publisher=publisher, **known), speakers)


def rarity_over(folder: Path, passages: Sequence[str]) -> Rarity:
    """Weights of words over an index of these passages."""
    index = TantivyIndex(folder)
    index.add(
        PassageRow(Passage(f"p{number}", "d", 0, len(text), text), Metadata())
        for number, text in enumerate(passages)
    )
    index.commit()
    return Rarity(index)


def vectors(*cosines: float) -> tuple[np.ndarray, np.ndarray]:
    """Sentence vectors with these cosines to the vector that comes after them."""
    rows = [(cosine, float(np.sqrt(1 - cosine * cosine))) for cosine in cosines]
    return np.array(rows, dtype=np.float32), np.array([1.0, 0.0], dtype=np.float32)


def turned(citation_: Citation, **fields: Any) -> Citation:
    """The citation with other fields."""
    return replace(citation_, **fields)


class _NoDocuments:
    """An index that holds nothing."""

    def frequencies(self, words: Iterable[str]) -> list[int]:
        return [0 for _ in words]

    def total(self) -> int:
        return 0


WITHOUT_DOCUMENTS = Rarity(_NoDocuments())
