"""OpenAI's protocol, as chat clients speak it: a chat's messages become a question, an answer becomes a completion.

The content is the answer with its markers, and below it a footnote for each. What a client would load or follow by
itself (a picture, HTML) is shown as text, for the content is read as Markdown and its quotations are other people's.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from rag.errors import BadQuestion, NotFound
from rag.question.query import Question
from rag.storage.library import Library
from rag.types import Answer, Citation, Mode, Turn
from server.affairs.folders import DEFAULT
from server.commands.sources import SOURCES, footnoted
from server.requests import FilterBody
from server.schemas import AnswerOut, answer_values

MODEL = "report-qa"
_LOADED = re.compile(r"(?<=!)\[|<(?=[A-Za-z/!?])")  # pictures and HTML, in Markdown
_MOST_MESSAGES = 500

Json = dict[str, Any]


class MessagePart(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: str | None = None


class ChatMessage(BaseModel):
    """One message of a chat. Those of the system, of developers and of tools change nothing."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[MessagePart] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.text)
        return self.content or ""


class StreamOptions(BaseModel):
    include_usage: bool | None = None


class CompletionBody(BaseModel):
    """A chat of which the last question is answered; other fields of the protocol are accepted and change nothing.

    `filters` and `mode` are this service's own, as in `POST /api/ask`.
    """

    model: str
    messages: Annotated[list[ChatMessage], Field(min_length=1, max_length=_MOST_MESSAGES)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None
    filters: FilterBody = FilterBody()
    mode: Mode = "auto"

    @property
    def wants_usage(self) -> bool:
        return bool(self.stream_options and self.stream_options.include_usage)


class UnknownModel(NotFound):
    code = "model_not_found"

    def __init__(self, name: str) -> None:
        super().__init__("model", name)


class ModelOut(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "report-qa"


class ModelsOut(BaseModel):
    object: Literal["list"] = "list"
    data: list[ModelOut]


class UrlCitation(BaseModel):
    """`start_index` and `end_index` are the sentence in the content, its markers included; `url` opens the source."""

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(BaseModel):
    """A citation as the protocol has it, and beside it as `POST /api/ask` gives it."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation
    citation: Citation


class MessageOut(BaseModel):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class ChoiceOut(BaseModel):
    index: Literal[0] = 0
    message: MessageOut
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class UsageOut(BaseModel):
    """In word-pieces of the embedding model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionOut(BaseModel):
    """A completion as the protocol has it; `answer` is this service's own, as in `POST /api/ask`."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: list[ChoiceOut]
    usage: UsageOut
    answer: AnswerOut


def model_of(affair: str, here: str) -> str:
    """The name under which an affair answers at the address of `here`."""
    return MODEL if affair == here else f"{MODEL}/{affair}"


def affair_meant(model: str, here: str) -> str:
    """The affair that a model's name stands for at the address of the affair `here`: at the server's own any may be
    named, at another affair's only that one. Raises UnknownModel."""
    named, _, affair = model.partition("/")
    meant = affair if "/" in model else here
    if named != MODEL or not meant or here not in (DEFAULT, meant):
        raise UnknownModel(model)
    return meant


def question_of(body: CompletionBody) -> Question:
    """The last message as a question, what was said before it as its conversation. Raises BadQuestion."""
    *before, last = body.messages
    if last.role != "user":
        raise BadQuestion("The last message has to be the user's: it is the question.")
    turns: list[Turn] = []
    asked = ""
    for message in before:
        if message.role == "user":
            asked = message.text
        elif message.role == "assistant" and asked:
            turns.append(Turn(asked, message.text.rpartition(SOURCES)[0] or message.text))
            asked = ""
    return Question(last.text, tuple(turns), body.filters.filters(), body.mode, alone=not turns)


def completion(
    answer: Answer, library: Library, counts: Sequence[int], site: str, model: str = MODEL
) -> CompletionOut:
    """`counts` are the word-pieces of what was asked and of what is said; `site` is where the affair is reached."""
    content = content_of(answer, site)
    asked, said = counts
    return CompletionOut(
        id=f"chatcmpl-{answer.id}",
        created=int(datetime.fromisoformat(answer.created_at).timestamp()),
        model=model,
        choices=[
            ChoiceOut(message=MessageOut(content=content, annotations=_annotations(answer, content, site)))
        ],
        usage=UsageOut(prompt_tokens=asked, completion_tokens=said, total_tokens=asked + said),
        answer=AnswerOut.model_validate(answer_values(answer, library)),
    )


def content_of(answer: Answer, site: str) -> str:
    """The answer's text, what is to be noted, and a footnote for each citation."""
    return _shown(
        footnoted(answer.text, answer.warnings, answer.citations, lambda each: place_of(each, site))
    )


def place_of(citation: Citation, site: str) -> str:
    """Where the source opens at the passage."""
    return f"{site}/documents/{citation.document_id}#{citation.start}-{citation.end}"


def chunks(whole: CompletionOut, with_usage: bool) -> Iterator[Json]:
    """The same completion as a stream gives it, a line of the content at a time; the last one has the annotations."""
    message = whole.choices[0].message
    head: Json = {
        "id": whole.id,
        "object": "chat.completion.chunk",
        "created": whole.created,
        "model": whole.model,
    }
    head |= {"usage": None} if with_usage else {}

    def chunk(delta: Json, finish_reason: str | None = None) -> Json:
        return head | {
            "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}]
        }

    yield chunk({"role": "assistant", "content": ""})
    for line in message.content.splitlines(keepends=True):
        yield chunk({"content": line})
    annotations = [each.model_dump(mode="json") for each in message.annotations]
    yield chunk({"annotations": annotations}, "stop") | {"answer": whole.answer.model_dump(mode="json")}
    if with_usage:
        yield head | {"choices": [], "usage": whole.usage.model_dump()}


def _annotations(answer: Answer, content: str, site: str) -> list[Annotation]:
    """One for each marker of each sentence, in the order of the text."""
    cited = {each.marker: each for each in answer.citations}
    found = []
    at = 0
    for sentence in answer.sentences:
        markers = "".join(f"[{marker}]" for marker in sentence.citations)
        written = _shown(f"{sentence.text} {markers}")
        start = content.find(written, at) if markers else -1
        if start < 0:
            continue
        at = start + len(written)
        for citation in (cited[marker] for marker in sentence.citations):
            title = citation.title or citation.publisher or "an untitled document"
            told = UrlCitation(start_index=start, end_index=at, title=title, url=place_of(citation, site))
            found.append(Annotation(url_citation=told, citation=citation))
    return found


def _shown(text: str) -> str:
    return _LOADED.sub(lambda found: f"\\{found[0]}", text)
