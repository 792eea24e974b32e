"""What a command asks of a backend, and what it gives to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from ingest.sync.progress import Outcome, Progress

Json = dict[str, Any]
Pairs = Sequence[tuple[str, str]]  # filters as (name, value); values of one name are alternatives


@dataclass(frozen=True, slots=True)
class BriefOrder:
    """A briefing to be made: `lines` are questions, headings and comments as in a file of questions."""

    title: str
    lines: Sequence[str]
    timeline: bool
    format: Literal["docx", "md"]
    whole: bool = False  # every footnote gives its source in full


@dataclass(frozen=True, slots=True)
class Briefing:
    """The file that was made, and the questions that could not be asked, each with the reason."""

    content: bytes
    refused: Sequence[tuple[str, str]]


class Backend(Protocol):
    """What the commands can ask for. `limit` None is the API's default."""

    def affairs(self) -> Json: ...

    def create_affair(self, title: str, name: str) -> Json:
        """One is made of the title where `name` is empty."""
        ...

    def rename_affair(self, name: str, title: str) -> Json: ...

    def delete_affair(self, name: str, confirmed: str) -> None:
        """`confirmed` is the name once more."""
        ...

    def ask(self, question: str, filters: Pairs) -> Json: ...

    def search(self, query: str, limit: int, filters: Pairs) -> Json: ...

    def find(self, text: str, limit: int | None, filters: Pairs) -> Json: ...

    def quotation(self, text: str, filters: Pairs) -> Json: ...

    def documents(self) -> Json: ...

    def document(self, id: str) -> Json:
        """One with its `text`, and where its pages start (`page_starts`)."""
        ...

    def overview(self) -> Json: ...

    def claims(self, limit: int | None) -> Json: ...

    def timeline(self, query: str, limit: int | None, filters: Pairs, published: bool) -> Json: ...

    def conversations(self, words: str) -> Json: ...

    def erase_conversation(self, id: str) -> None: ...

    def ingest(self, named: Sequence[str], report: Callable[[Progress], None]) -> Outcome: ...

    def rebuild(self, report: Callable[[Progress], None]) -> int:
        """The number of passages."""
        ...

    def verify(self) -> Json:
        """`ok`, `faults` (a sentence each), and the number of `documents` and `passages`."""
        ...

    def brief(self, order: BriefOrder, report: Callable[[int, int], None]) -> Briefing:
        """`report` gets the number of questions done and the total."""
        ...

    def remove(self, document_ids: Sequence[str]) -> None:
        """All of some, or none where one is unknown."""
        ...

    def move(self, document_ids: Sequence[str], to: str) -> None:
        """To another affair: all of some, or none where one is unknown."""
        ...

    def correct(self, document_id: str, values: Mapping[str, str]) -> None: ...
