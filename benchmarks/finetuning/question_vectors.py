"""Teach the embedding model to read questions: `python -m benchmarks question_vectors [--write]`.

A question's vector is to lie near those of the sentences that answer it, which stay as they are: no library has to be
embedded again. What is added to each matrix is a product of two narrow ones (Hu et al. 2021, LoRA,
https://arxiv.org/abs/2106.09685), learned by cross-entropy over all sentences of all affairs and papers of
`data/answering`. Printed is, for small affairs of which nothing is learned, how many questions have a sentence that
answers among the nearest of their affair. Ten minutes on two processors; `--write` keeps it for the service.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import BertModel

from benchmarks.finetuning import small_affairs
from benchmarks.heading import heading, table
from benchmarks.options import given
from rag.embedding.embedder import Embeddable
from rag.embedding.minilm import tokenizer, weights_folder
from rag.embedding.onnx_export import default_embedder
from rag.embedding.taught_questions import QUESTIONS

_DATA = Path(__file__).resolve().parents[1] / "data" / "answering"
_RANK = 16
_ROUNDS, _BATCH, _RATE = 2, 32, 4e-4
_SHARPNESS = 20.0  # what cosines are multiplied by: the spread of a softmax over them
_BEFORE = 3  # sentences that a sentence of a paper is embedded after
_NEAREST = (1, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class TaughtQuestion:
    """A question with the numbers of the sentences that answer it, and the `place` of its affair among all."""

    question: str
    answers: tuple[int, ...]
    place: range
    held_out: bool = False


class _Added(nn.Module):
    """A matrix with the product of two narrow ones added to it; the second begins at nothing."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(_RANK, columns) / columns**0.5)
        self.up = nn.Parameter(torch.zeros(rows, _RANK))

    def forward(self, matrix: Tensor) -> Tensor:
        return matrix + self.up @ self.down


def main() -> int:
    torch.manual_seed(0)
    texts, asked = _read()
    embedded = default_embedder().embed(texts)
    sentences = torch.from_numpy(np.array([each.sentences[0] for each in embedded]))
    model = BertModel.from_pretrained(weights_folder(), add_pooling_layer=False, local_files_only=True)
    held_out = [each for each in asked if each.held_out]
    learned_from = [each for each in asked if not each.held_out]
    rows = [["as it was", *_found(model, held_out, sentences)]]
    matrices = _adapted(model)
    _teach(model, learned_from, sentences)
    rows.append(["as taught", *_found(model, held_out, sentences)])
    told = f"{len(held_out)} questions held out, taught with {len(learned_from)}"
    print(heading("A question's nearest sentences", told))
    print(table([f"an answer among {most}" for most in _NEAREST], rows))
    if given("write"):
        halves = {
            f"{name}.{part}": getattr(added, part).detach().numpy().astype(np.float16)
            for name, added in matrices.items()
            for part in ("up", "down")
        }
        np.savez_compressed(QUESTIONS, **halves)
    return 0


def _read() -> tuple[list[Embeddable], list[TaughtQuestion]]:
    """Every sentence in its place, and every question that some of them answer."""
    texts: list[Embeddable] = []
    asked: list[TaughtQuestion] = []
    for several, questions in _collections():
        place = range(len(texts), len(texts) + len(several))
        texts += several
        asked += [
            TaughtQuestion(question, tuple(place[number] for number in answers), place, held_out)
            for question, answers, held_out in questions
            if answers
        ]
    return texts, asked


def _collections() -> Iterator[tuple[list[Embeddable], list[tuple[str, Sequence[int], bool]]]]:
    """The sentences of each affair, each paper; its questions, with the numbers of the sentences that answer them."""
    for folder in ("affairs", "short", "broad"):
        for file in sorted((_DATA / folder).glob("*.jsonl")):
            first, *rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
            texts = [
                _embeddable(each["title"], each["heading"], each["before"], each["text"])
                for each in first["sentences"]
            ]
            yield texts, [(row["q"], row["answers"], False) for row in rows]
    for name in ("papers.jsonl", "broad_papers.jsonl"):
        for paper in map(json.loads, (_DATA / name).read_text(encoding="utf-8").splitlines()):
            yield list(_of_paper(paper)), [(row["q"], row["gold"], False) for row in paper["questions"]]
    for affair in small_affairs.read():
        texts = [each for paper in affair.papers for each in _of_paper(paper)]
        yield texts, [(each.question, each.answers, affair.held_out) for each in affair.questions]


def _of_paper(paper: Mapping[str, Any]) -> Iterator[Embeddable]:
    sentences = paper["sentences"]
    for number, sentence in enumerate(sentences):
        before = " ".join(sentences[max(0, number - _BEFORE) : number])
        yield _embeddable(paper["title"], paper["heading"], before, sentence)


def _embeddable(title: str, heading: str, before: str, sentence: str) -> Embeddable:
    """As ingestion embeds it: the sentence's own tokens after its title, heading and what comes before."""
    head = "".join(f"{part}\n" for part in (title, heading) if part) + (f"{before} " if before else "")
    return Embeddable(head + sentence, ((len(head), len(head) + len(sentence)),))


def _adapted(model: BertModel) -> dict[str, _Added]:
    """What is to be learned, by the names of the matrices to which it is added; all else stays."""
    found = {}
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for name, module in list(model.named_modules()):
        if name.startswith("encoder.") and isinstance(module, nn.Linear):
            added = _Added(*module.weight.shape)
            parametrize.register_parametrization(module, "weight", added)
            found[f"{name}.weight"] = added
    return found


def _teach(model: BertModel, asked: Sequence[TaughtQuestion], sentences: Tensor) -> None:
    """AdamW with a rate that falls to nothing, over all sentences there are."""
    learner = torch.optim.AdamW([each for each in model.parameters() if each.requires_grad], lr=_RATE)
    steps = _ROUNDS * (len(asked) // _BATCH)
    falling = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min((step + 1) / 50, max(0.0, 1 - step / steps))
    )
    random = np.random.default_rng(0)
    model.train(False)  # without dropout, which would double the time
    for _ in range(_ROUNDS):
        order = random.permutation(len(asked))
        for start in range(0, len(order) - _BATCH + 1, _BATCH):
            batch = [asked[index] for index in order[start : start + _BATCH]]
            vectors = _vectors(model, [each.question for each in batch])
            chances = functional.log_softmax(vectors @ sentences.T * _SHARPNESS, dim=-1)
            right = [
                torch.logsumexp(row[list(each.answers)], 0) for row, each in zip(chances, batch, strict=True)
            ]
            learner.zero_grad()
            (-torch.stack(right).mean()).backward()  # type: ignore[no-untyped-call]
            learner.step()
            falling.step()


def _vectors(model: BertModel, questions: Sequence[str]) -> Tensor:
    """A unit vector for each question, the mean of its tokens."""
    encoded = [tokenizer().encode(each) for each in questions]
    longest = max(len(each.ids) for each in encoded)
    ids = torch.tensor([each.ids + [0] * (longest - len(each.ids)) for each in encoded])
    shown = torch.tensor([[1] * len(each.ids) + [0] * (longest - len(each.ids)) for each in encoded])
    tokens = model(input_ids=ids, attention_mask=shown).last_hidden_state * shown[..., None]
    return functional.normalize(tokens.sum(1), dim=-1)


def _found(model: BertModel, asked: Sequence[TaughtQuestion], sentences: Tensor) -> list[str]:
    """The shares of questions that have a sentence which answers among the nearest of their affair."""
    ranks = []
    with torch.no_grad():
        for start in range(0, len(asked), _BATCH):
            batch = asked[start : start + _BATCH]
            for each, vector in zip(batch, _vectors(model, [one.question for one in batch]), strict=True):
                cosines: NDArray[np.float32] = (
                    sentences[each.place.start : each.place.stop] @ vector
                ).numpy()
                best = max(cosines[number - each.place.start] for number in each.answers)
                ranks.append(int((cosines > best).sum()))
    return [f"{np.mean(np.array(ranks) < most):.3f}" for most in _NEAREST]


if __name__ == "__main__":
    main()
