"""The graph of the built-in model, built from its weights: it computes what the architecture says."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
from safetensors.numpy import save_file

from rag.embedding.bert_graph import INPUTS, bert_graph
from rag.errors import ModelUnusable

CONFIG: dict[str, Any] = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "hidden_size": 8,
    "intermediate_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "layer_norm_eps": 1e-12,
    "max_position_embeddings": 12,
    "vocab_size": 20,
    "type_vocab_size": 2,
}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny BERT of random weights, as transformers saves one."""
    drawn = np.random.default_rng(1)
    hidden, inner = 8, 16
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (20, hidden),
        "embeddings.position_embeddings.weight": (12, hidden),
        "embeddings.token_type_embeddings.weight": (2, hidden),
        "embeddings.LayerNorm.weight": (hidden,),
        "embeddings.LayerNorm.bias": (hidden,),
    }
    for number in range(2):
        layer = f"encoder.layer.{number}"
        for name in (
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        ):
            shapes |= {f"{layer}.{name}.weight": (hidden, hidden), f"{layer}.{name}.bias": (hidden,)}
        shapes |= {
            f"{layer}.intermediate.dense.weight": (inner, hidden),
            f"{layer}.intermediate.dense.bias": (inner,),
        }
        shapes |= {f"{layer}.output.dense.weight": (hidden, inner), f"{layer}.output.dense.bias": (hidden,)}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{layer}.{name}.weight": (hidden,), f"{layer}.{name}.bias": (hidden,)}
    folder = tmp_path_factory.mktemp("bert")
    weights = {name: drawn.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    save_file(weights, folder / "model.safetensors")
    (folder / "config.json").write_text(json.dumps(CONFIG))
    return folder


def run(model: onnx.ModelProto, ids: list[list[int]], mask: list[list[int]]) -> np.ndarray:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    given = (np.array(ids), np.array(mask), np.zeros_like(np.array(ids)))
    found: np.ndarray = session.run(
        None, {name: each.astype(np.int64) for name, each in zip(INPUTS, given, strict=True)}
    )[0]
    return found


def test_it_gives_one_vector_for_each_token(model: Path) -> None:
    graph = bert_graph(model)
    onnx.checker.check_model(graph)
    assert run(graph, [[2, 5, 7], [1, 1, 1]], [[1, 1, 1], [1, 1, 1]]).shape == (2, 3, 8)


def test_it_equals_the_reference_implementation(model: Path) -> None:
    import torch
    from transformers import BertConfig, BertModel

    whole: Any = BertModel.from_pretrained(
        model,
        config=BertConfig(**CONFIG),
        add_pooling_layer=False,
        attn_implementation="eager",
        local_files_only=True,
    )
    reference = whole.eval()
    ids, mask = [[3, 9, 4, 11], [8, 2, 0, 0]], [[1, 1, 1, 1], [1, 1, 0, 0]]
    with torch.no_grad():
        wanted = reference(torch.tensor(ids), torch.tensor(mask)).last_hidden_state.numpy()
    found = run(bert_graph(model), ids, mask)
    seen = np.array(mask, dtype=bool)
    assert found[seen] == pytest.approx(wanted[seen], abs=1e-4)


def test_a_masked_token_changes_nothing_for_the_others(model: Path) -> None:
    graph = bert_graph(model)
    short = run(graph, [[3, 9]], [[1, 1]])
    long = run(graph, [[3, 9, 17]], [[1, 1, 0]])
    assert long[:, :2] == pytest.approx(short, abs=1e-5)


@pytest.mark.parametrize("changed", [{"model_type": "roberta"}, {"hidden_act": "relu"}])
def test_another_architecture_is_refused(changed: dict[str, str], model: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(CONFIG | changed))
    with pytest.raises(ModelUnusable, match="no BERT encoder"):
        bert_graph(tmp_path)
