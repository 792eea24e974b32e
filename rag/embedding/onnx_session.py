"""ONNX Runtime as both built-in models use it: one thread a session, as many texts at once as processors."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def open_session(model: Path | bytes) -> Any:
    """An inference session on one thread, of a file or of what one holds; imports onnxruntime only now."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.enable_mem_pattern = False  # it plans for texts of one length
    given = model if isinstance(model, bytes) else str(model)
    return onnxruntime.InferenceSession(given, options, providers=["CPUExecutionProvider"])


def run_all(
    workers: Executor, run: Callable[[_Item], _Result], items: Sequence[_Item], texts: Sequence[str]
) -> list[_Result]:
    """`run` of each item, in their order; `texts` are what the items hold.

    The longest is run first, so that no processor is left with a long one at the end.
    """
    order = sorted(range(len(items)), key=lambda index: -len(texts[index]))
    found = dict(zip(order, workers.map(run, [items[index] for index in order]), strict=True))
    return [found[index] for index in range(len(items))]
