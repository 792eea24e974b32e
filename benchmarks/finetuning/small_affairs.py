"""Small made-up affairs: some short papers on one matter, by different hands, and questions over all of them.

`data/answering/small_affairs/*.jsonl`, an affair a line, written by hand for this; those of `m*` have eight papers:

    id
    papers      title, heading and kind of each, and its sentences in order
    questions   `q`, and `gold`: pairs of the numbers of a paper and of a sentence that answers it; `partly`, those that
                give a part. A near miss has no gold, and says which sentence comes `near` and what is `missing`

The same names, sums and dates come back in several papers in other roles, as in the papers of a real affair. Of the
first questions half of the answers and more use other words than their question, while other sentences share its words.
`xa` is of accounts, `wa` and `wb` of an encyclopaedia. `data/answering/typed/*.jsonl` has more questions for the same
affairs, by others who asked what came to mind: `id`, and `questions` in the same form. Those of
`data/answering/together/*.jsonl` are for lists, summaries, orders of events and comparisons over the affairs of eight
papers: all sentences of `gold` belong to the answer.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from benchmarks.finetuning.papers import Pair, PaperQuestion, in_its_place, near_miss_weights
from rag.embedding.embedder import Embeddable, Embedder

_DATA = Path(__file__).resolve().parents[1] / "data" / "answering"
Asked = Literal["typed", "made", "together"]

_HELD_OUT = 10  # one affair of ten
_NEAREST = 12  # sentences by the question's vector, of which the encoder's nearest are learned from
_MORE: tuple[Asked, ...] = ("typed", "together")  # folders
_MIDDLE = "M"  # the first letter of the affairs with eight papers, whose questions came to mind too


@dataclass(frozen=True, slots=True)
class SmallQuestion:
    """A question with the numbers of sentences, counted through all the papers: of those that answer, that give a part,
    and that come near. It is `typed` if it came to mind, and was `made` to share few words with its answer; several
    sentences answer `together`."""

    question: str
    answers: tuple[int, ...]
    partly: frozenset[int]
    near: tuple[int, ...]
    asked: Asked


@dataclass(frozen=True, slots=True)
class SmallAffair:
    """One affair; of a `held_out` one nothing is learned."""

    name: str
    papers: tuple[Mapping[str, Any], ...]
    questions: tuple[SmallQuestion, ...]
    held_out: bool

    @property
    def of_eight(self) -> bool:
        """Whether it is one of those with eight papers."""
        return self.name.startswith(_MIDDLE)

    @property
    def sentences(self) -> list[str]:
        """Those of all its papers, by their numbers."""
        return [sentence for paper in self.papers for sentence in paper["sentences"]]


def read() -> Iterator[SmallAffair]:
    """Every affair of the folder, with all the questions over it."""
    more: dict[str, list[tuple[Mapping[str, Any], Asked]]] = {}
    for folder in _MORE:
        for row in _rows(folder):
            more.setdefault(row["id"], []).extend((each, folder) for each in row["questions"])
    for row in _rows("small_affairs"):
        own: Asked = "typed" if row["id"].startswith(_MIDDLE) else "made"
        yield _affair(row, [*((each, own) for each in row["questions"]), *more.get(row["id"], [])])


def groups(embedder: Embedder, asked: Asked) -> list[PaperQuestion]:
    """Every question of a sort with the sentences of its affair that answer it and those nearest to it, in one of two
    ways in which they are read: half of them after the sentence before."""
    affairs = list(read())
    weights = near_miss_weights(
        (_opening(each), bool(each.answers))
        for affair in affairs
        for each in affair.questions
        if each.asked == asked
    )
    found = []
    for affair in affairs:
        questions = [each for each in affair.questions if each.asked == asked]
        texts = _texts(affair) if questions else []
        vectors = np.array([each.vector for each in embedder.embed([Embeddable(bare) for bare, _ in texts])])
        for each in questions:
            order = np.argsort(-(vectors @ embedder.question(each.question)))
            weight = 1.0 if each.answers else weights[_opening(each)]
            pairs = tuple(
                _pair(each, number, texts[number]) for number in _taken(each, order[:_NEAREST].tolist())
            )
            found.append(PaperQuestion(affair.name, pairs, affair.held_out, weight))
    return found


def _rows(folder: str) -> Iterator[dict[str, Any]]:
    for file in sorted((_DATA / folder).glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _taken(asked: SmallQuestion, nearest: Sequence[int]) -> list[int]:
    numbers = dict.fromkeys((*asked.answers, *asked.near, *nearest))
    return [number for number in numbers if number not in asked.partly]


def _pair(asked: SmallQuestion, number: int, ways: tuple[str, str]) -> Pair:
    turn = hashlib.sha256(asked.question.encode()).digest()[0]
    return Pair(asked.question, ways[(turn + number) % 2], number in asked.answers, number in asked.near)


def _affair(row: Mapping[str, Any], asked: Sequence[tuple[Mapping[str, Any], Asked]]) -> SmallAffair:
    starts = [0]
    for paper in row["papers"]:
        starts.append(starts[-1] + len(paper["sentences"]))
    questions = tuple(_question(starts, each, sort) for each, sort in asked)
    held_out = hashlib.sha256(row["id"].encode()).digest()[1] % _HELD_OUT == 0
    return SmallAffair(row["id"], tuple(row["papers"]), questions, held_out)


def _question(starts: Sequence[int], row: Mapping[str, Any], asked: Asked) -> SmallQuestion:
    gold, partly = _numbers(starts, row["gold"]), _numbers(starts, row.get("partly", []))
    near = row.get("near", [])
    several = near if near and isinstance(near[0], list) else [near] * bool(near)
    return SmallQuestion(
        row["q"],
        tuple(sorted(gold)),
        partly - gold,
        () if gold else tuple(_numbers(starts, several)),
        asked,
    )


def _numbers(starts: Sequence[int], places: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(starts[paper] + place for paper, place in places)


def _opening(asked: SmallQuestion) -> str:
    return asked.question.split()[0].casefold()


def _texts(affair: SmallAffair) -> list[tuple[str, str]]:
    """Each sentence in its place alone, and after the sentence before it."""
    return [
        (in_its_place(paper, number), in_its_place(paper, number, after=True))
        for paper in affair.papers
        for number in range(len(paper["sentences"]))
    ]
