"""The public Python interface: what `docs/python.md` and `examples/` promise."""

import ast
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from folders import ROOT

import report_qa
from rag.errors import NotFound
from report_qa import Filters, OpenLibrary, OperatorError, UserError, open_library

NOTE = """---
title: Winter service
publisher: Acme Water
date: 2020-02-03
kind: response
---

The burst main in Mill Lane was repaired on 2 February 2020. The repair cost £14,000.
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    (folder / "note.md").write_text(NOTE, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is no PDF")
    return folder


@pytest.fixture(scope="module")
def library(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenLibrary]:
    with open_library(tmp_path_factory.mktemp("data")) as opened:
        opened.outcome = opened.ingest(papers)  # type: ignore[attr-defined]
        yield opened


def test_a_folder_is_ingested_and_one_unreadable_file_does_not_stop_it(library: OpenLibrary) -> None:
    outcome = library.outcome  # type: ignore[attr-defined]
    assert [Path(path).name for path in outcome.added] == ["note.md"]
    assert [Path(each["path"]).name for each in outcome.failed] == ["broken.pdf"]
    assert (outcome.documents, outcome.passages) == (1, 1)


def test_an_answer_quotes_the_document(library: OpenLibrary) -> None:
    answer = library.ask("How much did the repair cost?")
    assert answer.status == "answered"
    first = answer.citations[0]
    assert first.quote == "The repair cost £14,000."
    assert library.document(first.document_id).text[first.start : first.end] == first.quote


def test_a_follow_up_goes_on_in_the_same_conversation(library: OpenLibrary) -> None:
    before = library.ask("When was the burst main in Mill Lane repaired?")
    after = library.ask("How much did it cost?", conversation_id=before.conversation_id)
    assert after.conversation_id == before.conversation_id


def test_filters_narrow_a_search(library: OpenLibrary) -> None:
    assert [hit.metadata.title for hit in library.search("burst main")] == ["Winter service"]
    assert library.search("burst main", filters=Filters(date_from="2021")) == []


def test_the_documents_are_listed_and_the_stores_agree(library: OpenLibrary) -> None:
    assert [held.metadata.publisher for held in library.documents()] == ["Acme Water"]
    assert [row.date for row in library.timeline()] == ["2020-02-02"]
    assert [row.date for row in library.timeline(published=True)] == ["2020-02-02", "2020-02-03"]
    assert library.find("burst MAIN").total == 1
    assert library.overview().documents == 1
    assert library.claims() == ()
    assert library.verify() == []


def test_what_cannot_be_done_is_a_clear_error(library: OpenLibrary, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="The question is empty"):
        library.ask(" ")
    with pytest.raises(NotFound, match="no document with the id 'nope'"):
        library.remove("nope")
    (tmp_path / "a-file").write_text("")
    with pytest.raises(OperatorError, match="REPORT_QA_DATA_DIR"):
        open_library(tmp_path / "a-file")


def test_a_removed_document_is_gone_and_its_file_stays(papers: Path, tmp_path: Path) -> None:
    with open_library(tmp_path / "data") as library:
        library.ingest(papers / "note.md")
        library.remove(*(held.id for held in library.documents()))
        assert library.documents() == []
    assert (papers / "note.md").exists()


def test_importing_it_loads_no_model_and_no_index() -> None:
    heavy = "('numpy', 'onnxruntime', 'chromadb', 'tantivy', 'torch', 'pydantic_settings')"
    script = f"import sys, report_qa; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert found.stdout.strip() == "[]"


def test_every_public_name_is_documented() -> None:
    told = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    methods = [name for name in vars(OpenLibrary) if not name.startswith("_")]
    assert [name for name in (*report_qa.__all__, *methods) if f"`{name}" not in told] == []


def test_the_packages_say_that_they_are_typed() -> None:
    assert [
        name for name in ("report_qa", "rag", "ingest", "server") if not (ROOT / name / "py.typed").exists()
    ] == []


def test_every_package_is_installed() -> None:
    """The installation in this folder finds a package that a built one would lack."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = project["tool"]["setuptools"]["packages"]
    held = {
        ".".join(path.relative_to(ROOT).parent.parts)
        for name in ("rag", "ingest", "server", "report_qa")
        for path in (ROOT / name).rglob("*.py")
    }
    assert held == set(listed)


def test_the_example_runs_as_it_stands(papers: Path) -> None:
    done = subprocess.run(
        [sys.executable, "examples/notebook.py", str(papers), "How much did the repair cost?"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert "1 documents, 1 passages" in done.stdout
    assert "The repair cost £14,000." in done.stdout
    assert "[1] Winter service, Acme Water, 2020-02-03" in done.stdout


def test_the_example_is_short() -> None:
    body = ast.parse((ROOT / "examples" / "notebook.py").read_text(encoding="utf-8")).body[1:]
    assert (body[-1].end_lineno or 0) - body[0].lineno < 18
