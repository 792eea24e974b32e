"""The sentences that a model may choose among: the draft's own always, then as many as fit, with their neighbours."""

from collections.abc import Callable

import pytest
from folders import AFFAIR_FOLDER

from rag.answering.compose import Draft
from rag.generation.keys import Keys
from rag.generation.offers import Offers, cited_hits, offers
from rag.judging.reading import Reader, Reading
from rag.question.query import Query, Question
from rag.service import Service
from rag.storage.term_weights import Rarity

ASKED = "By how much could dredging cut cancellations caused by weather?"


@pytest.fixture(scope="module")
def affair(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


@pytest.fixture(scope="module")
def draft(affair: Service) -> Draft:
    answer = affair.pipeline.answer(Question(ASKED))
    return Draft(answer.status, answer.sentences, answer.citations)


@pytest.fixture(scope="module")
def reading(affair: Service) -> Reading:
    return Reader(affair.stores, affair.retriever, Rarity(affair.stores.lexical), None).read(Query(ASKED))


@pytest.fixture(scope="module")
def offered(affair: Service, reading: Reading, draft: Draft) -> Callable[[int], Offers]:
    stores = affair.stores
    return lambda pieces: offers(
        reading, draft, stores.library, Keys("a conversation"), stores.embedder.counts, pieces
    )


def test_without_room_only_what_the_draft_cites_is_offered(
    offered: Callable[[int], Offers], draft: Draft
) -> None:
    cited = [offer.citation for offer in offered(0).all]
    assert cited == list(draft.citations)
    first = draft.citations[0]
    offer = offered(0).cited(first.marker)
    assert offer is not None
    assert offer.evidence.text == first.quote
    assert offered(0).cited(99) is None


def test_with_room_the_best_found_follow_each_under_a_key_of_its_own(
    offered: Callable[[int], Offers], draft: Draft
) -> None:
    some, many = offered(500), offered(100_000)
    assert len(draft.citations) <= len(some.all) < len(many.all) <= 32
    assert len(many.by_key()) == len({offer.place for offer in many.all}) == len(many.all)


def test_neighbours_stand_next_to_each_other_in_one_paragraph(
    offered: Callable[[int], Offers], affair: Service
) -> None:
    found = offered(100_000)
    assert found.after
    for (document, start), after in found.after.items():
        text = affair.stores.library.document(document).text
        before = found.before[document, after.sentence.start]
        assert before.sentence.start == start
        between = text[before.sentence.end : after.sentence.start]
        assert not between.strip()
        assert "\n\n" not in between


def test_the_passages_of_the_draft_come_first_also_those_that_were_not_found(
    affair: Service, reading: Reading, draft: Draft
) -> None:
    cited = list(dict.fromkeys(each.passage_id for each in draft.citations))
    for hits in (reading.hits, ()):
        found = [hit.passage.id for hit in cited_hits(hits, draft, affair.stores.library)]
        assert found[: len(cited)] == cited
        assert len(found) == len(set(found)) == len({*cited, *(hit.passage.id for hit in hits)})
