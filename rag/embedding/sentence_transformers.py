"""Any sentence-transformers model, by name or folder."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rag.embedding.embedder import Embeddable, Embedded, Vector, unit
from rag.errors import ModelUnusable


class SentenceTransformerEmbedder:
    """Loads torch and takes seconds to start; used only where a model is configured."""

    def __init__(self, name: str) -> None:
        """Raises ModelUnusable where there is no such model, or no sentence-transformers to run it."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            why = "sentence-transformers is not installed: `make install` brings it, `make install-small` does not"
            raise ModelUnusable(name, why) from error
        try:
            # Without it a name would be looked up on a hub.
            self._model = SentenceTransformer(name, device="cpu", local_files_only=True)
        except (OSError, ValueError) as error:
            absent = "it is neither a folder nor a model that this machine has downloaded before"
            why = str(error).splitlines()[0] if Path(name).exists() else absent
            raise ModelUnusable(name, why) from error
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self.fingerprint = f"{name}:{self.dimension}:{self._model.max_seq_length}"

    def counts(self, texts: Sequence[str]) -> list[int]:
        return [len(self._model.tokenizer.encode(text, add_special_tokens=False)) for text in texts]

    def query(self, text: str) -> Vector:
        return self.embed([Embeddable(text)])[0].vector

    def question(self, text: str) -> Vector:
        return self.query(text)

    def embed(self, texts: Sequence[Embeddable]) -> list[Embedded]:
        return embed_apart(
            texts,
            lambda flat: np.asarray(
                self._model.encode(list(flat), show_progress_bar=False, convert_to_numpy=True)
            ),
        )


def embed_apart(
    texts: Sequence[Embeddable], encode: Callable[[Sequence[str]], NDArray[Any]]
) -> list[Embedded]:
    """Sentences are embedded by themselves: not every model is a mean over its tokens. `encode` gives a row a text."""
    flat = [item.text for item in texts]
    flat += [item.text[start:end] for item in texts for start, end in item.sentences]
    rows = unit(encode(flat))
    found = []
    cursor = len(texts)
    for number, item in enumerate(texts):
        found.append(Embedded(rows[number], rows[cursor : cursor + len(item.sentences)]))
        cursor += len(item.sentences)
    return found
