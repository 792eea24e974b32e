"""Does the quoted evidence entail a sentence? Judged by an entailment model of sentence-transformers' CrossEncoder.

It reads pairs of (evidence, sentence). A model with one output gives the probability of support (HHEM, MiniCheck's
RoBERTa); one with several names its classes, and that of entailment counts (models of natural language inference).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from rag.errors import OperatorError

_ENTAILED = 0.5
_ENTAILING = ("entail", "support", "consistent")
_OPPOSITE = ("not", "non", "in", "un")


class VerifierUnusable(OperatorError):
    code = "verifier_unusable"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"REPORT_QA_VERIFIER={name!r} cannot be used: {why}")


@dataclass(frozen=True, slots=True)
class ModelSentence:
    """A sentence of a model, and what it rests on: each sentence of evidence with its source before it.

    `after` is the sentence that it leans on, "" where it stands by itself.
    """

    text: str
    evidence: tuple[str, ...]
    after: str = ""


class Verifier(Protocol):
    """Says of each claim whether its evidence entails it."""

    def entailed(self, claims: Sequence[ModelSentence]) -> list[bool]: ...


class EntailmentModel:
    """A verifier from a name or a folder; loaded when it is first asked. Raises VerifierUnusable."""

    def __init__(self, name: str) -> None:
        self._name = name

    def entailed(self, claims: Sequence[ModelSentence]) -> list[bool]:
        """Whether the evidence of each claim, read together, entails it."""
        if not claims:
            return []
        pairs = [(" ".join(claim.evidence), claim.text) for claim in claims]
        scores = np.asarray(self._model.predict(pairs, convert_to_numpy=True), dtype=np.float32)
        if scores.ndim == 1 or scores.shape[1] == 1:
            return [bool(score >= _ENTAILED) for score in scores.reshape(-1)]
        return [bool(row.argmax() == self._entailing) for row in scores]

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import CrossEncoder

        try:
            return CrossEncoder(self._name)
        except (OSError, ValueError) as error:
            raise VerifierUnusable(self._name, "it is no entailment model that can be loaded.") from error

    @cached_property
    def _entailing(self) -> int:
        """The place of the class that means entailment."""
        names: dict[int, Any] = dict(getattr(self._model.config, "id2label", None) or {})
        for number, name in names.items():
            label = str(name).casefold()
            if any(word in label for word in _ENTAILING) and not label.startswith(_OPPOSITE):
                return int(number)
        raise VerifierUnusable(self._name, "none of its classes is named entailment.")
