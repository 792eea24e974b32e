import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from filelock import FileLock

from rag.errors import NotFound
from rag.question.query import Question
from rag.service import Service
from server.export.press import Order, Press, PressBusy

from .reading_back import read_back

QUESTIONS = [
    "## Figures",
    "By how much did rents in Leith rise?",
    "How many flats has the council built?",
    "Who is Kim Wu?",
]


def finished(client: TestClient, id: str) -> dict[str, object]:
    for _ in range(600):
        state: dict[str, object] = client.get(f"/api/briefings/{id}").json()
        if state["state"] in ("done", "failed"):
            return state
        time.sleep(0.05)
    raise AssertionError(f"the briefing was never finished: {state}")


def order(client: TestClient, **body: object) -> str:
    response = client.post("/api/briefings", json=body)
    assert response.status_code == 202, response.text
    return str(response.json()["briefing_id"])


def test_a_briefing_is_ordered_watched_and_fetched(client: TestClient) -> None:
    id = order(client, title="Rents in Leith", questions=QUESTIONS)
    state = finished(client, id)
    assert (state["state"], state["done"], state["total"], state["error"]) == ("done", 3, 3, None)
    response = client.get(f"/api/briefings/{id}/file")
    assert 'filename="Rents-in-Leith.docx"' in response.headers["content-disposition"]
    read = read_back(response.content)
    assert read.styled("Title") == ["Rents in Leith"]
    assert read.styled("Heading2")[:3] == QUESTIONS[1:]
    assert len(read.notes) >= 2


def test_the_answers_of_a_briefing_are_kept_as_one_conversation_and_none_leans_on_another(
    client: TestClient, papers: Service
) -> None:
    questions = ["How many flats has the council built?", "And what did Jo Hill say?"]
    finished(client, order(client, title="Flats", questions=questions, format="md"))
    kept = next(each for each in papers.archive.conversations() if each.title == "Flats")
    assert kept.turns == 2
    assert [answer.query for answer in papers.archive.answers(kept.id)] == [
        papers.pipeline.answer(Question(each)).query for each in questions
    ]


def test_stored_answers_come_before_the_questions(client: TestClient, papers: Service) -> None:
    given = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    id = order(client, answer_ids=[given.id], questions=[QUESTIONS[2]], format="md")
    assert finished(client, id)["total"] == 2
    text = client.get(f"/api/briefings/{id}/file").text
    assert text.index(given.question) < text.index(QUESTIONS[2])
    assert text.startswith("# Briefing\n")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "bad_briefing"),
        ({"questions": ["  ", "# remark"]}, 422, "bad_briefing"),
        ({"questions": ["x" * 2001]}, 422, "bad_question"),
        ({"questions": ["Why?"] * 101}, 422, "bad_briefing"),
        ({"answer_ids": ["none"]}, 404, "not_found"),
        ({"questions": ["Why?"], "format": "pdf"}, 422, "invalid"),
        ({"questions": ["Why?"], "colour": "red"}, 422, "invalid"),
        ({"questions": ["Why?"], "title": ""}, 422, "invalid"),
        ({"questions": ["Why?"], "timeline": "yes"}, 422, "invalid"),
    ],
)
def test_an_order_that_cannot_be_made_is_refused_at_once(
    client: TestClient, body: dict[str, object], status: int, code: str
) -> None:
    response = client.post("/api/briefings", json=body)
    assert (response.status_code, response.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize("id", ["none", "..%2F..%2Flibrary", "a.b", "é"])
@pytest.mark.parametrize("end", ["", "/file"])
def test_a_briefing_that_is_not_there_is_not_found(client: TestClient, id: str, end: str) -> None:
    assert client.get(f"/api/briefings/{id}{end}").status_code == 404


def noted(folder: Path, id: str, state: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / f"{id}.json"
    known = {"id": id, "title": "T", "format": "md", "total": 2, "done": 1, "state": state, "error": None}
    note.write_text(json.dumps(known), encoding="utf-8")
    return note


def test_a_briefing_under_way_has_no_file_yet(
    client: TestClient, papers: Service, folder_of: Callable[[Service], Path]
) -> None:
    folder = folder_of(papers)
    noted(folder, "underway", "running")
    with FileLock(folder / "underway.lock"):
        assert client.get("/api/briefings/underway").json()["state"] == "running"
        response = client.get("/api/briefings/underway/file")
    assert (response.status_code, response.json()["error"]["code"]) == (409, "not_done")


def test_a_briefing_whose_maker_died_is_told_as_failed(
    client: TestClient, papers: Service, folder_of: Callable[[Service], Path]
) -> None:
    noted(folder_of(papers), "orphan", "running")
    told = client.get("/api/briefings/orphan").json()
    assert (told["state"], told["done"]) == ("failed", 1)
    assert "Order it again" in told["error"]


def test_a_failure_is_kept_with_its_reason(client: TestClient, papers: Service) -> None:
    given = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    press = Press(papers)
    papers.archive.erase(given.conversation_id)
    made = press.order(Order("T", "md", (), (given.id,)))
    for _ in range(200):
        if (told := press.progress(made.id)).state == "failed":
            break
        time.sleep(0.05)
    assert told.error == f"There is no answer with the id {given.id!r}."


def test_the_oldest_briefings_are_cleared_and_one_under_way_is_not(
    client: TestClient, papers: Service, folder_of: Callable[[Service], Path]
) -> None:
    folder = folder_of(papers)
    for number in range(60):
        note = noted(folder, f"old{number}", "done")
        (folder / f"old{number}.md").write_text("old", encoding="utf-8")
        os.utime(note, (1000 + number, 1000 + number))
    held = FileLock(folder / "old0.lock")
    with held:
        id = order(client, questions=[QUESTIONS[1]], format="md")
        assert finished(client, id)["state"] == "done"
        left = {note.stem for note in folder.glob("*.json")}
    assert "old0" in left
    assert "old1" not in left
    assert not (folder / "old1.md").exists()
    assert "old59" in left
    assert id in left


def test_a_press_with_too_many_orders_says_so(
    tmp_path: Path, papers: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = Press(papers)
    monkeypatch.setattr(Press, "_work", lambda self: None)  # nobody takes the orders
    made = [press.order(Order("T", "md", ("Why?",))).id for _ in range(8)]
    with pytest.raises(PressBusy, match="8 briefings are waiting"):
        press.order(Order("T", "md", ("Why?",)))
    assert {press.progress(id).state for id in made} == {"waiting"}
    with pytest.raises(NotFound):
        press.progress("none")
