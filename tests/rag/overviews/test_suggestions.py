"""Suggestions: made of the corpus, answered by it, and made anew when it changes."""

import threading
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from folders import AFFAIR_FOLDER, ROOT
from loaded import service_of

from rag.embedding.cross_encoder import CrossEncoder
from rag.overviews.claimants import claims_of
from rag.overviews.suggestions import WANTED, Suggestions, Unkept, suggest
from rag.parties.affiliations import bodies
from rag.parties.parties import Parties
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.retrieval.retriever import Retriever
from rag.service import Service
from rag.storage.stores import Stores

AFFAIR = AFFAIR_FOLDER / "documents"


def _trial(service: Service, encoder: CrossEncoder | None = None) -> Pipeline:
    return Pipeline(service.stores, service.retriever, Unkept(), service.settings.quoted_characters, encoder)


def test_each_suggestion_is_answered_and_none_is_kept_as_if_somebody_had_asked_it(
    service_over: Callable[..., Service],
) -> None:
    service = service_over(AFFAIR)
    before = len(service.archive.conversations())
    found = list(islice(suggest(service.stores.library, _trial(service)), WANTED))
    assert len(found) == len(set(found)) == WANTED
    assert len(service.archive.conversations()) == before
    for question in found:
        answer = service.pipeline.answer(Question(question))
        assert answer.status == "answered", question
        assert answer.citations


def test_they_are_what_a_person_would_ask_of_an_affair(service_over: Callable[..., Service]) -> None:
    service = service_over(AFFAIR)
    found = list(islice(suggest(service.stores.library, _trial(service)), WANTED))
    assert "How did Norvane respond to the Tallow Pryce review?" in found
    assert "How many sailings were cancelled?" in found


def test_what_a_work_says_is_asked_where_the_answer_begins_with_what_it_asserts(
    service_over: Callable[..., Service], encoder: CrossEncoder
) -> None:
    service = service_over(ROOT / "documents")
    library = service.stores.library
    works = claims_of(library, Parties(library.catalogue(), bodies(library)))
    asserted = {(each.document.id, each.sentence.start) for told in works.values() for each in told}
    found = [
        question
        for question in islice(suggest(library, _trial(service, encoder)), 2 * WANTED)
        if question.startswith("What does the ")
    ]
    assert "What does the iMPOWER report conclude?" in found
    for question in found:
        assert " study by" in question or question.split()[-2] in ("report", "review", "study"), question
        first = service.pipeline.answer(Question(question)).citations[0]
        assert (first.document_id, first.start) in asserted, question


def test_a_single_filing_is_asked_for_its_figures(
    service_over: Callable[..., Service], encoder: CrossEncoder, shared: Path
) -> None:
    service = service_over(shared / "eval" / "pdf" / "ULTABEAUTY_2023Q4_EARNINGS.pdf")
    found = list(islice(suggest(service.stores.library, _trial(service, encoder)), WANTED))
    assert "By how much did net sales increase?" in found
    for question in found:
        first = service.pipeline.answer(Question(question)).citations[0]
        assert "%" in first.quote


def test_an_empty_library_suggests_nothing(service_over: Callable[..., Service]) -> None:
    service = service_over()
    assert list(suggest(service.stores.library, _trial(service))) == []


def test_they_are_made_once_for_each_revision_of_the_library(service_over: Callable[..., Service]) -> None:
    service = service_over(AFFAIR)
    suggestions = Suggestions(service.stores, service.retriever, 1500)
    first, ready = suggestions.held()
    while not ready:
        time.sleep(0.05)
        first, ready = suggestions.held()
    assert len(first) == WANTED
    again = Suggestions(service.stores, service.retriever, 1500)
    assert again.held() == (first, True)  # another start of the server finds them made


def test_what_is_being_made_is_given_up_when_the_stores_close(service_over: Callable[..., Service]) -> None:
    shared = service_over(AFFAIR)
    own = service_of(shared.settings)
    own.stores.database.set_setting("suggestions", '{"revision": -1, "questions": ["Old?"]}')
    assert own.suggestions.held() == (("Old?",), False)
    own.close()
    assert not [each for each in threading.enumerate() if each.name == "suggestions"]
    kept = shared.stores.database.setting("suggestions")
    assert kept is not None
    assert "Old?" in kept


def test_what_is_kept_is_read_without_making_any(stores: Stores) -> None:
    suggestions = Suggestions(stores, Retriever(stores), 800)
    assert suggestions.kept() == ()
    assert stores.database.setting("suggestions") is None
    stores.database.set_setting("suggestions", '{"revision": -1, "questions": ["Who left?"]}')
    assert suggestions.kept() == ("Who left?",)
