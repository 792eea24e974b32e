"""Any embedding model that LangChain knows: `Embeddings` of a program's own, or a provider's by its name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.embedder import Embeddable, Embedded, Vector, unit
from rag.embedding.sentence_transformers import embed_apart
from rag.errors import ModelUnusable

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

Counts = Callable[[Sequence[str]], list[int]]


class LangChainEmbedder:
    """What it embeds leaves this machine where its model runs elsewhere."""

    def __init__(self, embeddings: "Embeddings", counts: Counts, name: str = "") -> None:
        """`counts` gives word-pieces, by which passages are cut; `name` is the model's, where the program has one of
        its own by default. Raises ModelUnusable where it does not embed."""
        known = getattr(embeddings, "model", None) or getattr(embeddings, "model_name", "")
        self._embeddings = embeddings
        self._name = name or f"{type(embeddings).__name__}:{known}"
        self.counts = counts
        self.dimension = int(self.query("dimension").shape[0])
        self.fingerprint = f"{self._name}:{self.dimension}"

    def query(self, text: str) -> Vector:
        """A model may embed questions in another way than texts."""
        vector: Vector = unit(np.asarray(self._checked(lambda: [self._embeddings.embed_query(text)])))[0]
        return vector

    def question(self, text: str) -> Vector:
        return self.query(text)

    def embed(self, texts: Sequence[Embeddable]) -> list[Embedded]:
        return embed_apart(
            texts,
            lambda flat: np.asarray(self._checked(lambda: self._embeddings.embed_documents(list(flat)))),
        )

    def _checked(self, work: Callable[[], list[list[float]]]) -> list[list[float]]:
        try:
            return work()
        except Exception as error:  # each provider's package has errors of its own
            why = f"{type(error).__name__}: {(str(error).splitlines() or [''])[0]}"
            raise ModelUnusable(self._name, why) from error


def by_name(name: str, counts: Counts) -> LangChainEmbedder:
    """The model of a provider, as LangChain's `init_embeddings` names it: `openai:text-embedding-3-small`.

    Its package finds the key where it always looks for it. Raises ModelUnusable.
    """
    from langchain.embeddings import init_embeddings

    try:
        made = init_embeddings(name)
    except Exception as error:  # an unknown provider, a missing package, a missing key: a class for each
        raise ModelUnusable(name, (str(error).splitlines() or [""])[0]) from error
    return LangChainEmbedder(made, counts, name)
