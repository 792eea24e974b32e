"""Teach the upper layers of the built-in cross-encoder: `python -m benchmarks finetuning`, with the course's name.

In five courses. The first teaches four layers on short papers, from the weights as they were. The second (`--affairs`)
goes on from the layers that the service has and teaches six on questions over whole affairs with all that the service
read for them. The third (`--all`) goes on from those and teaches nine on all that there is, with short questions in
which everything deceives, plain ones, and such as several sentences answer together. The fourth (`--broad`) goes on
from what the third left in the cache, on more of the last beside some of the others, and the service takes weights on
the way from the second to it. The fifth (`--typed`) goes on from those, on questions that came to mind over small
affairs, with some of all others. For the same result run all with `--write` but the third.

Lower layers stay as they are, so what they give is computed once. A question's sentences compete with one another and
with "none answers", which is what the judge has to tell. Weights on the way to the taught ones keep what the encoder
could do before: Wortsman et al. 2022, https://arxiv.org/abs/2109.01903. Printed is what the judge reaches with the
weights as they were, on the way, and as taught; every one of those sets was left out of the teaching.
Half an hour on two processors that multiply in bfloat16, and an hour on others; `--few` reads a part of the sets,
`--write` keeps the layers for the service.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from shutil import copyfile

import numpy as np
import torch
import torch.nn.functional as functional
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score
from torch import Tensor, nn

from benchmarks import calibrate
from benchmarks.finetuning import small_affairs
from benchmarks.finetuning.affairs import affairs, broad, short
from benchmarks.finetuning.differences import write
from benchmarks.finetuning.layers import Lower, Upper
from benchmarks.finetuning.papers import PaperQuestion, broad_papers, groups
from benchmarks.heading import CACHE, heading, table
from benchmarks.options import given
from rag.embedding.cross_encoder import OnnxCrossEncoder, built_in_files
from rag.embedding.onnx_export import default_embedder
from rag.embedding.taught_layers import LAYERS, taught

# Elsewhere each product in bfloat16 takes thirty times as long as one of 32 bits.
_HALVES = torch.cpu.get_capabilities().get("avx512_bf16", False)
_SCALE = 0.3  # brings the encoder's logits, which reach from -11 to 11, to the size of log odds


@dataclass(frozen=True, slots=True)
class Course:
    """What is taught, and how. `negatives` are, of a question's sentences that do not answer, those nearest to it;
    `batch` is in questions, and layers below number `first` stay."""

    start: bytes
    groups: Sequence[PaperQuestion]
    first: int
    negatives: int
    rate: float
    taken: float  # of the way from `start` to what is taught
    batch: int = 8
    dropout: float = 0.0  # doubles the time
    rounds: int = 1
    begun: bytes | None = None  # where the learning begins, if not at `start`


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question with, for each of its sentences, the built-in logit, what the lower layers give, and the truth."""

    logits: tuple[float, ...]
    states: tuple[NDArray[np.float16], ...]
    answers: tuple[bool, ...]
    held_out: bool
    weight: float


def main() -> int:
    torch.manual_seed(0)
    model, tokenizer = built_in_files()
    taking = {"affairs": _on_affairs, _ALL: _on_all, "broad": _on_broad, "typed": _on_typed}
    named = next(filter(given, taking), "papers")
    course = taking.get(named, _on_papers)(model)
    lower = Lower(model, tokenizer, course.first)
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        known = list(workers.map(lambda each: _known(lower, each, course.negatives), course.groups))
    learned = Upper(course.begun or course.start, course.first, course.dropout)
    _teach(learned, [each for each in known if not each.held_out], course)
    held_out = [each for each in known if each.held_out]
    print(heading("Our own papers, held out", f"{len(held_out)} of {len(known)} questions"))
    rows = []
    for name, share in _SHARES:
        mixed = Upper(course.start, course.first).eval()
        mixed.towards(learned, share)
        logits = [_read(mixed, each) for each in held_out]
        rows.append(_row(name, held_out, logits))
        write(model, mixed, *_fitted(np.concatenate(logits), held_out), _layers(named, share))
        if share == course.taken and given("write"):
            copyfile(_layers(named, share), LAYERS)
    print(table(["", "AUROC", "first"], rows), flush=True)
    for name, share in _SHARES:
        encoder = OnnxCrossEncoder(model, _layers(named, share), tokenizer, name)
        print(calibrate.report(name, dict(calibrate.sets(encoder, few=given("few")))), flush=True)
    return 0


def _on_papers(model: Path) -> Course:
    return Course(
        model.read_bytes(),
        groups(default_embedder()),
        first=8,
        negatives=4,
        rate=1e-4,
        taken=_MOST,
        batch=16,
        dropout=0.1,
        rounds=2,
    )


def _on_affairs(model: Path) -> Course:
    """Without the papers the encoder would forget what it learned from them; all that is held out is read."""
    asked = [*_papers(_PAPERS_EVERY), *chain(*affairs().values(), *short().values())]
    return Course(taught(model), asked, first=6, negatives=7, rate=3e-5, taken=0.5)


def _on_all(model: Path) -> Course:
    """Where all deceives, words that the question shares come to speak against a sentence: plain ones count twice."""
    plain = [each for each in _short(1) if each.paper.startswith(_PLAIN) and not each.held_out]
    asked = [*_papers(_ALL_EVERY), *chain(*affairs().values()), *_short(1), *plain, *_broad(), *_broad()]
    return Course(taught(model), asked, first=3, negatives=6, rate=3e-5, taken=1.0)


def _on_broad(model: Path) -> Course:
    asked = [
        *_papers(3 * _PAPERS_EVERY),
        *(each for several in affairs().values() for each in several[::_AFFAIRS_EVERY]),
        *_short(2),
        *broad_papers(),
        *_broad(),
        *_broad(),
    ]
    begun = taught(model, _layers(_ALL, 1.0))
    return Course(taught(model), asked, first=3, negatives=6, rate=2e-5, taken=_MOST, begun=begun)


def _on_typed(model: Path) -> Course:
    """Questions that were made to share few words with their answers teach that shared words deceive: a few serve."""
    embedder = default_embedder()
    asked = [
        *groups(embedder)[:: 4 * _PAPERS_EVERY],
        *(each for several in affairs().values() for each in several[::_AFFAIRS_EVERY]),
        *_short(4),
        *_broad()[::2],
        *small_affairs.groups(embedder, "made")[::_MADE_EVERY],
        *small_affairs.groups(embedder, "typed"),
        *small_affairs.groups(embedder, "together"),
    ]
    return Course(taught(model), asked, first=3, negatives=6, rate=3e-5, taken=_MOST)


def _layers(course: str, share: float) -> Path:
    return CACHE / f"taught-{course}-{share}.npz"


def _short(every: int) -> list[PaperQuestion]:
    """The short questions: all plain ones and all that are held out, and of the others one of so many."""
    return [
        each
        for name, several in short().items()
        for number, each in enumerate(several)
        if each.held_out or name.startswith(_PLAIN) or number % every == 0
    ]


def _broad() -> list[PaperQuestion]:
    return list(chain(*broad().values()))


def _papers(every: int) -> list[PaperQuestion]:
    """All that are held out, and of the others one of so many."""
    return [
        each for number, each in enumerate(groups(default_embedder())) if each.held_out or number % every == 0
    ]


_PAPERS_EVERY, _ALL_EVERY = 4, 5  # one question of so many
_AFFAIRS_EVERY, _MADE_EVERY = 4, 12
_PLAIN = "plain_"
_ALL = "all"
_SEVERAL = 3  # sentences that answer together
_MOST = 0.7
_SHARES = (("as before", 0.0), ("half of the way", 0.5), ("on the way", _MOST), ("as taught", 1.0))


def _fitted(logits: NDArray[np.float32], known: Sequence[KnownQuestion]) -> tuple[float, float]:
    """What brings these logits to the spread and the middle of the built-in ones."""
    built_in = np.array([logit for each in known for logit in each.logits])
    stretch = float(built_in.std() / logits.std())
    return stretch, float(built_in.mean() - stretch * logits.mean())


def _known(lower: Lower, group: PaperQuestion, most: int) -> KnownQuestion:
    read = [lower.read(each.question, each.text) for each in group.pairs]
    ranked = sorted(range(len(read)), key=lambda index: -read[index][0])
    negatives = [index for index in ranked if not group.pairs[index].answers]
    near = [index for index in negatives if group.pairs[index].near]
    answers = len(read) - len(negatives)
    few = most if answers < _SEVERAL else 2 * most
    chosen = negatives if group.held_out else list(dict.fromkeys(near + negatives))[:few]
    taken = [index for index in ranked if group.pairs[index].answers] + chosen
    return KnownQuestion(
        tuple(read[index][0] for index in taken),
        tuple(read[index][1] for index in taken),
        tuple(group.pairs[index].answers for index in taken),
        group.held_out,
        group.weight,
    )


def _teach(upper: Upper, known: Sequence[KnownQuestion], course: Course) -> None:
    """AdamW with a rate that rises for a tenth of the steps and falls to nothing."""
    bias = nn.Parameter(torch.zeros(()))
    scale = nn.Parameter(torch.tensor(_SCALE))
    learner = torch.optim.AdamW(
        [{"params": list(upper.parameters()), "lr": course.rate}, {"params": [bias, scale], "lr": 1e-2}]
    )
    random = np.random.default_rng(0)
    steps = course.rounds * (len(known) // course.batch)
    falling = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    upper.train()
    for _ in range(course.rounds):
        for batch in _batches(known, course.batch, random):
            with torch.autocast("cpu", torch.bfloat16, enabled=_HALVES):
                logits = _logits(upper, [states for each in batch for states in each.states])
            lost = _loss(logits.float() * scale + bias, batch)
            learner.zero_grad()
            lost.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
            learner.step()
            falling.step()
    upper.eval()


def _batches(
    known: Sequence[KnownQuestion], size: int, random: np.random.Generator
) -> list[list[KnownQuestion]]:
    """Questions of about one length together, the batches in random order."""
    length = [np.mean([len(states) for states in each.states]) * random.uniform(0.9, 1.1) for each in known]
    order = np.argsort(length)
    starts = random.permutation(range(0, len(order) - size + 1, size))
    return [[known[index] for index in order[start : start + size]] for start in starts]


def _loss(odds: Tensor, batch: Sequence[KnownQuestion]) -> Tensor:
    """Cross-entropy over "none" and a question's sentences, and half of that of each sentence by itself."""
    truth = torch.tensor([answers for each in batch for answers in each.answers])
    weights = torch.tensor([each.weight for each in batch for _ in each.answers])
    lost = functional.binary_cross_entropy_with_logits(odds, truth.float(), weights) / 2
    start = 0
    for each in batch:
        end = start + len(each.answers)
        chances = functional.log_softmax(torch.cat([torch.zeros(1), odds[start:end]]), 0)
        right = truth[start:end]
        told = _told(chances, right)
        lost = lost - told * each.weight / len(batch)
        start = end
    return lost


def _told(chances: Tensor, right: Tensor) -> Tensor:
    """The logarithm of the chance of "none", of any sentence that answers, or in the mean of those that do together."""
    if int(right.sum()) >= _SEVERAL:
        return chances[1:][right].mean()
    return torch.logsumexp(chances[1:][right], 0) if right.any() else chances[0]


def _logits(upper: Upper, states: Sequence[NDArray[np.float16]]) -> Tensor:
    longest = max(len(each) for each in states)
    padded = np.zeros((len(states), longest, states[0].shape[1]), np.float32)
    shown = np.zeros((len(states), 1, 1, longest), np.bool_)
    for row, each in enumerate(states):
        padded[row, : len(each)] = each
        shown[row, ..., : len(each)] = True
    logits: Tensor = upper(torch.from_numpy(padded), torch.from_numpy(shown))
    return logits


def _read(upper: Upper, known: KnownQuestion) -> NDArray[np.float32]:
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=_HALVES):
        found: NDArray[np.float32] = _logits(upper, known.states).float().numpy()
    return found


def _row(name: str, known: Sequence[KnownQuestion], logits: Sequence[NDArray[np.float32]]) -> list[str]:
    """Whether any sentence answers, and of the questions that have one, how often it comes first."""
    truth = [any(each.answers) for each in known]
    first = [
        each.answers[int(found.argmax())]
        for each, found in zip(known, logits, strict=True)
        if any(each.answers)
    ]
    return [name, f"{roc_auc_score(truth, [each.max() for each in logits]):.3f}", f"{np.mean(first):.3f}"]


if __name__ == "__main__":
    main()
