"""The vectors on a Chroma server: a real one, started by `chroma run` on this machine."""

import gc
import os
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from ingest.sync.sync import sync
from rag.embedding.embedder import Embedder
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.audit import faults
from rag.storage.chroma.index import ChromaIndex
from rag.storage.revision.indexes import Engines, drop_affair
from rag.storage.stores import Stores

FERRY = "The ferry Zephyrine calls at the old pier on Sundays. Nobody else does."
MOON = "The moon was full that night. A dog barked at the moon."
CHROMA = Path(sys.executable).with_name("chroma")


class ChromaServer:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [str(CHROMA), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)],
            env=os.environ | {"ANONYMIZED_TELEMETRY": "False"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while True:
            assert self.process.poll() is None
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    started = ChromaServer(tmp_path_factory.mktemp("chroma"))
    yield started
    started.stop()


@pytest.fixture(autouse=True)
def sockets_of_chroma() -> Iterator[None]:
    """Chroma's client drops a socket now and then without closing it, which else another test would be blamed for."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "moon.txt").write_text(MOON)
    return folder


def test_what_is_taken_in_and_removed_is_so_on_the_server(
    server: ChromaServer, papers: Path, tmp_path: Path, embedder: Embedder
) -> None:
    engines = Engines(server.url)
    with closing(Stores(tmp_path / "data", embedder, engines, "ferries")) as stores:
        assert sync(stores, [papers]).failed == []
        assert len(stores.vectors.ids()) == stores.vectors.count() == 2
        (best, cosine), *_ = stores.vectors.search(embedder.query("When does the ferry call?"), 2)
        assert FERRY.startswith(stores.library.passages([best])[best].text[:20])
        assert stores.vectors.cosines(embedder.query("When does the ferry call?"), [best])[
            best
        ] == pytest.approx(cosine, abs=1e-3)
        assert faults(stores) == []
        assert not (tmp_path / "data" / "vectors" / "chroma.sqlite3").exists()
        (papers / "moon.txt").unlink()
        sync(stores, [papers])
        assert stores.vectors.ids() == {best}
        assert faults(stores) == []
        with stores.writing():
            assert list(stores.rebuild()) == [1]
        assert stores.vectors.ids() == {best}
    with closing(Stores(tmp_path / "data", embedder, engines, "ferries")) as again:
        assert again.vectors.ids() == {best}


def test_affairs_are_apart_on_one_server(server: ChromaServer, embedder: Embedder, tmp_path: Path) -> None:
    vector = embedder.query("the pier")
    with (
        closing(ChromaIndex(tmp_path / "a", server.url, affair="one")) as one,
        closing(ChromaIndex(tmp_path / "b", server.url, affair="other")) as other,
    ):
        one.add(["p1"], [vector], ["d"])
        other.add(["p2"], [vector], ["d"])
        assert [id for id, _ in one.search(vector, 5)] == ["p1"]
        drop_affair(Engines(server.url), "one")
        assert (one.count(), other.count()) == (0, 1)


def test_an_index_that_is_begun_anew_holds_nothing(
    server: ChromaServer, embedder: Embedder, tmp_path: Path
) -> None:
    with closing(ChromaIndex(tmp_path, server.url, affair="reset")) as index:
        index.add(["p1"], [embedder.query("the pier")], ["d"])
        index.reset()
        assert index.count() == 0
        index.add(["p2"], [np.ones(7, dtype=np.float32)], ["d"])  # of another model
        assert index.ids() == {"p2"}


def test_while_the_server_is_away_words_answer_and_afterwards_vectors_again(
    papers: Path, tmp_path: Path
) -> None:
    server = ChromaServer(tmp_path / "chroma")
    settings = Settings(
        data_dir=tmp_path / "data", chroma_url=server.url, chat_model="", reranker="off", _env_file=None
    )
    asked = Question("When does the ferry Zephyrine call at the pier?", alone=True)
    with closing(Service(settings)) as service:
        assert sync(service.stores, [papers]).failed == []
        whole = service.pipeline.answer(asked)
        assert whole.citations
        server.stop()
        without = service.pipeline.answer(asked)
        assert [each.quote for each in without.citations] == [each.quote for each in whole.citations]
        assert any("words alone" in each for each in without.warnings)
        assert not any(str(tmp_path) in each for each in without.warnings)
        server.start()
        again = service.pipeline.answer(asked)
        assert again.warnings == whole.warnings
    server.stop()
