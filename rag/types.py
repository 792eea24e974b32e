"""The values that travel the line from a question to an answer; every stage takes some and gives some.

    Document ─split─▶ Passage, Sentence            (ingest)
    Question ─rewrite─▶ Query ─retrieve─▶ Hit      (rag; the first two in `question/query.py`)
    Hit ─select─▶ Evidence ─compose─▶ Answer       (rag)

Offsets count code points of `Document.text`; `start` is inclusive, `end` exclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["report", "article", "response", "official", "research", "other"]
TextType = Literal["original", "summary"]
Role = Literal["body", "heading", "item", "row", "caption", "question", "furniture", "note"]
Manner = Literal["direct", "reported", "voice"]
Mode = Literal["auto", "extractive", "generative"]
Status = Literal["answered", "partial", "not_in_documents"]
Support = Literal["verified", "supported", "unsupported"]
Precision = Literal["int8", "fp32"]  # of the built-in embedding model

KINDS: tuple[Kind, ...] = ("report", "article", "response", "official", "research", "other")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document. Nothing is guessed: what is not known is None."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    date: str | None = None  # ISO, perhaps only a year or a year and month
    url: str | None = None
    kind: Kind = "other"
    text_type: TextType = "original"
    licence: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)  # fields that we do not know are kept

    @property
    def voice(self) -> str | None:
        """Who speaks where nobody is quoted: the `speaker` of the other fields, else the publisher."""
        return self.extra.get("speaker") or self.publisher


@dataclass(frozen=True, slots=True)
class Page:
    """A physical page, its number from 1, and where its text starts. A sheet has its name for a label."""

    number: int
    start: int
    label: str | None = None  # the number printed on it
    cells: tuple[tuple[int, str], ...] = ()  # of a sheet's rows: where each starts, and its "A14:F14"


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest thing that is ever quoted: one sentence, heading, list item, table row or caption.

    A sentence of the role `furniture` (a subscription offer) is kept in the text and never cited, a `question` of an
    interview only read before its answer. A `note` is what a summary says of the papers themselves; it has no speaker.
    `said_on` is the ISO day on which it was written, where that is not the document's: an earlier mail in a mail.
    """

    start: int
    end: int
    role: Role = "body"
    speaker: str | None = None
    said_via: str | None = None
    manner: Manner = "voice"
    said_on: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read once and never changes; a changed file is a new revision under the same id."""

    id: str
    path: str  # where it came from: a file's path or an address
    text: str
    metadata: Metadata
    pages: tuple[Page, ...] = ()
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of a document, short enough to be embedded whole: `document.text[start:end] == text`."""

    id: str
    document_id: str
    start: int
    end: int
    text: str
    above: str = ""  # the first lines of its page, for the lexical index alone
    heading: str = ""  # the nearest before it


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is restricted to. Values of one field are alternatives; fields are all required.

    Dates are ISO prefixes and inclusive; `as_of` keeps what was published by then. An undated document
    passes no date filter, because nothing shows that it belongs.
    """

    kind: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    document_id: tuple[str, ...] = ()
    date_from: str | None = None
    date_to: str | None = None
    as_of: str | None = None

    def hears(self, speaker: str | None) -> bool:
        """Whether a speaker's words pass: "Ofsted" lets "Ofsted spokesman" pass too, and nothing lets all pass."""
        named = f" {(speaker or '').casefold()} " if self.speaker else ""
        return not self.speaker or any(f" {wanted.casefold()} " in named for wanted in self.speaker)


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found, best first; scores compare within one search only."""

    passage: Passage
    metadata: Metadata
    score: float
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit, with how well it bears on the query; scores compare across queries.

    `score` is of words and vectors, `cosine` of the sentence's vector to the query's, `stems` are those of its words.
    `before` is the sentence before it in its paragraph, `heading` the nearest heading above it; "" where there is none.
    `relevance` is the logit of a cross-encoder, None if none has read the sentence; `favour` is what else speaks
    for it, in logits.
    """

    hit: Hit
    sentence: Sentence
    text: str
    score: float
    cosine: float
    stems: frozenset[str]
    before: str = ""
    heading: str = ""
    relevance: float | None = None
    favour: float = 0.0


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many other documents hold the same point."""

    documents: int = 0
    independent: int = 0  # sources of it that are not the citation's own
    also_in: tuple[str, ...] = ()  # those documents by name, such as "The Herald, 3 May 2021"


@dataclass(frozen=True, slots=True)
class Citation:
    """One exact place: `document.text[start:end] == quote`, always."""

    marker: int
    passage_id: str
    document_id: str
    title: str | None
    publisher: str | None
    author: str | None
    date: str | None
    url: str | None
    kind: Kind
    text_type: TextType
    start: int
    end: int
    quote: str
    speaker: str | None = None
    said_via: str | None = None
    page: int | None = None
    page_end: int | None = None
    page_label: str | None = None
    cells: str | None = None  # of a sheet, whose name is the page's label
    heads: str | None = None  # of a table's row: the row above all that names its columns, where it is known
    recognised: bool = False  # its text was read from a picture and may be misread
    corroboration: Corroboration = Corroboration()


SentenceKind = Literal["quote", "paraphrase", "silence", "catalogue", "help"]  # the last two cite nothing


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer under a heading, its `group`, and whether the markers that it rests on bear it."""

    text: str
    kind: SentenceKind
    support: Support
    citations: tuple[int, ...] = ()
    answers: tuple[int, int] | None = None  # offsets of the words that answer, None if not certain
    document_id: str | None = None  # the document that a sentence of a catalogue lists
    group: str | None = None
    worded: bool = False  # a chat model's own wording


@dataclass(frozen=True, slots=True)
class Side:
    """What one party says on the point, or that the documents leave it silent."""

    party: str
    citations: tuple[int, ...] = ()
    silent: bool = False


AskedKind = Literal[
    "fact", "reason", "yes_no", "who_said", "exact_words", "list", "summary", "comparison", "order", "catalogue",
    "identity", "chat",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """What kind of question was understood, and what of it is `missing` from the documents, in words."""

    kind: AskedKind = "fact"
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is shown, stored and exported. `searched` counts "documents" and "passages"; `nearest` and
    `reason` are for what the documents do not answer."""

    id: str
    conversation_id: str
    question: str  # as typed
    query: str  # as searched
    status: Status
    mode: Literal["extractive", "generative"]
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    sides: tuple[Side, ...]
    nearest: tuple[Hit, ...]
    searched: Mapping[str, int]
    created_at: str  # ISO 8601 in UTC
    reason: Literal["no_evidence", "out_of_scope", "instruction"] | None = None
    warnings: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    filters: Filters = Filters()  # those that were set when it was asked
    asked: Understood = Understood()
