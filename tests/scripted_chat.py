"""A chat model of our own making: it says what a script makes of the messages, as fast and in such pieces as asked."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import Field

from rag.generation.chat import Chat

_BLOCK = re.compile(
    r"--- (?P<mark>\w+) passage \[(?P<key>p\w{6})\]\n(?P<known>.*?)\ntext:\n(?P<text>.*?)\n--- (?P=mark) end",
    re.DOTALL,
)

Script = Callable[[str], str | Sequence[str]]


class ScriptedChat(BaseChatModel):
    """`script` is told the last message; it gives the reply, or the pieces that it comes in. `pause` is the seconds
    before each piece. `heard` gathers what was sent."""

    script: Any
    pause: float = 0.0
    heard: list[str] = Field(default_factory=list)
    running: list[int] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage("".join(self._pieces(messages))))])

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        self.running.append(1)
        try:
            for piece in self._pieces(messages):
                await asyncio.sleep(self.pause)
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))
        finally:
            self.running.pop()

    def _pieces(self, messages: list[BaseMessage]) -> Iterator[str]:
        told = str(messages[-1].content)
        self.heard.append("\n".join(str(message.content) for message in messages))
        made = self.script(told)
        yield from [made] if isinstance(made, str) else made


def scripted(
    script: Script, seconds: float = 20, pause: float = 0.0, longest: int = 6400
) -> tuple[Chat, ScriptedChat]:
    """A configured chat model that follows `script`, and the model itself, to ask it what it heard."""
    model = ScriptedChat(script=script, pause=pause, heard=[], running=[])
    return Chat("scripted:test", "nowhere", lambda _seconds, _schema: model, seconds, longest), model


def passages(prompt: str) -> dict[str, str]:
    """The text of each passage in a request, by its key."""
    return {match["key"]: match["text"] for match in _BLOCK.finditer(prompt)}


_LINE = re.compile(r"^\[(?P<key>p\w{6})\] (?P<text>.*)$", re.MULTILINE)


def choices(prompt: str) -> dict[str, str]:
    """Each sentence that may be chosen in a request, with its source before it, by its key."""
    return {match["key"]: match["text"] for match in _LINE.finditer(prompt)}


def chosen(*keys: str, heading: str | None = None, nothing: bool = False) -> str:
    """A reply of the form that is asked for: these keys in one group."""
    groups = [{"heading": heading, "keys": list(keys)}] if keys else []
    return json.dumps({"nothing": nothing, "groups": groups, "open": []})
