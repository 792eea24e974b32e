"""Files come in, change and go; whatever is held afterwards agrees in all three stores."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.papers import Sheet, pdf, scan
from ingest.isolation.limits import Limits
from ingest.sync import ahead, write_queue
from ingest.sync.file_walk import NothingThere, candidates
from ingest.sync.progress import Progress
from ingest.sync.sync import remove, sync
from ingest.sync.write_queue import WriteQueue
from rag.errors import DataFolderBusy, NotFound, StaleIndex
from rag.storage.audit import faults
from rag.storage.locations import Place
from rag.storage.originals import Originals
from rag.storage.stores import Stores

LETTER = """---
title: A letter to the mayor
publisher: Harbour Watch
date: 2019-03-04
kind: response
---
The harbour has been closed for nine weeks. "We were never told why," said Ada Quist, who keeps the lighthouse.

No ferry has called since January. The council says that it waits for a report on the pier.
"""
MINUTES = """---
title: Minutes of the harbour board
date: 2019-02-11
---
The board met in the town hall. It resolved to close the harbour until the pier had been inspected.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "letter.md").write_text(LETTER)
    (made / "minutes.md").write_text(MINUTES)
    return made


def held(stores: Stores) -> dict[str, str]:
    """Each document's name and text."""
    return {Path(each.path).name: stores.library.document(each.id).text for each in stores.library.holdings()}


def id_of(stores: Stores, name: str) -> str:
    return next(each.id for each in stores.library.holdings() if Path(each.places[0]).name == name)


def test_a_folder_comes_in_with_its_metadata(stores: Stores, folder: Path) -> None:
    outcome = sync(stores, [folder])
    assert [Path(path).name for path in outcome.added] == ["letter.md", "minutes.md"]
    assert (outcome.documents, outcome.failed, outcome.removed) == (2, [], [])
    assert outcome.passages == stores.vectors.count() == stores.lexical.count() > 0
    letter = stores.library.document(id_of(stores, "letter.md"))
    assert (letter.metadata.title, letter.metadata.date) == ("A letter to the mayor", "2019-03-04")
    assert letter.text.startswith("The harbour has been closed for nine weeks.")
    assert faults(stores) == []


def test_a_scan_of_two_pages_does_not_hold_up_the_files_after_it(
    stores: Stores, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_HOLDS_UP", 0.0)
    sheet = Sheet()
    for line in range(40):
        sheet.put(60, 780 - 17 * line, "The inquiry looked at nine harbours over two years.", 11)
    (folder / "a scan.pdf").write_bytes(scan(pdf([sheet, sheet])))
    outcome = sync(stores, [folder])
    assert [Path(path).name for path in outcome.added] == ["letter.md", "minutes.md", "a scan.pdf"]
    assert held(stores)["a scan.pdf"].count("nine harbours") > 70


def test_the_same_files_again_change_nothing(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    before = stores.library.revision()
    outcome = sync(stores, [folder])
    assert [Path(path).name for path in outcome.unchanged] == ["letter.md", "minutes.md"]
    assert (outcome.added, outcome.replaced) == ([], [])
    assert stores.library.revision() == before


def test_a_changed_file_replaces_its_old_passages_under_the_same_id(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    id, old = id_of(stores, "letter.md"), stores.library.passage_ids([id_of(stores, "letter.md")])
    (folder / "letter.md").write_text(LETTER.replace("nine weeks", "ten weeks"))
    outcome = sync(stores, [folder])
    assert [Path(path).name for path in outcome.replaced] == ["letter.md"]
    assert "ten weeks" in stores.library.document(id).text
    new = stores.library.passage_ids([id])
    assert not set(old) & set(new)
    assert stores.vectors.ids() == stores.lexical.ids() >= set(new)
    assert not stores.vectors.ids() & set(old)
    assert faults(stores) == []


def test_files_deleted_from_an_ingested_folder_are_removed_and_the_rest_stays(
    stores: Stores, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("A note from elsewhere about the tide tables of the year.")
    sync(stores, [folder, other])
    (folder / "letter.md").unlink()
    outcome = sync(stores, [folder])
    assert [Path(path).name for path in outcome.removed] == ["letter.md"]
    assert set(held(stores)) == {"minutes.md", "other.txt"}
    assert stores.vectors.ids() == stores.lexical.ids()
    assert faults(stores) == []


def test_a_file_ingested_by_its_own_name_goes_when_its_folder_is_named(stores: Stores, folder: Path) -> None:
    sync(stores, [folder / "letter.md"])
    (folder / "letter.md").unlink()
    assert [Path(path).name for path in sync(stores, [folder]).removed] == ["letter.md"]


def test_a_folder_below_the_one_named_counts_as_part_of_it(stores: Stores, folder: Path) -> None:
    below = folder / "more"
    below.mkdir()
    (below / "tide.txt").write_text("High water was at noon, the harbour master wrote.")
    sync(stores, [below])
    sync(stores, [folder])
    (below / "tide.txt").unlink()
    assert [Path(path).name for path in sync(stores, [folder]).removed] == ["tide.txt"]


def test_one_text_under_two_names_is_one_document_with_two_places(stores: Stores, folder: Path) -> None:
    (folder / "copy.md").write_text(LETTER)
    outcome = sync(stores, [folder])
    assert (len(outcome.added), outcome.documents, outcome.held_already) == (3, 2, 1)
    twin = next(each for each in stores.library.holdings() if len(each.places) == 2)
    assert [Path(place).name for place in twin.places] == ["copy.md", "letter.md"]
    (folder / "copy.md").unlink()
    outcome = sync(stores, [folder])
    assert [Path(path).name for path in outcome.removed] == ["copy.md"]
    assert outcome.documents == 2
    assert [Path(place).name for place in stores.library.holdings()[1].places] == ["letter.md"]
    assert faults(stores) == []


def test_a_moved_file_keeps_its_id(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    id = id_of(stores, "letter.md")
    (folder / "letter.md").rename(folder / "zz.md")
    sync(stores, [folder])
    assert id_of(stores, "zz.md") == id
    assert faults(stores) == []


def test_a_copy_that_changes_parts_from_its_twin(stores: Stores, folder: Path) -> None:
    (folder / "copy.md").write_text(LETTER)
    sync(stores, [folder])
    (folder / "copy.md").write_text(LETTER.replace("nine", "eleven"))
    (folder / "letter.md").write_text(LETTER.replace("nine", "twelve"))
    assert sync(stores, [folder]).documents == 3
    texts = held(stores)
    assert "eleven weeks" in texts["copy.md"]
    assert "twelve weeks" in texts["letter.md"]
    assert faults(stores) == []


def test_two_files_that_change_places_keep_their_texts(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    letter, minutes = (folder / "letter.md").read_text(), (folder / "minutes.md").read_text()
    (folder / "letter.md").write_text(minutes)
    (folder / "minutes.md").write_text(letter)
    assert sync(stores, [folder]).documents == 2
    texts = held(stores)
    assert texts["letter.md"].startswith("The board met")
    assert texts["minutes.md"].startswith("The harbour has been closed")
    assert faults(stores) == []


def test_a_text_that_moves_on_while_its_old_file_changes_is_kept(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    (folder / "a copy.md").write_text(LETTER)
    (folder / "letter.md").write_text("Another text altogether stands here now. It has two sentences.")
    sync(stores, [folder])
    assert held(stores)["a copy.md"].startswith("The harbour has been closed")
    assert held(stores)["letter.md"].startswith("Another text")
    assert faults(stores) == []


def test_a_new_file_with_the_old_text_of_one_that_changes_is_a_document_of_its_own(
    stores: Stores, folder: Path
) -> None:
    sync(stores, [folder])
    (folder / "letter.md").write_text(LETTER.replace("nine", "ten"))
    (folder / "old letter.md").write_text(LETTER)
    sync(stores, [folder])
    texts = held(stores)
    assert "ten weeks" in texts["letter.md"]
    assert "nine weeks" in texts["old letter.md"]
    assert faults(stores) == []


@pytest.mark.parametrize("name_with_more", ["a.txt", "z.txt"])
def test_a_copy_without_its_sidecar_is_no_other_document(
    stores: Stores, tmp_path: Path, name_with_more: str
) -> None:
    text = "The pier was inspected in May. Three of its piles had rotted through."
    (tmp_path / "m.txt").write_text(text)
    (tmp_path / name_with_more).write_text(text)
    (tmp_path / f"{name_with_more}.meta.yaml").write_text("publisher: Board of Works\ndate: 2019-05")
    outcome = sync(stores, [tmp_path])
    assert (outcome.documents, outcome.held_already) == (1, 1)
    (told,) = (each for each in outcome.warnings if each["warning"].startswith("already held, as "))
    assert {Path(told["path"]).name, Path(told["warning"].split(";")[0]).name} == {"m.txt", name_with_more}
    only = stores.library.holdings()[0]
    assert (only.metadata.publisher, only.metadata.date, len(only.places)) == (
        "Board of Works",
        "2019-05",
        2,
    )
    assert faults(stores) == []


def test_a_poorer_copy_that_is_touched_takes_nothing_away(stores: Stores, tmp_path: Path) -> None:
    text = "The pier was inspected in May. Three of its piles had rotted through."
    (tmp_path / "rich.txt").write_text(text)
    (tmp_path / "rich.txt.meta.yaml").write_text("publisher: Board of Works")
    (tmp_path / "poor.txt").write_text(text)
    sync(stores, [tmp_path])
    (tmp_path / "poor.txt").write_text(text + "\n\n")
    assert [Path(path).name for path in sync(stores, [tmp_path]).replaced] == ["poor.txt"]
    (only,) = stores.library.holdings()
    assert (only.metadata.publisher, len(only.places)) == ("Board of Works", 2)
    assert faults(stores) == []


def test_a_name_that_is_no_text_is_reported_and_the_rest_go_in(stores: Stores, folder: Path) -> None:
    try:
        (folder / os.fsdecode(b"br\xfccke.txt")).write_text("A note on the bridge. It is closed.")
    except OSError:
        pytest.skip("this file system takes no such names")
    outcome = sync(stores, [folder])
    assert [Path(each["path"]).name for each in outcome.failed] == ["br?cke.txt"]
    assert outcome.documents == 2


def test_one_text_in_two_papers_is_two_documents_and_one_source(stores: Stores, tmp_path: Path) -> None:
    release = "The board regrets the closure. " * 3 + "It has asked three engineers for their opinion."
    for paper in ("Herald", "Gazette"):
        (tmp_path / f"{paper}.txt").write_text(release)
        (tmp_path / f"{paper}.txt.meta.yaml").write_text(f"publisher: The {paper}")
    assert sync(stores, [tmp_path]).documents == 2
    ids = [each.id for each in stores.library.holdings()]
    assert stores.library.independent(ids) == 1


def test_one_bad_file_is_reported_and_the_rest_go_in(stores: Stores, folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing of the kind")
    (folder / "table.xyz").write_text("1,2,3")
    outcome = sync(stores, [folder])
    assert {Path(each["path"]).name for each in outcome.failed} == {"empty.txt", "broken.pdf", "table.xyz"}
    assert all(each["error"].endswith(".") for each in outcome.failed)
    assert outcome.documents == 2
    assert faults(stores) == []


def test_a_file_that_turns_bad_leaves_what_was_held_of_it(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    (folder / "letter.md").write_bytes(b"")
    outcome = sync(stores, [folder])
    assert [Path(each["path"]).name for each in outcome.failed] == ["letter.md"]
    assert outcome.removed == []
    assert "nine weeks" in held(stores)["letter.md"]


def test_a_file_over_the_limit_is_named_with_the_setting(stores: Stores, folder: Path) -> None:
    (folder / "long.txt").write_bytes(b"word " * 300_000)
    (failed,) = sync(stores, [folder], limits=Limits(file_mb=1)).failed
    assert "REPORT_QA_MAX_FILE_MB" in failed["error"]


def test_a_missing_path_and_an_empty_folder_are_said(stores: Stores, tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match="no file or folder"):
        sync(stores, [tmp_path / "nowhere"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingThere, match="no documents in"):
        sync(stores, [tmp_path / "empty"])


def test_another_process_that_writes_is_named(stores: Stores, folder: Path, library_url: str) -> None:
    other = Stores(stores.folder, stores.embedder, database_url=library_url)
    with stores.hold(), pytest.raises(DataFolderBusy, match="process"):
        sync(other, [folder])
    assert sync(other, [folder]).documents == 2
    other.close()


def test_vectors_of_another_model_stop_an_ingestion(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    stores.database.set_setting("embedding", "another model")
    with pytest.raises(StaleIndex, match="rebuild"):
        sync(stores, [folder])


def test_a_removed_document_is_gone_with_what_was_kept_of_its_file(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    id = id_of(stores, "letter.md")
    sha = next(each.file_sha for each in stores.library.holdings() if each.id == id)
    originals = Originals(stores.folder / "originals")
    assert sha is not None
    assert originals.open(sha).read_text() == LETTER
    remove(stores, [id])
    with pytest.raises(NotFound):
        originals.open(sha)
    assert set(held(stores)) == {"minutes.md"}
    assert stores.vectors.ids() == stores.lexical.ids()
    assert not any(id in passage for passage in stores.vectors.ids())
    with pytest.raises(NotFound):
        remove(stores, [id])
    assert faults(stores) == []


def test_progress_counts_files_and_passages(stores: Stores, folder: Path) -> None:
    seen: list[Progress] = []
    outcome = sync(stores, [folder], seen.append)
    assert [each.current for each in seen] == ["letter.md", "minutes.md", ""]
    assert (seen[-1].files, seen[-1].total, seen[-1].passages) == (2, 2, outcome.passages)


def test_a_stopped_ingestion_keeps_what_was_written_and_removes_nothing(
    stores: Stores,
    folder: Path,
    stop_after: Callable[[int], Callable[[], bool]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sync(stores, [folder])
    (folder / "minutes.md").unlink()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(f"Note {number} on the tides.")
    monkeypatch.setattr(write_queue, "_PASSAGES", 1)
    outcome = sync(stores, [folder], stopped=stop_after(10))
    added = {Path(path).name for path in outcome.added}
    assert 0 < len(added) < 12
    assert set(held(stores)) == {"letter.md", "minutes.md"} | added
    assert faults(stores) == []


def test_a_further_place_of_a_document_that_was_given_up_is_given_up_with_it(
    stores: Stores, folder: Path, stop_after: Callable[[int], Callable[[], bool]]
) -> None:
    place = Place(str(folder / "copy.md"), "given-up", "stamp")
    with WriteQueue(stores, lambda _: None) as queue:
        queue.add_twin(place)
        queue._discarding.set()  # what was ahead of it was being embedded when the ingestion was stopped
        queue._send()
        assert queue.finish(stop_after(0)) == {place.path}
    assert place.path not in stores.places.all()


@pytest.fixture
def stop_after() -> Callable[[int], Callable[[], bool]]:
    def made(files: int) -> Callable[[], bool]:
        asked = iter(range(files))
        return lambda: next(asked, None) is None

    return made


def test_rebuilt_indexes_are_the_same(stores: Stores, folder: Path) -> None:
    sync(stores, [folder])
    ids = stores.vectors.ids()
    vector = stores.embedder.query("Why was the harbour closed?")
    before = stores.vectors.search(vector, 3)
    stores.vectors.remove(sorted(ids)[:1])
    assert any("vector index lacks" in fault for fault in faults(stores))
    with stores.writing():
        assert list(stores.rebuild())[-1] == len(ids)
    assert stores.vectors.ids() == stores.lexical.ids() == ids
    assert [id for id, _ in stores.vectors.search(vector, 3)] == [id for id, _ in before]
    assert faults(stores) == []


def test_a_symbolic_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "papers", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.txt").write_text("Nobody is to read this.")
    (folder / "letter.txt").write_text("The harbour is closed.")
    (folder / "again.txt").symlink_to(folder / "letter.txt")
    (folder / "link.txt").symlink_to(elsewhere / "secret.txt")
    (folder / "linked").symlink_to(elsewhere)
    (folder / "letter.txt.meta.yaml").symlink_to(elsewhere / "secret.txt")
    found = candidates([folder])
    assert [each.name for each in found] == ["again.txt", "letter.txt"]
    assert all(each.sidecar is None for each in found)
