"""Vectors go into Chroma in lots, again where they were cut off, and a closed index is told from a damaged one."""

from pathlib import Path

import numpy as np
import pytest

from rag.embedding.embedder import unit
from rag.errors import Closing, IndexUnusable
from rag.storage.chroma.collection import ADDED_AT_ONCE, Collection, collection_names, connected, guarded


def test_more_than_one_lot_is_added_and_what_is_sent_again_is_there_once(tmp_path: Path) -> None:
    count = ADDED_AT_ONCE + 3
    held = connected(str(tmp_path), None).create_collection("papers")
    collection = Collection(held, str(tmp_path))
    rows = list(unit(np.random.default_rng(3).normal(size=(count, 8))))
    names = [f"p{number}" for number in range(count)]
    collection.add(names, rows, ["letter"] * count)
    collection.add(names[-2:], rows[-2:], ["letter", "memo"])
    assert held.count() == count
    assert [each["document_id"] for each in held.get(names[-2:])["metadatas"]] == ["letter", "memo"]


@pytest.mark.parametrize(("closed", "told"), [(True, Closing), (False, IndexUnusable)])
def test_what_fails_in_a_closed_index_is_no_damage(closed: bool, told: type[Exception]) -> None:
    with pytest.raises(told), guarded("vectors", lambda: closed):
        raise RuntimeError("the native library fell over")


def test_no_two_affairs_share_a_name_of_a_collection() -> None:
    names = [name for affair in ("", "next", "a", "a-next", "passages") for name in collection_names(affair)]
    assert len(set(names)) == len(names)
