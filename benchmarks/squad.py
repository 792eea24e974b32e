"""SQuAD 2 (Rajpurkar, Jia and Liang 2018, CC BY-SA): is the right sentence first, and is there an answer at all?

Each article is ingested as one document. The right sentence is the one of the question's own paragraph that holds the
first gold answer at its offset. Half of the questions are impossible on purpose: their paragraph does not answer them.
Each question is read as the service reads it; the other rows order the same sentences. `--every=N` takes each Nth.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.encoders import built_in
from benchmarks.heading import CACHE, SHARED, absent, heading, share, table
from benchmarks.options import number
from benchmarks.report import show
from ingest.sync.sync import sync
from rag.embedding.onnx_export import default_embedder
from rag.judging.reading import HITS, Reader, Reading
from rag.question.analysis import Asked
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import Evidence

_DATA = SHARED / "eval" / "squad2" / "dev-half.json"
_FOLDER = CACHE / "squad"


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """`answer` starts at `offset` of `paragraph`; None where the paragraph does not answer."""

    text: str
    article: str
    paragraph: str
    answer: str | None
    offset: int


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
    for place, article in enumerate(json.loads(_DATA.read_text(encoding="utf-8"))["data"]):
        path = files / f"{place:03}.txt"
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


def read(stores: Stores, asked: Sequence[SquadQuestion]) -> Iterator[tuple[SquadQuestion, Reading]]:
    """Search, rank and judge for each question."""
    reader = Reader(stores, Retriever(stores), Rarity(stores.lexical), built_in())
    for question in asked:
        yield question, reader.read(Query(question.text))


def answers(question: SquadQuestion, evidence: Evidence) -> bool:
    """Does this sentence hold the gold answer, at its offset?"""
    at = question.paragraph.find(evidence.text)
    return at >= 0 and at <= question.offset < at + len(evidence.text)


def main() -> int:
    if absent("SQuAD 2", _DATA):
        return 0
    every = number("every", 1)
    with library() as stores:
        found = list(read(stores, questions()[::every]))
    sample = f", one question in {every}" if every > 1 else ""
    show("squad", f"{_right_sentence(found, sample)}\n\n{_is_answered(found, sample)}")
    return 0


def _right_sentence(found: Sequence[tuple[SquadQuestion, Reading]], sample: str) -> str:
    """How often the right sentence is first, and in the first three, by each order."""
    answerable = [each for each in found if each[0].answer is not None]
    orders: dict[str, Callable[[Evidence, Asked], float]] = {
        "words shared": lambda each, asked: asked.share(each.stems),
        "cosine": lambda each, _: each.cosine,
        "both added": lambda each, asked: asked.share(each.stems) + each.cosine,
        "report-qa, before they are read again": lambda each, _: each.score,
        "report-qa": lambda *_: 0.0,  # its evidence is in order
    }
    rows = []
    for name, score in orders.items():
        first = three = 0
        for question, reading in answerable:
            ranked = sorted(reading.evidence, key=lambda one: -score(one, reading.asked))
            right = [answers(question, one) for one in ranked[:3]]
            first += right[:1] == [True]
            three += any(right)
        rows.append([name, share(first, len(answerable)), share(three, len(answerable))])
    told = f"{len(answerable)} questions, {HITS} passages found for each{sample}"
    return f"{heading('SQuAD 2, the right sentence', told)}\n\n{table(['first', 'in the first three'], rows)}"


def _is_answered(found: Sequence[tuple[SquadQuestion, Reading]], sample: str) -> str:
    """How well answerable and impossible questions are told apart, by each sign and by the verdict."""
    truth = np.array([question.answer is not None for question, _ in found])
    readings = [reading for _, reading in found]
    signs = {
        "best cosine": [max((one.cosine for one in each.evidence), default=0.0) for each in readings],
        "words shared": [
            max((each.asked.share(one.stems) for one in each.evidence), default=0.0) for each in readings
        ],
        "report-qa": [each.judgement.probability for each in readings],
    }
    rows = [[name, f"{roc_auc_score(truth, np.array(values)):.3f}", "", ""] for name, values in signs.items()]
    refused = np.array([each.judgement.verdict == "none" for each in readings])
    impossible, answerable = int(refused[~truth].sum()), int(refused[truth].sum())
    asked, others = int((~truth).sum()), int(truth.sum())
    rows.append(["report-qa, in use", "", share(impossible, asked), share(answerable, others)])
    told = f"{others} answerable and {asked} impossible questions{sample}"
    columns = ["AUROC", "impossible questions refused", "answerable refused"]
    return f"{heading('SQuAD 2, answerable against impossible', told)}\n\n{table(columns, rows)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main()
