"""The same library with its indexes embedded and in Milvus: the same passages for the same question."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from engines import MILVUS, affair_of, engines

from rag.embedding.embedder import Embedder
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.service import Service
from rag.storage.audit import faults
from rag.storage.stores import Stores

ROOT = Path(__file__).resolve().parents[3]
LABELLED = ROOT / "benchmarks" / "data" / "judging" / "documents.jsonl"
AS_OFTEN = 0.98


@pytest.fixture(scope="module")
def embedded(service_over: Callable[..., Service]) -> Stores:
    return service_over(ROOT / "documents").stores


@pytest.fixture(scope="module")
def in_milvus(
    embedded: Stores, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stores]:
    """A copy of its folder, whose first writer fills Milvus."""
    folder = tmp_path_factory.mktemp("copy") / "data"
    with embedded.writing():
        shutil.copytree(
            embedded.folder, folder, ignore=shutil.ignore_patterns("vectors", "lexical", "writing.*")
        )
    made = Stores(folder, embedder, engines(MILVUS), affair_of(folder))
    with made.writing():
        pass
    yield made
    made.close()


def test_a_library_that_moves_to_milvus_is_whole_there(embedded: Stores, in_milvus: Stores) -> None:
    assert faults(in_milvus) == []
    assert in_milvus.lexical.ids() == in_milvus.vectors.ids() == embedded.lexical.ids()


def test_words_are_as_common_in_both(embedded: Stores, in_milvus: Stores) -> None:
    words = ["Ofsted", "councils", "social workers", "the", "Doncaster", "nowhere-held"]
    assert in_milvus.lexical.frequencies(words) == embedded.lexical.frequencies(words)
    assert in_milvus.lexical.total() == embedded.lexical.total()


def test_people_find_the_same_passages_in_both(embedded: Stores, in_milvus: Stores, shared: Path) -> None:
    lines = (shared / "eval" / "people" / "questions.dev.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [row["question"] for line in lines if (row := json.loads(line))["corpus"] == "documents"]
    asked += [json.loads(line)["question"] for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    one, other = Retriever(embedded), Retriever(in_milvus)
    found = [[hit.passage.id for hit in one.retrieve(Query(text), 10)] for text in asked]
    there = [[hit.passage.id for hit in other.retrieve(Query(text), 10)] for text in asked]
    assert sum(a[0] == b[0] for a, b in zip(found, there, strict=True)) >= AS_OFTEN * len(asked)
    in_common = [len(set(a) & set(b)) / len(a) for a, b in zip(found, there, strict=True)]
    assert sum(in_common) >= AS_OFTEN * len(asked)
