"""What the built-in embedding model is taught about questions: their vectors lie nearer to the sentences that answer.

Passages are embedded as before; only a question is read with other weights. `taught_questions.npz` holds for each
matrix two narrow ones, whose product is added to it. `benchmarks/finetuning/question_vectors.py` learned and wrote it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from rag.embedding.bert_graph import Weights

QUESTIONS = Path(__file__).with_name("taught_questions.npz")


def taught_weights(weights: "Weights") -> "Weights":
    """The model's weights, by their names, as they read a question."""
    with np.load(QUESTIONS) as halves:
        added = {
            name: halves[f"{name}.up"].astype(np.float32) @ halves[f"{name}.down"].astype(np.float32)
            for name in weights
            if f"{name}.up" in halves
        }
    return {name: weight + added[name] if name in added else weight for name, weight in weights.items()}
