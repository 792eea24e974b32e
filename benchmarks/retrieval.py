"""Passages found for questions over several articles (MultiHop-RAG), compared with each signal of retrieval alone.

A passage is relevant when it holds one of the question's facts, white space removed. Hits@k: a relevant
passage among the first k; MAP@10: for each rank the facts newly found there, divided by the rank, summed,
divided by how many there are; all facts: every fact of the question among the first ten.

What was tried for `rag.retrieval.retriever`, on one half of the set (1,110 questions with an answer), one step
after the other, every passage scored (Hits@10, Hits@4, MAP@10, all facts):

    BM25 of passages with their headers                             .920 .792 .325 .315
    each named source in turn                                       .947 .839 .351 .394
    a third of the cosine added, both standardised                  .958 .859 .362 .397
    per source: the part of the question around its name, its day   .959 .885 .377 .440
    cosine of the best sentence in place of the passage's           .965 .882 .384 .452
    the best clause of the question added                           .972 .888 .393 .478
    scores as shares of the best, not standardised                  .974 .905 .395 .477
    a turn for everywhere too: a source named is not all there is   .970 .899 .393 .477

Where no source is named the same sum gains on BM25 as well: the set with its sources ignored, Hits@4 .827 for
.792 and MAP@10 .344 for .325; SQuAD 2 (1,440 questions, 320 paragraphs), the right paragraph first .837 for
.799. What did not help: other k1 and b, dropping ordinary words from the whole question, a bonus for the
first passage of an article, titles weighed more, a limit on passages of one article, shorter passages, two
sentences of overlap, a turn for each person who is named and quoted somewhere (Hits@4 .827). Vectors of the
clauses gained .003.
"""

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from subprocess import run

from benchmarks.multihop import MultiHopQuestion, library, questions
from benchmarks.report import show
from rag.embedding.embedder import Vector
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.stores import Stores

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "eval" / "multihop_rag"
_DEEPEST = 10
MEASURES = ("Hits@10", "Hits@4", "MAP@10", "MRR@10", "facts @10", "all facts @10")
_RRF = 60  # Cormack, Clarke and Büttcher 2009

Ranking = Callable[[str, Vector], Sequence[str]]  # a question and its vector become passage ids


@dataclass(frozen=True, slots=True)
class Scores:
    """`means` over the questions in the order of `MEASURES`; `p50` and `p95` are milliseconds."""

    means: tuple[float, ...]
    p50: float
    p95: float


def measure(
    rank: Ranking, asked: Sequence[MultiHopQuestion], vectors: Sequence[Vector], texts: Mapping[str, str]
) -> Scores:
    """`texts` are the passages by id, blanks removed."""
    rows = []
    taken = []
    for question, vector in zip(asked, vectors, strict=True):
        begun = time.perf_counter()
        ids = rank(question.text, vector)[:_DEEPEST]
        taken.append(1000 * (time.perf_counter() - begun))
        rows.append(score([texts[id] for id in ids], [bare(fact) for fact in question.facts]))
    cuts = quantiles(taken, n=20)
    return Scores(tuple(sum(column) / len(rows) for column in zip(*rows, strict=True)), cuts[9], cuts[18])


def score(found: Sequence[str], facts: Sequence[str]) -> tuple[float, ...]:
    """One question's row, in the order of MEASURES; `found` are passages, best first, all without blanks."""
    first = 0
    precision = 0.0
    seen: set[int] = set()
    for rank, text in enumerate(found, 1):
        held = {number for number, fact in enumerate(facts) if fact in text}
        if held and not first:
            first = rank
        precision += len(held - seen) / rank
        seen |= held
    return (
        float(first > 0),
        float(0 < first <= 4),
        precision / min(len(facts), _DEEPEST),
        1 / first if first else 0.0,
        len(seen) / len(facts),
        float(len(seen) == len(facts)),
    )


def bare(text: str) -> str:
    return "".join(text.split())


def rankings(stores: Stores) -> dict[str, Ranking]:
    """The baselines and our retrieval, over the same indexes."""
    retriever = Retriever(stores)

    def words(text: str, _: Vector, limit: int = _DEEPEST) -> list[str]:
        return [id for id, _ in stores.lexical.search(text, limit)]

    def meaning(_: str, vector: Vector, limit: int = _DEEPEST) -> list[str]:
        return [id for id, _ in stores.vectors.search(vector, limit)]

    def fused(text: str, vector: Vector) -> list[str]:
        scores: dict[str, float] = {}
        for ranking in (words(text, vector, 100), meaning(text, vector, 100)):
            for rank, id in enumerate(ranking, 1):
                scores[id] = scores.get(id, 0.0) + 1 / (_RRF + rank)
        return sorted(scores, key=lambda each: -scores[each])

    def built(text: str, vector: Vector) -> list[str]:
        return [hit.passage.id for hit in retriever.retrieve(Query(text), _DEEPEST, vector)]

    return {"BM25": words, "vectors": meaning, "rank fusion of both": fused, "report-qa": built}


def table(stores: Stores, every: Sequence[MultiHopQuestion]) -> str:
    """One row for each ranking; questions without an answer are left out."""
    asked = [question for question in every if question.facts]
    begun = time.perf_counter()
    vectors = [stores.embedder.question(question.text) for question in asked]
    embedding = 1000 * (time.perf_counter() - begun) / len(asked)
    ids = stores.library.passage_ids(entry.document_id for entry in stores.library.catalogue())
    texts = {id: bare(passage.text) for id, passage in stores.library.passages(ids).items()}
    commit = run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    lines = [
        f"MultiHop-RAG retrieval, {datetime.now(UTC):%d %B %Y}, commit {commit.strip() or 'none'}: "
        f"{len(asked)} questions, {stores.library.counts()['documents']} articles, {len(texts)} passages; "
        f"embedding a question {embedding:.1f} ms",
        "",
        f"|  | {' | '.join(MEASURES)} | p50 ms | p95 ms |",
        "|---" * (len(MEASURES) + 3) + "|",
    ]
    for name, rank in rankings(stores).items():
        found = measure(rank, asked, vectors, texts)
        shares = " | ".join(f"{mean:.3f}" for mean in found.means)
        lines.append(f"| {name} | {shares} | {found.p50:.1f} | {found.p95:.1f} |")
    return "\n".join(lines)


def main() -> int:
    if not _SHARED.is_dir():
        print("MultiHop-RAG retrieval: skipped, because its data is missing (../shared/eval).")
        return 0
    with library(_SHARED) as stores:
        show("retrieval", table(stores, questions(_SHARED)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
