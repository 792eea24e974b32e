"""What the forms are made of is read from the papers that pass the filters, each sentence at its place."""

from pieces import evidence

from rag.answering.forms.material import Material, distinct, in_time, place, topic
from rag.judging.reading import Reader, Reading
from rag.question.query import Query
from rag.service import Service
from rag.storage.term_weights import Rarity
from rag.types import Filters, Metadata


def material_of(service: Service, query: Query) -> tuple[Material, Reading]:
    reader = Reader(service.stores, service.retriever, Rarity(service.stores.lexical), None)
    return Material(service.stores, service.retriever, reader, 1500), reader.read(query)


def test_only_papers_that_pass_the_filters_are_read(roof: Service) -> None:
    material, reading = material_of(
        roof, Query("What did Nora Flint say?", Filters(publisher=("The Calder Post",)))
    )
    held = material.held(reading)
    assert {entry.metadata.publisher for entry in held} == {"The Calder Post"}
    found = material.found(reading, "gutters and leaks", 40)
    assert {each.hit.metadata.publisher for each in found} == {"The Calder Post"}
    assert material.found(reading, "gutters", 40, frozenset({"no such document"})) == ()


def test_every_sentence_has_its_own_vector_and_is_a_slice_of_its_document(roof: Service) -> None:
    material, reading = material_of(roof, Query("Why does the roof leak?"))
    found = material.holding(reading, "gutters were laid without a fall", 10)
    assert any("without a fall" in each.text for each in found)
    vectors = material.vectors(found)
    assert vectors.shape == (len(found), roof.stores.embedder.dimension)
    texts = roof.stores.library.texts({each.hit.passage.document_id for each in found})
    assert all(
        texts[each.hit.passage.document_id][each.sentence.start : each.sentence.end] == each.text
        for each in found
    )


def test_the_topic_is_what_a_question_is_about(roof: Service) -> None:
    _, reading = material_of(roof, Query("What did Nora Flint say about the gutters?"))
    assert "gutters" in topic(reading, reading.query.meant)


def test_sentences_are_ordered_by_the_date_of_their_paper_the_undated_last() -> None:
    old = evidence("Old.", document="a", metadata=Metadata(date="2016-01-02"))
    new = evidence("New.", document="b", metadata=Metadata(date="2017"))
    undated = evidence("Undated.", document="c", metadata=Metadata())
    assert sorted([undated, new, old], key=in_time) == [old, new, undated]
    assert distinct([new, old, new]) == [new, old]
    assert place(new) == ("b", 0)
