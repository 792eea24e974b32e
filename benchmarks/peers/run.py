"""This program compared with common alternatives: same articles, questions, model and machine, in one run.

Each system has an environment of its own (`make bench-peers`) and a process of its own, and all speak one protocol.
In every round each system does the same work, in an order that turns; a ratio is the median of the rounds'.
Options: `--whole` makes the stores of all systems again from the whole corpus and times it (this program's own is made
again every time); `--articles=60` and `--questions=50` make a small run of it.
"""

import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from benchmarks.heading import CACHE, SHARED, absent, heading, table
from benchmarks.multihop import MultiHopQuestion, questions, write_articles
from benchmarks.options import given, number
from benchmarks.peers.process import ENVIRONMENTS, Competitor, Process
from benchmarks.report import show
from benchmarks.retrieval import MEASURES, bare, score

_FOLDER = SHARED / "eval" / "multihop_rag"
_SHOWN = ("Hits@10", "Hits@4", "MAP@10", "all facts @10")
_ASK_ROUNDS = 10
_START_ROUNDS = 5
_INGEST_ROUNDS = 5
_SLICE = 30  # articles taken in in one round

OURS = Competitor("report-qa, passages", "report_qa")
ANSWERS = Competitor("report-qa, whole answer", "report_qa", arguments=("answers",))
LANGCHAIN = Competitor("LangChain tutorial", "langchain_tutorial", "langchain")
PEERS = (
    LANGCHAIN,
    Competitor("txtai hybrid", "txtai_hybrid", "txtai"),
    Competitor("haystack hybrid", "haystack_hybrid", "haystack"),
)
ASKED = (OURS, ANSWERS, *PEERS)


@dataclass(slots=True)
class PeerFigures:
    """Measurements of one system: milliseconds of each question by round, scores by question, the rest by round."""

    asks: list[list[float]] = field(default_factory=list)
    scores: list[tuple[float, ...]] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)  # seconds
    slices: list[float] = field(default_factory=list)  # seconds
    memory: float = 0.0  # MB
    whole: str = ""


def in_turn(every: Sequence[Competitor], round_number: int) -> list[Competitor]:
    """Rotate the order with each round, so that load falls on all systems alike."""
    first = round_number % len(every)
    return [*every[first:], *every[:first]]


def ingest_slices(files: Sequence[str], found: Mapping[Competitor, PeerFigures]) -> None:
    """Ingest the same few articles into an empty store with each system in turn, the model loaded before."""
    for number_ in range(_INGEST_ROUNDS):
        for one in in_turn((OURS, *PEERS), number_):
            folder = ENVIRONMENTS / one.module / "slice"
            shutil.rmtree(folder, ignore_errors=True)
            with Process(one, folder) as process:
                process.do("ready")
                found[one].slices.append(process.do("ingest", files)[0] / 1000)
            shutil.rmtree(folder, ignore_errors=True)


def stores(files: Sequence[str], found: Mapping[Competitor, PeerFigures]) -> dict[Competitor, Path]:
    """The folder of each system's store of all articles; existing ones are kept, except our own."""
    made = {}
    for one in (OURS, *PEERS):
        folder = ENVIRONMENTS / one.module / f"store-{len(files)}"
        told = folder.with_suffix(".json")
        made[one] = folder
        if one is OURS or given("whole") or not told.exists():
            shutil.rmtree(folder, ignore_errors=True)
            with Process(one, folder) as process:
                process.do("ready")
                taken, passages = process.do("ingest", files)
            known = {
                "seconds": taken / 1000,
                "passages": passages,
                "on": f"{datetime.now(UTC):%d %B %Y %H:%M}",
            }
            told.write_text(json.dumps(known), encoding="utf-8")
            found[one].whole = f"{known['seconds']:.0f} ({passages} passages)"
        else:
            known = json.loads(told.read_text(encoding="utf-8"))
            found[one].whole = f"{known['seconds']:.0f} ({known['passages']} passages, on {known['on']})"
    return {**made, ANSWERS: made[OURS]}


def ask_all(
    held: Mapping[Competitor, Path],
    asked: Sequence[MultiHopQuestion],
    found: Mapping[Competitor, PeerFigures],
) -> None:
    """Ask every system every question; a round is a part of the questions."""
    with ExitStack() as open_:
        processes = {one: open_.enter_context(Process(one, held[one])) for one in ASKED}
        for process in processes.values():
            process.do("ask", asked[0].text)  # loads what is loaded at the first
        for number_ in range(_ASK_ROUNDS):
            part = asked[number_::_ASK_ROUNDS]
            for one in in_turn(ASKED, number_):
                taken = []
                for question in part:
                    milliseconds, texts = processes[one].do("ask", question.text)
                    taken.append(milliseconds)
                    facts = [bare(fact) for fact in question.facts]
                    found[one].scores.append(score([bare(text) for text in texts], facts))
                found[one].asks.append(taken)
        for one, process in processes.items():
            found[one].memory = process.memory_mb()


def start_all(
    held: Mapping[Competitor, Path], question: str, found: Mapping[Competitor, PeerFigures]
) -> None:
    """From the start of the process to its first answer over an existing store."""
    for number_ in range(_START_ROUNDS):
        for one in in_turn(ASKED, number_):
            begun = time.perf_counter()
            with Process(one, held[one]) as process:
                process.do("ask", question)
                found[one].starts.append(time.perf_counter() - begun)


def systems_table(found: Mapping[Competitor, PeerFigures]) -> str:
    rows = []
    for one in ASKED:
        each = found[one]
        means = [sum(column) / len(each.scores) for column in zip(*each.scores, strict=True)]
        quality = [f"{mean:.3f}" for name, mean in zip(MEASURES, means, strict=True) if name in _SHOWN]
        every = quantiles([taken for part in each.asks for taken in part], n=20)
        rows.append(
            [
                one.name,
                *(quality if one is not ANSWERS else ["" for _ in quality]),
                f"{every[9]:.1f}",
                f"{every[18]:.1f}",
                f"{median(each.starts):.1f}",
                f"{each.memory:.0f}",
                f"{median(each.slices):.1f}" if each.slices else "",
                each.whole,
            ]
        )
    columns = ["ask p50, ms", "ask p95, ms", "cold start, s", "memory, MB", f"ingest {_SLICE} articles, s"]
    return table([*_SHOWN, *columns, "ingest all, s"], rows)


def ratios_table(found: Mapping[Competitor, PeerFigures]) -> str:
    """Ratios of theirs to ours: the median over the rounds with the range, and the goals."""

    def middle(theirs: Sequence[float], ours: Sequence[float]) -> str:
        ratios = sorted(one / other for one, other in zip(theirs, ours, strict=True))
        return f"{median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f})"

    def asks(one: Competitor) -> list[float]:
        return [median(part) for part in found[one].asks]

    def row(name: str, pairs: Sequence[tuple[Sequence[float], Sequence[float]]], goal: str = "") -> list[str]:
        return [name, *(middle(*pair) for pair in pairs), goal]

    rows = [
        row("ask p50 / our passages", [(asks(one), asks(OURS)) for one in PEERS]),
        row("ask p50 / our whole answer", [(asks(one), asks(ANSWERS)) for one in PEERS]),
        row(
            "cold start / our first whole answer",
            [(found[one].starts, found[ANSWERS].starts) for one in PEERS],
            "tutorial at least 4",
        ),
        row(
            f"ingest {_SLICE} articles / ours",
            [(found[one].slices, found[OURS].slices) for one in PEERS],
            "tutorial at least 2",
        ),
        row(
            "memory / ours, whole answers",
            [([found[one].memory], [found[ANSWERS].memory]) for one in PEERS],
        ),
    ]
    return table([*(one.name for one in PEERS), "goal"], rows)


def main() -> int:
    if absent("Peers", _FOLDER):
        return 0
    if missing := [one.name for one in PEERS if not one.python.exists()]:
        print(f"Peers: skipped, as {', '.join(missing)} are not set up. Run `make bench-peers`.")
        return 0
    files = [str(path) for path in write_articles(_FOLDER, CACHE / "multihop" / "articles")]
    files = files[: number("articles", len(files))]
    asked = [question for question in questions(_FOLDER) if question.facts]
    asked = asked[: number("questions", len(asked))]
    found = {one: PeerFigures() for one in ASKED}
    ingest_slices(files[:_SLICE], found)
    held = stores(files, found)
    ask_all(held, asked, found)
    start_all(held, asked[0].text, found)
    told = (
        f"{len(files)} articles, {len(asked)} questions with an answer; {_ASK_ROUNDS} rounds of asking, "
        f"{_INGEST_ROUNDS} of ingesting {_SLICE} articles, {_START_ROUNDS} of starting, in turn"
    )
    ratios = "Theirs over ours: the median of the rounds, and the least and the most."
    show(
        "peers",
        "\n\n".join(
            [heading("Peers", told), systems_table(found), ratios, ratios_table(found)],
        ),
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
