"""Yes or no, and claims: what settles them comes first, and a difference in wording is told."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rag.embedding.cross_encoder import CrossEncoder
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

Ask = Callable[[str], Answer]


def test_a_lost_qualifier_of_a_figure_is_told(ask: Ask) -> None:
    answer = ask("can i write that new gutters could cut leaks by 60 per cent?")
    assert "up to 60 per cent" in answer.citations[0].quote
    assert any("another qualifier" in each for each in answer.warnings)


def test_a_condition_stands_in_the_sentence_that_settles_it(ask: Ask) -> None:
    answer = ask("will the council lay new gutters?")
    assert answer.status == "answered"
    assert any("if the lottery fund pays half" in each.quote for each in answer.citations)


def test_what_a_party_is_said_to_say_is_settled_by_its_own_words(ask: Ask) -> None:
    answer = ask("did Calder Council say that there were 42 leaks?")
    assert {each.publisher for each in answer.citations} == {"Calder Council"}


def test_where_a_party_says_nothing_of_the_kind_that_is_said(ask: Ask) -> None:
    answer = ask("can i write that Nora Flint said the rare books belong in the cellar?")
    assert answer.status == "partial"
    assert answer.sentences[0].kind == "silence"


def test_what_somebody_else_says_is_not_confirmed_by_what_a_party_says_of_other_things(ask: Ask) -> None:
    answer = ask("did Calder Council call the survey damning?")
    assert answer.status == "partial"
    assert answer.sentences[0].text == "These documents do not show that Calder Council says this."
    assert "damning survey" in answer.citations[0].quote


HEARING = """ROADS COMMITTEE
Oral evidence: the bridge at Ashby
Tuesday 14 May 2024

Members present: Dame Ivy Stone (Chair); Rob Lake.
Witness: Nora Flint, Chief Engineer, Calder Roads.

Q1 Chair: Good morning. Did your department close the bridge too late?

Nora Flint: I would not say too late. I would say that we closed it on the day on which we were told.

Q2 Rob Lake: Has the inspector who missed the crack been moved, or trained again?

Nora Flint: Neither. She is one of our best people. Everybody here would say the same.

Q3 Chair: Thank you.
"""
COLUMN = """A column by Sam Reed
The Calder Post, 16 May 2024

On Tuesday the Chief Engineer admitted that her department had closed the bridge too late.
"""


def test_a_reply_of_few_words_settles_what_another_says_that_was_said(
    tmp_path: Path, service_over: Callable[..., Service]
) -> None:
    (tmp_path / "hearing.txt").write_text(HEARING, encoding="utf-8")
    (tmp_path / "column.txt").write_text(COLUMN, encoding="utf-8")
    pipeline = service_over(tmp_path).pipeline
    answer = pipeline.answer(
        Question("can i write that Nora Flint admitted her department closed it too late?")
    )
    first = answer.sentences[0].text
    assert first.startswith("Asked “Did your department close the bridge too late?”, Nora Flint")
    assert first.endswith("“I would not say too late.”")
    moved = pipeline.answer(Question("was the inspector who missed the crack moved?"))
    assert [each.quote for each in moved.citations] == ["Neither."]
    best = pipeline.answer(Question("is the inspector who missed the crack one of their best people?"))
    assert [each.quote for each in best.citations[:2]] == ["Neither.", "She is one of our best people."]


def test_what_a_party_is_said_to_say_is_read_once(roof: Service) -> None:
    encoder = roof.encoder
    assert encoder is not None
    read: Counter[tuple[str, str]] = Counter()

    class Counting:
        def __init__(self, encoder: CrossEncoder) -> None:
            self.fingerprint = encoder.fingerprint
            self._encoder = encoder

        def scores(self, query: str, texts: Sequence[str]) -> list[float]:
            read.update((query, text) for text in texts)
            return self._encoder.scores(query, texts)

    pipeline = Pipeline(roof.stores, roof.retriever, roof.archive, 1500, Counting(encoder))
    pipeline.answer(Question("did Calder Council say that there were 42 leaks?"))
    assert max(read.values()) == 1
