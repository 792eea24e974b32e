"""Questions and searches."""

import json
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import asdict
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import WithJsonSchema

from rag.errors import ReportQAError
from rag.generation.chat import Stopped
from rag.generation.events import Delta, Revised, Stage
from rag.question.query import Query as SearchQuery
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer
from server.asked_of import asked_of
from server.failures import ENDING, error_values
from server.load import Turns
from server.openapi import content, errors
from server.requests import FILTER_PARAMETERS, QUESTION, AskBody, filter_pairs, filters_from
from server.routes import ServiceOf, TurnsOf
from server.schemas import AnswerOut, HitsOut, answer_values, hit_values

router = APIRouter(prefix="/api", tags=["asking"])
_MOST_HITS = 100
_EVENTS = "text/event-stream"
_Query = Annotated[str, WithJsonSchema(QUESTION)]


@router.post("/ask", response_model=AnswerOut, responses=content(_EVENTS) | errors(404))
async def ask(body: AskBody, request: Request, service: ServiceOf, turns: TurnsOf) -> Any:
    """Answer a question. With `Accept: text/event-stream`, as events: status, delta, answer, error.

    With a chat model the answer of quotations comes first, as `answer`, then what the model made of it, as `revised`.
    """
    request.state.asked = body.question  # for the audit log, which keeps it only where that is switched on
    question = Question(
        body.question, filters=body.filters.filters(), mode=body.mode, conversation_id=body.conversation_id
    )
    if _EVENTS in request.headers.get("accept", ""):
        # Refused with a status, before a stream begins.
        turns.check()
        await to_thread.run_sync(_check, question, service)
        return StreamingResponse(_events(question, service, turns), media_type=_EVENTS)
    async with turns.turn():
        if await request.is_disconnected():  # it waited, and nobody waits for its answer any more
            return Response(status_code=204)
        return await to_thread.run_sync(_answered, question, service)


def _check(question: Question, service: Service) -> None:
    """Raises BadQuestion, BadFilter and NotFound."""
    service.pipeline.check(question.text, question.filters)
    if question.conversation_id is not None:
        service.archive.conversation(question.conversation_id)


def _answered(question: Question, service: Service) -> Response:
    """The answer as it is sent: FastAPI would make JSON of it on the event loop, and all others would wait."""
    _check(question, service)
    values = answer_values(service.pipeline.answer(question), service.stores.library)
    return Response(AnswerOut.model_validate(values).model_dump_json(), media_type="application/json")


async def _events(question: Question, service: Service, turns: Turns) -> AsyncIterator[str]:
    """The events as text, the last of them `answer`, `revised` or `error`. When the client goes away, the work is told
    to stop."""
    gone = threading.Event()
    events = _encoded(question, service, gone.is_set)
    try:
        async with turns.turn():
            # A thread that waits for a model is not waited for: it sees that nobody listens and ends by itself.
            while piece := await to_thread.run_sync(next, events, None, abandon_on_cancel=True):
                yield piece
    except ReportQAError as error:  # the last place was taken while the question was checked
        yield _event("error", {"error": error_values(error)})
    finally:
        gone.set()


def _encoded(question: Question, service: Service, stopped: Callable[[], bool]) -> Iterator[str]:
    try:
        restricted = asked_of(question.filters, service.stores.library)
        for event in service.pipeline.stream(question, stopped):
            match event:
                case Stage(name):
                    yield _event("status", {"stage": name, "asked_of": restricted})
                case Delta(sentence, citations):
                    yield _event(
                        "delta", {"sentence": asdict(sentence), "citations": [asdict(c) for c in citations]}
                    )
                case Answer():
                    yield _event("answer", answer_values(event, service.stores.library))
                case Revised(answer):
                    yield _event("revised", answer_values(answer, service.stores.library))
    except (Stopped, *ENDING):
        return
    except BaseException as error:  # panics of native libraries are no Exception
        yield _event("error", {"error": error_values(error)})


def _event(name: str, data: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


@router.get(
    "/search",
    response_model=HitsOut,
    openapi_extra={"parameters": FILTER_PARAMETERS},
    responses=errors(404),
)
def search(
    request: Request, service: ServiceOf, q: _Query, limit: int = Query(10, ge=1, le=_MOST_HITS)
) -> Any:
    """Ranked passages, no answer; any filter may be given as a parameter, also several times."""
    hits = service.pipeline.search(SearchQuery(q, filters_from(filter_pairs(request, "q", "limit"))), limit)
    return {"hits": [hit_values(hit, service.stores.library) for hit in hits]}
