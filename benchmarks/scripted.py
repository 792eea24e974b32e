"""A chat model that follows a script, and what stands in the requests that it is sent."""

import re
from collections.abc import Callable
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult

from rag.generation.answer import Author, Reviser
from rag.generation.chat import Chat
from rag.generation.keys import KEY
from rag.pipeline import Pipeline
from rag.service import Service

Script = Callable[[str], str]  # from the last message to the reply
_BLOCK = re.compile(
    rf"--- (?P<mark>\w+) passage \[(?P<key>{KEY})\]\n.*?\ntext:\n(?P<text>.*?)\n--- (?P=mark) end", re.DOTALL
)
_LINE = re.compile(rf"^\[(?P<key>{KEY})\] (?P<text>.*)$", re.MULTILINE)
_SECONDS = 60
_LONGEST = 20_000  # characters of a reply
_QUOTED = 1500  # characters of one document


class Scripted(BaseChatModel):
    script: Any

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        told = self.script(str(messages[-1].content))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(told))])


def chat_of(script: Script) -> Chat:
    model = Scripted(script=script)
    return Chat("scripted:benchmark", "nowhere", lambda _seconds, _schema: model, _SECONDS, _LONGEST)


def pipeline_of(service: Service, writer: Reviser, word_pieces: int = 4000) -> Pipeline:
    """The service's pipeline with answers revised by `writer`, never from the cache."""
    stores = service.stores
    author = Author(writer, stores.library, stores.embedder.counts, word_pieces, None)
    return Pipeline(stores, service.retriever, service.archive, _QUOTED, service.encoder, author)


def passages_in(prompt: str) -> dict[str, str]:
    """The text of each passage of a request for a note, by its key."""
    return {match["key"]: match["text"] for match in _BLOCK.finditer(prompt)}


def sentences_in(prompt: str) -> dict[str, str]:
    """Each sentence of a request for a choice with its source before it, by its key, in the order sent."""
    return {match["key"]: match["text"] for match in _LINE.finditer(prompt)}
