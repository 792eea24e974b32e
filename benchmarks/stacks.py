"""The same questions on Chroma with tantivy and on milvus-lite: the same first citation, and how long each takes.

Both libraries hold the same documents with the same passages. Questions are asked of one and the other in turn. Three
rankings are compared besides answers: what both find for the question's words, and what Milvus' own sum of
words would find without our weighing.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.people import questions as people_questions
from benchmarks.report import show
from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.milvus.words import MilvusWords

_ROOT = Path(__file__).resolve().parents[1]
_SOURCES = (
    _ROOT / "documents",
    SHARED / "seed",
    SHARED / "cases" / "files",
    _ROOT / "tests" / "affair" / "documents",
)
_ASKED = 200
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class _Asked:
    """What both answered to one question, and the seconds of each."""

    first: tuple[Any, Any]
    citations: tuple[list[Any], list[Any]]
    seconds: tuple[float, float]


def main() -> int:
    if absent("Both stacks", SHARED / "eval" / "people"):
        return 0
    with ExitStack() as opened, TemporaryDirectory() as folder:
        services, taken = [], []
        for name in ("embedded", "milvus"):
            service, seconds = opened.enter_context(_filled(Path(folder) / name, name == "milvus"))
            services.append(service)
            taken.append(seconds)
        held = services[0].stores.library.counts()
        asked = _questions(services[0])
        answers = list(_answers(services, asked))
        words = [_words(services, text) for text in asked]
        searches = [_searches(each, asked) for each in services]
    same = sum(each.first[0] == each.first[1] for each in answers)
    alike = sum(each.citations[0] == each.citations[1] for each in answers)
    rows = [
        ["same first citation", share(same, len(answers))],
        ["same citations, all of them", share(alike, len(answers))],
        [f"same first of BM25 over the question; the share of the first {_DEPTH} in common", _told(words, 0)],
        ["the same where Milvus alone adds up the words", _told(words, 1)],
        ["time of an answer, without the reranker (median of ratios)", _ratio(answers)],
        *([f"time of {name}", f"{searches[1][name] / searches[0][name]:.1f} times"] for name in searches[0]),
        ["time of ingestion", f"{taken[1] / taken[0]:.1f} times"],
    ]
    told = f"{len(asked)} questions over {held['documents']} documents, {held['passages']} passages"
    show("stacks", f"{heading('Milvus beside the embedded indexes', told)}\n\n{table(['milvus-lite'], rows)}")
    return 0


def _answers(services: list[Service], asked: list[str]) -> Iterator[_Asked]:
    """Both answers to each question; those that begin with another citation are told on stderr."""
    for number, text in enumerate(asked, 1):
        found = _ask_both(services, text)
        if found.first[0] != found.first[1]:
            print(f"another first citation: {text}: {found.first}", file=sys.stderr, flush=True)
        if number % 20 == 0:
            print(f"{number} of {len(asked)} asked", file=sys.stderr, flush=True)
        yield found


@contextmanager
def _filled(folder: Path, milvus: bool) -> Iterator[tuple[Service, float]]:
    """A service over all sources, and the seconds that taking them in took; copies of the built-in model are shared."""
    settings = Settings(
        data_dir=folder,
        chat_model="",
        reranker="off",
        milvus_url=f"{folder}.db" if milvus else "",
        _env_file=None,
    )
    service = Service(settings)
    try:
        began = time.perf_counter()
        sync(service.stores, _SOURCES)
        yield service, time.perf_counter() - began
    finally:
        service.close()


def _questions(service: Service) -> list[str]:
    """People's questions, those of the seed article and of the second affair, then one on each document's title."""
    seed = (SHARED / "eval" / "seed" / "questions.dev.jsonl").read_text(encoding="utf-8").splitlines()
    affair = json.loads((_ROOT / "tests" / "affair" / "questions.json").read_text(encoding="utf-8"))
    titles = sorted(
        {entry.metadata.title for entry in service.stores.library.catalogue() if entry.metadata.title}
    )
    asked = [
        *(row["question"] for row in people_questions()),
        *(json.loads(line)["question"] for line in seed),
        *(row["question"] for row in affair),
        *(f"What does “{title}” say?" for title in titles),
    ]
    return list(dict.fromkeys(asked))[:_ASKED]


def _ask_both(services: list[Service], text: str) -> _Asked:
    found = []
    for service in services:
        began = time.perf_counter()
        answer = service.pipeline.answer(Question(text))
        seconds = time.perf_counter() - began
        paths = {
            id: service.stores.library.document(id).path for id in {c.document_id for c in answer.citations}
        }
        citations = [(paths[each.document_id], each.start, each.end) for each in answer.citations]
        found.append((citations, seconds))
    (one, fast), (other, slow) = found
    return _Asked((one[:1], other[:1]), (one, other), (fast, slow))


def _words(services: list[Service], text: str) -> tuple[tuple[bool, float], tuple[bool, float]]:
    """Whether the first is the same and how many of the first ten are, by our weighing and by Milvus' own."""
    embedded, milvus = services
    index = milvus.stores.lexical
    assert isinstance(index, MilvusWords)
    best = _places(embedded, [id for id, _ in embedded.stores.lexical.search(text, _DEPTH)])
    weighed = _places(milvus, [id for id, _ in index.search(text, _DEPTH)])
    terms = " ".join(dict.fromkeys(index.terms(text)))
    own = _places(milvus, [id for id, *_ in index._rows.search(terms, _DEPTH)] if terms else [])
    return _compared(best, weighed), _compared(best, own)


def _places(service: Service, ids: list[str]) -> list[tuple[str, int]]:
    held = service.stores.library.passages(ids)
    return [
        (service.stores.library.document(held[id].document_id).path, held[id].start)
        for id in ids
        if id in held  # a summary whose original is held too is in the index alone
    ]


def _compared(best: list[Any], other: list[Any]) -> tuple[bool, float]:
    return best[:1] == other[:1], len(set(best) & set(other)) / max(len(best), 1)


def _told(words: list[tuple[tuple[bool, float], tuple[bool, float]]], which: int) -> str:
    firsts = sum(each[which][0] for each in words)
    return f"{share(firsts, len(words))}; {statistics.mean(each[which][1] for each in words):.3f}"


def _ratio(answers: list[_Asked]) -> str:
    return f"{statistics.median(slow / fast for fast, slow in (each.seconds for each in answers)):.1f} times"


def _searches(service: Service, asked: list[str]) -> dict[str, float]:
    """Median seconds of one search of each kind."""
    vectors = {text: service.stores.embedder.question(text) for text in asked}
    return {
        "a search by words": _median(lambda text: service.stores.lexical.search(text, 30), asked),
        "a search by vectors": _median(lambda text: service.stores.vectors.search(vectors[text], 30), asked),
    }


def _median(work: Callable[[str], Any], asked: list[str]) -> float:
    taken = []
    for text in asked:
        began = time.perf_counter()
        work(text)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
