"""The tools, one row each: its description for a model, its arguments, and how a backend answers it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from rag.errors import BadSpan
from server.backends.interface import Backend, Json
from server.commands.sources import citation_from, footnoted
from server.requests import FilterBody

_CONTEXT, _MOST_CONTEXT = 600, 5000  # characters on each side of a passage
_MOST_HITS, _MOST_ROWS = 50, 200

_Filters = Annotated[
    FilterBody,
    Field(
        description="Only documents that match; values of one field are alternatives. Dates are ISO, or a year."
    ),
]
_Query = Annotated[str, Field(description="Words to search for, or a question.")]


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    filters: _Filters = FilterBody()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        given = self.filters.model_dump(exclude_defaults=True)
        return [
            (name, each)
            for name, values in given.items()
            for each in ([values] if isinstance(values, str) else values)
        ]


class AskArguments(_Arguments):
    question: Annotated[
        str, Field(description="One whole question; it may not lean on what was said before.")
    ]


class SearchArguments(_Arguments):
    query: _Query
    limit: Annotated[int, Field(ge=1, le=_MOST_HITS)] = 10


class FindArguments(_Arguments):
    text: Annotated[str, Field(description="A word or a phrase.")]
    limit: Annotated[
        int, Field(ge=0, le=_MOST_HITS, description="The most places shown; all are counted.")
    ] = 20


class VerifyArguments(_Arguments):
    quotation: Annotated[
        str, Field(description="The words that are said to be quoted, in one unbroken piece.")
    ]


class ReadArguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    document_id: str
    start: Annotated[int, Field(ge=0, description="The offset in characters at which the passage starts.")]
    end: Annotated[int, Field(ge=0, description="The offset at which it ends.")]
    context: Annotated[
        int, Field(ge=0, le=_MOST_CONTEXT, description="Characters shown before and after it.")
    ] = _CONTEXT


class TimelineArguments(_Arguments):
    query: Annotated[str, Field(description="Only events about this; empty for all.")] = ""
    limit: Annotated[int, Field(ge=1, le=_MOST_ROWS)] = 50
    published: Annotated[bool, Field(description="With the days on which documents were published.")] = False


class ClaimsArguments(BaseModel):
    model_config = ConfigDict(extra="forbid")

    limit: Annotated[int, Field(ge=1, le=_MOST_ROWS)] = 20


@dataclass(frozen=True, slots=True)
class ToolAnswer:
    """A tool's answer: text for a model, and JSON for a program."""

    text: str
    values: Json


@dataclass(frozen=True, slots=True)
class PapersTool:
    """`call` takes a backend and the `arguments`; it raises ReportQAError."""

    name: str
    title: str
    description: str
    arguments: type[BaseModel]
    call: Callable[[Backend, Any], ToolAnswer]


def _ask(at: Backend, given: AskArguments) -> ToolAnswer:
    answer = at.ask(given.question, given.pairs)
    cited = [citation_from(each) for each in answer["citations"]]
    text = footnoted(answer["text"], answer["warnings"], cited, lambda each: f"document {each.document_id}")
    return ToolAnswer(text, answer)


def _read(at: Backend, given: ReadArguments) -> ToolAnswer:
    document = at.document(given.document_id)
    text = document["text"]
    if not given.start < given.end <= len(text):
        raise BadSpan(given.start, given.end, len(text))
    page = [each["number"] for each in document["page_starts"] if each["start"] <= given.start]
    known = ("title", "publisher", "author", "date", "url", "kind", "text_type")
    return _as_json(
        {"document_id": given.document_id, "page": page[-1] if page else None}
        | {name: document[name] for name in known}
        | {
            "start": given.start,
            "end": given.end,
            "before": text[max(0, given.start - given.context) : given.start],
            "text": text[given.start : given.end],
            "after": text[given.end : given.end + given.context],
        }
    )


def _as_json(values: Json) -> ToolAnswer:
    return ToolAnswer(json.dumps(values, ensure_ascii=False), values)


TOOLS = (
    PapersTool(
        "ask",
        "Ask the papers",
        "Answer a question from the papers with exact, attributed quotations, or say that they do not answer it. "
        "Repeat quotations word for word and keep their markers. `status` may be answered, partial or "
        "not_in_documents; what is missing is in `asked`.",
        AskArguments,
        _ask,
    ),
    PapersTool(
        "search",
        "Search passages",
        "Ranked passages about something, without an answer.",
        SearchArguments,
        lambda at, given: _as_json(at.search(given.query, given.limit, given.pairs)),
    ),
    PapersTool(
        "find",
        "Find words",
        "Every place where a word or phrase stands, counted by document, whatever its case and accents.",
        FindArguments,
        lambda at, given: _as_json(at.find(given.text, given.limit, given.pairs)),
    ),
    PapersTool(
        "read_passage",
        "Read a passage in its context",
        "The text of a document from `start` to `end`, as a citation or a search gives them, with what stands "
        "around it.",
        ReadArguments,
        _read,
    ),
    PapersTool(
        "timeline",
        "Timeline",
        "Events in order of the day that a sentence tells, each a quotation.",
        TimelineArguments,
        lambda at, given: _as_json(at.timeline(given.query, given.limit, given.pairs, given.published)),
    ),
    PapersTool(
        "claims",
        "Claims and replies",
        "Each claim of a report with the other parties' answers, or that they are silent.",
        ClaimsArguments,
        lambda at, given: _as_json(at.claims(given.limit)),
    ),
    PapersTool(
        "verify_quotation",
        "Verify a quotation",
        "Does a quotation stand in the papers, where, and who says it? `verbatim` tells whether more than blanks, "
        "quotation marks and dashes differ. Check every quotation before you publish it.",
        VerifyArguments,
        lambda at, given: _as_json(at.quotation(given.quotation, given.pairs)),
    ),
)
