"""Who says nothing on what is asked is said to say nothing, and what papers tell of somebody never quoted is given."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

_PAPERS = {
    "report": (
        "Moor Walkers' Trust",
        "report",
        "Hollin Quarry blasted on 41 Sundays in 2019. The Dust Commission has failed to enforce the licence.",
    ),
    "statement": (
        "Hollin Quarry",
        "response",
        "Hollin Quarry rejects the Moor Walkers' Trust's report. The quarry has planted 4,000 trees. "
        "We water the road twice a day. “We blast on no Sunday,” said Otto Renn, director of Hollin Quarry.",
    ),
    "herald": (
        "The Herald",
        "article",
        "The Moor Walkers' Trust said that the dust was worse. The Hollin Cycling Club closed its track in May. "
        "The club did not reply to a letter. The Dust Commission said that it would visit the quarry.",
    ),
    "debate": (
        "House of Commons",
        "official",
        "Ada Vane (Hollin and Rook) (Lab): The quarry should pay for a new road. I call for a limit on lorries.\n\n"
        "Tom Orrey (Mell) (Con): I cannot support a limit on lorries. It would cost 60 jobs.\n\n"
        "Ada Vane: The jobs were promised ten years ago, and nobody has seen them.\n\n"
        "The Minister for Mines (Ruth Fell): I have heard both members. We shall count the lorries.\n\n"
        "Ada Vane: That will not do.\n",
    ),
}


@pytest.fixture(scope="module")
def ask(
    tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]
) -> Callable[[str], Answer]:
    folder = Path(tmp_path_factory.mktemp("quarry"))
    for day, (name, (publisher, kind, text)) in enumerate(_PAPERS.items(), 1):
        (folder / f"{name}.md").write_text(
            f"---\ntitle: Dust on the moor, {name}\npublisher: {publisher}\ndate: 2020-02-0{day}\nkind: {kind}\n"
            f"---\n{text}\n"
        )
    pipeline = service_over(folder).pipeline
    return lambda question: pipeline.answer(Question(question, alone=True))


def test_a_party_that_speaks_of_no_other_is_silent_on_it(ask: Callable[[str], Answer]) -> None:
    found = ask("What does Hollin Quarry say about the Dust Commission?")
    assert found.status == "partial"
    assert found.sides[0].party == "Hollin Quarry"
    assert found.sides[0].silent


def test_what_is_told_of_somebody_never_quoted_is_given_as_such(ask: Callable[[str], Answer]) -> None:
    found = ask("What did the Hollin Cycling Club say about the dust?")
    assert found.status == "partial"
    assert found.sentences[0].kind == "silence"
    assert {each.speaker for each in found.citations} == {"The Herald"}
    assert "closed its track" in found.citations[0].quote


def test_a_member_is_heard_by_seat_and_on_the_point_alone(ask: Callable[[str], Answer]) -> None:
    found = ask("What does the MP for Hollin and Rook say about lorries?")
    assert found.status == "answered"
    assert [each.quote for each in found.citations] == ["I call for a limit on lorries."]


def test_both_sides_are_those_who_oppose_each_other(ask: Callable[[str], Answer]) -> None:
    found = ask("What do both sides say about blasting on Sundays?")
    assert {each.party for each in found.sides} == {"Hollin Quarry", "Moor Walkers' Trust"}
