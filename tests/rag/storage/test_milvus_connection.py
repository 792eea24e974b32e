"""A Milvus server that goes away and comes back: who asks is told, and the next question finds it again."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rag.embedding.embedder import unit
from rag.errors import Closing, IndexUnreachable
from rag.storage.milvus.connection import Milvus
from rag.storage.milvus.vectors import MilvusVectors
from rag.storage.milvus.words import MilvusWords
from rag.storage.revision.values import PassageRow
from rag.types import Metadata, Passage

ROWS = unit(np.random.default_rng(3).normal(size=(2, 16)))


class Server:
    """milvus-lite as a process of its own, behind the same protocol as a Milvus server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    @property
    def url(self) -> str:
        return f"http://somebody:secret-word@127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "milvus_lite", "server", "--data-dir", str(self.folder)]
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("milvus-lite did not start")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    made = Server(tmp_path / "milvus")
    yield made
    made.stop()


def test_a_server_that_went_away_is_named_and_found_again(server: Server) -> None:
    milvus = Milvus(server.url)
    vectors, words = MilvusVectors(milvus, 16, "harbour"), MilvusWords(milvus, "harbour")
    vectors.add(["a", "b"], list(ROWS), ["d", "d"])
    words.add([PassageRow(Passage("a", "d", 0, 8, "A quay."), Metadata())])
    words.commit()
    assert vectors.search(ROWS[1], 1)[0][0] == "b"

    server.stop()
    assert vectors.search(ROWS[1], 1) == []
    assert f"Milvus at http://127.0.0.1:{server.port} does not answer" in vectors.failure
    assert "secret-word" not in vectors.failure
    began = time.monotonic()
    with pytest.raises(IndexUnreachable, match="REPORT_QA_MILVUS_URL"):
        words.search("quay", 1)
    assert time.monotonic() - began < 1  # what was just found to be away is not waited for again

    server.start()
    for _ in range(40):
        if found := vectors.search(ROWS[1], 1):
            break
        time.sleep(0.25)
    assert found[0][0] == "b"
    assert vectors.failure == ""
    assert [id for id, _ in words.search("quays", 1)] == ["a"]
    vectors.close()
    with pytest.raises(Closing):
        words.search("quay", 1)


def test_an_index_is_opened_without_its_server_which_is_missed_when_it_is_asked() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        milvus = Milvus(f"http://127.0.0.1:{unused.getsockname()[1]}")
        index = MilvusVectors(milvus, 16)
        with pytest.raises(IndexUnreachable):
            index.count()
        assert index.search(ROWS[0], 1) == []
        assert "does not answer" in index.failure
        index.close()
