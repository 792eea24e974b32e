"""Ingestion compared with embedding alone, and the time of an answer during ingestion.

Over news articles of MultiHop-RAG. Both sides of each ratio are measured in turn, in the same run.
"""

import itertools
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.heading import SHARED, absent, heading, table
from benchmarks.multihop import questions, write_articles
from benchmarks.report import show
from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.revision.rows import embeddable
from rag.storage.revision.values import PassageRow
from rag.storage.stores import Stores

_ROUNDS = 3
_ARTICLES = 100  # of a round
_HELD = 100  # articles that are asked about while others come in
_COMING = 5000  # passages, about
_PASSAGES_AN_ARTICLE = 13
_LOT = 256
_IDLE = 300  # answers
_FOLDER = SHARED / "eval" / "multihop_rag"


def against_embedding(files: Sequence[Path], rounds: int = _ROUNDS) -> tuple[list[float], list[float], int]:
    """Seconds of each round for the whole ingestion and for embedding alone, and the passages of a round."""
    whole, alone, passages = [], [], 0
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            service = Service(Settings(data_dir=Path(folder), _env_file=None))
            stores = service.stores
            stores.embedder.query("loaded before the clock starts")
            begun = time.perf_counter()
            passages = sync(stores, files).passages
            whole.append(time.perf_counter() - begun)
            lots = list(_lots(stores))
            begun = time.perf_counter()
            for lot in lots:
                stores.embedder.embed([embeddable(row) for row in lot])
            alone.append(time.perf_counter() - begun)
            stores.close()
    return whole, alone, passages


def _lots(stores: Stores) -> Iterator[list[PassageRow]]:
    rows = iter(
        [row for revision in stores.shelving.shown_revisions() for row in stores.shelving.contents(*revision)]
    )
    while lot := list(itertools.islice(rows, _LOT)):
        yield lot


def asked_meanwhile(
    held: Sequence[Path], coming: Sequence[Path], asked: Sequence[str], idle: int = _IDLE
) -> tuple[list[float], list[float], int]:
    """Seconds of each answer when idle and while `coming` is ingested, and the number of passages ingested."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Settings(data_dir=Path(folder), _env_file=None))
        before = sync(service.stores, held).passages
        every = itertools.cycle(asked)
        for _ in range(20):
            service.pipeline.answer(Question(next(every)))
        quiet = [_seconds(service, next(every)) for _ in range(idle)]
        outcomes: list[int] = []
        work = threading.Thread(target=lambda: outcomes.append(sync(service.stores, coming).passages))
        work.start()
        busy = []
        while work.is_alive():
            busy.append(_seconds(service, next(every)))
        work.join()
        service.stores.close()
        return quiet, busy, outcomes[0] - before


def _seconds(service: Service, question: str) -> float:
    begun = time.perf_counter()
    service.pipeline.answer(Question(question))
    return time.perf_counter() - begun


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main() -> int:
    if absent("Intake", _FOLDER):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = write_articles(_FOLDER, Path(folder))
        whole, alone, passages = against_embedding(files[:_ARTICLES])
        coming = files[_HELD : _HELD + _COMING // _PASSAGES_AN_ARTICLE]
        asked = [question.text for question in questions(_FOLDER)[:200]]
        quiet, busy, came = asked_meanwhile(files[:_HELD], coming, asked)
    ratios = [one / other for one, other in zip(whole, alone, strict=True)]
    told = f"{_ARTICLES} articles, {passages} passages in {_ROUNDS} rounds; answers while {came} passages came in"
    spread = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    rows = [
        ["ingestion / embedding alone", "1.15", f"{statistics.median(ratios):.2f} ({spread})"],
        ["passages a second, ingestion", "", f"{passages / statistics.median(whole):.0f}"],
        ["passages a second, embedding alone", "", f"{passages / statistics.median(alone):.0f}"],
        *(
            [f"answer, {name}, ms: idle / meanwhile / ratio", goal, _compared(quiet, busy, share)]
            for name, share, goal in (("p50", 0.5, ""), ("p95", 0.95, ""), ("p99", 0.99, "ratio 3"))
        ),
    ]
    show("ingest", f"{heading('Intake', told)}\n\n{table(['goal', 'found'], rows)}")
    return 0


def _compared(quiet: Sequence[float], busy: Sequence[float], share: float) -> str:
    one, other = percentile(quiet, share), percentile(busy, share)
    return f"{1000 * one:.0f} / {1000 * other:.0f} / {other / one:.1f} ({len(quiet)}, {len(busy)} answers)"


if __name__ == "__main__":
    sys.exit(main())
