import re

import pytest
from fastapi.testclient import TestClient

from rag.question.query import Question
from rag.service import Service
from server.export.desk import MEDIA_TYPES
from server.routes.exports import attachment

from .reading_back import folded, read_back


@pytest.mark.parametrize("format", ["docx", "md"])
def test_an_answer_is_taken_away_as_a_file_named_after_its_question(
    client: TestClient, papers: Service, format: str
) -> None:
    given = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    response = client.get(f"/api/answers/{given.id}/export", params={"format": format})
    assert response.status_code == 200
    assert response.headers["content-type"] == MEDIA_TYPES[format]  # type: ignore[index]
    assert (
        f'filename="By-how-much-did-rents-in-Leith-rise.{format}"' in response.headers["content-disposition"]
    )
    text = read_back(response.content).text if format == "docx" else response.text
    assert "up to a third" in text
    assert given.question in text


def test_an_answer_is_checked_when_it_is_taken_away(client: TestClient, papers: Service) -> None:
    given = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    cited = given.citations[0]
    with papers.stores.database.writing() as connection:
        connection.execute(
            "UPDATE answers SET body = replace(body, ?, ?) WHERE id = ?",
            (f'"start": {cited.start}', f'"start": {cited.start + 1}', given.id),
        )
    text = client.get(f"/api/answers/{given.id}/export?format=md").text
    assert "A sentence is left out here" in text
    assert f"“{cited.quote}”" not in text
    assert f"no longer verified: {folded(cited.quote)}" in text.replace("\\", "")


def test_a_conversation_is_taken_away_whole_and_in_order(client: TestClient, papers: Service) -> None:
    first = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    papers.pipeline.answer(
        Question("How many flats has the council built?", conversation_id=first.conversation_id)
    )
    text = client.get(f"/api/conversations/{first.conversation_id}/export?format=md").text
    assert re.findall(r"(?m)^## .*\?$", text) == [
        "## By how much did rents in Leith rise?",
        "## How many flats has the council built?",
    ]
    assert text.startswith("# By how much did rents in Leith rise?\n")


@pytest.mark.parametrize("path", ["/api/answers/none/export", "/api/conversations/none/export"])
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_another_format_is_refused(client: TestClient, papers: Service) -> None:
    given = papers.pipeline.answer(Question("By how much did rents in Leith rise?"))
    response = client.get(f"/api/answers/{given.id}/export?format=pdf")
    assert response.status_code == 422
    assert "format" in response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Élan & café: 100%?", 'filename="Elan-cafe-100.md"'),
        ('"; filename=x\r\nSet-Cookie: a', 'filename="filename-x-Set-Cookie-a.md"'),
        ("שלום", 'filename="answer.md"'),
        ("…", 'filename="answer.md"'),
    ],
)
def test_a_file_name_holds_nothing_that_a_header_or_a_folder_could_misread(title: str, plain: str) -> None:
    header = attachment(title, "md")["Content-Disposition"]
    assert plain in header
    assert header.isascii()
    assert not set("\r\n/\\") & set(header)
