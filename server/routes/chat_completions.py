"""OpenAI's protocol: chat clients and OpenAI's own packages ask here, with the server's key as theirs."""

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
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
from server.affairs.folders import DEFAULT, NoAffair, affairs
from server.affairs.paths import affair_of
from server.affairs.rooms import Rooms
from server.chat_completions import (
    CompletionBody,
    CompletionOut,
    ModelOut,
    ModelsOut,
    UnknownModel,
    affair_meant,
    chunks,
    completion,
    content_of,
    model_of,
    question_of,
)
from server.failures import ENDING
from server.load import Turns
from server.openai_errors import OpenAIErrorOut, openai_values
from server.openapi import EVERY_ROUTE, Responses, content
from server.roles import person_of
from server.routes import TurnsOf

_EVENTS = "text/event-stream"
_BESIDE = ": searching\n\n"  # a comment, which keeps a connection open and is no event
router = APIRouter(
    prefix="/v1",
    tags=["openai"],
    responses={status: told | {"model": OpenAIErrorOut} for status, told in EVERY_ROUTE.items()},
)
_UNKNOWN: Responses = {404: {"model": OpenAIErrorOut, "description": "There is no such model or document."}}


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to one affair; `site` is the affair's address, `inside` counts the request as one to it."""

    question: Question
    body: CompletionBody
    service: Service
    site: str
    inside: Callable[[], AbstractContextManager[None]]


@router.get("/models")
def models(request: Request) -> ModelsOut:
    """The models that can be named in a completion: one for each affair that the person may read."""
    here = affair_of(request.scope)
    rooms: Rooms = request.app.state.rooms
    named = (
        affairs(rooms.root)
        if here == DEFAULT
        else [each for each in affairs(rooms.root) if each.name == here]
    )
    readable = [each.name for each in named if person_of(request).may("reader", each.name)]
    return ModelsOut(data=[ModelOut(id=model_of(name, here)) for name in readable])


@router.get("/models/{id:path}", responses=_UNKNOWN)
def model(id: str, request: Request) -> ModelOut:
    if all(each.id != id for each in models(request).data):
        raise UnknownModel(id)
    return ModelOut(id=id)


@router.post("/chat/completions", response_model=CompletionOut, responses=content(_EVENTS) | _UNKNOWN)
async def chat_completions(body: CompletionBody, request: Request, turns: TurnsOf) -> Any:
    """Answer the last message of a chat; with `stream`, as events.

    An answer is sent when it is complete, because a chat model's words are checked before they are shown.
    """
    asked = await _asked(body, request)
    request.state.asked = asked.question.text  # as in `ask`
    turns.check()  # refused with a status, before a stream begins
    await to_thread.run_sync(asked.service.pipeline.check, asked.question.text, asked.question.filters)
    if body.stream:
        return StreamingResponse(_events(asked, turns), media_type=_EVENTS)
    async with turns.turn():
        if await request.is_disconnected():  # it waited too long: its client has gone
            return Response(status_code=204)
        return await to_thread.run_sync(_answered, asked)


async def _asked(body: CompletionBody, request: Request) -> _Asked:
    """The question and the affair that the model's name stands for. Raises UnknownModel, BadQuestion.

    These routes check themselves whether the person may read the affair; the guard does not."""
    here = affair_of(request.scope)
    affair = affair_meant(body.model, here)
    if not person_of(request).may("reader", affair):
        raise UnknownModel(body.model)
    rooms: Rooms = request.app.state.rooms
    request.state.affair = affair
    try:
        room = await to_thread.run_sync(rooms.get, affair)
    except NoAffair:
        raise UnknownModel(body.model) from None
    site = str(request.base_url).rstrip("/") + ("" if affair == here else f"/affairs/{affair}")
    return _Asked(question_of(body), body, room.service, site, lambda: rooms.inside(affair))


def _answered(asked: _Asked) -> Response:
    with asked.inside():
        made = _completion(asked.service.pipeline.answer(asked.question), asked)
    return Response(made.model_dump_json(), media_type="application/json")


def _completion(answer: Answer, asked: _Asked) -> CompletionOut:
    stores = asked.service.stores
    counts = stores.embedder.counts([answer.question, content_of(answer, asked.site)])
    return completion(answer, stores.library, counts, asked.site, asked.body.model)


async def _events(asked: _Asked, turns: Turns) -> AsyncIterator[str]:
    """The chunks as text; when the client disconnects, the work is stopped."""
    gone = threading.Event()
    written = _written(asked, gone.is_set)
    try:
        async with turns.turn():
            with asked.inside():
                while piece := await to_thread.run_sync(next, written, None, abandon_on_cancel=True):
                    yield piece
    except ReportQAError as error:  # the last place in the queue was taken while the question was checked
        yield _event({"error": openai_values(error)})
    finally:
        gone.set()


def _written(asked: _Asked, stopped: Callable[[], bool]) -> Iterator[str]:
    last: Answer | None = None
    try:
        for event in asked.service.pipeline.stream(asked.question, stopped):
            match event:
                case Answer():
                    last = event
                case Revised(answer):
                    last = answer
            yield _BESIDE
        if last is None:
            raise AssertionError("a stream ends with its answer")
        for chunk in chunks(_completion(last, asked), asked.body.wants_usage):
            yield _event(chunk)
        yield "data: [DONE]\n\n"
    except (Stopped, *ENDING):
        return
    except BaseException as error:  # panics of native libraries are no Exception
        yield _event({"error": openai_values(error)})


def _event(values: dict[str, Any]) -> str:
    return f"data: {json.dumps(values, ensure_ascii=False)}\n\n"
