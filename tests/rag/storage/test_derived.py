"""What is worked out of all documents: once for each state of them, and aside while others come in."""

import time
from pathlib import Path

import pytest

from ingest.sync.sync import sync
from rag.storage import derived
from rag.storage.derived import Derived
from rag.storage.stores import Stores


def write(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(f"The {name} was closed in May, said the mayor.\n", encoding="utf-8")
    return path


def titles(stores: Stores) -> list[str]:
    return sorted(Path(entry.path).stem for entry in stores.library.catalogue())


def test_it_is_worked_out_again_only_when_the_documents_have_changed(tmp_path: Path, stores: Stores) -> None:
    made = Derived(stores, lambda: titles(stores))
    sync(stores, [write(tmp_path / "papers", "pier")])
    first = made.now()
    assert first == ["pier"]
    assert made.now() is first
    sync(stores, [write(tmp_path / "papers", "quay")])
    assert made.now() == ["pier", "quay"]


def test_while_documents_come_in_the_last_serves_and_is_made_anew_aside(
    tmp_path: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "_LEAST", 0.0)
    sync(stores, [write(tmp_path / "papers", "pier")])
    made = Derived(stores, lambda: titles(stores))
    assert made.now() == ["pier"]
    with stores.taking_in():
        sync(stores, [write(tmp_path / "papers", "quay")])
        assert made.now() == ["pier"]
        until = time.monotonic() + 20
        while made.now() == ["pier"] and time.monotonic() < until:
            time.sleep(0.01)
        assert made.now() == ["pier", "quay"]


def test_once_they_are_in_it_is_as_they_are(tmp_path: Path, stores: Stores) -> None:
    sync(stores, [write(tmp_path / "papers", "pier")])
    made = Derived(stores, lambda: titles(stores))
    made.now()
    with stores.taking_in():
        sync(stores, [write(tmp_path / "papers", "quay")])
        assert made.now() == ["pier"]  # too soon to be made anew
    assert made.now() == ["pier", "quay"]
