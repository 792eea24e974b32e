"""Segments of the lexical index: which passages stand beside removed ones, and what tantivy's own list names."""

import json
from pathlib import Path

import pytest
import tantivy

from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.index import TantivyIndex
from rag.storage.tantivy.segments import are_listed, beside_removed
from rag.types import Metadata, Passage


@pytest.mark.parametrize(
    ("listing", "listed"),
    [('["a.idx", "b.idx", "c.idx"]', True), ('["a.idx"]', False), ('{"a.idx": 1}', False), ("[", False)],
)
def test_files_are_listed_only_where_the_list_names_them_all(
    tmp_path: Path, listing: str, listed: bool
) -> None:
    (tmp_path / "managed.json").write_text(listing)
    assert are_listed(["a.idx", "b.idx"], tmp_path / "managed.json") is listed
    assert not are_listed(["a.idx"], tmp_path / "absent.json")


def test_the_list_of_a_real_index_names_its_files(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.add([PassageRow(Passage("p", "d", 0, 5, "ferry"), Metadata())])
    index.commit()
    folder = tmp_path / "v2"
    segment = json.loads((folder / "meta.json").read_text())["segments"][0]["segment_id"].replace("-", "")
    files = [path.name for path in folder.iterdir() if path.stem == segment]
    assert files
    assert are_listed(files, folder / ".managed.json")


def test_only_what_stands_in_one_segment_with_something_removed_stands_beside_it(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    for numbers in (range(3), range(3, 5)):
        index.add(PassageRow(Passage(f"p{n}", "d", 0, 5, "ferry"), Metadata()) for n in numbers)
        index.commit()
    index.remove(["p0"])
    index.commit()
    searcher = tantivy.Index.open(str(tmp_path / "v2")).searcher()
    assert sorted(beside_removed(searcher, tmp_path / "v2" / "meta.json")) == ["p1", "p2"]
