"""A library of a given size, built in one process and queried in another, so that memory is measured for each.

The articles are read, split and written by the program. Only the vectors of altered articles are not computed: they are
the vectors of the original article, each moved a little and normalised.
"""

import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from benchmarks.altered import write_altered
from benchmarks.heading import CACHE, SHARED
from benchmarks.multihop import library, questions
from ingest.sync.sync import sync
from rag.embedding.embedder import Embedded, Vector, unit
from rag.embedding.onnx_export import default_embedder
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.revision.rows import embeddable, lot_rows
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import Filters

FOLDER = SHARED / "eval" / "multihop_rag"
_MOVED = 0.3  # the length of what is added to a vector of length one: a cosine of about .96 to where it was
_ROUNDS = 5
_ASKED = 20  # questions of a round


@dataclass(frozen=True, slots=True)
class ArticleVectors:
    """The vectors of an original article: of its passages, and of the sentences in them, in order."""

    passages: Vector
    sentences: Vector


class Given(Stores):
    """Stores that get precomputed vectors with their passages."""

    def __init__(self, folder: Path, known: Sequence[ArticleVectors]) -> None:
        super().__init__(folder, default_embedder())
        self._known = known

    def embed(self, lot: Sequence[Ready], check: Callable[[], None] = lambda: None) -> list[Embedded]:
        check()
        return [each for ready in lot for each in self._of(ready)]

    def _of(self, ready: Ready) -> list[Embedded]:
        repetition, number = (int(part) for part in Path(ready.document.path).stem.split("-"))
        known = self._known[number]
        counts = [len(row.sentences) for row in lot_rows([ready])]
        draw = np.random.default_rng((number, repetition))
        vectors = _moved(known.passages, len(counts), repetition, draw)
        sentences = _moved(known.sentences, sum(counts), repetition, draw)
        ends = np.cumsum(counts)
        return [
            Embedded(vector, sentences[end - count : end])
            for vector, count, end in zip(vectors, counts, ends, strict=True)
        ]


def _moved(rows: Vector, many: int, repetition: int, draw: np.random.Generator) -> Vector:
    """`many` of these rows in order, evenly spaced; moved a little in a repetition."""
    taken = rows[np.arange(many) * len(rows) // max(many, 1)].astype(np.float32)
    if repetition:
        taken += draw.normal(0, _MOVED / np.sqrt(taken.shape[1]), taken.shape).astype(np.float32)
    return unit(taken)


def true_vectors() -> list[ArticleVectors]:
    """The vectors of every article, by its number; kept while the model and the passages stay the same."""
    with library(FOLDER) as stores:
        revisions = sorted(stores.shelving.shown_revisions())
        paths = {entry.document_id: entry.path for entry in stores.library.catalogue()}
        made_of = json.dumps([stores.embedder.fingerprint, revisions])
        file = CACHE / "scale" / "vectors.npz"
        if file.exists():
            with np.load(file) as held:
                if str(held["made_of"]) == made_of:
                    return [
                        ArticleVectors(held[f"p{number}"], held[f"s{number}"])
                        for number in range((len(held.files) - 1) // 2)
                    ]
        print("Embedding the corpus once for all sizes …", file=sys.stderr, flush=True)
        found: dict[int, ArticleVectors] = {}
        for id, revision in revisions:
            rows = stores.shelving.contents(id, revision)
            done = stores.embedder.embed([embeddable(row) for row in rows])
            found[int(Path(paths[id]).stem)] = ArticleVectors(
                np.stack([each.vector for each in done]).astype(np.float16),
                np.concatenate([each.sentences for each in done]).astype(np.float16),
            )
    every = [found[number] for number in range(len(found))]
    file.parent.mkdir(parents=True, exist_ok=True)
    arrays = {f"{sort}{n}": rows for n, one in enumerate(every) for sort, rows in _named(one)}
    np.savez(file, allow_pickle=False, made_of=np.array(made_of), **arrays)
    return every


def _named(one: ArticleVectors) -> tuple[tuple[str, Vector], tuple[str, Vector]]:
    return ("p", one.passages), ("s", one.sentences)


def make(folder: Path, passages: int) -> dict[str, Any]:
    """Build a library of about that many passages, and measure it."""
    known = true_vectors()
    articles = json.loads((FOLDER / "corpus.json").read_text(encoding="utf-8"))
    an_article = sum(len(one.passages) for one in known) / len(known)
    files = list(write_altered(articles, round(passages / an_article), folder / "articles"))
    stores = Given(folder / "data", known)
    begun, busy = time.perf_counter(), _processor_s()
    outcome = sync(stores, [folder / "articles"])
    taken, busy = time.perf_counter() - begun, _processor_s() - busy
    sources = stores.library.independent(entry.document_id for entry in stores.library.catalogue())
    stores.close()
    if outcome.failed:
        raise RuntimeError(f"{len(outcome.failed)} articles were not ingested: {outcome.failed[0]}")
    return {
        "documents": len(files),
        "passages": outcome.passages,
        "sources": sources,
        "ingest_s": taken,
        "ingest_processor_s": busy,
        "ingest_peak_mb": _peak_mb(),
        "disk_mb": {
            part: _disk_mb(folder / "data" / name)
            for part, name in (("vectors", "vectors"), ("lexical", "lexical"), ("originals", "originals"))
        }
        | {"whole": _disk_mb(folder / "data")},
    }


def ask(folder: Path) -> dict[str, Any]:
    """Milliseconds of whole answers by round, unfiltered and with each kind of filter; memory at the end.

    Beside the clock, the processor's time of unfiltered answers: it says more where the machine has other work.
    """
    service = Service(Settings(data_dir=folder / "data", chat_model="", _env_file=None))
    asked = [each.text for each in questions(FOLDER) if each.facts][: 1 + _ROUNDS * _ASKED]
    begun = time.perf_counter()
    service.pipeline.answer(Question(asked[0], alone=True))
    first = time.perf_counter() - begun
    filters = _filters(service)
    taken: dict[str, list[list[float]]] = {name: [] for name in filters}
    busy = []
    for round_ in range(_ROUNDS):
        part = asked[1 + round_ :: _ROUNDS]
        times: dict[str, list[float]] = {name: [] for name in filters}
        for place, text in enumerate(part):
            names = list(filters)
            names = names[place % len(names) :] + names[: place % len(names)]
            for name in names:
                question = Question(text, alone=True, filters=filters[name])
                begun, before = time.perf_counter(), time.process_time()
                service.pipeline.answer(question)
                times[name].append(1000 * (time.perf_counter() - begun))
                if name == "unfiltered":
                    busy.append(1000 * (time.process_time() - before))
        for name, each in times.items():
            taken[name].append(each)
    held = len(service.stores.library.catalogue())
    kept = {
        name: len(service.stores.library.narrowing.matching(each) or ()) / held
        for name, each in filters.items()
        if name not in ("unfiltered", "speaker")
    }
    memory = _memory_mb()
    service.stores.close()
    return {"first_s": first, "rounds": taken, "busy": busy, "kept": kept, "memory_mb": memory}


def _filters(service: Service) -> dict[str, Filters]:
    """One filter of each kind: the most common kind, publisher and speaker, and the latest tenth of the dates."""
    entries = service.stores.library.catalogue()
    publishers = Counter(entry.metadata.publisher for entry in entries if entry.metadata.publisher)
    speakers = Counter(speaker for entry in entries for speaker in entry.speakers)
    days = sorted(entry.metadata.date for entry in entries if entry.metadata.date)
    return {
        "unfiltered": Filters(),
        "kind": Filters(kind=("report",)),
        "publisher": Filters(publisher=(publishers.most_common(1)[0][0],)),
        "speaker": Filters(speaker=(speakers.most_common(1)[0][0],)),
        "date": Filters(date_from=days[len(days) * 9 // 10]),
    }


def _processor_s() -> float:
    """Seconds that this process and those that read files for it have kept a processor busy."""
    process = psutil.Process()
    running = [process, *process.children(recursive=True)]
    ended = process.cpu_times()
    return float(
        sum(each.cpu_times().user + each.cpu_times().system for each in running)
        + ended.children_user
        + ended.children_system
    )


def _disk_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _peak_mb() -> float:
    """Peak memory of this process; the system's other figure starts at the parent's peak."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    what, where, *size = sys.argv[1:]
    print(json.dumps(make(Path(where), int(size[0])) if what == "make" else ask(Path(where))))
