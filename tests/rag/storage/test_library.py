"""The Library: what is shown of the documents, exactly as it was taken in."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import put, put_with, ready

from rag.errors import NotFound
from rag.storage.stores import Stores
from rag.types import Metadata, Page

MILL = Metadata(title="The mill", publisher="The Gazette", date="2021-05-04", kind="article")
CALM = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SENTENCE = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30).filter(
    str.strip
)


@CALM
@given(st.lists(SENTENCE, min_size=1, max_size=6))
def test_every_passage_and_sentence_is_a_slice_of_its_document(stores: Stores, sentences: list[str]) -> None:
    put(stores, ready("mill", *sentences))
    document = stores.library.document("mill")
    assert document.text == " ".join(sentences)
    assert [document.text[each.start : each.end] for each in document.sentences] == sentences
    held = stores.library.passages(stores.library.passage_ids(["mill"]))
    assert all(each.text == document.text[each.start : each.end] for each in held.values())


def test_a_document_comes_back_whole(stores: Stores) -> None:
    made = ready(
        "mill",
        ("Amy Lunt", "We sold it."),
        "It stood empty.",
        metadata=MILL,
        pages=[Page(1, 0, "i"), Page(2, 11)],
    )
    put(stores, made)
    document = stores.library.document("mill")
    assert document == made.document
    assert stores.library.pages("mill") == document.pages
    assert stores.library.texts(["mill", "nowhere"]) == {"mill": document.text}
    assert stores.library.metadata(["mill", "nowhere"]) == {"mill": MILL}


def test_what_is_not_held_is_an_error_or_nothing(stores: Stores) -> None:
    with pytest.raises(NotFound, match="no document with the id 'nowhere'"):
        stores.library.document("nowhere")
    assert stores.library.pages("nowhere") == ()
    assert stores.library.layout("nowhere") == b""
    assert stores.library.file_sha("nowhere") is None
    assert stores.library.passages(["nowhere"]) == {}
    assert stores.library.counts() == {"documents": 0, "passages": 0}


def test_the_catalogue_has_every_document_with_its_speakers(stores: Stores) -> None:
    put(stores, ready("mill", ("Amy Lunt", "We sold it."), ("Ben Cole", "Nobody bought it."), metadata=MILL))
    (entry,) = stores.library.catalogue()
    assert (entry.document_id, entry.path, entry.metadata) == ("mill", "/papers/mill.txt", MILL)
    assert set(entry.speakers) == {"Amy Lunt", "Ben Cole"}


def test_the_revision_grows_with_every_change_of_what_is_shown(stores: Stores) -> None:
    seen = [stores.library.revision()]
    put(stores, ready("mill", "It was sold."))
    seen.append(stores.library.revision())
    with stores.writing():
        stores.remove(["mill"])
    seen.append(stores.library.revision())
    assert seen == sorted(set(seen))


def test_a_summary_gives_way_to_its_original_and_comes_back_without_it(stores: Stores) -> None:
    summary = Metadata(title="The mill", publisher="The Gazette", text_type="summary")
    put(stores, ready("ours", "They sold the mill.", metadata=summary))
    put(stores, ready("theirs", "We sold the mill.", metadata=MILL))
    assert [entry.document_id for entry in stores.library.catalogue()] == ["theirs"]
    assert stores.library.passages(["ours-0"]) == {}
    assert {held.id: held.superseded_by for held in stores.library.holdings()} == {
        "ours": "theirs",
        "theirs": None,
    }
    assert stores.library.source("ours") == stores.library.source("theirs")
    assert stores.library.independent(["ours", "theirs"]) == 1
    with stores.writing():
        stores.remove(["theirs"])
    assert [entry.document_id for entry in stores.library.catalogue()] == ["ours"]


def test_documents_are_listed_by_date_and_title_undated_last(stores: Stores) -> None:
    put(
        stores,
        ready("b", "One line.", metadata=Metadata(title="B", date="2020")),
        ready("none", "Another line.", metadata=Metadata(title="A")),
        ready("a", "A third line.", metadata=Metadata(title="A", date="2020")),
    )
    assert [held.id for held in stores.library.holdings()] == ["a", "b", "none"]
    assert {held.passages for held in stores.library.holdings()} == {1}


def test_the_cosine_of_a_passage_and_of_its_nearest_sentence(stores: Stores) -> None:
    put_with(stores, ready("mill", "One.", "Two.", "Three.", each=1), (1.0, 0.0), (0.6, 0.8), (0.0, 1.0))
    query = np.zeros(stores.embedder.dimension, dtype=np.float32)
    query[0] = 1.0
    wanted = ["mill-0", "mill-1", "mill-2", "nowhere"]
    expected = {"mill-0": 1.0, "mill-1": 0.6, "mill-2": 0.0}
    assert stores.library.cosines(query, wanted) == pytest.approx(expected, abs=1e-3)
    assert stores.library.nearest_sentences(query, wanted) == pytest.approx(expected, abs=1e-3)
    assert stores.library.cosines(query, []) == {}
    assert stores.library.nearest_sentences(query, ["nowhere"]) == {}


def test_each_passage_is_read_with_one_vector_for_each_of_its_sentences(stores: Stores) -> None:
    put(stores, ready("mill", "One ran.", "Two sat.", "Three hid."))
    read = stores.library.sentence_vectors(["mill-1", "mill-0", "nowhere"])
    assert list(read) == ["mill-1", "mill-0"]
    assert [len(sentences) for sentences, _ in read.values()] == [1, 2]
    for sentences, vectors in read.values():
        assert vectors.shape == (len(sentences), stores.embedder.dimension)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-2)
