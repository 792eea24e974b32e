"""Where a command's work is done: by the server that holds the data folder, else in this process.

In: what a person typed. Out: the HTTP API's JSON, whichever of the two did the work. Open `remote.py` first, which
asks the server; `local.py` gives the same from the stores, and is imported only where no server runs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ingest.sync.progress import Outcome, Progress
from server.affairs.folders import DEFAULT, affair_folder, library_of

if TYPE_CHECKING:
    from rag.service import Service

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


@contextmanager
def backend(affair: str = DEFAULT) -> Iterator[Backend]:
    """The running server of the configured data folder, or this process; raises BadSetting, and NoAffair where the
    server is not asked."""
    # Imported here, for `--help` does without HTTP and pydantic.
    from rag.settings import settings
    from server.backends.remote import Remote
    from server.running_server import running_server

    configured = settings()
    server = running_server(configured.data_dir)
    if server is not None:
        yield Remote(server, configured.embedding_model, affair)
        return
    # A second of imports that a command handed to the server does without.
    from server.backends.local import Local

    with local_service(affair) as service:
        yield Local(service, configured.data_dir)


@contextmanager
def lasting_backend(affair: str = DEFAULT) -> Iterator[Callable[[], Backend]]:
    """The same for a process that lasts: each call gives the backend of the moment, for a server may start and stop."""
    from rag.settings import settings
    from server.backends.remote import Remote
    from server.running_server import running_server

    configured = settings()
    guard = Lock()
    with ExitStack() as opened:
        own: list[Backend] = []

        def now() -> Backend:
            server = running_server(configured.data_dir)
            if server is not None:
                return Remote(server, configured.embedding_model, affair)
            with guard:
                if not own:
                    from server.backends.local import Local

                    service = opened.enter_context(local_service(affair))
                    service.stores.check_model()
                    own.append(Local(service))
            return own[0]

        yield now


@contextmanager
def local_service(affair: str = DEFAULT) -> Iterator["Service"]:
    """The stores of an affair in this process, closed at the end; temporary files go to the data folder. Raises
    BadSetting and NoAffair."""
    from rag.service import Service
    from rag.settings import settings
    from server.temporary import temporary_files_in

    configured = settings()
    inside = configured.model_copy(update={"data_dir": affair_folder(configured.data_dir, affair)})
    with temporary_files_in(configured.data_dir), closing(Service(inside, library_of(affair))) as service:
        yield service
