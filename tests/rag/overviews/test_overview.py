"""The affair at a glance: over an affair, over papers of no dispute, over one paper and none."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from folders import AFFAIR_FOLDER
from loaded import service_of

from ingest.sync.sync import sync
from rag.errors import Closing
from rag.overviews.overview import Overview
from rag.service import Service
from rag.settings import Settings
from rag.types import Citation

LEFT = "A storm on 3 March 2015 broke the harbour wall. The ferry has not sailed since, and nobody repairs the wall."


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


@pytest.fixture(scope="module")
def overview(service: Service) -> Overview:
    return service.overview.now()


def citations(overview: Overview) -> list[Citation]:
    """All of it, in the order in which it is read."""
    found = [each for party in overview.parties for each in party.citations]
    for point in overview.points:
        found.append(point.claim)
        for answer in point.answers:
            found += [*answer.citations, *filter(None, [answer.on_the_work])]
    found += [row.citation for row in overview.days]
    return found + [each for document in overview.read_first for each in document.citations]


def test_every_sentence_is_a_citation_with_a_number_of_its_own(service: Service, overview: Overview) -> None:
    found = citations(overview)
    assert [each.marker for each in found] == list(range(1, len(found) + 1))
    texts = service.stores.library.texts({each.document_id for each in found})
    assert all(texts[each.document_id][each.start : each.end] == each.quote for each in found)


def test_each_party_says_something_itself_and_nothing_is_given_twice(overview: Overview) -> None:
    assert len(overview.parties) > 2
    assert all(1 <= len(party.citations) <= 3 and party.documents >= 1 for party in overview.parties)
    places = [(each.document_id, each.start) for party in overview.parties for each in party.citations]
    assert len(places) == len(set(places))


def test_points_that_somebody_answers_come_first(overview: Overview) -> None:
    answered = [any(not answer.silent for answer in point.answers) for point in overview.points]
    assert answered == sorted(answered, reverse=True)
    assert answered[0]


def test_days_are_told_and_in_order(overview: Overview) -> None:
    assert {row.basis for row in overview.days} == {"told"}
    dates = [row.date for row in overview.days]
    assert dates == sorted(set(dates))  # one for each
    places = [(row.citation.document_id, row.citation.start) for row in overview.days]
    assert len(places) == len(set(places))


def test_what_to_read_first_begins_with_the_report(overview: Overview) -> None:
    assert overview.read_first[0].reason == "report"
    ids = [each.document.document_id for each in overview.read_first]
    assert len(ids) == len(set(ids)) > 2
    assert all(each.citations for each in overview.read_first)


def over(folder: Path, **papers: str) -> Service:
    (folder / "papers").mkdir()
    for name, text in papers.items():
        (folder / "papers" / f"{name}.md").write_text(text, encoding="utf-8")
    service = service_of(Settings(data_dir=folder / "data", chat_model="", _env_file=None))
    if papers:
        assert sync(service.stores, [folder / "papers"]).failed == []
    return service


def test_summaries_are_wanted_in_the_original_and_copies_are_one_source(tmp_path: Path) -> None:
    text = " ".join(
        f"{LEFT} Berth {number} is closed to all ships of more than {number} tons." for number in range(9)
    )
    service = over(
        tmp_path,
        one=f"---\ntitle: A wall\npublisher: The Herald\n---\n{text}\n",
        two=f"---\ntitle: The wall again\npublisher: The Gazette\n---\nBy our correspondent.\n\n{text}\n",
        three="---\ntitle: Notes\npublisher: City Board\ntext_type: summary\nurl: https://example.org/notes\n---\n"
        "The board met on 4 May 2015 and put the repair off.\n",
    )
    try:
        overview = service.overview.now()
        assert [(each.title, each.url) for each in overview.wanted] == [
            ("Notes", "https://example.org/notes")
        ]
        assert [[each.title for each in group] for group in overview.copies] == [["A wall", "The wall again"]]
        sources = [each.document.title for each in overview.read_first]
        assert len({"A wall", "The wall again"}.intersection(sources)) == 1
    finally:
        service.close()


def test_one_paper_by_nobody_has_its_day_and_its_lead(tmp_path: Path) -> None:
    service = over(tmp_path, letter=f"{LEFT}\n")
    try:
        overview = service.overview.now()
        assert (overview.documents, overview.parties, overview.points, overview.copies) == (1, (), (), ())
        assert [row.date for row in overview.days] == ["2015-03-03"]
        assert overview.read_first[0].citations[0].quote.startswith("A storm on 3 March 2015")
    finally:
        service.close()


def test_an_empty_library_has_an_empty_overview(tmp_path: Path) -> None:
    service = over(tmp_path)
    try:
        overview = service.overview.now()
        assert overview == Overview(0, 0, (), (), (), (), (), ())
    finally:
        service.close()


def test_it_is_made_again_when_documents_change_and_prepared_aside(tmp_path: Path) -> None:
    service = over(tmp_path, letter=f"{LEFT}\n")
    try:
        first = service.overview.now()
        assert service.overview.now() is first
        (tmp_path / "papers" / "more.md").write_text("The council met in May 2016.\n", encoding="utf-8")
        sync(service.stores, [tmp_path / "papers"])
        service.overview.prepare()
        assert service.overview.now().documents == 2
    finally:
        service.close()


def test_work_under_way_is_given_up_when_the_stores_close(service_over: Callable[..., Service]) -> None:
    shared = service_over(AFFAIR_FOLDER / "documents")
    own = service_of(shared.settings)
    own.overview.prepare()
    own.close()
    assert not [each for each in threading.enumerate() if each.name == "overview"]
    with pytest.raises(Closing):
        own.claims.rows()
    own.overview.prepare()  # does nothing any more
