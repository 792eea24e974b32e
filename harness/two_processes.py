"""Two processes on one library in PostgreSQL: one takes papers in, removes them and rebuilds; the other asks.

The first is killed, or both lose their connections to the server, at random moments. The one that asks goes on after
each loss; it stores an answer for each question, as the service does, and says which are stored.
"""

import random
import subprocess
import sys
import tempfile
import threading
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from harness import postgres
from harness.kills import ACTIONS, STAYING, AfterKills, HashedWords, Strike, change, look, struck
from ingest.sync.sync import sync
from rag.errors import IndexUnusable
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.archive.answers import Archive, new_id, now
from rag.storage.connections.errors import ConnectionLost, DatabaseUnreachable
from rag.storage.database import open_database
from rag.storage.stores import Stores
from rag.types import Answer

_TEXT = "The ferry Zephyrine calls at the old pier on Sundays. Nobody else does."
_CUT = (
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
    "WHERE application_name = 'report-qa' AND pid <> pg_backend_pid()"
)
_CONVERSATION = "asking"
_TRIES = 8  # for each strike, which may come too late


@dataclass(slots=True)
class AfterStrikes(AfterKills):
    """Beside the ingesting process's: how often connections were lost, and what the asking one met. `missed` are
    questions whose passage was not found or not verbatim, `told` how often it was told of a lost connection."""

    losses: int = 0
    asked: int = 0
    told: int = 0
    missed: int = 0
    answers_lost: int = 0
    answers_doubled: int = 0
    unexpected: list[str] = field(default_factory=list)


def measure(kills: int, losses: int, url: str, seed: int = 1) -> AfterStrikes:
    """This many kills and losses of connections, over an empty library at `url`."""
    drawn = random.Random(seed)
    found = AfterStrikes()
    killing = Strike(url)
    cuts: list[bool] = []  # whether each met the process at work

    def cut_off(process: subprocess.Popen[str]) -> None:
        cuts.append(cut(url) > 0 and process.poll() is None)

    # An idle connection is replaced unnoticed; else the process ends with an error that nobody catches.
    losing = Strike(url, cut_off, frozenset({0, 1}))
    with tempfile.TemporaryDirectory() as place:
        papers, data = Path(place) / "papers", Path(place) / "data"
        papers.mkdir()
        staying = Path(place) / STAYING
        staying.write_text(_TEXT)
        with closing(Stores(data, HashedWords(), database_url=url)) as stores:
            assert sync(stores, [staying]).failed == []
        known: dict[str, set[str | None]] = {}
        with _Asking(data, url) as asking:
            for _ in range(_TRIES * (kills + losses)):
                turn = found.kills + found.losses
                if turn == kills + losses:
                    break
                change(papers, drawn)
                due = found.losses < losses and (turn % 4 == 3 or found.kills == kills)
                action = ACTIONS[turn % len(ACTIONS)]
                strike = losing if due else killing
                if struck(papers, data, known, drawn, turn % 2 == 1, action, strike) and (
                    not due or any(cuts)
                ):
                    cuts.clear()
                    found.losses += due
                    found.kills += not due
                    found.actions[action] += 1
                look(papers, data, known, found, url)
        asking.report(found)
        _look_at_answers(data, url, asking.stored, found)
    return found


class _Asking:
    """The process that asks, and what it says."""

    def __init__(self, data: Path, url: str) -> None:
        self.said: list[str] = []
        self._ended_with = ""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "harness.two_processes", str(data), url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).resolve().parents[1],
        )
        self._listening = threading.Thread(target=self._listen)

    def __enter__(self) -> "_Asking":
        self._listening.start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended, which `report` says
            self._process.stdin.close()
        self._listening.join()
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._ended_with = self._process.stderr.read()
        self._process.wait()
        self._process.stdout.close()
        self._process.stderr.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        self.said += [line.strip() for line in self._process.stdout]

    @property
    def stored(self) -> list[str]:
        return [line.split()[1] for line in self.said if line.startswith("stored ")]

    def report(self, found: AfterStrikes) -> None:
        found.asked = len(self.stored)
        found.told = self.said.count("lost")
        found.missed = self.said.count("missed")
        if self._process.returncode:
            found.unexpected.append(self._ended_with[-2000:])


def cut(url: str) -> int:
    """Break the connections of all processes to the library; says how many."""
    ((count,),) = postgres.statements(url, _CUT)[0]
    return int(str(count))


def _look_at_answers(data: Path, url: str, stored: list[str], found: AfterStrikes) -> None:
    """Each answer that was said to be stored is there once."""
    with closing(open_database(data, url)) as database:
        held = [answer.id for answer in Archive(database).answers(_CONVERSATION)] if stored else []
    found.answers_lost = len(set(stored) - set(held))
    found.answers_doubled = len(held) - len(set(held))


def _ask(data: Path, url: str) -> None:
    """Ask for the passage that stays, and store an answer, until standard input is closed."""
    over = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        over.set()

    threading.Thread(target=wait, daemon=True).start()
    stores = Stores(data, HashedWords(), database_url=url)
    archive, retriever = Archive(stores.database), Retriever(stores)
    while not over.wait(0.02):
        try:
            with stores.database.reading():
                hits = retriever.retrieve(Query("When does the ferry Zephyrine call at the old pier?"), 3)
                texts = stores.library.texts(hit.passage.document_id for hit in hits)
            verbatim = all(
                texts[hit.passage.document_id][hit.passage.start : hit.passage.end] == hit.passage.text
                for hit in hits
            )
            if not verbatim or not any("Zephyrine" in hit.passage.text for hit in hits):
                print("missed", flush=True)
            id = new_id()
            archive.keep(answer(id))
            print(f"stored {id}", flush=True)
        except (ConnectionLost, DatabaseUnreachable):
            print("lost", flush=True)
        except IndexUnusable:  # it is being put in another's place
            print("index", flush=True)


def answer(id: str) -> Answer:
    """One that is stored in the conversation."""
    return Answer(
        id=id,
        conversation_id=_CONVERSATION,
        question="When does the ferry call?",
        query="When does the ferry call?",
        status="answered",
        mode="extractive",
        text=_TEXT,
        sentences=(),
        citations=(),
        sides=(),
        nearest=(),
        searched={},
        created_at=now(),
    )


if __name__ == "__main__":
    _ask(Path(sys.argv[1]), sys.argv[2])
