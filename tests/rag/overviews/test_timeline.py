from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from folders import AFFAIR_FOLDER
from loaded import service_of

from ingest.sync.sync import sync
from rag.overviews.dated_sentences import dated
from rag.overviews.timeline_rows import TimelineRow
from rag.service import Service
from rag.settings import Settings
from rag.text.sentences import spans
from rag.text.told_days import told_days
from rag.types import Document, Filters, Metadata, Sentence

DOCUMENTS = AFFAIR_FOLDER / "documents"


def document(*paragraphs: str, date: str | None = None, title: str | None = None) -> Document:
    """One paragraph each; the first is a heading where it is the title."""
    text = "\n\n".join(paragraphs)
    sentences = []
    for paragraph in paragraphs:
        start = text.index(paragraph)
        role = "heading" if paragraph == title else "body"
        ends = spans(text, start, start + len(paragraph))
        sentences += [Sentence(left, right, role) for left, right in ends]  # type: ignore[arg-type]
    return Document("d", "d.md", text, Metadata(title, "The Herald", date=date), (), tuple(sentences))


def told(found: Document) -> list[tuple[str, str, str]]:
    return [
        (each.date, each.basis, found.text[each.sentence.start : each.sentence.end]) for each in dated(found)
    ]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The pier was closed on 16 January 2019 and opened again in March 2019.", ["2019-01-16", "2019-03"]),
        ("The breakwater was taken down in 2014.", ["2014"]),
        ("The end of 2015 saw a new law.", ["2015"]),
        ("The ship will lie in port from 1 November 2019 to 29 February 2020.", ["2019-11-01"]),
        # No year of their own, or no day at all.
        ("The committee meets on 28 March.", []),
        ("Last week the firm said so, and three years ago it did too.", []),
        # A year that only names a paper or accounts.
        ("The annual report of 2016 is the third.", []),
        ("The firm lost money in 2013-14.", []),
        ("The Herald of 3 May 2015 names the author.", []),
        ("A study (2018) and another (4 June 2019) agree.", []),
        ("On the night of 3 May 2015 the ship sank.", ["2015-05-03"]),
        # What has been so since then, and what accounts cover.
        ("Nobody has been drowned there since November 2013.", []),
        ("Sales rose in the fiscal year ended January 29, 2022.", []),
    ],
)
def test_a_sentence_goes_under_the_days_on_which_it_says_that_something_happened(
    sentence: str, days: list[str]
) -> None:
    assert [day.iso for day in told_days(sentence)] == days


def test_a_document_goes_under_the_day_of_its_publication_with_its_title() -> None:
    found = document("Ferry lost", "The ferry sank at noon.", date="2019-03-13", title="Ferry lost")
    assert told(found) == [("2019-03-13", "published", "Ferry lost")]


def test_a_document_without_a_title_goes_under_its_day_with_its_first_sentence() -> None:
    found = document("The ferry sank at noon.", "Nobody was hurt.", date="2019-03-13")
    assert told(found) == [("2019-03-13", "published", "The ferry sank at noon.")]


def test_a_title_is_left_out_where_a_sentence_tells_the_same_under_the_same_day() -> None:
    lede = "The ferry between the islands was lost on 13 March 2019."
    found = document(
        "Ferry between islands lost", lede, date="2019-03-13", title="Ferry between islands lost"
    )
    assert told(found) == [("2019-03-13", "told", lede)]


def test_a_sentence_that_only_says_when_it_was_published_tells_nothing() -> None:
    found = document("The Herald published this article on 13 March 2019.", "It rained.", date=None)
    assert told(found) == []


def test_a_sentence_by_which_a_paper_says_that_it_reports_is_its_day_of_publication() -> None:
    lede = "The Herald reported on 13 March 2019 that the council had bought a second ferry."
    found = document("A new ship", lede, date="2019-03-13", title="A new ship")
    assert told(found) == [("2019-03-13", "published", lede)]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The last survey had been on 14 August 2013.", ["2013-08-14"]),
        ("The slip was opened in 1974.", ["1974"]),
        ("Laid before the Assembly on 4 March 2014", []),
        ("The meeting of 9 May 2013 had heard that the card came on 13 May.", ["2013-05-13"]),
        ("The committee will meet on 28 March in the hall.", []),  # no year stands in it
    ],
)
def test_a_short_sentence_tells_its_day_and_a_year_may_stand_beside_another(
    sentence: str, days: list[str]
) -> None:
    found = document(sentence, date="2014-02-02")
    assert [day for day, basis, _ in told(found) if basis == "told"] == days


def test_furniture_and_headings_tell_no_dates() -> None:
    found = document("Archive of all papers that were printed in 2014 and later.", date=None)
    hidden = replace(found, sentences=tuple(replace(each, role="furniture") for each in found.sentences))
    assert told(found) != []
    assert told(hidden) == []


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(DOCUMENTS)


def verbatim(row: TimelineRow, service: Service) -> bool:
    citation = row.citation
    document = service.stores.library.document(citation.document_id)
    return document.text[citation.start : citation.end] == citation.quote


def test_every_row_is_a_verified_quotation_in_order_of_its_date(service: Service) -> None:
    rows = service.timeline.rows(published=True)
    assert len(rows) > 20
    assert {row.basis for row in rows} == {"told", "published"}
    assert all(verbatim(row, service) for row in rows)
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    assert [row.citation.marker for row in rows] == list(range(1, len(rows) + 1))
    # The year of a told row stands in its sentence; the rest is that of its document.
    for row in rows:
        assert row.date[:4] in row.citation.quote if row.basis == "told" else row.date == row.citation.date


def test_no_row_is_made_of_furniture(service: Service) -> None:
    library = service.stores.library
    for row in service.timeline.rows():
        sentences = library.document(row.citation.document_id).sentences
        roles = [each.role for each in sentences if each.start <= row.citation.start < each.end]
        assert roles
        assert "furniture" not in roles


def test_a_release_that_papers_reprint_is_told_once_and_by_its_author(service: Service) -> None:
    reprinted = [row for row in service.timeline.rows() if "will lie at Port Sallow" in row.citation.quote]
    assert [row.citation.publisher for row in reprinted] == ["Norvane Ferries"]


def test_a_summary_is_marked_as_one(service: Service) -> None:
    study = [row for row in service.timeline.rows() if row.citation.publisher == "University of Marrandale"]
    assert study
    assert {row.citation.text_type for row in study} == {"summary"}


def test_a_query_keeps_what_bears_on_it(service: Service) -> None:
    rows = service.timeline.rows("dredging the approach to the pier")
    assert all(verbatim(row, service) for row in rows)
    assert [row.date for row in rows] == sorted(row.date for row in rows)
    quotes = " ".join(row.citation.quote.casefold() for row in rows)
    assert "dredg" in quotes
    assert "fares" not in quotes
    assert {row.basis for row in rows} == {"told"}
    # The source's own words on it, not its title.
    more = service.timeline.rows("dredging the approach to the pier", published=True)
    own = [row for row in more if row.basis == "published" and row.citation.publisher == "Norvane Ferries"]
    assert any("dredged" in row.citation.quote for row in own)


def test_days_of_publication_are_left_out_unless_they_are_asked_for(service: Service) -> None:
    told, all_ = service.timeline.rows(), service.timeline.rows(published=True)
    assert {row.basis for row in told} == {"told"}
    assert len(told) < len(all_)
    assert [row.citation.marker for row in told] == list(range(1, len(told) + 1))


def test_a_query_that_names_something_brings_what_is_about_it(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "one.md").write_text(
        "The board of Leith bought a ship on 3 May 2015. The board of Hull bought a ship on 4 May 2015.\n\n"
        "The ship of Leith sank in June 2016.\n"
    )
    (folder / "two.md").write_text(
        "The ship of Hull was sold on 7 August 2016, and no other ship was bought.\n"
    )
    service = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    try:
        sync(service.stores, [folder])
        assert [row.date for row in service.timeline.rows("leith ship")] == ["2015-05-03", "2016-06"]
        assert {row.date for row in service.timeline.rows("Hull")} <= {"2015-05-04", "2016-08-07"}
    finally:
        service.close()


def test_filters_narrow_the_rows(service: Service) -> None:
    reports = service.timeline.rows(filters=Filters(kind=("report",)))
    assert reports
    assert {row.citation.kind for row in reports} == {"report"}
    asked = service.timeline.rows("the second ship", filters=Filters(publisher=("Norvane Ferries",)))
    assert asked
    assert {row.citation.publisher for row in asked} == {"Norvane Ferries"}


def test_a_query_on_which_nothing_bears_has_no_rows(service: Service) -> None:
    assert service.timeline.rows("quantum computing") == ()


def test_a_limit_keeps_the_latest_or_what_bears_most(service: Service) -> None:
    assert [row.date for row in service.timeline.rows(limit=2)] == [
        row.date for row in service.timeline.rows()
    ][-2:]
    few, all_ = service.timeline.rows("second ship", 2), service.timeline.rows("second ship")
    assert len(few) == 2
    assert {row.citation.quote for row in few} <= {row.citation.quote for row in all_}


def test_the_timeline_follows_the_library(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    service = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    try:
        assert service.timeline.rows() == ()
        (folder / "note.txt").write_text("The old pier was burnt down by a storm on 3 May 2015.")
        sync(service.stores, [folder])
        assert [row.date for row in service.timeline.rows()] == ["2015-05-03"]
    finally:
        service.stores.close()
