"""What was asked and answered is kept as it was shown, in its conversation, until it is erased."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pieces import citation, hit

from rag.errors import NotFound
from rag.storage.archive.answers import Archive, new_id
from rag.storage.database import open_database
from rag.types import Answer, AnswerSentence, Side

ANSWER = Answer(
    id="a1",
    conversation_id="c1",
    question="Who closed “the pier”?",
    query="Who closed “the pier”?",
    status="partial",
    mode="extractive",
    text="The Herald, 29 April 2015: “It is closed.” [1]",
    sentences=(AnswerSentence("The Herald: “It is closed.”", "quote", "verified", (1,), (12, 17)),),
    citations=(citation("It is closed.", speaker="Mary Orr", said_via="The Herald"),),
    sides=(Side("Council", (1,)), Side("Tenants", (), True)),
    nearest=(hit("It is closed."),),
    searched={"documents": 1, "passages": 2},
    created_at="2026-11-24T10:00:00+00:00",
    warnings=("Undated.",),
    timings_ms={"embed": 1.5},
)


@pytest.fixture
def archive(tmp_path: Path, library_url: str) -> Iterator[Archive]:
    database = open_database(tmp_path, library_url)
    yield Archive(database)
    database.close()


@pytest.fixture
def keep(archive: Archive) -> Callable[..., Answer]:
    def kept(**fields: Any) -> Answer:
        answer = replace(ANSWER, **fields)
        archive.keep(answer)
        return answer

    return kept


def test_an_answer_comes_back_as_it_was_kept(archive: Archive, keep: Callable[..., Answer]) -> None:
    assert archive.answer(keep().id) == ANSWER
    refusal = keep(
        id="a2", status="not_in_documents", reason="no_evidence", citations=(), sides=(), sentences=()
    )
    assert archive.answer("a2") == refusal


def test_a_conversation_begins_with_its_first_answer_and_grows(
    archive: Archive, keep: Callable[..., Answer]
) -> None:
    assert archive.turns("c1", 6) == ()
    keep()
    keep(id="a2", question="And why?", text="Rot.")
    found = archive.conversation("c1")
    assert (found.title, found.turns) == ("Who closed “the pier”?", 2)
    assert [each.id for each in archive.answers("c1")] == ["a1", "a2"]
    assert [(turn.question, turn.answer) for turn in archive.turns("c1", 6)] == [
        (ANSWER.question, ANSWER.text),
        ("And why?", "Rot."),
    ]
    assert [turn.question for turn in archive.turns("c1", 1)] == ["And why?"]


def test_the_conversation_last_spoken_in_comes_first(archive: Archive, keep: Callable[..., Answer]) -> None:
    keep()
    keep(id="a2", conversation_id="c2")
    assert [each.id for each in archive.conversations()] == ["c2", "c1"]
    keep(id="a3")
    assert [each.id for each in archive.conversations()] == ["c1", "c2"]


def test_a_pinned_conversation_stands_before_later_ones_until_it_is_let_go(
    archive: Archive, keep: Callable[..., Answer]
) -> None:
    keep()
    keep(id="a2", conversation_id="c2")
    archive.pin("c1", True)
    assert [(each.id, each.pinned) for each in archive.conversations()] == [("c1", True), ("c2", False)]
    archive.pin("c1", False)
    assert [each.id for each in archive.conversations()] == ["c2", "c1"]


def test_a_copy_has_the_same_answers_and_outlives_what_it_is_a_copy_of(
    archive: Archive, keep: Callable[..., Answer]
) -> None:
    first, second = keep(), keep(id="a2", question="And why?", text="Rot.")
    copied = archive.copy("c1")
    assert archive.conversation(copied).title == "Who closed “the pier”? (copy)"
    answers = archive.answers(copied)
    assert [(each.question, each.text, each.citations) for each in answers] == [
        (each.question, each.text, each.citations) for each in (first, second)
    ]
    assert {each.id for each in answers}.isdisjoint({"a1", "a2"})
    archive.erase("c1")
    assert len(archive.answers(copied)) == 2


def test_a_title_is_short_and_can_be_changed(archive: Archive, keep: Callable[..., Answer]) -> None:
    keep(question="Who? " * 100)
    assert len(archive.conversation("c1").title) <= 80
    archive.rename("c1", "The pier")
    assert archive.conversation("c1").title == "The pier"


def test_erasing_takes_the_answers_and_what_was_thought_of_them_and_nothing_else(
    archive: Archive, keep: Callable[..., Answer], tmp_path: Path, library_url: str
) -> None:
    keep()
    keep(id="a2", conversation_id="c2")
    archive.judge("a1", "bad", "misquoted", "No such words.")
    archive.judge("a2", "good", None, None)
    archive.erase("c1")
    with pytest.raises(NotFound):
        archive.answer("a1")
    assert [each.id for each in archive.conversations()] == ["c2"]
    database = open_database(tmp_path, library_url)
    kept = database.connection.execute("SELECT answer_id, verdict FROM feedback").fetchall()
    assert [tuple(row) for row in kept] == [("a2", "good")]
    database.close()


def test_what_is_not_there_is_named(archive: Archive) -> None:
    for call in (
        lambda: archive.answer("x"),
        lambda: archive.answers("x"),
        lambda: archive.conversation("x"),
        lambda: archive.rename("x", "y"),
        lambda: archive.erase("x"),
        lambda: archive.judge("x", "good", None, None),
    ):
        with pytest.raises(NotFound, match="'x'"):
            call()


def test_ids_are_safe_in_an_address_and_never_twice_the_same() -> None:
    ids = {new_id() for _ in range(500)}
    assert len(ids) == 500
    assert all(id.isascii() and id.isalnum() and len(id) >= 12 for id in ids)
