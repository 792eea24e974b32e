"""Calls a chat model, any that LangChain's `init_chat_model` supports, with a hard deadline.

Each call runs on its own event loop in its own thread, and its HTTP client is closed with it. Whether the model
answers, fails, stalls or never stops, nothing of the call is left at its deadline.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rag.errors import ReportQAError
from rag.generation.prompt import Message

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_POLL = 0.05  # seconds between two checks whether the caller has cancelled
_CLOSING = 0.25  # seconds that a stopped call has to end in
_NO_SCHEMA = (400, 422)  # what servers answer to a `response_format` that they do not know

JsonSchema = Mapping[str, Any]  # the form of a reply: a name, and a JSON schema


class ChatFailed(ReportQAError):
    """The model gave no usable reply; the text follows the model's name in a sentence: "did not answer …"."""

    code = "chat_failed"


class Stopped(ReportQAError):
    """The caller has cancelled the answer."""

    code = "stopped"


@dataclass(frozen=True, slots=True)
class Chat:
    """A configured chat model.

    `make` creates the model for one call, given the seconds that are left and the form of its reply, None for free
    text. `address` says in words where passages are sent. `longest` is the limit of a reply, in characters. `free` is
    set once the server has refused a form: after that none is asked for.
    """

    name: str
    address: str
    make: Callable[[float, JsonSchema | None], "Runnable[Any, Any]"]
    seconds: float
    longest: int
    free: threading.Event = field(default_factory=threading.Event)

    def reply(
        self,
        messages: Sequence[Message],
        deadline: float,
        stopped: Callable[[], bool],
        schema: JsonSchema | None = None,
    ) -> Iterator[str]:
        """The reply in pieces as they arrive; raises ChatFailed and Stopped. `deadline` is by `time.monotonic`.

        A server that refuses the `schema` is asked without it.
        """
        call = _Call(self, messages, deadline, schema)
        try:
            while (piece := self._next(call, deadline, stopped)) is not None:
                yield piece
        finally:
            call.stop()

    def _next(self, call: "_Call", deadline: float, stopped: Callable[[], bool]) -> str | None:
        while True:
            left = deadline - time.monotonic()
            if stopped():
                raise Stopped("The answer is no longer wanted.")
            if left <= 0:
                raise ChatFailed(f"did not finish its answer within {self.seconds:g} seconds")
            with suppress(queue.Empty):
                found = call.pieces.get(timeout=min(left, _POLL))
                if isinstance(found, ChatFailed):
                    raise found
                return found


class _Call:
    """One running request; `pieces` ends with None or with the error."""

    def __init__(
        self, chat: Chat, messages: Sequence[Message], deadline: float, schema: JsonSchema | None
    ) -> None:
        self.pieces: queue.SimpleQueue[str | ChatFailed | None] = queue.SimpleQueue()
        self._chat = chat
        self._messages = [(message.role, message.text) for message in messages]
        self._deadline = deadline
        self._schema = schema
        self._loop = asyncio.new_event_loop()
        self._ended = threading.Event()
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="chat-call", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Cancel the call and wait briefly for it to end; one that does not end is left to its own timeout."""
        with suppress(RuntimeError):  # the loop has already ended
            self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join(_CLOSING)

    def _cancel(self) -> None:
        self._ended.set()
        if self._task is not None:
            self._task.cancel()

    def _run(self) -> None:
        try:
            if not self._ended.is_set():
                self._task = self._loop.create_task(self._pump())
                self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        finally:
            with suppress(Exception):
                self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    async def _pump(self) -> None:
        try:
            await self._ask(None if self._chat.free.is_set() else self._schema)
            self.pieces.put(None)
        except asyncio.CancelledError:
            raise
        except ReportQAError as error:
            self.pieces.put(
                error if isinstance(error, ChatFailed) else ChatFailed(f"cannot be used. {error}")
            )
        except Exception as error:
            self.pieces.put(ChatFailed(_described(error)))

    async def _ask(self, schema: JsonSchema | None) -> None:
        try:
            await self._call(schema)
        except Exception as error:
            if schema is None or _status(error) not in _NO_SCHEMA:
                raise
            await self._call(None)
            self._chat.free.set()

    async def _call(self, schema: JsonSchema | None) -> None:
        model: Any = None
        try:
            model = self._chat.make(max(self._deadline - time.monotonic(), 0.1), schema)
            await self._read(model)
        finally:
            await _close(model)

    async def _read(self, model: "Runnable[Any, Any]") -> None:
        from langsmith import tracing_context

        length = 0
        # An environment variable alone would make LangChain report every call to its vendor's service.
        with tracing_context(enabled=False):
            async for piece in model.astream(self._messages):
                text = str(piece.text)
                length += len(text)
                if length > self._chat.longest:
                    raise ChatFailed(f"wrote more than the limit of {self._chat.longest:,} characters")
                if text:
                    self.pieces.put(text)


async def _close(model: Any) -> None:
    """Close a model's HTTP clients; each provider's package has its own name for them."""
    for name in ("http_async_client", "root_async_client", "_async_client", "async_client"):
        client = getattr(model, name, None)
        close = getattr(client, "aclose", None) or getattr(client, "close", None)
        if close is None:
            continue
        with suppress(Exception):
            closing = close()
            if asyncio.iscoroutine(closing):
                await asyncio.wait_for(closing, _CLOSING)


def _described(error: Exception) -> str:
    """What went wrong, without the error's own text, which may contain a key or a page of HTML."""
    status = _status(error)
    kind = type(error).__name__
    if status in (401, 403):
        return f"refused the key ({status}). Check REPORT_QA_CHAT_API_KEY"
    if status == 404:
        return (
            f"is not known to its server ({status}). Check REPORT_QA_CHAT_MODEL and REPORT_QA_CHAT_BASE_URL"
        )
    if status == 429:
        return f"accepts no more requests for now ({status})"
    if isinstance(status, int):
        return f"answered with an error ({status})"
    if "Timeout" in kind:
        return "did not answer in time"
    if "Connect" in kind or isinstance(error, OSError):
        return "cannot be reached. Check REPORT_QA_CHAT_BASE_URL"
    return f"broke off its reply ({kind})"


def _status(error: Exception) -> Any:
    """The HTTP status that a provider's error carries, None where it has none."""
    return getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
