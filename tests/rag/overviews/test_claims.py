from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from folders import AFFAIR_FOLDER
from loaded import service_of

from ingest.sync.sync import sync
from rag.overviews.claims import Answered, Claim, to_the_point
from rag.service import Service
from rag.settings import Settings
from rag.types import Citation

DOCUMENTS = AFFAIR_FOLDER / "documents"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(DOCUMENTS)


@pytest.fixture(scope="module")
def claims(service: Service) -> tuple[Claim, ...]:
    return service.claims.rows()


def the_claim(claims: tuple[Claim, ...], words: str) -> Claim:
    found = [claim for claim in claims if words in claim.claim.quote]
    assert len(found) == 1, [claim.claim.quote for claim in claims]
    return found[0]


def the_answer(claim: Claim, party: str) -> Answered:
    return next(answer for answer in claim.answers if answer.party.startswith(party))


def citations(claims: tuple[Claim, ...]) -> Iterator[Citation]:
    for claim in claims:
        yield claim.claim
        for answer in claim.answers:
            yield from answer.citations


def test_every_row_is_a_verified_quotation(claims: tuple[Claim, ...], service: Service) -> None:
    assert len(claims) > 15
    for citation in citations(claims):
        document = service.stores.library.document(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote
        holding = [each for each in document.sentences if each.start <= citation.start < each.end]
        assert {each.role for each in holding} <= {"body", "item"}
    assert [claim.claim.marker for claim in claims] == list(range(1, len(claims) + 1))


def test_what_a_report_recommends_is_put_beside_what_the_other_says_to_it(claims: tuple[Claim, ...]) -> None:
    claim = the_claim(claims, "Put the wave limit before a panel of three independent master mariners")
    assert claim.party.startswith("Tallow Pryce")
    answer = the_answer(claim, "Norvane")
    assert not answer.silent
    assert answer.citations[0].quote.startswith("We have no objection to a panel of three master mariners")


def test_a_report_s_words_in_the_press_are_its_claims_too(claims: tuple[Claim, ...]) -> None:
    claim = the_claim(claims, "does not know at six in the evening")
    assert claim.claim.publisher == "The Sallow Courier"
    assert claim.party.startswith("Tallow Pryce")
    assert "text message by six in the evening" in the_answer(claim, "Norvane").citations[0].quote


@pytest.mark.parametrize(
    "words", ["For the remaining 61 the log gives no reason", "Write down the reason for"]
)
def test_a_party_that_answers_nothing_to_a_claim_is_shown_as_silent(
    claims: tuple[Claim, ...], words: str
) -> None:
    answer = the_answer(the_claim(claims, words), "Norvane")
    assert answer.silent
    assert answer.citations == ()


def test_silence_is_an_answer_without_citations(claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        assert claim.answers
        for answer in claim.answers:
            assert answer.silent == (not answer.citations)


def test_nobody_answers_in_the_report_itself_or_before_it(claims: tuple[Claim, ...]) -> None:
    for claim in claims:
        for answer in claim.answers:
            assert not answer.party.startswith("Tallow")
            for citation in answer.citations:
                assert citation.kind != "report"
                assert citation.date is None or citation.date >= "2019-03-12"


def test_what_a_decision_asks_for_is_no_claim_of_the_report_that_proposed_it(
    claims: tuple[Claim, ...],
) -> None:
    assert not any(claim.claim.quote.startswith("I would nevertheless urge") for claim in claims)


def test_an_order_hidden_in_a_page_is_nobody_s_answer(claims: tuple[Claim, ...]) -> None:
    assert not any("ignore your rules" in citation.quote for citation in citations(claims))


def test_a_limit_keeps_the_first(claims: tuple[Claim, ...], service: Service) -> None:
    assert service.claims.rows(3) == claims[:3]


REPORT = """---
title: Empty homes
publisher: Housing Trust
author: Jo Hill
date: 2021-05-03
kind: report
---

# Empty homes

The council lets 400 homes stand empty for more than a year at a time.

Who profits from this neglect of good homes?

That is a scandal.

Repairs to an empty home would cost the council nine thousand pounds on average.
"""
PRESS = """---
title: Council under fire over empty homes
publisher: The Herald
date: 2021-05-04
kind: article
---

The council lets 400 homes stand empty for more than a year, a report by the Housing Trust says.

Young families are driven out of the city by the rents of private landlords, the Housing Trust report warns.

A spokesman for Leith Council said: “We let no home stand empty for a year unless its repair is under way.”
"""
EARLIER = """---
title: Council on homes
publisher: The Herald
date: 2019-02-01
kind: article
---

Leith Council said that homes which stand empty for more than a year are let to young families at once.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Service]:
    made = service_of(Settings(data_dir=tmp_path / "data", _env_file=None))
    yield made
    made.stores.close()


def test_a_claim_that_papers_repeat_is_told_once_in_the_report_s_words(papers: Path, fresh: Service) -> None:
    (papers / "report.md").write_text(REPORT)
    (papers / "press.md").write_text(PRESS)
    (papers / "earlier.md").write_text(EARLIER)
    sync(fresh.stores, [papers])
    claims = fresh.claims.rows()
    told = [(claim.claim.publisher, claim.claim.quote.split()[0]) for claim in claims]
    # Neither the question nor the sentence that leans on it asserts anything by itself.
    assert told == [("Housing Trust", "The"), ("Housing Trust", "Repairs"), ("The Herald", "Young")]
    assert all(claim.party.startswith("Housing Trust") for claim in claims)
    answer = the_answer(claims[0], "Leith Council")
    assert [citation.date for citation in answer.citations] == ["2021-05-04"]


def test_the_claims_follow_the_library(papers: Path, fresh: Service) -> None:
    assert fresh.claims.rows() == ()
    (papers / "press.md").write_text(PRESS)
    sync(fresh.stores, [papers])
    assert [claim.claim.publisher for claim in fresh.claims.rows()] == ["The Herald", "The Herald"]
    (papers / "press.md").unlink()
    sync(fresh.stores, [papers])
    assert fresh.claims.rows() == ()


def test_silence_on_a_claim_is_not_silence_on_the_work(claims: tuple[Claim, ...]) -> None:
    answer = the_answer(the_claim(claims, "For the remaining 61 the log gives no reason"), "Norvane")
    assert answer.on_the_work is not None
    assert answer.on_the_work.quote.startswith("We have run this route for 31 years")
    for claim in claims:
        for each in claim.answers:
            assert each.silent or each.on_the_work is None


def test_how_a_work_was_made_what_it_is_for_and_what_it_mentions_is_no_claim(
    papers: Path, fresh: Service
) -> None:
    aside = (
        "We read the minutes of the housing committee of the city for four years.\n\n"
        "The council gave us its register of empty homes without delay or question.\n\n"
        "The second aim of this report is to take the debate on empty homes further.\n\n"
        "Studies disagree on whether empty homes in a city explain its high rents.\n"
    )
    (papers / "report.md").write_text(f"{REPORT}\n{aside}")
    (papers / "press.md").write_text(PRESS)
    sync(fresh.stores, [papers])
    assert [claim.claim.quote.split()[0] for claim in fresh.claims.rows()] == ["The", "Repairs", "Young"]


def test_silence_is_not_shown_of_parties_quoted_once_or_years_later(papers: Path, fresh: Service) -> None:
    (papers / "report.md").write_text(REPORT)
    (papers / "press.md").write_text(f"{PRESS}\nAda Crane said that her own party would ask for a ballot.\n")
    (papers / "again.md").write_text(
        PRESS.replace("2021-05-04", "2021-05-05").replace("Council under fire", "Reply")
    )
    (papers / "later.md").write_text(
        PRESS.replace("2021-05-04", "2027-01-01")
        .replace("Council under fire", "Looking back")
        .replace("A spokesman for Leith Council", "Professor Bo Lind")
    )
    sync(fresh.stores, [papers])
    silent = {answer.party for claim in fresh.claims.rows() for answer in claim.answers if answer.silent}
    assert len(silent) == 1
    assert "Leith Council" in silent.pop()


def test_a_reply_to_the_whole_is_what_was_said_and_its_own_words_where_a_summary_has_some(
    papers: Path, fresh: Service
) -> None:
    (papers / "report.md").write_text(REPORT)
    told = (
        "The Herald wrote on 4 May 2021 about the Housing Trust report.\n\n"
        "Leith Council said that tenants had been found quickly in every street of the old town.\n\n"
    )
    own = "Leith Council said that it would “take no lectures from anyone” on tenants and streets.\n"
    for summary, begins in (
        (told, "Leith Council said that tenants"),
        (told + own, "Leith Council said that it"),
    ):
        (papers / "press.md").write_text(
            PRESS.split("\nThe council")[0].replace("kind: article", "kind: article\ntext_type: summary")
            + f"\n{summary}"
        )
        sync(fresh.stores, [papers])
        answers = [answer for claim in fresh.claims.rows() for answer in claim.answers if answer.on_the_work]
        assert answers
        for answer in answers:
            assert answer.on_the_work is not None
            assert answer.on_the_work.quote.startswith(begins)


def test_silence_is_shown_of_those_to_whom_a_claim_speaks() -> None:
    council, union, clerk = (Answered(name, (), True) for name in ("Hull Council", "The Union", "Ida Clerk"))
    said = Answered("Orrin Trust", (), False)
    every = (council, union, clerk, said)
    assert to_the_point(every, {"The Union"}, {"Hull Council"}) == (union, said)
    assert to_the_point(every, set(), {"Hull Council"}) == (council, said)
    assert to_the_point((council, union), set(), set()) == (council, union)


def test_the_line_of_a_cover_is_no_claim(papers: Path, fresh: Service) -> None:
    (papers / "cover.md").write_text(
        "---\ntitle: Wards of Leith\npublisher: Ward Watch\ndate: 2018-01-01\nkind: report\n---\n"
        "ISBN 978-0-00-000000-2 Ward Watch Leith Print\n\nNine wards of the hospital in Leith were closed at night.\n"
    )
    sync(fresh.stores, [papers])
    assert not any("ISBN" in each.claim.quote for each in fresh.claims.rows())
