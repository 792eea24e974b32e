"""The chat model that writes: any that LangChain's `init_chat_model` knows, called so that it can always be stopped.

A call runs on an event loop of its own in a thread of its own, and its HTTP client is closed with it: whether the model
answers, fails, stalls or never ends, at its deadline nothing is left of it.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag.errors import ReportQAError
from rag.generation.prompt import Message

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

_POLL = 0.05  # seconds after which a caller who wants no more is noticed
_CLOSING = 0.25  # seconds that a call has to end in when it is stopped


class ChatFailed(ReportQAError):
    """A model gave no reply that can be used; its text goes on after the model's name: "did not answer …"."""

    code = "chat_failed"


class Stopped(ReportQAError):
    """Whoever asked wants no answer any more."""

    code = "stopped"


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat model as it is configured.

    `make` gives the model for one call, told how many seconds are left. `address` is where passages are sent to, in
    words. `longest` is the most that a reply may have, in characters.
    """

    name: str
    address: str
    make: Callable[[float], "Runnable[Any, Any]"]
    seconds: float
    longest: int

    def reply(
        self, messages: Sequence[Message], deadline: float, stopped: Callable[[], bool]
    ) -> Iterator[str]:
        """The reply as it comes in; raises ChatFailed, and Stopped. `deadline` is by `time.monotonic`."""
        call = _Call(self, messages, deadline)
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
                raise ChatFailed(f"gave no whole answer within {self.seconds:g} seconds")
            with suppress(queue.Empty):
                found = call.pieces.get(timeout=min(left, _POLL))
                if isinstance(found, ChatFailed):
                    raise found
                return found


class _Call:
    """One request under way; `pieces` ends with None, or with what went wrong."""

    def __init__(self, chat: Chat, messages: Sequence[Message], deadline: float) -> None:
        self.pieces: queue.SimpleQueue[str | ChatFailed | None] = queue.SimpleQueue()
        self._chat = chat
        self._messages = [(message.role, message.text) for message in messages]
        self._deadline = deadline
        self._loop = asyncio.new_event_loop()
        self._ended = threading.Event()
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, name="chat-call", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the call and wait until it is gone; one that cannot be stopped is left to its own timeout."""
        with suppress(RuntimeError):  # the loop has ended by itself
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
        model: Any = None
        try:
            model = self._chat.make(max(self._deadline - time.monotonic(), 0.1))
            await self._read(model)
            self.pieces.put(None)
        except asyncio.CancelledError:
            raise
        except ReportQAError as error:
            self.pieces.put(
                error if isinstance(error, ChatFailed) else ChatFailed(f"cannot be used. {error}")
            )
        except Exception as error:
            self.pieces.put(ChatFailed(_told(error)))
        finally:
            await _close(getattr(model, "bound", model))

    async def _read(self, model: "Runnable[Any, Any]") -> None:
        from langsmith import tracing_context

        length = 0
        # LangChain can report every call to its maker's service, set off by an environment variable alone.
        with tracing_context(enabled=False):
            async for piece in model.astream(self._messages):
                text = str(piece.text)
                length += len(text)
                if length > self._chat.longest:
                    raise ChatFailed(
                        f"wrote more than the {self._chat.longest:,} characters that a reply may have"
                    )
                if text:
                    self.pieces.put(text)


async def _close(model: Any) -> None:
    """Close the HTTP clients that belong to one model; each provider's package has its own names for them."""
    for name in ("http_async_client", "root_async_client", "_async_client", "async_client"):
        client = getattr(model, name, None)
        close = getattr(client, "aclose", None) or getattr(client, "close", None)
        if close is None:
            continue
        with suppress(Exception):
            closing = close()
            if asyncio.iscoroutine(closing):
                await asyncio.wait_for(closing, _CLOSING)


def _told(error: Exception) -> str:
    """What went wrong, in words; never the error's own, which may hold a key or a page of HTML."""
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    kind = type(error).__name__
    if status in (401, 403):
        return f"refused the key ({status}). Check REPORT_QA_CHAT_API_KEY"
    if status == 404:
        return (
            f"is not known to its server ({status}). Check REPORT_QA_CHAT_MODEL and REPORT_QA_CHAT_BASE_URL"
        )
    if status == 429:
        return f"takes no more requests for now ({status})"
    if isinstance(status, int):
        return f"answered with an error ({status})"
    if "Timeout" in kind:
        return "did not answer in time"
    if "Connect" in kind or isinstance(error, OSError):
        return "cannot be reached. Check REPORT_QA_CHAT_BASE_URL"
    return f"broke off its reply ({kind})"
