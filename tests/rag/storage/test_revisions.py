"""A revision is shown when both indexes have it, and gone when neither does; each step is repeatable."""

import numpy as np
import pytest
from shelf import put, ready

from rag.embedding.embedder import Embedded
from rag.errors import NotFound
from rag.storage.revision.rows import row_lots, rows_with
from rag.storage.stores import Stores


def states(stores: Stores) -> list[tuple[str, str]]:
    return [(each.document_id, each.state) for each in stores.shelving.unfinished()]


def test_a_revision_is_pending_then_shown_then_removed(stores: Stores) -> None:
    shelving = stores.shelving
    with stores.hold():
        shelving.add_pending([ready("quay", "The quay was closed.")])
        assert (states(stores), shelving.shown_revisions()) == ([("quay", "pending")], [])
        shelving.show("quay", "r1")
        shelving.show("quay", "r1")
        assert (states(stores), shelving.shown_revisions()) == ([], [("quay", "r1")])
        assert shelving.shown_revision("quay") == "r1"
        shelving.hide("quay")
        (going,) = shelving.unfinished()
        assert (going.state, shelving.passage_ids(going)) == ("removing", ["quay-0"])
        with pytest.raises(NotFound):
            shelving.hide("quay")
        shelving.drop(going)
        shelving.drop(going)
        assert (states(stores), shelving.shown_revisions()) == ([], [])
        with pytest.raises(NotFound):
            shelving.shown_revision("quay")


def test_what_is_dropped_is_to_be_erased_unless_another_has_its_text(stores: Stores) -> None:
    put(stores, ready("one", "The quay was closed."), ready("two", "The quay was closed."))
    with stores.writing():
        stores.remove(["one"])
        assert stores.database.setting("erasing") is None
        stores.remove(["two"])
        assert stores.database.setting("erasing") == "purge"


def test_rows_come_in_lots_and_by_their_passages(stores: Stores) -> None:
    put(stores, ready("quay", "The quay was closed.", ("Ada", "We paid."), "It rained.", each=1))
    put(stores, ready("moon", "The moon was full."))
    (lot,) = row_lots(stores.shelving, stores.shelving.shown_revisions())
    assert {row.passage.id for row in lot} == {"quay-0", "quay-1", "quay-2", "moon-0"}
    (found,) = rows_with(stores.shelving, ["quay-1", "never there"])
    assert (found.passage.text, found.speakers, found.sentences) == ("We paid.", ("Ada",), ((0, 8),))


def test_a_change_behind_our_back_is_seen(stores: Stores) -> None:
    put(stores, ready("quay", "The quay was closed."))
    assert stores.shelving.is_as_written("quay", "r1")
    width = stores.embedder.dimension
    changed = Embedded(np.zeros(width, np.float32), np.zeros((1, width), np.float32))
    stores.shelving.set_vectors([("quay-0", changed)])
    assert stores.shelving.is_as_written("quay", "r1")  # by our own hand
    with stores.database.writing() as connection:
        connection.execute("UPDATE sentences SET speaker = 'Nobody'")
    assert not stores.shelving.is_as_written("quay", "r1")
