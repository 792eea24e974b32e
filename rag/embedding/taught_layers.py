"""The built-in cross-encoder with its upper layers taught whether a sentence answers the question, or none does.

`taught_layers.npz` says what to add to the bytes of the pinned file: an array for each stretch that differs, named by
where it begins. `benchmarks/finetuning` learned and wrote it; docs/decisions/0001 has what it gains.
"""

from pathlib import Path

import numpy as np

LAYERS = Path(__file__).with_name("taught_layers.npz")


def taught(model: Path, layers: Path = LAYERS) -> bytes:
    """The pinned model as it is after the teaching: a file of the same length, ready for ONNX Runtime."""
    held = np.fromfile(model, dtype=np.uint8)
    with np.load(layers) as differences:
        for start, added in differences.items():
            held[int(start) : int(start) + len(added)] += added
    return held.tobytes()
