"""The words of the documents as they are written there."""

from shelf import put, ready

from rag.question.vocabulary import Vocabularies
from rag.storage.stores import Stores


def test_words_are_counted_and_kept_as_they_are_mostly_written(stores: Stores) -> None:
    put(stores, ready("one", "The pilot asked Müller for a pilot. In May the Pilot met Müller."))
    found = Vocabularies(stores.library).now()
    assert found.counts["pilot"] == 3
    assert found.written["muller"] == "Müller"
    assert "pilot" not in found.written
    assert "the" not in found.written


def test_a_document_that_comes_later_is_added(stores: Stores) -> None:
    vocabularies = Vocabularies(stores.library)
    assert "silt" not in vocabularies.now().counts
    put(
        stores,
        ready("one", "The silt of the Brill Harbour Trust was dredged. A Brill Harbour Trust is no port."),
    )
    found = vocabularies.now()
    assert found.counts["silt"] == 1
    assert found.names[("brill", "harbour", "trust")] == "Brill Harbour Trust"
    assert found.long_forms["bht"] == "Brill Harbour Trust"


def test_initials_of_several_names_stand_for_none(stores: Stores) -> None:
    put(
        stores,
        ready(
            "one",
            "He left the Brill Harbour Trust for the Barra Housing Trust.",
            "In the Brill Harbour Trust, or the Barra Housing Trust.",
        ),
    )
    assert "bht" not in Vocabularies(stores.library).now().long_forms
