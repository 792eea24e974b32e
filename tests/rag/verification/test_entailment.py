"""An entailment model from a folder: what its outputs mean, and what is said of one that cannot be used."""

from pathlib import Path
from typing import Any

import pytest

from rag.verification.entailment import EntailmentModel, ModelSentence, VerifierUnusable

CLAIMS = [
    ModelSentence("The roof leaks.", ("The Post: The roof leaks.",)),
    ModelSentence("It rained.", ("The Post: The roof leaks.", "The News: It was dry.")),
]


def saved(folder: Path, classes: dict[int, str], favoured: int) -> str:
    """A small model with these classes that finds `favoured` likeliest whatever it reads."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    vocabulary = {name: number for number, name in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]"))}
    split = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    split.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer: Any = PreTrainedTokenizerFast
    tokenizer(
        tokenizer_object=split, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]",
        model_max_length=32,
    ).save_pretrained(folder)  # fmt: skip
    shape = BertConfig(
        vocab_size=4, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=64, id2label=classes, label2id={name: n for n, name in classes.items()},
    )  # fmt: skip
    model = BertForSequenceClassification(shape)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([4.0 if n == favoured else -4.0 for n in classes]))
    model.save_pretrained(folder)
    return str(folder)


@pytest.mark.parametrize(("favoured", "entailed"), [(2, True), (0, False), (1, False)])
def test_of_several_classes_the_one_named_entailment_counts(
    tmp_path: Path, favoured: int, entailed: bool
) -> None:
    classes = {0: "contradiction", 1: "not_entailment", 2: "entailment"}
    assert EntailmentModel(saved(tmp_path, classes, favoured)).entailed(CLAIMS) == [entailed, entailed]


@pytest.mark.parametrize(("favoured", "entailed"), [(0, True), (1, False)])
def test_a_single_output_is_the_probability_of_support(tmp_path: Path, favoured: int, entailed: bool) -> None:
    assert EntailmentModel(saved(tmp_path, {0: "score"}, favoured)).entailed(CLAIMS) == [entailed, entailed]


def test_a_model_without_a_class_of_entailment_and_a_folder_without_a_model_cannot_be_used(
    tmp_path: Path,
) -> None:
    other = EntailmentModel(saved(tmp_path / "feelings", {0: "glad", 1: "unsupported"}, 0))
    with pytest.raises(VerifierUnusable, match="entailment"):
        other.entailed(CLAIMS)
    (tmp_path / "empty").mkdir()
    with pytest.raises(VerifierUnusable, match="cannot be used"):
        EntailmentModel(str(tmp_path / "empty")).entailed(CLAIMS)


def test_without_claims_no_model_is_loaded() -> None:
    assert EntailmentModel("no such model").entailed([]) == []
