"""The built-in cross-encoder in torch, parted in two: what its lower layers give, and upper layers that can learn.

The lower layers run in ONNX Runtime with their eight-bit weights, as the service runs them; the weights of the upper
ones are brought back from eight bits.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from onnx import numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

LAYERS, WIDTH, HEADS = 12, 384, 12
_WORD_PIECES = 192
_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "after_mixing": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "after_narrowing": "output.LayerNorm",
}


class Lower:
    """What the layers below number `first` give for a question and a text, with the logit of the whole encoder."""

    def __init__(self, model: Path, tokenizer: Path, first: int) -> None:
        graph = onnx.load(model)
        self._output = f"/bert/encoder/layer.{first - 1}/output/LayerNorm/Add_1_output_0"
        value = onnx.helper.make_tensor_value_info(self._output, onnx.TensorProto.FLOAT, None)
        graph.graph.output.append(value)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(graph.SerializeToString(), options)
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_WORD_PIECES)

    def read(self, question: str, text: str) -> tuple[float, NDArray[np.float16]]:
        """The logit, and (word-pieces, 384) in half precision: thousands are held at once."""
        encoding = self._tokenizer.encode(question, text)
        given = {
            "input_ids": np.array([encoding.ids]),
            "attention_mask": np.array([encoding.attention_mask]),
            "token_type_ids": np.array([encoding.type_ids]),
        }
        logits, states = self._session.run(["logits", self._output], given)
        return float(logits[0, 0]), states[0].astype(np.float16)


class _Layer(nn.Module):
    """One layer of a BERT encoder, as `rag.embedding.bert_graph` builds it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.after_mixing, self.after_narrowing = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self._dropout = dropout

    def forward(self, given: Tensor, seen: Tensor, shown: Tensor) -> Tensor:
        """What becomes of the places `given`, which look at those `seen`."""

        def heads(projected: Tensor) -> Tensor:
            return projected.view(len(projected), -1, HEADS, WIDTH // HEADS).transpose(1, 2)

        # Written out: the fused attention of torch takes half of a step's time for its way back.
        scores = heads(self.query(given)) @ heads(self.key(seen)).transpose(-1, -2) * (WIDTH // HEADS) ** -0.5
        shares = functional.softmax(scores.float().masked_fill(~shown, float("-inf")), -1)
        values = heads(self.value(seen))
        attended = shares.to(values.dtype) @ values
        mixed = self.mixed(attended.transpose(1, 2).flatten(2))
        hidden = self.after_mixing(given + self._dropped(mixed))
        narrow = self.narrow(functional.gelu(self.wide(hidden)))
        out: Tensor = self.after_narrowing(hidden + self._dropped(narrow))
        return out

    def _dropped(self, given: Tensor) -> Tensor:
        return functional.dropout(given, self._dropout, self.training)


class Upper(nn.Module):
    """The layers from number `first` on, with the pooler and the output of one logit."""

    def __init__(self, model: bytes, first: int, dropout: float = 0.0) -> None:
        super().__init__()
        self._first = first
        self.layers = nn.ModuleList(_Layer(dropout) for _ in range(first, LAYERS))
        self.pooler, self.out = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, 1)
        weights = _dequantised(model)
        for name, tensor in self.tensors():
            tensor.data.copy_(torch.from_numpy(weights[name]))

    def tensors(self) -> Iterator[tuple[str, Tensor]]:
        """Every tensor that learns, by its name in BERT."""
        modules: dict[str, Any] = {"bert.pooler.dense": self.pooler, "classifier": self.out}
        for number, layer in enumerate(self.layers, self._first):
            modules |= {
                f"bert.encoder.layer.{number}.{theirs}": getattr(layer, own) for own, theirs in _NAMES.items()
            }
        for name, module in modules.items():
            yield f"{name}.weight", module.weight
            yield f"{name}.bias", module.bias

    def towards(self, other: "Upper", share: float) -> None:
        """Go that share of the way to another's weights."""
        for (_, own), (_, theirs) in zip(self.tensors(), other.tensors(), strict=True):
            own.data.lerp_(theirs.data, share)

    def forward(self, states: Tensor, shown: Tensor) -> Tensor:
        """(batch,) logits of (batch, length, 384) states; `shown` is false at padding, (batch, 1, 1, length)."""
        *below, last = self.layers
        for layer in below:
            states = layer(states, states, shown)
        first = last(states[:, :1], states, shown)  # all that is looked at of the last layer
        logits: Tensor = self.out(torch.tanh(self.pooler(first[:, 0])))[:, 0]
        return logits


def _dequantised(model: bytes) -> dict[str, NDArray[np.float32]]:
    """Weights by their names in BERT; matrices are multiplied back by the scale of their eight bits."""
    graph = onnx.load_from_string(model).graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = {name: np.array(value) for name, value in held.items() if value.dtype == np.float32}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            matrix = node.input[1].removesuffix("_quantized")
            zero = held[node.input[3]].astype(np.float32)
            exact = (held[node.input[1]].astype(np.float32) - zero) * held[f"{matrix}_scale"]
            found[matrix_name(node)] = np.ascontiguousarray(exact.T)
    return found


def matrix_name(node: onnx.NodeProto) -> str:
    """The name in BERT of the matrix that a node multiplies by."""
    name = node.name.strip("/").replace("/", ".")
    for end in ("_quant", ".MatMul", ".Gemm_MatMul"):
        name = name.removesuffix(end)
    return f"{name}.weight"
