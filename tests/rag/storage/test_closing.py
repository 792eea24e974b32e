"""Stores that are closed while threads work over them: these end with Closing, and the process goes on."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from rag.errors import Closing
from rag.storage.background import Joint
from rag.storage.stores import Stores

ROOT = Path(__file__).resolve().parents[3]
TIMES = 12
# In a process of its own: a fault in a native library would end the tests too.
OPEN_INGEST_CLOSE = """
import faulthandler, sys, threading, time
from contextlib import nullcontext
from pathlib import Path

import ingest.sync.sync
from fastapi.testclient import TestClient
from ingest.isolation.limits import Limits
from ingest.isolation.pool import Workers
from ingest.sync.sync import sync
from rag.errors import Closing, ReportQAError
from rag.service import Service
from rag.settings import Settings
from rag.storage.stores import Stores
from rag.types import Filters
from server.app import create_app

faulthandler.enable()
folder, times = Path(sys.argv[1]), int(sys.argv[2])
reader = Workers(Limits(), 1)  # to start one each time took longer than the work over the stores
ingest.sync.sync.Workers = lambda *_: nullcontext(reader)
first = Service(Settings(data_dir=folder / "first", parse_workers=1, _env_file=None))
sync(first.stores, [folder / "papers"])
for number in range(times):
    service = Service(first.settings.model_copy(update={"data_dir": folder / str(number)}))
    vars(service)["encoder"] = first.encoder  # models are loaded once
    vars(service)["stores"] = Stores(folder / str(number), first.stores.embedder)
    told = []

    def read():
        try:
            while True:
                service.pipeline.find("harbour", Filters(), 5)
                service.stores.vectors.ids()
                service.stores.lexical.search("harbour", 5)
                time.sleep(0.002)  # the work beside it is to go on too
        except ReportQAError as error:
            told.append(error)

    papers = sorted((folder / "papers").iterdir())
    with TestClient(create_app(service), base_url="http://127.0.0.1") as client:
        sent = [("files", (each.name, each.read_bytes())) for each in papers]
        assert client.post("/api/documents", files=sent).status_code == 202
        client.get("/api/suggestions")
        service.overview.prepare()
        readers = [threading.Thread(target=read) for _ in range(3)]
        for each in readers:
            each.start()
    service.close()
    for each in readers:
        each.join(60)
    assert len(told) == 3, told
    assert any(isinstance(each, Closing) for each in told), told
    left = {"overview", "suggestions", "working out anew", "briefings"}
    assert not [each.name for each in threading.enumerate() if each.name in left]
first.close()
reader.close()
print("closed", times, "times")
"""


def test_a_service_is_opened_and_closed_again_and_again_while_it_works(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for number in range(2):
        (tmp_path / "papers" / f"letter-{number}.txt").write_text(
            f"The harbour has been closed for {number + 3} weeks. No ferry calls there, said Ada Quist."
        )
    done = subprocess.run(
        [sys.executable, "-c", OPEN_INGEST_CLOSE, str(tmp_path), str(TIMES)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"closed {TIMES} times\n"


def test_a_thread_in_the_library_when_it_is_closed_is_told(stores: Stores) -> None:
    told: list[Closing] = []
    reading = threading.Event()

    def read() -> None:
        try:
            while True:
                stores.database.rows("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
                                     "SELECT i FROM n")  # fmt: skip
                reading.set()
        except Closing as error:
            told.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    reading.wait()
    stores.close()
    thread.join()
    assert len(told) == 1
    with pytest.raises(Closing):
        stores.library.revision()


def test_nothing_begins_in_the_background_once_the_stores_are_closed(stores: Stores) -> None:
    begun = threading.Event()
    stores.background.start("work", begun.set).join()
    assert begun.is_set()
    stores.close()
    with pytest.raises(Closing):
        stores.background.start("work", begun.set)


def test_closing_waits_for_what_works_in_the_background_and_its_next_read_ends_it(stores: Stores) -> None:
    reading = threading.Event()

    def work() -> None:
        while True:
            stores.library.revision()
            reading.set()

    thread = stores.background.start("work", work)
    reading.wait()
    stores.close()
    assert not thread.is_alive()


def test_work_for_what_several_threads_have_prepared_is_done_once() -> None:
    joint, together = Joint(), threading.Barrier(3)
    done: list[int] = []
    threads = [
        threading.Thread(target=joint.after, args=(together.wait, lambda: done.append(1))) for _ in range(3)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert done == [1]
    joint.after(lambda: None, lambda: done.append(2))
    assert done == [1, 2]

    def refused() -> None:
        raise Closing

    with pytest.raises(Closing):
        joint.after(refused, lambda: done.append(3))
    assert done == [1, 2]
