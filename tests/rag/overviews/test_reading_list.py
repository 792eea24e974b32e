"""What to read first, which originals are wanted, and which documents are one source."""

import pytest
from shelf import put, ready

from rag.overviews.reading_list import ToRead, copies, originals_wanted, reading_list
from rag.parties.parties import Parties
from rag.storage.stores import Stores
from rag.types import Metadata

TEXT = " ".join(f"Clause {number} of the agreement binds the trust and every tenant." for number in range(40))


@pytest.fixture
def held(stores: Stores) -> Stores:
    """A report, a party's own answer, an article that hears two parties and its copy, and a summary."""
    report = Metadata(title="The audit", publisher="Bexley Auditors", date="2018-03-05", kind="report")
    answer = Metadata(title="Our answer", publisher="Leith Trust", date="2018-03-09", kind="response")
    news = Metadata(
        title="Trust at odds with Norvane", publisher="The Post", date="2018-03-10", kind="article"
    )
    brief = Metadata(title="Audit in brief", publisher="The News", date="2018-03-06", text_type="summary")
    put(
        stores,
        ready(
            "audit",
            "Contents.",
            ("Bexley Auditors", "The trust lost forty tenants within one year."),
            metadata=report,
        ),
        ready("answer", ("Leith Trust", "The trust accepts none of these numbers at all."), metadata=answer),
        ready(
            "news",
            ("Leith Trust", "The trust accepts none of these numbers."),
            ("Norvane", "We never asked the trust for any money."),
            TEXT,
            metadata=news,
        ),
        ready(
            "reprint",
            ("Leith Trust", "The trust accepts none of these numbers."),
            ("Norvane", "We never asked the trust for any money."),
            TEXT,
            metadata=Metadata(title="Trust at odds", publisher="The Mail", date="2018-03-11", kind="article"),
        ),
        ready("brief", ("Norvane", "It is said that the audit finds forty tenants lost."), metadata=brief),
    )
    return stores


def listed(stores: Stores) -> list[ToRead]:
    return list(reading_list(stores.library, Parties(stores.library.catalogue())))


def test_reports_come_first_then_the_parties_own_papers_then_where_most_are_heard(held: Stores) -> None:
    found = [(each.document.document_id, each.reason) for each in listed(held)]
    assert found[:2] == [("audit", "report"), ("answer", "party")]
    assert found[2][1] == "voices"
    assert found[2][0] in ("news", "reprint")
    named = next(each.named for each in listed(held) if each.reason == "voices")
    assert set(named) >= {"Leith Trust", "Norvane"}


def test_of_copies_one_is_read_and_all_are_told(held: Stores) -> None:
    read = {each.document.document_id for each in listed(held)}
    assert len(read & {"news", "reprint"}) == 1
    assert [[each.document_id for each in group] for group in copies(held.library)] == [["news", "reprint"]]


def test_each_is_led_in_by_its_first_sentence_that_says_something(held: Stores) -> None:
    (lead,) = next(each.citations for each in listed(held) if each.document.document_id == "audit")
    assert lead.quote == "The trust lost forty tenants within one year."
    document = held.library.document("audit")
    assert document.text[lead.start : lead.end] == lead.quote


def test_originals_are_wanted_of_what_is_held_as_a_summary(held: Stores) -> None:
    assert [each.document_id for each in originals_wanted(held.library.catalogue())] == ["brief"]
