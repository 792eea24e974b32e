"""What every test stands on: no network beyond this machine, and the real embedding model, loaded once."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import loaded
import pytest

import ingest.sync.sync
import rag.service
from harness import postgres
from ingest.isolation.limits import Limits
from ingest.isolation.pool import Workers
from ingest.sync.sync import sync
from rag.embedding.cross_encoder import CrossEncoder, cross_encoder
from rag.embedding.embedder import Embedder
from rag.embedding.onnx_export import default_embedder
from rag.service import Service
from rag.settings import Settings
from rag.storage.stores import Stores
from rag.types import Precision

# What takes longest in one piece begins first, so that no process is left alone with it at the end.
_LONG = (
    "test_silence.py",
    "test_second_affair.py",
    "test_typed_otherwise.py",
    "test_seed_article.py",
    "test_mutated_files.py",
    "test_access.py",
    "test_kills.py",
    "test_scans_in_workers.py",
    "test_damage.py",
    "test_small.py",
)
SHARED = Path(__file__).resolve().parents[2] / "shared"
_HERE = ("127.0.0.1", "::1", "localhost")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in _LONG)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Each reason for which tests were left out, once."""
    left_out = {report.longrepr[2] for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(left_out):
        terminalreporter.write_line(reason)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails, whoever makes the call."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in _HERE:
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session", autouse=True)
def _readers() -> Iterator[None]:
    """Reader processes that outlive a test: to start them anew took as long as the rest of many tests."""
    lent: dict[tuple[Limits, int], Workers] = {}

    def workers(limits: Limits, count: int = 2) -> AbstractContextManager[Workers]:
        if (limits, count) not in lent:
            lent[limits, count] = Workers(limits, count)
        return nullcontext(lent[limits, count])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.sync.sync, "Workers", workers)
        yield
    for each in lent.values():
        each.close()


@pytest.fixture(scope="session", autouse=True)
def _models() -> Iterator[None]:
    """The built-in models are loaded once in a process, for commands that a test runs in its own process too."""

    def embedding_model(folder: Path | None, precision: Precision) -> Embedder:
        built_in = (folder, precision) == (None, "int8")
        return loaded.embedder() if built_in else default_embedder(folder, precision)

    def ranking_model(name: str) -> CrossEncoder | None:
        return cross_encoder(name) if name else loaded.read_once()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rag.service, "default_embedder", embedding_model)
        patch.setattr(rag.service, "cross_encoder", ranking_model)
        yield


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return loaded.embedder()


@pytest.fixture(scope="session")
def encoder() -> CrossEncoder:
    """The built-in cross-encoder."""
    return loaded.encoder()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Path]:
    """The folder of a server's socket; tests that ask for it are skipped where PostgreSQL is not installed."""
    if postgres.programs() is None:
        pytest.skip(postgres.ABSENT)
    with postgres.server() as folder:
        yield folder


@pytest.fixture
def library_url() -> str:
    """The address of an empty library, as in `open_database`; some folders have it be each engine's in turn."""
    return ""


@pytest.fixture
def stores(tmp_path: Path, embedder: Embedder, library_url: str) -> Iterator[Stores]:
    made = Stores(tmp_path / "data", embedder, database_url=library_url)
    yield made
    made.close()


@pytest.fixture(scope="session")
def service_over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Service]]:
    """A service whose library holds the files and folders given; made once for the same paths."""
    made: dict[tuple[Path, ...], Service] = {}

    def open_over(*paths: Path) -> Service:
        if paths not in made:
            settings = Settings(data_dir=tmp_path_factory.mktemp("data"), _env_file=None)
            made[paths] = loaded.service_of(settings)
            if paths:
                outcome = sync(made[paths].stores, paths)
                assert outcome.failed == []
        return made[paths]

    yield open_over
    for service in made.values():
        service.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the project; tests that read it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the evaluation data in {SHARED.name}/ beside the project")
    return SHARED
