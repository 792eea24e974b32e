"""Summaries in verbatim sentences."""

from dataclasses import replace

import numpy as np
from pieces import HERALD, entry, evidence

from rag.answering.summary import MOST, central, own_summary, summary, told
from rag.embedding.embedder import Embedder
from rag.types import Evidence

LEAD = "Rents in the old harbour rise again this spring."
REPEATED = "Rents in the old harbour are rising once more this spring."
FIGURE = "The mean rent is now £900 a month for each flat of two rooms."
TENANT = "“We cannot pay any more of this and shall not try to,” a tenant said."
FILLERS = [f"A crowd of people stood in the rain outside hall {letter}." for letter in "abcdefgh"]


def document(*extra: str) -> list[Evidence]:
    said = [
        (LEAD, None),
        (REPEATED, None),
        *((text, None) for text in FILLERS),
        (FIGURE, None),
        (TENANT, "a tenant"),
    ]
    said += [(text, None) for text in extra]
    return [evidence(text, start=100 * number, speaker=who) for number, (text, who) in enumerate(said)]


def party(speaker: str | None) -> str | None:
    return speaker


def summed_up(sentences: list[Evidence], embedder: Embedder, most: int = MOST) -> list[str]:
    vectors = np.array([embedder.query(each.text) for each in sentences])
    return [each.text for each in summary(sentences, vectors, party, most)]


def test_the_lead_the_figure_and_another_voice_are_told_in_order(embedder: Embedder) -> None:
    found = summed_up(document(), embedder, 4)
    assert found[0] == LEAD
    assert FIGURE in found
    assert TENANT in found
    assert found.index(FIGURE) < found.index(TENANT)


def test_a_summary_repeats_nothing_before_everything_else_is_said(embedder: Embedder) -> None:
    assert REPEATED not in summed_up(document(), embedder, 3)


def test_a_summary_has_at_most_seven_sentences(embedder: Embedder) -> None:
    assert len(summed_up(document(), embedder)) == MOST == 7
    assert summed_up([], embedder) == []


def test_headings_short_lines_and_bylines_are_no_part_of_what_is_told() -> None:
    heading = evidence("Rents in the harbour go up once more", role="heading", start=950)
    byline = evidence(f"{HERALD.author} wrote this piece for the paper.", start=960)
    lead = evidence(LEAD)
    assert told([heading, byline, lead]) == [lead]
    assert told([byline]) == [byline]


def test_the_documents_in_which_most_parties_are_heard_come_first() -> None:
    held = [
        entry("a", "Ann", "Ann and Ben", date="2016"),
        entry("b", "Ann", "Cyd", date="2015"),
        entry("c", date="2014"),
    ]
    parties = [frozenset({"Ann", "Ann and Ben"}), frozenset({"Ann and Ben"}), frozenset({"Cyd"})]
    assert [each.document_id for each in central(held, parties)] == ["b", "a", "c"]


def test_a_document_that_sums_itself_up_is_told_by_its_own_summary() -> None:
    own = [
        evidence(f"{text} and {LEAD}", start=100 * n, heading="1. Summary") for n, text in enumerate("abc")
    ]
    rest = [evidence(text, start=1000 + 100 * n, heading="The harbour") for n, text in enumerate(FILLERS)]
    assert own_summary([*own, *rest]) == own
    assert own_summary([*own[:2], *rest]) == []


def test_lines_that_are_no_sentences_are_not_told() -> None:
    authors = evidence("Ann Lee, Bob Moss and Cara Dean of the harbour board")
    assert told([authors, evidence(LEAD, start=100)])[0].text == LEAD


def test_an_interview_is_summed_up_by_what_stands_by_itself_and_by_what_it_is_called_after(
    embedder: Embedder,
) -> None:
    asides = [
        f"They did that on the {n} of May, and it rained upon us all day long." for n in ("2nd", "3rd", "4th")
    ]
    titled = "I never wanted a better pier."
    metadata = replace(HERALD, title="“I never wanted a better pier”")
    spoken = [LEAD, *asides, "The board ought to have listened to the divers in good time.", titled]
    sentences = [
        evidence(text, start=100 * n, speaker="Jo Hill", manner="direct", metadata=metadata)
        for n, text in enumerate(spoken)
    ]
    found = summed_up(
        told([*sentences, evidence("What on earth happened to all of you then?", start=900)]), embedder, 3
    )
    assert titled in found
    assert not set(asides) & set(found)
