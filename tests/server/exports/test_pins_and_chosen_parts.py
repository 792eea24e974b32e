"""Pins over HTTP, and briefings of chosen parts, with what an editor adds."""

import time
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx
import pytest
from fastapi.testclient import TestClient

from rag.question.query import Question
from rag.service import Service
from rag.storage.archive.answers import new_id
from server import sentences_at


def made(client: TestClient, id: str) -> bytes:
    """The file of a briefing, when it is done."""
    while (state := client.get(f"/api/briefings/{id}").json())["state"] in ("waiting", "running"):
        time.sleep(0.05)
    assert state["state"] == "done", state
    return client.get(f"/api/briefings/{id}/file").content


@pytest.fixture
def herald(papers: Service) -> str:
    return next(each.id for each in papers.stores.library.holdings() if each.path.endswith("herald.md"))


@pytest.fixture
def no_pins(papers: Service) -> None:
    for pin in papers.pins.all():
        papers.pins.drop(pin.id)


@pytest.mark.usefixtures("no_pins")
def test_the_sentences_of_a_place_are_kept_once_noted_moved_and_dropped(
    client: TestClient, papers: Service, herald: str
) -> None:
    text = papers.stores.library.document(herald).text
    start = text.index("Rents in Leith rose")
    place = {"document_id": herald, "start": start + 3, "end": len(text), "heading": "Rents"}
    (first, second) = client.post("/api/pins", json=place).json()["pins"]
    for pin in (first, second):
        cited = pin["citation"]
        assert text[cited["start"] : cited["end"]] == cited["quote"]
        assert pin["status"] == "holds"
    assert second["citation"]["speaker"] == "Jo Hill"
    assert [pin["id"] for pin in client.post("/api/pins", json=place).json()["pins"]] == [
        first["id"],
        second["id"],
    ]
    changed = client.patch(f"/api/pins/{second['id']}", json={"note": "Call her.", "place": 1}).json()
    assert changed["note"] == "Call her."
    listed = client.get("/api/pins").json()["pins"]
    assert [pin["id"] for pin in listed] == [second["id"], first["id"]]
    assert [pin["citation"]["marker"] for pin in listed] == [1, 2]
    assert client.delete(f"/api/pins/{first['id']}").status_code == 204
    assert client.delete(f"/api/pins/{first['id']}").status_code == 404
    assert len(client.get("/api/pins").json()["pins"]) == 1


def test_a_place_without_a_sentence_is_refused_in_words(client: TestClient, herald: str) -> None:
    refused = client.post("/api/pins", json={"document_id": herald, "start": 900_000, "end": 900_001})
    assert refused.status_code == 404
    assert "no sentence at this place" in refused.json()["error"]["message"]
    assert client.post("/api/pins", json={"document_id": "none", "start": 0, "end": 9}).status_code == 404


@pytest.mark.usefixtures("no_pins")
def test_a_place_is_told_in_numbers_and_holds_no_more_than_some_sentences(
    client: TestClient, herald: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = {"document_id": herald, "start": 0, "end": 2**31}
    for wrong in (False, "0", 0.5, None):
        assert client.post("/api/pins", json=place | {"start": wrong}).status_code == 422
    assert client.post("/api/pins", json=place | {"start": 0.0}).status_code == 201
    monkeypatch.setattr(sentences_at, "MOST", 1)
    refused = client.post("/api/pins", json=place)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "too_many_sentences")


@pytest.mark.usefixtures("no_pins")
def test_chosen_parts_stand_in_the_order_that_they_were_given(
    client: TestClient, papers: Service, herald: str
) -> None:
    answer = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    text = papers.stores.library.document(herald).text
    at = text.index("Nobody on")
    (pin,) = client.post("/api/pins", json={"document_id": herald, "start": at, "end": at + 5}).json()["pins"]
    items: list[dict[str, Any]] = [
        {"part": "heading", "text": "The rents"},
        {"part": "pin", "pin_id": pin["id"], "key": True},
        {"part": "text", "text": "We asked the council."},
        {"part": "question", "answer_id": answer.id},
        {"part": "sentence", "answer_id": answer.id, "number": 0},
    ]
    paper = client.post("/api/briefings/preview", json={"title": "Leith", "items": items}).json()
    told = ["".join(piece["text"] for piece in block["line"]) for block in paper["blocks"]]
    order = [
        next(number for number, each in enumerate(told) if words in each)
        for words in ("Key findings", "The rents", "Author’s note: We asked the council.", answer.question)
    ]
    assert order == sorted(order)
    assert (
        sum("Nobody on an ordinary wage can pay this" in each for each in told) == 2
    )  # and among the key findings
    place = paper["notes"][0]
    assert text[place["start"] : place["end"]].startswith("Nobody on")
    # The second note of a source is short; every note names the same work.
    notes = ["".join(piece["text"] for piece in note["line"]) for note in paper["notes"]]
    assert sum("https://herald.example/rents" in note for note in notes) == 1
    ordered = client.post("/api/briefings", json={"title": "Leith", "items": items}).json()["briefing_id"]
    file = docx.Document(BytesIO(made(client, ordered)))
    styles = [each.style.name for each in file.paragraphs if each.style is not None]
    assert "Own Text" in styles
    assert styles.index("Quote") < styles.index("Own Text")


def test_what_an_answer_notes_is_a_part_with_its_places(client: TestClient, papers: Service) -> None:
    plain = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    answer = replace(
        plain, id=new_id(), conversation_id=new_id(), warnings=("The papers differ: a third [1], or a half.",)
    )
    papers.archive.keep(answer)
    items = [
        {"part": "note", "answer_id": answer.id, "number": 0},
        {"part": "note", "answer_id": answer.id, "number": 7},
    ]
    paper = client.post("/api/briefings/preview", json={"items": items}).json()
    told = [block for block in paper["blocks"] if block["manner"] == "remark"]
    note = next(block for block in told if "The papers differ" in block["line"][0]["text"])
    assert "".join(piece["text"] for piece in note["line"]) == "Note: The papers differ: a third1, or a half."
    assert [piece["note"] for piece in note["line"] if piece["tone"] == "mark"] == [1]
    assert any("its answer has fewer" in block["line"][0]["text"] for block in told)
    papers.archive.erase(answer.conversation_id)


@pytest.mark.parametrize(
    "item",
    [
        {"part": "pin"},
        {"part": "sentence"},
        {"part": "note"},
        {"part": "text", "answer_id": "x"},
        {"part": "heading", "pin_id": "x"},
    ],
)
def test_a_part_that_names_nothing_is_refused(client: TestClient, item: dict[str, str]) -> None:
    assert client.post("/api/briefings/preview", json={"items": [item]}).status_code == 422
