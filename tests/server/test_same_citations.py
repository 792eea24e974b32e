"""Whoever asks, the citations are the same: over HTTP, by OpenAI's protocol, over MCP, as LangChain's agent."""

from collections.abc import Callable
from typing import Any

import anyio
import pytest
from fastapi.testclient import TestClient
from folders import AFFAIR_FOLDER
from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from mcp import Client
from openai import OpenAI

from rag.langchain import PassageRetriever, answer_tool
from rag.service import Service
from server.app import create_app
from server.backends.local import Local
from server.mcp.protocol import papers_server

Place = tuple[str, int, int, str]


class Asking(BaseChatModel):
    """Hands the question to its one tool, and what the tool says back to the user."""

    @property
    def _llm_type(self) -> str:
        return "asking"

    def bind_tools(self, *_: Any, **__: Any) -> "Asking":
        return self

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        last = messages[-1]
        if isinstance(last, ToolMessage):
            said = AIMessage(str(last.content))
        else:
            call = {"name": "ask_papers", "args": {"question": str(last.content)}, "id": "1"}
            said = AIMessage("", tool_calls=[call])
        return ChatResult(generations=[ChatGeneration(message=said)])


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


def places(citations: Any) -> list[Place]:
    return [(each["document_id"], each["start"], each["end"], each["quote"]) for each in citations]


def by_http(web: TestClient, question: str) -> list[Place]:
    return places(web.post("/api/ask", json={"question": question}).json()["citations"])


def by_openai(web: TestClient, question: str) -> list[Place]:
    client = OpenAI(api_key="none", base_url="http://127.0.0.1/v1", http_client=web, max_retries=0)
    made = client.chat.completions.create(model="report-qa", messages=[{"role": "user", "content": question}])
    return places(each.model_dump()["citation"] for each in made.choices[0].message.annotations or ())


def by_mcp(service: Service, question: str) -> list[Place]:
    async def ask() -> Any:
        async with Client(papers_server(lambda: Local(service))) as client:
            return (await client.call_tool("ask", {"question": question})).structured_content

    return places(anyio.run(ask)["citations"])


def by_agent(service: Service, question: str) -> tuple[list[Place], str]:
    """The citations of the tool's answer, and what the agent says last."""
    agent = create_agent(Asking(), [answer_tool(service.pipeline)])
    messages = agent.invoke({"messages": [{"role": "user", "content": question}]})["messages"]
    (told,) = [each for each in messages if isinstance(each, ToolMessage)]
    cited = [(each.document_id, each.start, each.end, each.quote) for each in told.artifact.citations]
    return cited, str(messages[-1].content)


@pytest.mark.parametrize(
    "question", ["Where is the wave height measured?", "What does the report say about the wave limit?"]
)
def test_the_citations_are_the_same_whoever_asks(service: Service, question: str) -> None:
    web = TestClient(create_app(service), base_url="http://127.0.0.1")
    expected = by_http(web, question)
    assert expected
    assert by_openai(web, question) == expected
    assert by_mcp(service, question) == expected
    cited, said = by_agent(service, question)
    assert cited == expected
    assert all(f"[{number}]" in said for number in range(1, len(cited) + 1))
    passages = PassageRetriever(retriever=service.retriever, k=10).invoke(question)
    first = expected[0]
    assert any(
        each.metadata["document_id"] == first[0]
        and each.metadata["start"] <= first[1]
        and first[2] <= each.metadata["end"]
        for each in passages
    )
