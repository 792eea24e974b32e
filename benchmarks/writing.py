"""What a chat model costs: when something is shown, how long a choice takes beyond the model's time, and how long a
failure does.

The first table is of a model of known speed. The answer of quotations comes before the model is asked. The line's own
share is the time from the question to the revised answer, less the time from the call of the model to the end of its
reply. The second is of a false provider on this machine that plays each failure, streaming and not: seconds beyond the
limit that is set, which may be below 0 if the failure shows at once, and what is left of the call a moment later.
"""

import asyncio
import json
import re
import sys
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGenerationChunk, ChatResult

from benchmarks.heading import heading, table
from benchmarks.injection import questions
from harness.false_provider import FAILURES, FalseProvider, false_provider
from ingest.sync.sync import sync
from rag.generation.answer import Author
from rag.generation.chat import Chat
from rag.generation.events import Revised
from rag.generation.keys import KEY
from rag.generation.selector import Selector
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.types import Answer

_DOCUMENTS = Path(__file__).resolve().parents[1] / "tests" / "affair" / "documents"
_PIECE = 0.01  # seconds
_LIMIT = 2.0  # seconds that a failing provider has
_ROUNDS = 3


class Paced(BaseChatModel):
    """Chooses the second sentence that it is sent, in pieces; `times` are of its call and of the end of its reply."""

    times: Any

    @property
    def _llm_type(self) -> str:
        return "paced"

    def _generate(self, *_: Any, **__: Any) -> ChatResult:
        raise NotImplementedError

    async def _astream(
        self, messages: list[BaseMessage], *_: Any, **__: Any
    ) -> AsyncIterator[ChatGenerationChunk]:
        self.times.append(time.perf_counter())
        keys = re.findall(rf"^\[({KEY})\]", str(messages[-1].content), re.MULTILINE)
        reply = json.dumps({"nothing": False, "groups": [{"heading": None, "keys": keys[:2]}], "open": []})
        for piece in reply.split(" "):
            await asyncio.sleep(_PIECE)
            yield ChatGenerationChunk(message=AIMessageChunk(content=f"{piece} "))
        self.times.append(time.perf_counter())


def waits(service: Service) -> tuple[list[float], list[float]]:
    """For each question the milliseconds until the first sentence, and those of the choice without the model's own."""
    first, own = [], []
    for _ in range(_ROUNDS):
        for asked in questions():
            model = Paced(times=[])
            chat = Chat("paced:test", "nowhere", lambda _seconds, _schema, model=model: model, 30, 6400)  # type: ignore[misc]
            author = Author(
                Selector(chat, service.encoder, 1500), service.stores.library,
                service.stores.embedder.counts, 4000, None,
            )  # fmt: skip
            pipeline = Pipeline(
                service.stores, service.retriever, service.archive, 1500, service.encoder, author
            )
            begun = time.perf_counter()
            for event in pipeline.stream(Question(asked)):
                if isinstance(event, Answer):
                    first.append(1000 * (time.perf_counter() - begun))
                    begun = time.perf_counter()
                if isinstance(event, Revised):
                    own.append(1000 * (time.perf_counter() - begun - (model.times[1] - model.times[0])))
    return first, own


def failures(folder: Path, stores: Any, provider: FalseProvider) -> list[list[str]]:
    """A row for each failure: beyond the limit, streaming and not, and what is left of the call."""
    rows = []
    for failure in FAILURES:
        row, left = [failure], []
        for stream in (True, False):
            settings = Settings(
                data_dir=folder, chat_model="openai:false", chat_base_url=provider.url, chat_timeout=_LIMIT,
                chat_retries=0, chat_stream=stream, chat_reuse=False, _env_file=None,
            )  # fmt: skip
            service = Service(settings)
            service.__dict__["stores"] = stores
            provider.plays = "well"
            service.pipeline.answer(Question(questions()[0]))  # imports are not the provider's failure
            provider.plays = failure
            begun = time.perf_counter()
            answer: Answer = service.pipeline.answer(Question(questions()[0]))
            took = time.perf_counter() - begun
            good = answer.mode == "extractive" and bool(answer.citations) and bool(answer.warnings)
            row.append(f"{took - _LIMIT:+.2f} s, {'cited' if good else 'NOT CITED'}")
            left.append(_left(provider))
        rows.append([*row, "nothing" if not any(left) else str(left)])
    return rows


def _left(provider: FalseProvider) -> list[str]:
    time.sleep(0.6)
    port = int(provider.url.split(":")[2].split("/")[0])
    threads = [each.name for each in threading.enumerate() if each.name == "chat-call"]
    ends = [
        each for each in psutil.Process().net_connections("tcp") if each.raddr and each.raddr.port == port
    ]
    return threads + [each.status for each in ends if each.status == "ESTABLISHED"]


def main() -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        service = Service(Settings(data_dir=folder, _env_file=None))
        sync(service.stores, [_DOCUMENTS])
        service.pipeline.answer(Question(questions()[0]))
        first, own = waits(service)
        rows = []
        for name, times in (("until the first answer", first), ("for the choice, less the model's own", own)):
            cuts = quantiles(times, n=20)
            rows.append([name, f"{cuts[9]:.1f}", f"{cuts[18]:.1f}"])
        print(heading("Waiting for an answer", f"{len(first)} answers"))
        print(table(["p50 ms", "p95 ms"], rows))
        with false_provider() as provider:
            rows = failures(folder, service.stores, provider)
        print("\n" + heading("A broken provider", f"a limit of {_LIMIT:g} seconds"))
        print(table(["streaming", "not streaming", "left behind"], rows))
        service.stores.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
