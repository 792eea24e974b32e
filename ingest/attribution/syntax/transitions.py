"""Arc-eager parsing: words move from a buffer to a stack while arcs are drawn between their tops.

The moves and when they are allowed are those of spaCy's parser (Nivre 2008, with words put back as in Honnibal and
Johnson 2014), for one sentence at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from ingest.attribution.syntax.network import Numbers, Scores, network

_LONGEST = 160  # words; of a longer sentence no tree is made
_LIFTED = (
    "||"  # «dobj||xcomp»: the object of a clause below its head, drawn to the head so that no arcs cross
)


@dataclass(frozen=True, slots=True)
class Tree:
    """For each word the number of its head and its relation to it; a root is its own head."""

    heads: tuple[int, ...]
    relations: tuple[str, ...]


def parsed(words: tuple[str, ...]) -> Tree | None:
    """The tree of a sentence; None where it has no words or too many."""
    if not words or len(words) > _LONGEST:
        return None
    scores, state = Scores(words), _State(len(words))
    moves = network().moves
    while not state.is_final:
        allowed = state.allowed()
        if allowed in "SD":
            state.move(allowed, "")
            continue
        best = int((scores.of(state.context()) + _forbidden(allowed)).argmax())
        state.move(*moves[best])
    return state.tree()


@cache
def _forbidden(allowed: str) -> Numbers:
    """Minus infinity for each move whose kind is not allowed, else 0."""
    costs = [0.0 if kind in allowed else -np.inf for kind, _ in network().moves]
    return np.array(costs, dtype=np.float32)


class _State:
    """Where one sentence stands: `stack` and `back` (words put back before the buffer) have their top at the end."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._next = 0
        self._stack: list[int] = []
        self._back: list[int] = []
        self._stuck = [False] * length  # put back once: may not be shifted again
        self._heads = [-1] * length
        self._relations = [""] * length
        self._left: list[list[int]] = [[] for _ in range(length)]
        self._right: list[list[int]] = [[] for _ in range(length)]

    @property
    def is_final(self) -> bool:
        return not self._stack and not self._waiting

    @property
    def _waiting(self) -> int:
        return self._length - self._next + len(self._back)

    def allowed(self) -> str:
        """The kinds of move that are possible: Shift, re(D)uce, Left, Right."""
        if not self._stack:
            return "S"
        if not self._waiting:
            return "D"
        found = "LR"
        if len(self._stack) > 1:
            found += "D"
        if self._waiting > 1 and not self._stuck[self._first(0)]:
            found += "S"
        return found

    def context(self) -> list[int]:
        """The words of the eight places by which a move is chosen."""
        first, top = self._first(0), self._top(0)
        return [
            first,
            self._first(1),
            top,
            self._top(1),
            self._top(2),
            self._last(self._left, first),
            self._last(self._left, top),
            self._last(self._right, top),
        ]

    def move(self, kind: str, relation: str) -> None:
        if kind == "S":
            self._push()
        elif kind == "D":
            self._reduce()
        elif kind == "L":
            first = self._first(0)
            self._arc(first, self._stack.pop(), relation)
            self._stuck[first] = False
        else:
            self._arc(self._stack[-1], self._first(0), relation)
            self._push()

    def tree(self) -> Tree:
        heads = [at if head < 0 else head for at, head in enumerate(self._heads)]
        lifted = [each.partition(_LIFTED) for each in self._relations]
        relations = tuple(own or "ROOT" for own, _, _ in lifted)
        for at, (_, _, below) in enumerate(lifted):
            if below:
                heads[at] = _lowered(heads, relations, at, below)
        return Tree(tuple(heads), relations)

    def _first(self, number: int) -> int:
        if number < len(self._back):
            return self._back[-1 - number]
        at = self._next + number - len(self._back)
        return at if at < self._length else -1

    def _top(self, number: int) -> int:
        return self._stack[-1 - number] if number < len(self._stack) else -1

    def _last(self, arcs: Sequence[Sequence[int]], word: int) -> int:
        return arcs[word][-1] if word >= 0 and arcs[word] else -1

    def _push(self) -> None:
        if self._back:
            self._stack.append(self._back.pop())
        else:
            self._stack.append(self._next)
            self._next += 1

    def _reduce(self) -> None:
        top = self._stack.pop()
        if self._heads[top] < 0 and self._stack:
            self._stuck[top] = True
            self._back.append(top)

    def _arc(self, head: int, child: int, relation: str) -> None:
        before = self._heads[child]
        if before >= 0:
            (self._left if before > child else self._right)[before].remove(child)
        (self._left if head > child else self._right)[head].append(child)
        self._heads[child], self._relations[child] = head, relation


def _lowered(heads: Sequence[int], relations: Sequence[str], word: int, below: str) -> int:
    """The nearest word under the head of a lifted `word` that has the relation `below`; its head where none has."""
    level = [heads[word]]
    while level:
        level = [at for at, head in enumerate(heads) if head in level and at not in (head, word)]
        found = next((at for at in level if relations[at] == below), None)
        if found is not None:
            return found
    return heads[word]
