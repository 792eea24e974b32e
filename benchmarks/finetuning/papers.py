"""Made-up papers with their questions, as groups of pairs to learn from.

`data/answering/papers.jsonl`, one paper a line, written by hand for this; no paper of an evaluation set is among them:

    title, heading, kind    of the paper; `heading` may be empty
    sentences               in order
    questions               `q`, and `gold`: the numbers of the sentences that answer it. A near miss has no gold, and
                            says which sentence comes `near` and what is `missing`

`data/answering/broad_papers.jsonl` is of the same form: to each question several sentences of a longer paper belong.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from rag.embedding.embedder import Embedder, Vector
from rag.judging.relevance import in_place

_DATA = Path(__file__).resolve().parents[1] / "data" / "answering"
_HELD_OUT = 4  # one paper of four
_ELSEWHERE = 3  # one question of three is asked of other papers too, of
_NEAREST = 5  # sentences


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a sentence in its place; `near` marks the sentence that a near miss comes close to."""

    question: str
    text: str
    answers: bool
    near: bool


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question with the sentences of its paper; in a `held_out` one nothing is learned, and a `weight` below 1 is
    for one of a kind that is answered more rarely than not."""

    paper: str
    pairs: tuple[Pair, ...]
    held_out: bool
    weight: float = 1.0

    @property
    def question(self) -> str:
        return self.pairs[0].question

    @property
    def answerable(self) -> bool:
        return any(each.answers for each in self.pairs)


def near_miss_weights(asked: Iterable[tuple[str, bool]]) -> dict[str, float]:
    """What a near miss of each form counts, from every question's form and whether anything answers it: all of one
    form no more than those that are answered.

    Else "who" and "how much" would be learned as what papers do not say.
    """
    told = list(asked)
    answered = Counter(form for form, answers in told if answers)
    silent = Counter(form for form, answers in told if not answers)
    return {form: min(1.0, max(1, answered[form]) / count) for form, count in silent.items()}


def groups(embedder: Embedder) -> list[PaperQuestion]:
    """Every question of the file with its paper, and one of three again with the sentences nearest to it in the others.

    Without those only near misses are taught, and sentences on something else come to look like answers.
    """
    papers = _papers("papers.jsonl")
    own = [_group(paper, asked) for paper in papers for asked in paper["questions"]]
    texts = [
        (paper["id"], in_its_place(paper, number))
        for paper in papers
        for number in range(len(paper["sentences"]))
    ]
    vectors = np.array([embedder.query(text) for _, text in texts])
    return own + [
        _elsewhere(group, texts, vectors @ embedder.query(group.question)) for group in own[::_ELSEWHERE]
    ]


def broad_papers() -> list[PaperQuestion]:
    """Every question of the longer papers that several sentences answer together."""
    return [_group(paper, asked) for paper in _papers("broad_papers.jsonl") for asked in paper["questions"]]


def _papers(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (_DATA / name).read_text(encoding="utf-8").splitlines()]


def _elsewhere(group: PaperQuestion, texts: Sequence[tuple[str, str]], cosines: Vector) -> PaperQuestion:
    """The question beside the sentences of other papers that are nearest to it: none of them answers."""
    held_out = {paper: _held_out(paper) for paper, _ in texts}
    others = [
        index
        for index in np.argsort(-cosines)
        if texts[index][0] != group.paper and held_out[texts[index][0]] == group.held_out
    ]
    pairs = (Pair(group.question, texts[index][1], answers=False, near=False) for index in others[:_NEAREST])
    return PaperQuestion(group.paper, tuple(pairs), group.held_out)


def _group(paper: dict[str, Any], asked: dict[str, Any]) -> PaperQuestion:
    turn = hashlib.sha256(asked["q"].encode()).digest()[0]
    pairs = tuple(
        Pair(
            asked["q"],
            in_its_place(paper, number, after=bool((turn + number) % 2)),
            number in asked["gold"],
            asked.get("near") == number,
        )
        for number in range(len(paper["sentences"]))
    )
    return PaperQuestion(paper["id"], pairs, _held_out(paper["id"]))


def in_its_place(paper: Mapping[str, Any], number: int, after: bool = False) -> str:
    """A sentence in its place; `after` the one before it, if there is one."""
    sentences: Sequence[str] = paper["sentences"]
    before = sentences[number - 1] if number and after else ""
    return in_place(paper["title"], paper["heading"], sentences[number], before)


def _held_out(paper: str) -> bool:
    return hashlib.sha256(paper.encode()).digest()[1] % _HELD_OUT == 0
