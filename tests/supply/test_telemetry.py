"""Telemetry of every dependency is off before it is imported, in every process that the program starts."""

import mmap
import os
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path

import pytest

from ingest.isolation.environment import reader_environment
from rag.telemetry import SILENT

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = [
    "server.cli",
    "server.app",
    "ingest.sync.sync",
    "ingest.isolation.worker",
    "ingest.isolation.page_renderer",
    "rag.embedding.onnx_export",
    "rag.langchain",
    "report_qa",
    "rag.service",
    "benchmarks.__main__",
    "benchmarks.peers.protocol",
]
# What reads each variable: where a new version reads another, this table and `SILENT` are to be brought up to date.
READ_BY = {
    "ORT_DISABLE_TELEMETRY": "onnxruntime",
    "ANONYMIZED_TELEMETRY": "chromadb",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "chromadb",
    "HF_HUB_OFFLINE": "huggingface-hub",
    "HF_HUB_DISABLE_TELEMETRY": "huggingface-hub",
    "HF_HUB_DISABLE_UPDATE_CHECK": "huggingface-hub",
    "DO_NOT_TRACK": "huggingface-hub",
}
WATCHED = """
import importlib, os, sys

dependencies = {"onnxruntime", "chromadb", "huggingface_hub", "transformers", "torch", "rapidocr", "numpy"}
silent = dict(pair.split("=") for pair in sys.argv[2:])

def watch(event, given):
    if event == "import" and given[0].split(".")[0] in dependencies:
        loud = [name for name, value in silent.items() if os.environ.get(name) != value]
        if loud:
            print(given[0], "is imported before", loud, file=sys.stderr)
            os._exit(1)

sys.addaudithook(watch)
importlib.import_module(sys.argv[1])
"""


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_dependency_is_imported_before_its_telemetry_is_off(entry: str) -> None:
    loud = {name: value for name, value in os.environ.items() if name not in SILENT}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, entry, *(f"{name}={value}" for name, value in SILENT.items())],
        env={**loud, "ANONYMIZED_TELEMETRY": "True", "HF_HUB_OFFLINE": "0", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_readers_get_the_same_settings() -> None:
    assert SILENT.items() <= reader_environment().items()


def test_these_tests_run_without_telemetry() -> None:
    assert SILENT.items() <= os.environ.items()


@pytest.mark.parametrize("variable", SILENT)
def test_the_dependency_still_reads_the_variable(variable: str) -> None:
    installed = [Path(str(file.locate())) for file in files(READ_BY[variable]) or ()]
    code = [
        path
        for path in installed
        if path.suffix in {".py", ".so", ".pyd", ".dll", ".dylib"} or ".so." in path.name
    ]
    assert any(holds(path, variable) for path in code)


def holds(path: Path, variable: str) -> bool:
    """Chroma's settings are fields: the names of their variables in lower case."""
    if path.stat().st_size == 0:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(name.encode()) >= 0 for name in (variable, variable.lower()))
