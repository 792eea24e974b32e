"""Disagreement, loose captions, unfounded questions and corroboration, over the second affair and the first article."""

from collections.abc import Callable

import pytest
from folders import AFFAIR_FOLDER

from rag.answering.corroboration import holds_point
from rag.question.query import Question
from rag.service import Service
from rag.text.dates import dates
from rag.text.quantities import figures, qualifying, written
from rag.types import Answer

_AFFAIR = AFFAIR_FOLDER / "documents"


@pytest.fixture(scope="module")
def affair(service_over: Callable[..., Service]) -> Callable[[str], Answer]:
    service = service_over(_AFFAIR)
    return lambda text: service.pipeline.answer(Question(text))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How many sailings were cancelled in the winter of 2018 to 2019?", ("187", "214")),
        ("On what day did the gearbox of the Maid of Hethersay break?", ("14 January", "16 January")),
    ],
)
def test_both_figures_are_shown_and_said_to_disagree(
    affair: Callable[[str], Answer], question: str, told: tuple[str, str]
) -> None:
    answer = affair(question)
    (warning,) = [each for each in answer.warnings if each.startswith("The documents disagree")]
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert all(each in warning and each in quotes for each in told)
    documents = {c.document_id for c in answer.citations if f"[{c.marker}]" in warning}
    assert len(documents) == 2


@pytest.mark.parametrize(
    "question",
    [
        "How much would a second ship cost?",
        "How many cancellations were there in January 2019?",
        "When did the Commission open its inquiry?",
        "How many cancellations had no reason in the log?",
    ],
)
def test_figures_of_different_things_are_no_disagreement(
    affair: Callable[[str], Answer], question: str
) -> None:
    assert not [each for each in affair(question).warnings if "disagree" in each]


@pytest.mark.parametrize(
    ("question", "figure", "qualifier"),
    [
        ("How many passengers and cars can the Solan Light carry?", "140", "up to"),
        ("By how much could dredging cut cancellations caused by weather?", "40 per cent", "up to"),
    ],
)
def test_a_caption_that_leaves_the_qualifier_out_is_noted_and_not_quoted(
    affair: Callable[[str], Answer], question: str, figure: str, qualifier: str
) -> None:
    answer = affair(question)
    first = answer.citations[0]
    assert f"{qualifier} {figure}" in first.quote
    (note,) = [each for each in answer.warnings if "caption" in each]
    assert f"says {figure} without “{qualifier}”" in note
    cited = next(c for c in answer.citations if f"[{c.marker}]" in note)
    assert all(cited.marker not in sentence.citations for sentence in answer.sentences)


@pytest.mark.parametrize(
    "question",
    [
        "When did the council sue Norvane?",
        "How large was the fine that the Commission imposed on Norvane?",
    ],
)
def test_no_premise_is_made_up_of_the_askers_words(affair: Callable[[str], Answer], question: str) -> None:
    answer = affair(question)
    assert not [each for each in answer.warnings if "takes for granted" in each]
    assert "The documents do not say that" not in answer.text


def test_reprints_are_other_documents_and_no_other_source(affair: Callable[[str], Answer]) -> None:
    answer = affair("How many passengers and cars can the Solan Light carry?")
    corroboration = answer.citations[0].corroboration
    assert (corroboration.documents, corroboration.independent) == (2, 0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Rents in Leith rose by up to 9 per cent.",
            "In Leith rents rose by up to 9 per cent last year.",
            True,
        ),
        ("Rents in Leith rose by up to 9 per cent.", "In Leith rents rose by 9 per cent last year.", False),
        ("Rents in Leith rose by 9 per cent.", "In Leith rents fell by 9 per cent last year.", False),
        ("Rents in Leith rose by 9 per cent.", "In Perth rents rose by 9 per cent last year.", False),
        (
            "The council sold the old harbour office.",
            "The council has not sold the old harbour office.",
            False,
        ),
    ],
)
def test_a_point_is_the_same_only_with_its_figures_names_and_sense(one: str, other: str, same: bool) -> None:
    assert holds_point(one, other, 0.9) is same


def test_a_figure_is_written_with_its_qualifier() -> None:
    text = "Volumes rose by up to 50 per cent, or 40 vans or more."
    first, last = figures(text, dates(text))[:2]
    assert (written(text, first), qualifying(text, first)) == ("up to 50 per cent", "up to")
    assert last.value == 40


def test_every_figure_of_an_answer_stands_with_its_qualifier_in_a_citation(
    affair: Callable[[str], Answer],
) -> None:
    for question in (
        "How many passengers and cars can the Solan Light carry?",
        "How many sailings were cancelled in the winter of 2018 to 2019?",
        "How much would the charter cost?",
        "What would a service run by the council itself cost each year?",
    ):
        answer = affair(question)
        quotes = {citation.marker: citation.quote for citation in answer.citations}
        for sentence in answer.sentences:
            if not sentence.citations:
                continue
            held = [
                f for marker in sentence.citations for f in figures(quotes[marker], dates(quotes[marker]))
            ]
            quoted = sentence.text[sentence.text.index("“") :] if "“" in sentence.text else ""
            for figure in figures(quoted, dates(quoted)):
                assert any(figure.says(other) for other in held), (question, quoted)
