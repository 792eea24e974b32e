"""Sentences of a summary that are about the papers themselves are the compiler's."""

from pathlib import Path

import numpy as np
import pytest

from ingest.attribution.compiler_notes import CompilerNotes, examples, learned, predicted
from ingest.sync.sync import sync
from rag.embedding.embedder import Embeddable, Embedder
from rag.storage.stores import Stores

_RIGHT = 0.88  # of the examples held out


@pytest.fixture(scope="module")
def notes(embedder: Embedder) -> CompilerNotes:
    return CompilerNotes(embedder)


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("The Courier's article does not say why the buoy was moved.", True),
        ("The pamphlet carries no date; what it tells of happened after the storm of 1987.", True),
        ("Whether the pier was ever rebuilt is not confirmed by anything that we have read.", True),
        ("This summary rests on the first chapter of the pilot's memoir.", True),
        ("The harbour master would not say why the buoy had been moved.", False),
        ("The Courier reports that the pier was rebuilt in 1991.", False),
        ("Sources differ on when the pier was opened: the trust says 1991, the Courier 1990.", False),
        ("The trust's report found that two buoys had drifted.", False),
    ],
)
def test_what_is_said_of_the_papers_is_a_note(notes: CompilerNotes, sentence: str, note: bool) -> None:
    assert (notes.probabilities([sentence])[0] >= 0.6) == note


def test_most_of_what_was_held_out_is_told_right(embedder: Embedder) -> None:
    known = examples()
    vectors = np.array(
        [each.vector for each in embedder.embed([Embeddable(each.sentence) for each in known])]
    )
    out = np.array([each.held_out for each in known])
    weights = learned([each for each in known if not each.held_out], vectors[~out])
    asked = [each for each in known if each.held_out]
    found = predicted(weights, [each.sentence for each in asked], vectors[out]) >= 0.5
    assert (found == np.array([each.note for each in asked])).mean() >= _RIGHT


def test_notes_of_a_summary_are_marked_and_nobody_says_them(stores: Stores, tmp_path: Path) -> None:
    for name in ("summary", "original"):
        (tmp_path / f"{name}.md").write_text(
            f"---\npublisher: Brill Courier\ndate: 2019-05-02\ntext_type: {name}\ntitle: The {name}\n---\n"
            "The trust moved the buoy to the head in May. The article gives no reason for moving the buoy.\n"
        )
    sync(stores, [tmp_path])
    documents = {
        entry.metadata.text_type: stores.library.document(entry.document_id)
        for entry in stores.library.catalogue()
    }
    moved, note = (each for each in documents["summary"].sentences if each.role in ("body", "note"))
    assert (moved.role, moved.speaker) == ("body", "Brill Courier")
    assert (note.role, note.speaker) == ("note", None)
    assert all(each.role != "note" for each in documents["original"].sentences)
