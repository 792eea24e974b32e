"""Document libraries for the benchmarks: ingested once, kept under `.cache`, asked in a copy that is thrown away."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.heading import CACHE
from ingest.sync.sync import sync
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.types import Filters
from server.schemas import answer_values

_FOLDER = CACHE / "libraries"
_CODE = Path(__file__).resolve().parents[1]
# What decides what is stored of a document. Hashed instead of the versions alone: those are raised by hand.
_STORING = ("ingest", "rag/embedding", "rag/parties", "rag/storage", "rag/text", "rag/types.py")
_READING = (
    "taught_layers.npz",
    "taught_questions.npz",
)  # weights by which questions alone are read and judged


@contextmanager
def library(name: str, sources: Sequence[Path]) -> Iterator[Service]:
    """A service over these files and folders; a later run with the same content and code ingests nothing.

    Raises RuntimeError where a file cannot be ingested.
    """
    kept = _FOLDER / f"{name}-{_fingerprint(sources)}"
    if not kept.exists():
        for old in _FOLDER.glob(f"{name}-*"):
            shutil.rmtree(old)
        fresh = _FOLDER / f"new-{name}"
        shutil.rmtree(fresh, ignore_errors=True)
        with _opened(fresh) as service:
            failed = sync(service.stores, sources).failed
        if failed:
            raise RuntimeError(f"{len(failed)} documents of {name!r} were not ingested: {failed[0]}")
        fresh.rename(kept)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(kept, copy)
        with _opened(copy) as service:
            yield service


@contextmanager
def _opened(folder: Path) -> Iterator[Service]:
    service = Service(Settings(data_dir=folder, chat_model=""))
    try:
        yield service
    finally:
        service.stores.close()


def ask(
    service: Service, question: str, turns: Iterable[str] = (), filters: Filters | None = None
) -> dict[str, Any]:
    """The answer as the API gives it; the earlier turns are asked first, in the same conversation."""
    conversation = None
    for turn in turns:
        if turn.strip():
            asked = Question(turn, filters=filters or Filters(), conversation_id=conversation)
            conversation = service.pipeline.answer(asked).conversation_id
    asked = Question(question, filters=filters or Filters(), conversation_id=conversation)
    return answer_values(service.pipeline.answer(asked), service.stores.library)


def scorer(path: Path) -> Any:
    """The module of an evaluation set's `score.py`, loaded by path."""
    spec = spec_from_file_location(f"score_of_{path.parent.name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded. Check that it is a Python file.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def print_answer(question: str, verdict: str, answer: dict[str, Any], turns: Iterable[str] = ()) -> None:
    """Print a question with its status, its first three citations and the verdict on it."""
    print(f"\n{verdict}\n  {' | '.join([*turns, question])}")
    print(f"  {answer['status']} {answer['reason'] or ''} {(answer.get('asked') or {}).get('missing', '')}")
    for citation in answer["citations"][:3]:
        print(f"  [{citation['marker']}] {citation['title']}: {' '.join(citation['quote'].split())[:300]}")
    if not answer["citations"]:
        print(f"  {answer['text'][:300]}")


def _fingerprint(sources: Sequence[Path]) -> str:
    taken = hashlib.sha256(_code().encode())
    for source in sources:
        # A file's metadata may lie beside it, under its own name with more after.
        files = source.rglob("*") if source.is_dir() else source.parent.glob(f"{source.name}*")
        _add(taken, files, source.parent)
    return taken.hexdigest()[:16]


@cache
def _code() -> str:
    taken = hashlib.sha256()
    for name in _STORING:
        path = _CODE / name
        files = path.rglob("*") if path.is_dir() else [path]
        _add(taken, (each for each in files if each.name not in _READING), _CODE)
    return taken.hexdigest()


def _add(taken: Any, files: Iterable[Path], root: Path) -> None:
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            taken.update(
                f"{path.relative_to(root)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode()
            )
