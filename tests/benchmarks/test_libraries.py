"""A benchmark's library is ingested once for each content, and asking leaves what is kept as it was."""

from pathlib import Path

import pytest

from benchmarks import libraries


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(libraries, "_FOLDER", tmp_path / "kept")
    path = tmp_path / "papers" / "mill.txt"
    path.parent.mkdir()
    path.write_text("The mill at Oxney was closed in 1931.\n", encoding="utf-8")
    return path


def _kept(paper: Path) -> dict[str, int]:
    """The kept libraries, with the time of their newest change."""
    folder = paper.parents[1] / "kept"
    return {each.name: max(path.stat().st_mtime_ns for path in each.rglob("*")) for each in folder.iterdir()}


def test_the_same_content_is_ingested_once_and_asking_changes_nothing_kept(paper: Path) -> None:
    with libraries.library("mill", [paper.parent]) as service:
        answer = libraries.ask(service, "When was the mill at Oxney closed?")
    before = _kept(paper)
    with libraries.library("mill", [paper.parent]) as service:
        again = libraries.ask(service, "When was the mill at Oxney closed?")
    assert _kept(paper) == before
    assert [each["quote"] for each in again["citations"]] == [each["quote"] for each in answer["citations"]]


def test_changed_content_makes_another_library_and_the_old_one_goes(paper: Path) -> None:
    with libraries.library("mill", [paper.parent]):
        pass
    before = _kept(paper)
    paper.write_text("The mill at Oxney was closed in 1947.\n", encoding="utf-8")
    with libraries.library("mill", [paper.parent]) as service:
        [document] = [
            service.stores.library.document(entry.document_id) for entry in service.stores.library.catalogue()
        ]
        assert "1947" in document.text
    assert len(_kept(paper)) == 1
    assert not set(before) & set(_kept(paper))


def test_metadata_beside_a_file_belongs_to_its_content(paper: Path) -> None:
    with libraries.library("mill", [paper]):
        pass
    before = _kept(paper)
    paper.with_name("mill.txt.meta.yaml").write_text("title: The mill\n", encoding="utf-8")
    with libraries.library("mill", [paper]) as service:
        assert [entry.metadata.title for entry in service.stores.library.catalogue()] == ["The mill"]
    assert not set(before) & set(_kept(paper))


def test_earlier_turns_are_asked_in_the_same_conversation(paper: Path) -> None:
    with libraries.library("mill", [paper.parent]) as service:
        answer = libraries.ask(service, "When was it closed?", ["Which mill stood at Oxney?"])
        stored = service.archive.answers(answer["conversation_id"])
    assert [each.question for each in stored] == ["Which mill stood at Oxney?", "When was it closed?"]
