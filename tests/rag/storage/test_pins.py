"""Sentences that a reader keeps stay in the reader's order, each once, until they are dropped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pieces import citation

from rag.errors import NotFound
from rag.storage.archive.pins import Pins
from rag.storage.database import open_database

ONE = citation("The pier is closed.")
TWO = replace(citation("The pier was sold.", speaker="Mary Orr"), document_id="gazette")


@pytest.fixture
def pins(tmp_path: Path, library_url: str) -> Iterator[Pins]:
    database = open_database(tmp_path, library_url)
    yield Pins(database)
    database.close()


def test_a_sentence_is_kept_once(pins: Pins) -> None:
    (first,) = pins.keep([ONE], "for the lead", "Pier")
    (again,) = pins.keep([ONE], "another note")
    assert again == first
    assert (first.note, first.heading, first.citation.quote) == (
        "for the lead",
        "Pier",
        "The pier is closed.",
    )


def test_pins_are_moved_changed_and_dropped(pins: Pins) -> None:
    first, second = pins.keep([ONE, TWO])
    pins.move(second.id, 1)
    assert [(pin.id, pin.citation.marker) for pin in pins.all()] == [(second.id, 1), (first.id, 2)]
    assert pins.change(first.id, note="read again").note == "read again"
    assert pins.get(first.id).heading == ""
    pins.drop(first.id)
    assert [pin.id for pin in pins.all()] == [second.id]
    with pytest.raises(NotFound):
        pins.get(first.id)
