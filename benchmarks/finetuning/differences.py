"""Taught layers as what is to be added to the bytes of the built-in model's file.

`rag/embedding/taught_layers.py` reads it. Every tensor keeps its length and its place in the file, and a matrix the
scale of its eight bits. What was taught is mostly less than one step of that scale, and rounding to the nearest would
undo it: a weight is rounded up as often as it is above the step below.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, numpy_helper

from benchmarks.finetuning.layers import Upper, matrix_name


def write(model: Path, upper: Upper, stretch: float, shift: float, target: Path) -> None:
    """`stretch` and `shift` bring the logits to the spread and the middle of the built-in ones."""
    held = model.read_bytes()
    found = {}
    for before, after in _changed(onnx.load(model).graph, upper, stretch, shift):
        old, new = before.SerializeToString(), after.SerializeToString()
        start = held.find(old)
        if len(old) != len(new) or start < 0 or held.find(old, start + 1) >= 0:
            raise ValueError(f"{before.name} does not stand once in {model.name}, or changed its length")
        found[str(start)] = np.frombuffer(new, np.uint8) - np.frombuffer(old, np.uint8)
    np.savez_compressed(target, **found)  # type: ignore[arg-type]


def _changed(
    graph: onnx.GraphProto, upper: Upper, stretch: float, shift: float
) -> Iterator[tuple[TensorProto, TensorProto]]:
    """Each tensor of the upper layers as it was and as it is to be."""
    random = np.random.default_rng(0)
    stored = {each.name: each for each in graph.initializer}
    values = {name: value.detach().numpy() for name, value in upper.tensors()}
    values["classifier.bias"] = values["classifier.bias"] * stretch + shift
    matrices = {name: node for node in graph.node if (name := matrix_name(node)) in values}
    for name, value in values.items():
        if node := matrices.get(name):
            quantised, scale = (
                stored[node.input[1]],
                stored[f"{node.input[1].removesuffix('_quantized')}_scale"],
            )
            exact = value.T / numpy_helper.to_array(scale)
            bits = np.floor(exact + random.uniform(size=exact.shape)).clip(-128, 127).astype(np.int8)
            yield quantised, _with(quantised, bits)
            if name == "classifier.weight":
                yield scale, _with(scale, numpy_helper.to_array(scale) * np.float32(stretch))
        else:
            yield stored[name], _with(stored[name], value.astype(np.float32))


def _with(tensor: TensorProto, value: NDArray[np.generic]) -> TensorProto:
    """The same tensor holding other numbers in the same field."""
    changed = TensorProto()
    changed.CopyFrom(tensor)
    if tensor.raw_data:
        changed.raw_data = np.ascontiguousarray(value).tobytes()
    else:
        changed.float_data[:] = [float(value)]
    return changed
