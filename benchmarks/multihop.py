"""MultiHop-RAG (Tang and Yang 2024, ODC-BY) as a library: news articles, and questions over several of them.

The articles are written as text files with sidecar metadata and ingested once; a later run finds them unchanged.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.sync.sync import sync
from rag.embedding.onnx_export import default_embedder
from rag.storage.stores import Stores

_CACHE = Path(__file__).parent / ".cache" / "multihop"


@dataclass(frozen=True, slots=True)
class MultiHopQuestion:
    """`facts` are the sentences that answer it, from several articles; none if no article does."""

    text: str
    kind: str
    facts: tuple[str, ...]


def questions(folder: Path) -> list[MultiHopQuestion]:
    """Every question of the half in `folder`, including those without an answer."""
    rows = json.loads((folder / "queries.dev.json").read_text(encoding="utf-8"))
    return [
        MultiHopQuestion(
            row["query"], row["question_type"], tuple(each["fact"] for each in row["evidence_list"])
        )
        for row in rows
    ]


@contextmanager
def library(folder: Path) -> Iterator[Stores]:
    """The articles of `folder`, ingested; the first time takes some minutes."""
    files = _CACHE / "articles"
    write_articles(folder, files)
    stores = Stores(_CACHE / "data", default_embedder())
    try:
        outcome = sync(stores, [files])
        if outcome.failed:
            raise RuntimeError(f"{len(outcome.failed)} articles were not ingested: {outcome.failed[0]}")
        yield stores
    finally:
        stores.close()


def write_articles(folder: Path, files: Path) -> list[Path]:
    """Write the articles of `folder` as text files with sidecar metadata into `files`; returns their paths."""
    files.mkdir(parents=True, exist_ok=True)
    articles = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    written = []
    for number, article in enumerate(articles):
        path = files / f"{number:04}.txt"
        written.append(path)
        path.write_text(article["body"], encoding="utf-8")
        known = {
            "title": article["title"],
            "publisher": article["source"],
            "author": article["author"],
            "date": article["published_at"][:10],
            "url": article["url"],
        }
        # JSON is YAML.
        path.with_name(f"{path.name}.meta.yaml").write_text(json.dumps(known), encoding="utf-8")
    return written
