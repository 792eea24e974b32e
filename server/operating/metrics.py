"""What Prometheus reads: how much was asked, how it was answered, what waits, and what is held."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector

from rag.generation.events import Revised
from rag.types import Answer
from server.affairs.rooms import Room, Rooms
from server.load import Turns
from server.operating.handled import Handled

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_STATUSES = ("answered", "partial", "not_in_documents")
_SECONDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)  # bounds of the histograms


class Metrics:
    """Counted since this process started; what is held is looked up when it is asked for."""

    def __init__(self, rooms: Rooms, turns: Turns) -> None:
        self._rooms = rooms
        self._registry = CollectorRegistry()  # one for each application: tests have several in a process
        self._requests = Counter(
            "report_qa_requests",
            "Requests by route, method and status.",
            ("route", "method", "status"),
            registry=self._registry,
        )
        self._answers = Histogram(
            "report_qa_answer_seconds",
            "Time from a question's turn to its answer made of quotations, by status of the answer.",
            ("status",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        for status in _STATUSES:
            self._answers.labels(status)  # a series that begins at 0 shows its first increase
        self._revisions = Histogram(
            "report_qa_revision_seconds",
            "Time from a question's turn until a chat model had chosen or worded.",
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._registry.register(_Load(turns))
        ProcessCollector(registry=self._registry)

    def note(self, handled: Handled) -> None:
        """Count a request."""
        self._requests.labels(handled.route, handled.method, str(handled.status)).inc()

    def answered(self, event: Answer | Revised, seconds: float) -> None:
        """Count an answer, or what a chat model has made of one."""
        match event:
            case Answer():
                self._answers.labels(event.status).observe(seconds)
            case Revised():
                self._revisions.observe(seconds)

    def text(self, shown: Callable[[str], bool]) -> bytes:
        """All of it as Prometheus reads it; affairs are named of which `shown` says so."""
        held = CollectorRegistry()
        held.register(_Held([room for room in self._rooms.open_now() if shown(room.name)], self._rooms.root))
        return generate_latest(self._registry) + generate_latest(held)


class _Load(Collector):
    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    def collect(self) -> Iterator[Metric]:
        turns = self._turns
        yield GaugeMetricFamily(
            "report_qa_questions_at_work", "Questions worked on now.", value=turns.at_work
        )
        yield GaugeMetricFamily(
            "report_qa_questions_waiting", "Questions that wait for their turn now.", value=turns.waiting
        )
        yield CounterMetricFamily(
            "report_qa_questions_refused", "Questions refused because too many waited.", value=turns.refused
        )


class _Held(Collector):
    """What affairs hold; looked up anew for each request, for it depends on who asks."""

    def __init__(self, rooms: list[Room], root: Path) -> None:
        self._rooms = rooms
        self._root = root

    def collect(self) -> Iterator[Metric]:
        documents = GaugeMetricFamily("report_qa_documents", "Documents held.", labels=("affair",))
        passages = GaugeMetricFamily("report_qa_passages", "Passages held.", labels=("affair",))
        size = GaugeMetricFamily(
            "report_qa_library_bytes", "Size of the library's files in the data folder.", labels=("affair",)
        )
        over = CounterMetricFamily(
            "report_qa_ingestions", "Ingestions that are over.", labels=("affair", "state")
        )
        waiting = GaugeMetricFamily(
            "report_qa_ingestions_waiting", "Ingestions that wait or run now.", labels=("affair",)
        )
        failed = CounterMetricFamily(
            "report_qa_files_failed", "Files that ingestions could not take in.", labels=("affair",)
        )
        for room in self._rooms:
            counts = room.service.stores.library.counts()
            documents.add_metric((room.name,), counts["documents"])
            passages.add_metric((room.name,), counts["passages"])
            size.add_metric((room.name,), _library_bytes(room.service.stores.folder))
            tally = room.ingestions.tally()
            over.add_metric((room.name, "done"), tally.done)
            over.add_metric((room.name, "failed"), tally.failed)
            waiting.add_metric((room.name,), tally.unfinished)
            failed.add_metric((room.name,), tally.files_failed)
        yield from (documents, passages, size, over, waiting, failed)
        yield GaugeMetricFamily(
            "report_qa_disk_free_bytes", "Free space for the data folder.", value=_free(self._root)
        )


def _library_bytes(folder: Path) -> int:
    total = 0
    for file in folder.glob("library.sqlite3*"):
        with suppress(OSError):  # the log may have gone meanwhile
            total += file.stat().st_size
    return total


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free
