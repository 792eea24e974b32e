"""Small made-up affairs: five short papers on one matter, by different hands, and questions over all of them.

`data/answering/small_affairs/*.jsonl`, an affair a line, written by hand for this:

    papers      title, heading and kind of each, and its sentences in order
    questions   `q`, and `gold`: pairs of the numbers of a paper and of a sentence that answers it. A near miss has no
                gold, and says which sentence comes `near` and what is `missing`

The same names, sums and dates come back in several papers in other roles, as in the papers of a real affair; half of
the answers and more use other words than their question. `xa` is of accounts, `wa` and `wb` of an encyclopaedia.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parents[1] / "data" / "answering" / "small_affairs"
_HELD_OUT = 10  # one affair of ten


@dataclass(frozen=True, slots=True)
class SmallAffair:
    """One affair; of a `held_out` one nothing is learned. Each question has the numbers of the sentences that answer
    it, counted through all the papers."""

    papers: tuple[Mapping[str, Any], ...]
    questions: tuple[tuple[str, tuple[int, ...]], ...]
    held_out: bool


def read() -> Iterator[SmallAffair]:
    """Every affair of the folder."""
    for file in sorted(_FOLDER.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield _affair(json.loads(line))


def _affair(row: Mapping[str, Any]) -> SmallAffair:
    starts = [0]
    for paper in row["papers"]:
        starts.append(starts[-1] + len(paper["sentences"]))
    questions = tuple(
        (each["q"], tuple(sorted({starts[paper] + place for paper, place in each["gold"]})))
        for each in row["questions"]
    )
    held_out = hashlib.sha256(row["id"].encode()).digest()[1] % _HELD_OUT == 0
    return SmallAffair(tuple(row["papers"]), questions, held_out)
