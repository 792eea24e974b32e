"""What comes in: the bodies of requests, filters, and their schemas.

Where the program has a better sentence for a fault than a schema has, the limit stands in the schema alone and the
program checks it.
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    RootModel,
    WithJsonSchema,
    field_validator,
)
from starlette.requests import Request

from ingest.metadata.dates import iso_date
from rag.errors import BadFilter
from rag.question.limits import LONGEST_QUESTION
from rag.types import KINDS, Filters, Mode, TextType
from server.filter_names import DATE_FILTERS, FILTER_NAMES, LIST_FILTERS

Schema = dict[str, Any]

_NO_DATE = "A date is written 2015, 2015-04 or 2015-04-29"
_LONGEST_URL = 2000
_LONGEST_VALUE = 2000  # characters of a field of metadata
# Python counts more characters as blank than regular expressions do.
_SOMETHING: Schema = {"type": "string", "minLength": 1, "pattern": "[^\\s\x1c-\x1f\x85]"}
_DATE_PATTERN = r"(1[5-9]|2[01])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?"
QUESTION: Schema = _SOMETHING | {"maxLength": LONGEST_QUESTION}
DATE: Schema = {
    "type": "string",
    "pattern": f"^{_DATE_PATTERN}$",
    "examples": ["2015", "2015-04", "2015-04-29"],
}
_KIND: Schema = {"type": "string", "enum": list(KINDS)}


def _whole(value: Any) -> Any:
    if isinstance(value, bool | str):
        raise ValueError("A number is written without quotation marks")
    return value


A_NUMBER = BeforeValidator(_whole)  # 5 and 5.0, as JSON Schema has it; not true, and not "5"
Whole = Annotated[int, A_NUMBER]


def _one_or_many(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "array", "items": schema}], "default": []}


_OneOrMany = Annotated[list[str], WithJsonSchema(_one_or_many({"type": "string"}))]
_Date = Annotated[str | None, WithJsonSchema({"anyOf": [DATE, {"type": "null"}], "default": None})]


class FilterBody(BaseModel):
    """Restrictions; each field takes one value or a list of alternatives."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[list[str], WithJsonSchema(_one_or_many(_KIND))] = []
    publisher: _OneOrMany = []
    speaker: _OneOrMany = []
    document_id: _OneOrMany = []
    date_from: _Date = None
    date_to: _Date = None
    as_of: _Date = None

    @field_validator(*LIST_FILTERS, mode="before")
    @classmethod
    def _as_list(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @field_validator(*DATE_FILTERS)
    @classmethod
    def _a_date(cls, value: str | None) -> str | None:
        if value is not None and iso_date(value) != value:
            raise ValueError(_NO_DATE)
        return value

    def filters(self) -> Filters:
        values: dict[str, Any] = {name: getattr(self, name) for name in DATE_FILTERS}
        return Filters(**values | {name: tuple(getattr(self, name)) for name in LIST_FILTERS})


# Filters as parameters of a query: each may be given several times, dates once.
FILTER_PARAMETERS: list[Schema] = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "schema": DATE
        if name in DATE_FILTERS
        else {"type": "array", "items": _KIND if name == "kind" else {"type": "string"}},
    }
    for name in FILTER_NAMES
]


def filter_pairs(request: Request, *own: str) -> list[tuple[str, str]]:
    """The parameters of a request without the route's `own`, as pairs for `filters_from`."""
    return [(name, value) for name, value in request.query_params.multi_items() if name not in own]


class AskBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, WithJsonSchema(QUESTION)]
    conversation_id: str | None = Field(None, pattern=r"^[A-Za-z0-9_-]{1,64}$")
    filters: FilterBody = FilterBody()
    mode: Mode = "auto"


class FeedbackBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    verdict: Literal["good", "bad"]
    reason: Literal["wrong_source", "misquoted", "missing_other_side", "other"] | None = None
    comment: str | None = Field(None, max_length=4000)


class ConversationBody(BaseModel):
    """What is given is changed: the title, and whether it stands before the others."""

    model_config = ConfigDict(extra="forbid")

    title: str | None = Field(None, min_length=1, max_length=200)
    pinned: bool | None = None


_FIELD: Schema = {"type": "string", "maxLength": _LONGEST_VALUE}


class CorrectionBody(RootModel[dict[str, str]]):
    """Fields of a document's metadata and their values; an empty value means that it is not known."""

    model_config = ConfigDict(
        json_schema_extra={
            "minProperties": 1,
            "additionalProperties": False,
            "properties": {
                **dict.fromkeys(("title", "publisher", "author", "licence", "speaker"), _FIELD),
                "date": {"type": "string", "pattern": rf"^\s*({_DATE_PATTERN})?\s*$"},
                "url": _FIELD | {"pattern": r"^\s*([hH][tT][tT][pP][sS]?://[\s\S]*)?$"},
                "kind": _KIND,
                "text_type": {"type": "string", "enum": list(get_args(TextType))},
            },
        }
    )

    @field_validator("root")
    @classmethod
    def _readable(cls, values: dict[str, str]) -> dict[str, str]:
        # Checked before characters that cannot be printed are removed from it.
        url = values.get("url", "").strip().lower()
        if url and not url.startswith(("http://", "https://")):
            raise ValueError("An address begins with https:// or http://")
        for field in ("date", "kind", "text_type"):
            if not values.get(field, "").strip().isprintable():
                raise ValueError(f"The {field} contains characters that cannot be printed")
        return values


class UrlBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    url: Annotated[
        str,
        Field(min_length=1, max_length=_LONGEST_URL),
        WithJsonSchema({"type": "string", "maxLength": _LONGEST_URL, "pattern": r"^https?://"}),
    ]


def filters_from(pairs: list[tuple[str, str]]) -> Filters:
    """Filters from `name=value` pairs, as a command line or a query string gives them; raises BadFilter."""
    collected: dict[str, Any] = {}
    for name, value in pairs:
        if name not in FILTER_NAMES:
            raise BadFilter(f"There is no filter {name!r}. The filters are {', '.join(FILTER_NAMES)}.")
        if name in DATE_FILTERS:
            collected[name] = value
        else:
            collected.setdefault(name, []).append(value)
    try:
        return FilterBody(**collected).filters()
    except ValueError as error:
        raise BadFilter(f"{_NO_DATE}.") from error
