"""What a chat model costs: how long the first sentence takes beyond the model's own time, and how long a failure does.

The first table is of a model of known speed. The line's own share is the time from the question to the first sentence
shown, less the time from the call of the model to the piece by which that sentence was whole. The second is of a false
provider on this machine that plays each failure, streaming and not: seconds beyond the limit that is set, which may be
below 0 where the failure shows at once, and what is left of the call a moment later.
"""

import asyncio
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
from rag.generation.events import Delta
from rag.generation.generator import Generator
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
    """Copies a sentence of the passages word by word; `times` are of its call and of that sentence's end."""

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
        told = str(messages[-1].content)
        key = told.split(" passage [", 1)[1][:7]
        text = told.split("\ntext:\n", 1)[1].split("\n--- ", 1)[0]
        lines = [line.strip() for line in text.splitlines() if line.strip() and line.strip()[-1] in ".”"]
        sentence = (lines or [text])[0].split(". ")[0].rstrip(".") + "."
        for word in [*sentence.split(" "), f"[{key}]\n"]:
            await asyncio.sleep(_PIECE)
            if word.startswith("["):
                self.times.append(time.perf_counter())
            yield ChatGenerationChunk(message=AIMessageChunk(content=f"{word} "))


def first_sentences(service: Service) -> list[float]:
    """For each question the milliseconds until something is shown, without the model's own."""
    own = []
    for _ in range(_ROUNDS):
        for asked in questions():
            model = Paced(times=[])
            chat = Chat("paced:test", "nowhere", lambda _, model=model: model, 30, 6400)  # type: ignore[misc]
            author = Author(
                Generator(chat, service.stores.embedder.counts, 4000, 1500), service.stores.library, None
            )
            pipeline = Pipeline(service.stores, service.retriever, service.archive, 1500, author=author)
            begun = time.perf_counter()
            events = pipeline.stream(Question(asked))
            shown = next((time.perf_counter() for event in events if isinstance(event, Delta)), None)
            for _ in events:
                pass
            if shown is not None and len(model.times) >= 2:
                own.append(1000 * (shown - begun - (model.times[1] - model.times[0])))
    return own


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
        own = first_sentences(service)
        cuts = quantiles(own, n=20)
        print(heading("Time to the first sentence, less the model's own", f"{len(own)} answers"))
        print(table(["p50 ms", "p95 ms"], [["report-qa", f"{cuts[9]:.1f}", f"{cuts[18]:.1f}"]]))
        with false_provider() as provider:
            rows = failures(folder, service.stores, provider)
        print("\n" + heading("A broken provider", f"a limit of {_LIMIT:g} seconds"))
        print(table(["streaming", "not streaming", "left behind"], rows))
        service.stores.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
