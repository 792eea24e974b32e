"""Serving and asking load nothing that they do not need: torch alone takes seconds and most of a gigabyte."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from server_process import Server

from ingest.sync.sync import sync
from rag.embedding.embedder import Embedder
from rag.storage.stores import Stores

HEAVY = {
    "torch",
    "transformers",
    "sentence_transformers",
    "onnx",
    "scipy",
    "sklearn",
    "pandas",
    "rapidocr",
    "cv2",
}
PROGRAM = """
import sys
from pathlib import Path
from fastapi.testclient import TestClient
from rag.service import Service
from rag.settings import Settings
from server.app import create_app

service = Service(Settings(data_dir=Path(sys.argv[1]), chat_model="", _env_file=None))
client = TestClient(create_app(service), base_url="http://127.0.0.1")
answer = client.post("/api/ask", json={"question": "Who promised repairs?"}).json()
assert answer["status"] == "answered", answer
service.pipeline.warm_up()
print(*sorted({name.split(".")[0] for name in sys.modules}))
"""


def test_neither_serving_nor_asking_loads_torch(tmp_path: Path, embedder: Embedder) -> None:
    (tmp_path / "letter.md").write_text("The council promised repairs by May.\n", encoding="utf-8")
    stores = Stores(tmp_path / "data", embedder)
    sync(stores, [tmp_path / "letter.md"])
    stores.close()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "onnxruntime" in loaded
    assert loaded & HEAVY == set()


COMMAND = """
import sys
from server.cli import main

code = main(sys.argv[1:])
print(*sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
sys.exit(code)
"""
# What the stores, the models and the HTTP application are made of.
STORES = {
    "chromadb",
    "fastapi",
    "langchain",
    "langchain_core",
    "numpy",
    "onnxruntime",
    "tantivy",
    "tokenizers",
}


def loaded_by(*command: str) -> tuple[str, set[str]]:
    """What a command prints, and the names of the packages that it has imported in the end."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *command], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, set(done.stderr.split())


def test_parsing_arguments_loads_neither_stores_nor_settings() -> None:
    for command in (["--help"], ["--version"], ["ask", "-h"], ["serve", "-h"]):
        printed, loaded = loaded_by(*command)
        assert "report-qa" in printed
        assert "typer" in loaded
        assert loaded & (HEAVY | STORES | {"pydantic_settings"}) == set(), command


def test_a_command_that_the_server_answers_loads_no_stores(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORT_QA_DATA_DIR", str(tmp_path / "data"))
    (tmp_path / "letter.md").write_text("The council promised repairs by May 2015.\n", encoding="utf-8")
    server = Server(tmp_path / "data")
    try:
        for command, told in (
            (("ingest", str(tmp_path / "letter.md")), "1 added."),
            (("documents",), "letter.md"),
            (("ask", "Who promised repairs?"), "The council promised repairs"),
            (("search", "repairs"), "The council promised repairs"),
            (("find", "repairs"), "[repairs]"),
            (("claims",), "No document held is a report"),
            (("timeline",), "The council promised repairs"),
            (("conversations",), "Who promised repairs?"),
            (("rebuild",), "Rebuilt: 1 passages."),
        ):
            printed, loaded = loaded_by(*command)
            assert told in printed
            assert loaded & (HEAVY | STORES) == set(), command
    finally:
        server.end(signal.SIGINT)
