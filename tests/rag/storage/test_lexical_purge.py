"""What is removed goes out of the lexical index's files, and only the segments that held it are written anew."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from rag.storage.revision.values import PassageRow
from rag.storage.tantivy import index as tantivy_index
from rag.storage.tantivy.index import TantivyIndex
from rag.types import Metadata, Passage


def word(number: int) -> str:
    return f"quixon{number}berg"


def row(number: int) -> PassageRow:
    text = f"Letter number {number} to the mayor tells of {word(number)}."
    return PassageRow(Passage(f"letter{number}", "letters", 0, len(text), text), Metadata())


class Rows:
    """What is held, and which passages of it were asked for."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self.held = {f"letter{number}": row(number) for number in numbers}
        self.asked: list[set[str]] = []

    def __call__(self, ids: Collection[str]) -> list[PassageRow]:
        self.asked.append(set(ids))
        return [self.held[id] for id in ids if id in self.held]


@pytest.fixture
def index(tmp_path: Path) -> TantivyIndex:
    """Two segments: letters 0 to 9, and 10 to 12."""
    made = TantivyIndex(tmp_path)
    for numbers in (range(10), range(10, 13)):
        made.add(row(number) for number in numbers)
        made.commit()
    return made


def words_in_files(folder: Path) -> set[int]:
    """The words of the letters that any file still has: until a segment is written anew, its dictionary counts them."""
    meta = json.loads((folder / "v2" / "meta.json").read_text())
    known = {each["segment_id"].replace("-", "") for each in meta["segments"]}
    assert {path.stem for path in (folder / "v2").iterdir() if len(path.stem) == 32} <= known
    opened = TantivyIndex(folder)
    return {number for number in range(13) if opened.frequencies([word(number)])[0]}


def segments(folder: Path) -> list[tuple[int, object]]:
    meta = json.loads((folder / "v2" / "meta.json").read_text())
    return sorted((each["max_doc"], each["deletes"]) for each in meta["segments"])


def remove(index: TantivyIndex, *numbers: int) -> Rows:
    rows = Rows(set(range(13)) - set(numbers))
    index.remove([f"letter{number}" for number in numbers])
    index.commit()
    index.purge(rows)
    return rows


def test_only_the_segment_of_what_was_removed_is_written_anew(index: TantivyIndex, tmp_path: Path) -> None:
    rows = remove(index, 11)
    assert rows.asked == [{"letter10", "letter12"}]
    assert words_in_files(tmp_path) == set(range(13)) - {11}
    assert segments(tmp_path) == [(2, None), (10, None)]
    assert index.ids() == set(rows.held)
    assert index.faults() == []


def test_several_segments_and_a_whole_one(index: TantivyIndex, tmp_path: Path) -> None:
    rows = remove(index, 3, 10, 11, 12)
    assert words_in_files(tmp_path) == {0, 1, 2, 4, 5, 6, 7, 8, 9}
    assert index.ids() == set(rows.held)
    remove(index, *range(13))
    assert index.count() == 0
    assert words_in_files(tmp_path) == set()


def test_nothing_is_read_where_nothing_was_removed(index: TantivyIndex) -> None:
    assert remove(index).asked == []


def test_a_large_segment_is_written_in_portions(
    index: TantivyIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_index, "_LEAST_PORTION", 4)
    rows = remove(index, 0)
    assert [len(ids) for ids in rows.asked] == [4, 4, 1]
    assert words_in_files(tmp_path) == set(range(1, 13))
    assert index.ids() == set(rows.held)


def test_a_passage_that_nobody_holds_any_more_goes_with_its_neighbour(
    index: TantivyIndex, tmp_path: Path
) -> None:
    index.remove(["letter11"])
    index.commit()
    index.purge(Rows(range(11)))
    assert words_in_files(tmp_path) == set(range(11))


def test_a_purge_that_was_cut_off_is_finished_by_the_next(index: TantivyIndex, tmp_path: Path) -> None:
    class Broken(Exception):
        pass

    def broken(_: Collection[str]) -> list[PassageRow]:
        raise Broken

    index.remove(["letter3"])
    index.commit()
    with pytest.raises(Broken):
        index.purge(broken)
    index.close()
    again = TantivyIndex(tmp_path)
    assert again.ids() == set(Rows(range(13)).held) - {"letter3"}
    again.purge(Rows(set(range(13)) - {3}))
    assert words_in_files(tmp_path) == set(range(13)) - {3}
