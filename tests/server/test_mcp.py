"""The papers over MCP, asked by the official SDK's client: in memory, over standard input and output, over HTTP."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import anyio
import pytest
from fastapi.testclient import TestClient
from folders import AFFAIR_FOLDER
from httpx2 import ASGITransport, AsyncClient
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult, TextContent, TextResourceContents

from rag.service import Service
from server.access import Access
from server.app import create_app
from server.backends.local import Local
from server.mcp.protocol import papers_server
from server.mcp.tools import TOOLS

T = TypeVar("T")
QUESTION = "Where is the wave height measured?"
KEY = "a key of sixteen characters"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


def text_of(found: CallToolResult) -> str:
    """What a tool answers for a model to read."""
    (block, *_) = found.content
    assert isinstance(block, TextContent)
    return block.text


def over_memory(service: Service, work: Callable[[Client], Awaitable[T]]) -> T:
    async def connected() -> T:
        async with Client(papers_server(lambda: Local(service))) as client:
            return await work(client)

    return anyio.run(connected)


def called(service: Service, tool: str, **arguments: Any) -> Any:
    """What a tool answers as JSON."""
    return over_memory(service, lambda client: client.call_tool(tool, arguments)).structured_content


def refused(service: Service, tool: str, **arguments: Any) -> str:
    found = over_memory(service, lambda client: client.call_tool(tool, arguments))
    assert found.is_error
    return text_of(found)


def test_every_tool_says_what_it_takes(service: Service) -> None:
    listed = over_memory(service, lambda client: client.list_tools()).tools
    assert [each.name for each in listed] == [each.name for each in TOOLS]
    for each in listed:
        assert each.description
        assert each.input_schema["type"] == "object"
        assert each.annotations is not None
        assert each.annotations.read_only_hint


def test_an_answer_is_told_with_its_sources_and_given_as_json(service: Service) -> None:
    found = over_memory(service, lambda client: client.call_tool("ask", {"question": QUESTION}))
    answer = found.structured_content
    text = text_of(found)
    assert text.startswith(answer["text"])
    for citation in answer["citations"]:
        document = service.stores.library.document(citation["document_id"])
        assert document.text[citation["start"] : citation["end"]] == citation["quote"]
        assert f"document {citation['document_id']}" in text.partition("Sources:")[2]


def test_a_passage_is_read_in_its_context(service: Service) -> None:
    (hit,) = called(service, "search", query=QUESTION, limit=1)["hits"]
    place = {name: hit[name] for name in ("document_id", "start", "end")}
    read = called(service, "read_passage", **place, context=40)
    text = service.stores.library.document(hit["document_id"]).text
    assert read["text"] == hit["text"]
    assert read["before"] + read["text"] + read["after"] in text
    assert len(read["before"]) <= 40
    assert "There is no text from" in refused(service, "read_passage", **place | {"end": 10**9})
    assert "no document" in refused(service, "read_passage", **place | {"document_id": "none"})


def test_the_other_tools_give_what_the_api_gives(service: Service) -> None:
    assert called(service, "find", text="wave")["total"] > 1
    assert called(service, "claims", limit=2)["claims"]
    assert called(service, "timeline", query="wave limit", limit=3)["rows"]
    filtered = called(service, "search", query=QUESTION, filters={"publisher": "Tallow Pryce"})["hits"]
    assert {each["publisher"] for each in filtered} == {"Tallow Pryce"}


def test_a_quotation_is_verified_with_its_speaker(service: Service) -> None:
    sentence, document = next(
        (sentence, document)
        for each in service.stores.library.holdings()
        if (document := service.stores.library.document(each.id)).metadata.text_type == "original"
        for sentence in document.sentences
        if sentence.manner == "direct" and sentence.speaker and sentence.end - sentence.start > 60
    )
    words = " ".join(document.text[sentence.start : sentence.end].strip("“”‘’\"'").split())
    typed = f'"{words.replace("’", chr(39))}"'
    (place,) = called(service, "verify_quotation", quotation=typed)["places"]
    assert document.text[place["start"] : place["end"]] == place["text"]
    assert (place["document_id"], place["speaker"]) == (document.id, sentence.speaker)
    assert place["verbatim"]
    (shouted,) = called(service, "verify_quotation", quotation=words.upper())["places"]
    assert not shouted["verbatim"]
    first, *rest = words.split()
    altered = called(service, "verify_quotation", quotation=" ".join([first, "never", *rest]))
    assert (altered["total"], altered["places"]) == (0, [])
    assert altered["nearest"]


def test_what_is_wrong_with_a_call_is_told_to_the_model(service: Service) -> None:
    assert "question" in refused(service, "ask")
    assert "colour" in refused(service, "ask", question=QUESTION, filters={"colour": "red"})
    assert "no document" in refused(service, "search", query=QUESTION, filters={"document_id": "none"})

    async def shred(client: Client) -> None:
        with pytest.raises(MCPError, match="no tool"):
            await client.call_tool("shred", {})

    over_memory(service, shred)


def test_the_documents_are_resources_with_their_exact_text(service: Service) -> None:
    async def read_first(client: Client) -> tuple[list[Any], str, str]:
        with pytest.raises(MCPError, match="no document"):
            await client.read_resource("report-qa://documents/none")
        listed = (await client.list_resources()).resources
        (read,) = (await client.read_resource(listed[0].uri)).contents
        assert isinstance(read, TextResourceContents)
        return listed, listed[0].uri, read.text

    listed, uri, text = over_memory(service, read_first)
    assert len(listed) == service.stores.library.counts()["documents"]
    assert text == service.stores.library.document(uri.rpartition("/")[2]).text


def test_an_assistant_starts_the_command_and_asks_it(service: Service) -> None:
    async def ask() -> Any:
        command = StdioServerParameters(
            command=sys.executable,
            args=["-m", "server.cli", "mcp"],
            env={"REPORT_QA_DATA_DIR": str(service.settings.data_dir), "PYTHONPATH": str(Path.cwd())},
        )
        async with Client(stdio_client(command)) as client:
            return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    answer = anyio.run(ask)
    assert answer["citations"] == called(service, "ask", question=QUESTION)["citations"]


def test_the_server_answers_over_http_whoever_has_its_key(service: Service) -> None:
    app = create_app(service, Access(KEY))

    async def ask(key: str) -> Any:
        async with AsyncClient(
            transport=ASGITransport(app), headers={"Authorization": f"Bearer {key}"}
        ) as http:
            transport = streamable_http_client("http://127.0.0.1/mcp", http_client=http)
            async with Client(transport) as client:
                return (await client.call_tool("ask", {"question": QUESTION})).structured_content

    assert anyio.run(ask, KEY)["citations"] == called(service, "ask", question=QUESTION)["citations"]
    stranger = TestClient(app, base_url="http://127.0.0.1")
    assert stranger.post("/mcp", json={}).json()["error"]["code"] == "no_key"
    assert stranger.get("/mcp", headers={"Authorization": f"Bearer {KEY}"}).headers["allow"] == "POST"
