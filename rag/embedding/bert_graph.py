"""A BERT encoder as an ONNX graph, built from its weights: token ids in, the last hidden state out.

Neither torch nor transformers is needed for it. Devlin et al. 2019, https://arxiv.org/abs/1810.04805.
"""

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file

from rag.errors import ModelUnusable

Weights = dict[str, NDArray[Any]]

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OPSET, _IR = 17, 8
_MASKED = float(np.finfo(np.float32).min)  # added to the score of a place that is not to be looked at


def bert_graph(
    folder: Path, taught: Callable[[Weights], Weights] = lambda weights: weights
) -> onnx.ModelProto:
    """The model in `folder` (config.json, model.safetensors); its output is `tokens`, (batch, length, hidden).

    `taught` gives other weights for those that it was published with.

    Raises ModelUnusable where it is of another architecture.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if config["model_type"] != "bert" or config["hidden_act"] != "gelu":
        raise ModelUnusable(str(folder), "it is no BERT encoder with GELU: name another folder")
    return _Graph(config, taught(load_file(folder / "model.safetensors"))).model()


class _Graph:
    """A graph under construction. Methods add nodes and give the name of their output."""

    def __init__(self, config: dict[str, Any], weights: Weights) -> None:
        self._config = config
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._values: dict[str, onnx.TensorProto] = {}

    def model(self) -> onnx.ModelProto:
        hidden = self._embeddings()
        shown = self._mask()
        for number in range(self._config["num_hidden_layers"]):
            hidden = self._layer(f"encoder.layer.{number}", hidden, shown)
        self._nodes.append(helper.make_node("Identity", [hidden], ["tokens"]))
        graph = helper.make_graph(
            self._nodes,
            "bert",
            [helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in INPUTS],
            [
                helper.make_tensor_value_info(
                    "tokens", TensorProto.FLOAT, ["batch", "length", self._config["hidden_size"]]
                )
            ],
            list(self._values.values()),
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
        onnx.checker.check_model(made)
        return made

    def _embeddings(self) -> str:
        """The sum of what stands for the word-piece, its segment and its place, normalised."""
        length = self._add("Gather", self._add("Shape", "input_ids"), self._constant("one", 1, np.int64))
        places = self._add(
            "Range", self._constant("zero", 0, np.int64), length, self._constant("one", 1, np.int64)
        )
        words = self._add("Gather", self._weight("embeddings.word_embeddings.weight"), "input_ids")
        segments = self._add(
            "Gather", self._weight("embeddings.token_type_embeddings.weight"), "token_type_ids"
        )
        positions = self._add("Gather", self._weight("embeddings.position_embeddings.weight"), places)
        whole = self._add("Add", self._add("Add", words, segments), positions)
        return self._normalised("embeddings.LayerNorm", whole)

    def _mask(self) -> str:
        """(batch, 1, 1, length): zero where there is a token, a very negative number where there is padding."""
        absent = self._add(
            "Sub",
            self._constant("unit", 1, np.float32),
            self._add("Cast", "attention_mask", to=TensorProto.FLOAT),
        )
        negative = self._add("Mul", absent, self._constant("masked", _MASKED, np.float32))
        return self._add("Unsqueeze", negative, self._constant("inner", [1, 2], np.int64))

    def _layer(self, name: str, hidden: str, mask: str) -> str:
        """Self-attention and a feed-forward network, each added to its input and normalised."""
        attended = self._linear(f"{name}.attention.output.dense", self._attention(name, hidden, mask))
        hidden = self._normalised(f"{name}.attention.output.LayerNorm", self._add("Add", attended, hidden))
        wide = self._gelu(self._linear(f"{name}.intermediate.dense", hidden))
        narrow = self._linear(f"{name}.output.dense", wide)
        return self._normalised(f"{name}.output.LayerNorm", self._add("Add", narrow, hidden))

    def _attention(self, name: str, hidden: str, mask: str) -> str:
        query = self._heads(f"{name}.attention.self.query", hidden, [0, 2, 1, 3])
        key = self._heads(f"{name}.attention.self.key", hidden, [0, 2, 3, 1])
        value = self._heads(f"{name}.attention.self.value", hidden, [0, 2, 1, 3])
        width = self._config["hidden_size"] // self._config["num_attention_heads"]
        scores = self._add(
            "Mul", self._add("MatMul", query, key), self._constant("scale", 1 / math.sqrt(width), np.float32)
        )
        weights = self._add("Softmax", self._add("Add", scores, mask), axis=-1)
        mixed = self._add("Transpose", self._add("MatMul", weights, value), perm=[0, 2, 1, 3])
        # A shape that is only known at run time: ONNX Runtime then fuses as it did when torch exported the graph,
        # and rounds alike. With other vectors every library that there is would have to be rebuilt.
        whole = self._constant("width", [self._config["hidden_size"]], np.int64)
        return self._add(
            "Reshape", mixed, self._add("Concat", self._add("Shape", "input_ids"), whole, axis=0)
        )

    def _heads(self, name: str, hidden: str, order: list[int]) -> str:
        """A projection, parted among the heads; `order` of (batch, length, heads, width)."""
        heads = self._config["num_attention_heads"]
        shape = self._constant("parted", [0, 0, heads, self._config["hidden_size"] // heads], np.int64)
        return self._add("Transpose", self._add("Reshape", self._linear(name, hidden), shape), perm=order)

    def _gelu(self, given: str) -> str:
        """x · Φ(x), exactly. Hendrycks and Gimpel 2016, https://arxiv.org/abs/1606.08415."""
        error = self._add("Erf", self._add("Div", given, self._constant("root", math.sqrt(2), np.float32)))
        above = self._add("Add", error, self._constant("unit", 1, np.float32))
        return self._add("Mul", self._add("Mul", given, above), self._constant("half", 0.5, np.float32))

    def _linear(self, name: str, given: str) -> str:
        product = self._add("MatMul", given, self._weight(f"{name}.weight", transposed=True))
        return self._add("Add", self._weight(f"{name}.bias"), product)

    def _normalised(self, name: str, given: str) -> str:
        return self._add(
            "LayerNormalization",
            given,
            self._weight(f"{name}.weight"),
            self._weight(f"{name}.bias"),
            axis=-1,
            epsilon=self._config["layer_norm_eps"],
        )

    def _weight(self, name: str, transposed: bool = False) -> str:
        weight = self._weights[name]
        self._values[name] = numpy_helper.from_array(
            np.ascontiguousarray(weight.T if transposed else weight), name
        )
        return name

    def _constant(self, name: str, value: Any, type: Any) -> str:
        self._values[name] = numpy_helper.from_array(np.asarray(value, dtype=type), name)
        return name

    def _add(self, kind: str, *inputs: str, **attributes: Any) -> str:
        output = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output
