"""SQuAD 2 (Rajpurkar, Jia and Liang 2018, CC BY-SA): is the right sentence first, and is there an answer at all?

Each article is ingested as one document. The right sentence is the one of the question's own paragraph that holds the
first gold answer at its offset. Half of the questions are impossible on purpose: their paragraph does not answer them.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.heading import CACHE, SHARED, absent, heading, share, table
from benchmarks.report import show
from ingest.sync.sync import sync
from rag.embedding.onnx_export import default_embedder
from rag.judging.answerability import judge
from rag.question.analysis import Asked, ask
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.retrieval.sentences import select
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import Evidence, Hit

_DATA = SHARED / "eval" / "squad2" / "dev-half.json"
_FOLDER = CACHE / "squad"
_HITS = 12


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """`answer` starts at `offset` of `paragraph`; None where the paragraph does not answer."""

    text: str
    article: str
    paragraph: str
    answer: str | None
    offset: int


@dataclass(frozen=True, slots=True)
class FoundForQuestion:
    """A question with what was found for it."""

    question: SquadQuestion
    asked: Asked
    hits: Sequence[Hit]
    evidence: Sequence[Evidence]


def questions() -> list[SquadQuestion]:
    """Every question of the half; white space in paragraphs is reduced to single spaces."""
    found = []
    for article in json.loads(_DATA.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            text = _one_line(paragraph["context"])
            for asked in paragraph["qas"]:
                answers = asked["answers"][:1]
                start = answers[0]["answer_start"] if answers else 0
                offset = len(_one_line(paragraph["context"][:start] + "x")) - 1
                answer = None if asked["is_impossible"] else answers[0]["text"]
                found.append(SquadQuestion(asked["question"], article["title"], text, answer, offset))
    return found


@contextmanager
def library() -> Iterator[Stores]:
    """The articles, ingested; a later run finds them unchanged."""
    files = _FOLDER / "articles"
    files.mkdir(parents=True, exist_ok=True)
    for number, article in enumerate(json.loads(_DATA.read_text(encoding="utf-8"))["data"]):
        path = files / f"{number:03}.txt"
        path.write_text(
            "\n\n".join(_one_line(each["context"]) for each in article["paragraphs"]), encoding="utf-8"
        )
        known = {"title": article["title"].replace("_", " ")}
        path.with_name(f"{path.name}.meta.yaml").write_text(json.dumps(known), encoding="utf-8")
    stores = Stores(_FOLDER / "data", default_embedder())
    try:
        sync(stores, [files])
        yield stores
    finally:
        stores.close()


def found(stores: Stores, asked: Sequence[SquadQuestion]) -> Iterator[FoundForQuestion]:
    """Retrieve and select for each question."""
    retriever = Retriever(stores)
    rarity = Rarity(stores.lexical)
    for question in asked:
        vector = stores.embedder.question(question.text)
        hits = retriever.retrieve(Query(question.text), _HITS, vector)
        read = ask(question.text, rarity)
        sentences = stores.library.sentence_vectors(hit.passage.id for hit in hits)
        yield FoundForQuestion(question, read, hits, select(read, vector, hits, sentences))


def answers(question: SquadQuestion, evidence: Evidence) -> bool:
    """Does this sentence hold the gold answer, at its offset?"""
    at = question.paragraph.find(evidence.text)
    return at >= 0 and at <= question.offset < at + len(evidence.text)


def main() -> int:
    if absent("SQuAD 2", _DATA):
        return 0
    with library() as stores:
        every = list(found(stores, questions()))
    answerable = [each for each in every if each.question.answer is not None]
    orders: dict[str, Callable[[Evidence, Asked], float]] = {
        "words shared": lambda each, asked: asked.share(each.stems),
        "cosine": lambda each, _: each.cosine,
        "both added": lambda each, asked: asked.share(each.stems) + each.cosine,
        "report-qa": lambda each, _: each.score,
    }
    rows = []
    for name, score in orders.items():
        first = three = 0
        for each in answerable:
            ranked = sorted(each.evidence, key=lambda one: -score(one, each.asked))
            right = [answers(each.question, one) for one in ranked[:3]]
            first += right[:1] == [True]
            three += any(right)
        rows.append([name, share(first, len(answerable)), share(three, len(answerable))])
    above = heading(
        "SQuAD 2, the right sentence", f"{len(answerable)} questions, {_HITS} passages found for each"
    )
    lines = [above, table(["first", "in the first three"], rows)]
    truth = [each.question.answer is not None for each in every]
    signs = {
        "best cosine": [max((one.cosine for one in each.evidence), default=0.0) for each in every],
        "words shared": [
            each.asked.share(each.evidence[0].stems) if each.evidence else 0.0 for each in every
        ],
        "report-qa": [judge(each.asked, each.evidence, each.hits).probability for each in every],
    }
    rows = [[name, f"{roc_auc_score(truth, np.array(values)):.3f}"] for name, values in signs.items()]
    told = f"{sum(truth)} answerable and {len(truth) - sum(truth)} impossible questions"
    lines += [heading("SQuAD 2, answerable against impossible", told), table(["AUROC"], rows)]
    show("squad", "\n\n".join(lines))
    return 0


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
