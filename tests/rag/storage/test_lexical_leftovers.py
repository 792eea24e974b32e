"""What a killed process left in the lexical index is in nobody's way."""

from pathlib import Path

import pytest

from rag.errors import IndexUnusable
from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.index import TantivyIndex
from rag.types import Metadata, Passage


def words(number: int) -> PassageRow:
    text = f"Letter number {number} to the mayor."
    return PassageRow(Passage(f"letter{number}", "letters", 0, len(text), text), Metadata())


def test_deletions_of_a_process_that_died_before_its_commit_do_not_stop_the_next(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.add(words(number) for number in range(10))
    index.commit()
    files = set((tmp_path / "v2").iterdir())
    managed = (tmp_path / "v2" / ".managed.json").read_bytes()
    meta = (tmp_path / "v2" / "meta.json").read_bytes()
    index.remove(["letter3"])
    index.commit()
    (deletions,) = (
        path for path in (tmp_path / "v2").iterdir() if path.suffix == ".del" and path not in files
    )
    # As a kill leaves it: the file of deletions is written and noted as ours, the commit that knows it is not.
    (tmp_path / "v2" / "meta.json").write_bytes(meta)
    assert deletions.name.encode() not in managed
    again = TantivyIndex(tmp_path, check=False)
    assert again.count() == 10
    again.remove(["letter5"])
    again.commit()
    assert again.ids() == {f"letter{number}" for number in range(10)} - {"letter5"}


def test_a_list_of_its_files_that_lacks_one_is_noticed(tmp_path: Path) -> None:
    index = TantivyIndex(tmp_path)
    index.add([words(1)])
    index.commit()
    assert index.faults() == []
    listing = tmp_path / "v2" / ".managed.json"
    listing.write_bytes(listing.read_bytes().replace(b".term", b".tdrm"))
    with pytest.raises(IndexUnusable, match="managed"):
        TantivyIndex(tmp_path)


def test_files_of_another_process_go_with_what_they_hold(tmp_path: Path) -> None:
    early, other = TantivyIndex(tmp_path), TantivyIndex(tmp_path)
    other.add([words(1)])
    other.commit()
    early.add([words(2)])
    early.commit()
    assert early.faults() == []
    early.remove(["letter1"])
    early.commit()
    early.purge(lambda ids: [words(2)] if "letter2" in ids else [])
    assert early.ids() == {"letter2"}
    assert len(list((tmp_path / "v2").glob("*.store"))) == 1
