"""A reply comes after the claim and is on its point."""

from collections.abc import Sequence

import numpy as np
import pytest
from pieces import evidence, hit

from rag.overviews.answers import follows, on_its_point, without_asides
from rag.overviews.claimants import Claimant, ClaimMention
from rag.overviews.work_sentences import tells_of_the_work
from rag.types import Document, Evidence, Metadata, Sentence

CLAIM = "The board ought to dredge the harbour."


class ByWords:
    """Finds a text even or better where it has a word of the claim, by five for each such word but one."""

    fingerprint = "words"

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        asked = set(query.casefold().strip(".").split()) - {
            "the",
            "to",
            "what",
            "does",
            "say",
            "this:",
            "board",
        }
        return [5.0 * (len(asked & set(text.casefold().strip(".").split())) - 1) for text in texts]


def claim(date: str | None = "2016-03-01") -> ClaimMention:
    document = Document("report", "report.md", CLAIM, Metadata(date=date, kind="report"))
    sentence, vector = Sentence(0, len(CLAIM)), np.zeros(3, np.float32)
    return ClaimMention(
        Claimant("Wade", None, frozenset()),
        document,
        hit(CLAIM).passage,
        sentence,
        vector,
        frozenset(),
    )


def said(text: str, date: str | None = "2016-03-01", manner: str = "reported") -> Evidence:
    return evidence(text, metadata=Metadata(date=date, publisher="The Herald"), manner=manner)


def test_what_somebody_had_said_by_the_day_of_the_claim_is_no_reply() -> None:
    assert not follows(claim(), said("Jo Hill had said a week earlier that the board would see."))
    assert not follows(claim(None), said("Jo Hill had already told the council so."))
    assert follows(claim(), said("Jo Hill said that she had seen it."))
    assert follows(claim(), said("Jo Hill had said that it was wrong.", date="2016-04-01"))
    assert follows(claim(), said("“They had said so to me.”", manner="direct"))


def test_a_reply_is_on_the_point_and_a_statement_elsewhere_beside_the_claim_too() -> None:
    near, far = said("We shall dredge the harbour."), said("Fares rise in May.")
    judged = [near, far]
    assert on_its_point(CLAIM, "The board", judged, lambda _: True, ByWords()) == [near]
    assert on_its_point(CLAIM, "The board", judged, lambda _: False, ByWords()) == [near]
    assert on_its_point(CLAIM, "The board", [far], lambda _: True, ByWords()) == []
    assert on_its_point(CLAIM, "The board", judged, lambda _: True, None) == judged


def test_an_aside_is_no_point() -> None:
    assert without_asides("The line, which has run since 1988, is late.") == "The line is late."
    assert without_asides("It is late, which nobody denies.") == "It is late, which nobody denies."


@pytest.mark.parametrize(
    "text",
    [
        "The aim of the review was to find out why.",
        "The harbour is only mentioned in the annex.",
        "We then visited four towns.",
        "Sources differ on when it began.",
        "The two studies do not agree.",
    ],
)
def test_sentences_about_the_work_claim_nothing(text: str) -> None:
    assert tells_of_the_work(text)


@pytest.mark.parametrize(
    "text",
    [
        "The board aims high and fails.",
        "Towns differ in what they pay.",
        "The council visited nobody.",
        "Reports of moths came from four towns.",
        "We ask the board to dredge the harbour.",
        "",
    ],
)
def test_other_sentences_may(text: str) -> None:
    assert not tells_of_the_work(text)
