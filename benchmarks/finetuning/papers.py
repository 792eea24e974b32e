"""Made-up papers with their questions, as groups of pairs to learn from.

`data/answering/papers.jsonl`, one paper a line, written by hand for this; no paper of an evaluation set is among them:

    title, heading, kind    of the paper; `heading` may be empty
    sentences               in order
    questions               `q`, and `gold`: the numbers of the sentences that answer it. A near miss has no gold, and
                            says which sentence comes `near` and what is `missing`
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.judging.relevance import in_place

_FILE = Path(__file__).resolve().parents[1] / "data" / "answering" / "papers.jsonl"
_HELD_OUT = 4  # one paper of four


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a sentence in its place; `near` marks the sentence that a near miss comes close to."""

    question: str
    text: str
    answers: bool
    near: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One question with the sentences of its paper; in a `held_out` one nothing is learned."""

    paper: str
    pairs: tuple[Pair, ...]
    held_out: bool

    @property
    def answerable(self) -> bool:
        return any(each.answers for each in self.pairs)


def groups() -> list[Group]:
    """Every question of the file. Each sentence is read alone or after the one before it, by turns."""
    papers = [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]
    return [_group(paper, asked) for paper in papers for asked in paper["questions"]]


def _group(paper: dict[str, Any], asked: dict[str, Any]) -> Group:
    sentences: Sequence[str] = paper["sentences"]
    digest = hashlib.sha256(paper["id"].encode()).digest()
    turn = hashlib.sha256(asked["q"].encode()).digest()[0]
    pairs = tuple(
        Pair(
            asked["q"],
            in_place(
                paper["title"],
                paper["heading"],
                sentence,
                sentences[number - 1] if number and (turn + number) % 2 else "",
            ),
            number in asked["gold"],
            asked.get("near") == number,
        )
        for number, sentence in enumerate(sentences)
    )
    return Group(paper["id"], pairs, digest[1] % _HELD_OUT == 0)
