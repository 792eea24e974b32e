"""OpenAI's protocol: chat clients and OpenAI's own packages ask here, with the server's key as theirs."""

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from rag.errors import ReportQAError
from rag.generation.chat import Stopped
from rag.generation.events import Revised
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer
from server.chat_completions import (
    MODEL,
    CompletionBody,
    CompletionOut,
    ModelOut,
    ModelsOut,
    check_model,
    chunks,
    completion,
    content_of,
    question_of,
)
from server.failures import ENDING
from server.load import Turns
from server.openai_errors import OpenAIErrorOut, openai_values
from server.openapi import EVERY_ROUTE, Responses, content
from server.routes import ServiceOf, TurnsOf

_EVENTS = "text/event-stream"
_BESIDE = ": searching\n\n"  # a comment, which keeps a connection open and is no event
router = APIRouter(
    prefix="/v1",
    tags=["openai"],
    responses={status: told | {"model": OpenAIErrorOut} for status, told in EVERY_ROUTE.items()},
)
_UNKNOWN: Responses = {404: {"model": OpenAIErrorOut, "description": "There is no such model or document."}}


@router.get("/models")
def models() -> ModelsOut:
    """The models that can be named in a completion."""
    return ModelsOut(data=[ModelOut(id=MODEL)])


@router.get("/models/{id}", responses=_UNKNOWN)
def model(id: str) -> ModelOut:
    check_model(id)
    return ModelOut(id=id)


@router.post("/chat/completions", response_model=CompletionOut, responses=content(_EVENTS) | _UNKNOWN)
async def chat_completions(body: CompletionBody, request: Request, service: ServiceOf, turns: TurnsOf) -> Any:
    """Answer the last message of a chat; with `stream`, as events.

    An answer is sent when it is whole, for what a chat model words is checked before it is shown.
    """
    check_model(body.model)
    question = question_of(body)
    request.state.asked = question.text  # as in `ask`
    site = str(request.base_url).rstrip("/")
    turns.check()  # refused with a status, before a stream begins
    await to_thread.run_sync(service.pipeline.check, question.text, question.filters)
    if body.stream:
        return StreamingResponse(_events(question, body, service, turns, site), media_type=_EVENTS)
    async with turns.turn():
        if await request.is_disconnected():  # it waited, and nobody waits for its answer any more
            return Response(status_code=204)
        return await to_thread.run_sync(_answered, question, service, site)


def _answered(question: Question, service: Service, site: str) -> Response:
    made = _completion(service.pipeline.answer(question), service, site)
    return Response(made.model_dump_json(), media_type="application/json")


def _completion(answer: Answer, service: Service, site: str) -> CompletionOut:
    counts = service.stores.embedder.counts([answer.question, content_of(answer, site)])
    return completion(answer, service.stores.library, counts, site)


async def _events(
    question: Question, body: CompletionBody, service: Service, turns: Turns, site: str
) -> AsyncIterator[str]:
    """The chunks as text; when the client goes away, the work is told to stop."""
    gone = threading.Event()
    written = _written(question, body, service, gone.is_set, site)
    try:
        async with turns.turn():
            while piece := await to_thread.run_sync(next, written, None, abandon_on_cancel=True):
                yield piece
    except ReportQAError as error:  # the last place was taken while the question was checked
        yield _event({"error": openai_values(error)})
    finally:
        gone.set()


def _written(
    question: Question, body: CompletionBody, service: Service, stopped: Callable[[], bool], site: str
) -> Iterator[str]:
    last: Answer | None = None
    try:
        for event in service.pipeline.stream(question, stopped):
            match event:
                case Answer():
                    last = event
                case Revised(answer):
                    last = answer
            yield _BESIDE
        if last is None:
            raise AssertionError("a stream ends with its answer")
        for chunk in chunks(_completion(last, service, site), body.wants_usage):
            yield _event(chunk)
        yield "data: [DONE]\n\n"
    except (Stopped, *ENDING):
        return
    except BaseException as error:  # panics of native libraries are no Exception
        yield _event({"error": openai_values(error)})


def _event(values: dict[str, Any]) -> str:
    return f"data: {json.dumps(values, ensure_ascii=False)}\n\n"
