"""The built-in cross-encoder, its upper layers fine-tuned to tell whether a sentence answers the question.

`taught_layers.npz` says what to add to the bytes of the pinned file: an array for each stretch that differs, named by
where it begins. `benchmarks/finetuning` learned and wrote it; docs/decisions/0001 has what it gains.
"""

from pathlib import Path

import numpy as np

LAYERS = Path(__file__).with_name("taught_layers.npz")


def taught(model: Path, layers: Path = LAYERS) -> bytes:
    """The fine-tuned model: the pinned file with the differences applied, of the same length."""
    held = np.fromfile(model, dtype=np.uint8)
    with np.load(layers) as differences:
        for start, added in differences.items():
            held[int(start) : int(start) + len(added)] += added
    return held.tobytes()
