"""OpenAI's protocol, spoken by OpenAI's own client: footnotes, citations as annotations, errors that it knows."""

import asyncio
from collections.abc import Callable
from typing import Any

import openai
import pytest
from fastapi.testclient import TestClient
from folders import AFFAIR_FOLDER
from openai import AsyncOpenAI, OpenAI
from openai.types.chat import ChatCompletion, ChatCompletionMessageParam

from rag.service import Service
from server.access import Access
from server.app import create_app
from server.chat_completions import CompletionBody, content_of, question_of

QUESTION = "Where is the wave height measured?"
KEY = "a key of sixteen characters"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


@pytest.fixture
def web(service: Service) -> TestClient:
    return TestClient(create_app(service, Access(KEY)), base_url="http://127.0.0.1")


@pytest.fixture
def client(web: TestClient) -> OpenAI:
    return OpenAI(api_key=KEY, base_url="http://127.0.0.1/v1", http_client=web, max_retries=0)


def asked(client: OpenAI, *messages: ChatCompletionMessageParam | str, **more: Any) -> ChatCompletion:
    said: list[ChatCompletionMessageParam] = [
        {"role": "user", "content": each} if isinstance(each, str) else each for each in messages
    ]
    return client.chat.completions.create(model="report-qa", messages=said, extra_body=more)


def test_the_answer_has_its_footnotes_and_its_citations_as_annotations(
    client: OpenAI, web: TestClient
) -> None:
    made = asked(client, {"role": "system", "content": "Be brief."}, QUESTION)
    message = made.choices[0].message
    web.headers["Authorization"] = f"Bearer {KEY}"
    plain = web.post("/api/ask", json={"question": QUESTION}).json()
    assert message.content is not None
    assert message.content.startswith(plain["text"])
    assert message.annotations
    assert [each.model_dump()["citation"] for each in message.annotations] == plain["citations"]
    for each in message.annotations:
        told, citation = each.url_citation, each.model_dump()["citation"]
        said = message.content[told.start_index : told.end_index]
        assert said.endswith(f"[{citation['marker']}]")
        assert citation["quote"] in said
        opened = f"http://127.0.0.1/documents/{citation['document_id']}#{citation['start']}-{citation['end']}"
        assert told.url == opened
        assert (
            f"\n[{citation['marker']}] {citation['publisher']}, " in message.content.partition("Sources:")[2]
        )
        assert opened in message.content
    assert made.choices[0].finish_reason == "stop"
    assert made.usage is not None
    assert made.usage.prompt_tokens + made.usage.completion_tokens == made.usage.total_tokens > 20
    assert web.get(f"/api/answers/{made.id.removeprefix('chatcmpl-')}").json()["question"] == QUESTION


def test_a_stream_says_the_same(client: OpenAI) -> None:
    whole = asked(client, QUESTION)
    stream = client.chat.completions.create(
        model="report-qa",
        messages=[{"role": "user", "content": QUESTION}],
        stream=True,
        stream_options={"include_usage": True},
    )
    *chunks, last = list(stream)
    assert "".join(each.choices[0].delta.content or "" for each in chunks) == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [each.choices[0].finish_reason for each in chunks][-2:] == [None, "stop"]
    annotations = chunks[-1].choices[0].delta.model_dump()["annotations"]
    assert annotations == [each.model_dump() for each in whole.choices[0].message.annotations or ()]
    assert (last.choices, last.usage) == ([], whole.usage)


def test_the_asynchronous_client_is_answered_too(service: Service) -> None:
    from httpx2 import ASGITransport, AsyncClient

    async def say() -> str | None:
        transport = ASGITransport(create_app(service))
        async with AsyncClient(transport=transport, base_url="http://127.0.0.1") as http:
            client = AsyncOpenAI(api_key="none is needed", base_url="http://127.0.0.1/v1", http_client=http)
            made = await client.chat.completions.create(
                model="report-qa",
                messages=[{"role": "user", "content": [{"type": "text", "text": QUESTION}]}],
            )
            return made.choices[0].message.content

    assert "buoy" in (asyncio.run(say()) or "")


def test_a_conversation_is_the_messages_that_are_sent(client: OpenAI) -> None:
    first = asked(client, QUESTION).choices[0].message.content
    follow_up = asked(client, QUESTION, {"role": "assistant", "content": first}, "Who operates it?")
    alone = asked(client, "Who operates it?")
    assert QUESTION in follow_up.model_extra["answer"]["query"]  # type: ignore[index]
    assert QUESTION not in alone.model_extra["answer"]["query"]  # type: ignore[index]


def test_footnotes_are_no_part_of_what_was_said_before(service: Service) -> None:
    answer = service.pipeline.answer(question_of(_body(QUESTION)))
    said = content_of(answer, "http://127.0.0.1")
    assert "Sources:" in said
    (turn,) = question_of(_body(QUESTION, said, "Who operates it?")).turns
    assert (turn.question, turn.answer) == (QUESTION, answer.text)


def _body(*said: str) -> CompletionBody:
    roles = ("user", "assistant")
    messages = [{"role": roles[number % 2], "content": each} for number, each in enumerate(said)]
    return CompletionBody.model_validate({"model": "report-qa", "messages": messages})


def test_filters_come_in_the_extra_body(client: OpenAI) -> None:
    made = asked(client, QUESTION, filters={"publisher": "Tallow Pryce"})
    cited = [each.model_dump()["citation"]["publisher"] for each in made.choices[0].message.annotations or ()]
    assert set(cited) <= {"Tallow Pryce"}
    assert made.model_extra["answer"]["filters"]["publisher"] == ["Tallow Pryce"]  # type: ignore[index]


def test_an_answer_says_what_the_papers_do_not_say(client: OpenAI) -> None:
    made = asked(client, "What does a kilo of quinces cost in Valparaíso?")
    assert made.model_extra["answer"]["status"] == "not_in_documents"  # type: ignore[index]
    assert (made.choices[0].message.content or "").startswith("Not in these documents")
    assert made.choices[0].message.annotations == []


def test_the_models_are_listed(client: OpenAI) -> None:
    assert [each.id for each in client.models.list()] == ["report-qa"]
    assert client.models.retrieve("report-qa").owned_by == "report-qa"


def test_errors_are_those_that_the_client_knows(client: OpenAI, web: TestClient) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        client.chat.completions.create(model="other", messages=[{"role": "user", "content": QUESTION}])
    assert (unknown.value.code, unknown.value.type) == ("model_not_found", "invalid_request_error")
    with pytest.raises(openai.UnprocessableEntityError) as empty:
        asked(client, "  ")
    assert (empty.value.code, empty.value.param) == ("bad_question", None)
    with pytest.raises(openai.UnprocessableEntityError, match="last message"):
        asked(client, QUESTION, {"role": "assistant", "content": "Well,"})
    with pytest.raises(openai.UnprocessableEntityError, match=r"filters\.colour"):
        asked(client, QUESTION, filters={"colour": "red"})
    with pytest.raises(openai.NotFoundError):
        asked(client, QUESTION, filters={"document_id": "none"})
    stranger = OpenAI(api_key="another", base_url="http://127.0.0.1/v1", http_client=web, max_retries=0)
    with pytest.raises(openai.AuthenticationError) as refused:
        stranger.models.list()
    assert (refused.value.code, refused.value.type) == ("no_key", "authentication_error")


def test_what_a_paper_quotes_loads_nothing_in_a_client(service: Service) -> None:
    from dataclasses import replace

    answer = service.pipeline.answer(question_of(_body(QUESTION)))
    hostile = replace(answer, text="See ![this](https://track.example/x) and <img src=y> but 3 < 4. [1]")
    said = content_of(hostile, "http://127.0.0.1")
    assert said.startswith("See !\\[this](https://track.example/x) and \\<img src=y> but 3 < 4. [1]")
