"""Ingestions, removals and rebuilds that are killed at random moments, half of them while indexes are written.

A child process ingests a folder of files that changes each time, removes documents or rebuilds the indexes, and prints
what is durable; it is killed (SIGKILL) and the data folder is opened again. Vectors are word hashes here, so that most
of the time goes into what is under test: the stores.
"""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ingest.sync.sync import remove, sync
from rag.embedding.embedder import Embeddable, Embedded, Vector, unit
from rag.storage.audit import faults
from rag.storage.stores import Stores

_PAPERS = 60
_SENTENCES = 300  # in a paper: some eleven passages each
_LATEST = 1.0  # seconds after the first lot; later there is seldom anything left to do
STAYING = "staying.txt"  # a document that is never removed, for whoever asks meanwhile
ACTIONS = ("ingest", "remove", "ingest", "rebuild", "ingest", "erase")
_MARK = re.compile(rb"mark[0-9a-f]{12}", re.IGNORECASE)  # a word that only one version of one file has


class HashedWords:
    """An embedder that counts hashed words: equal vectors for equal texts, and no model to load."""

    fingerprint = "hashed words"
    dimension = 64

    def embed(self, texts: Sequence[Embeddable]) -> list[Embedded]:
        return [
            Embedded(
                self._of([each.text])[0], self._of([each.text[start:end] for start, end in each.sentences])
            )
            for each in texts
        ]

    def query(self, text: str) -> Vector:
        vector: Vector = self._of([text])[0]
        return vector

    def question(self, text: str) -> Vector:
        return self.query(text)

    def counts(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    def _of(self, texts: Sequence[str]) -> Vector:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.split():
                row[int.from_bytes(hashlib.blake2b(word.encode(), digest_size=2).digest(), "big") % 64] += 1
        return unit(rows)


class TellingStores(Stores):
    """Stores that print when indexes are being written, and what is durable."""

    def _index(self, *given: object) -> None:
        _tell("indexing")
        super()._index(*given)  # type: ignore[arg-type]
        _tell("indexed")

    def put(self, lot, *given, **named) -> None:  # type: ignore[no-untyped-def]
        super().put(lot, *given, **named)
        for ready in lot:
            _tell(f"held {Path(ready.document.path).name} {_hash(ready.document.text)}")

    def forget(self, paths: Sequence[str]) -> None:
        for path in paths:
            _tell(f"going {Path(path).name} -")
        super().forget(paths)
        for path in paths:
            _tell(f"gone {Path(path).name} -")


@dataclass(slots=True)
class AfterKills:
    """The state after the kills; `lost` and `doubled` count documents and passages, `left` the files of the data folder
    that hold a word of a deleted document, and original files that belong to none."""

    kills: int = 0
    while_indexing: int = 0
    lost: int = 0
    doubled: int = 0
    left: int = 0
    actions: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    openings: list[float] = field(default_factory=list)  # seconds
    busy: list[float] = field(default_factory=list)  # the same in processor time


@dataclass(frozen=True, slots=True)
class Strike:
    """What befalls a process at work; `url` is of the library, as in `open_database`."""

    url: str = ""
    befall: Callable[[subprocess.Popen[str]], None] = subprocess.Popen.kill
    codes: frozenset[int] = frozenset({-9})  # how the process then ends


def measure(kills: int, seed: int = 1) -> AfterKills:
    """Kill this many processes at work and check the data folder after each."""
    strike = Strike()
    drawn = random.Random(seed)
    found = AfterKills()
    with tempfile.TemporaryDirectory() as place:
        papers, data = Path(place) / "papers", Path(place) / "data"
        papers.mkdir()
        known: dict[str, set[str | None]] = {}  # file → its allowed states; None: absent
        while found.kills < kills:
            change(papers, drawn)
            indexing = found.kills % 2 == 1
            action = ACTIONS[found.kills % len(ACTIONS)] if data.exists() else "ingest"
            if struck(papers, data, known, drawn, indexing, action, strike):
                found.kills += 1
                found.while_indexing += indexing
                found.actions[action] += 1
            look(papers, data, known, found, strike.url)
            if found.kills % 10 == 0:
                counts = f"{found.lost} lost, {found.doubled} doubled, {found.left} left, {len(found.faults)} faults"
                slowest = f"slowest opening {max(found.openings):.2f} s ({max(found.busy):.2f})"
                print(
                    f"{found.kills} kills, {counts}, {slowest}",
                    file=sys.stderr,
                )
    return found


def change(papers: Path, drawn: random.Random) -> None:
    """Add, change, delete and copy some of the files."""
    names = [f"{number:03}.txt" for number in range(_PAPERS)]
    for name in drawn.sample(names, _PAPERS // 2):
        path = papers / name
        match drawn.randrange(5):
            case 0:
                path.unlink(missing_ok=True)
            case 1 if others := sorted(papers.iterdir()):
                shutil.copy(drawn.choice(others), papers / "copying")
                (papers / "copying").replace(path)
            case _:
                words = [f"word{drawn.randrange(5000)}" for _ in range(9 * _SENTENCES)]
                lines = (" ".join(words[start : start + 9]) for start in range(0, len(words), 9))
                marked = [f"mark{drawn.randrange(16**12):012x} begins", *lines]
                path.write_text(" ".join(f"{line[0].upper()}{line[1:]}." for line in marked))


def struck(
    papers: Path,
    data: Path,
    known: dict[str, set[str | None]],
    drawn: random.Random,
    indexing: bool,
    action: str,
    strike: Strike,
) -> bool:
    """Do one thing in a child process and strike it; returns whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-m", "harness.kills", str(papers), str(data), action, strike.url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[1],
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    marks = 0
    wanted = drawn.randrange(1, 3)
    killer: threading.Timer | None = None
    for name in list(known):  # what was cut off may or may not have happened
        path = papers / name
        if action == "ingest":
            known[name] |= {_hash(path.read_text()) if path.exists() else None}
        elif action != "rebuild":
            known[name] |= {None}
    for line in process.stdout:
        if not line.endswith("\n"):
            break
        what, *rest = line.split()
        marks += what == "indexing"
        if killer is None and what == "indexing" and (not indexing or marks == wanted):
            wait = drawn.uniform(0, 0.03) if indexing else drawn.uniform(0, _LATEST)
            killer = threading.Timer(wait, strike.befall, [process])
            killer.start()
        if what in ("held", "gone"):
            known[rest[0]] = {rest[1] if what == "held" else None}
    process.stdout.close()
    code = process.wait()
    if killer is not None:
        killer.cancel()
    return code in strike.codes


def look(
    papers: Path, data: Path, known: dict[str, set[str | None]], found: AfterKills, url: str = ""
) -> None:
    """Open the data folder as the next process would and compare it with what is known to be durable."""
    begun, spent = time.perf_counter(), time.process_time()
    stores = Stores(data, HashedWords(), database_url=url)
    with stores.writing():
        found.openings.append(time.perf_counter() - begun)
        found.busy.append(time.process_time() - spent)
    held: dict[str, str] = {}
    for each in stores.library.holdings():
        for place in each.places:
            held[Path(place).name] = _hash(stores.library.document(each.id).text)
    for name, states in known.items():
        path = papers / name
        allowed = states | {_hash(path.read_text()) if path.exists() else None}
        found.lost += held.get(name) not in allowed
    for name, state in held.items():
        known[name] = {state}
    found.left += _left(data, stores)
    compare(stores, found)
    stores.close()


def compare(stores: Stores, found: AfterKills) -> None:
    """Compare both indexes and the original files with the library."""
    passages = stores.library.passage_ids(each.id for each in stores.library.holdings())
    found.lost += len(set(passages) - stores.vectors.ids()) + len(set(passages) - stores.lexical.ids())
    found.doubled += stores.lexical.count() - len(stores.lexical.ids())
    found.doubled += stores.vectors.count() - len(stores.vectors.ids())
    hashes = stores.ledger.file_hashes()
    found.left += len(set(stores.originals.hashes()) - hashes)
    found.faults += faults(stores) + stores.originals.faults(hashes)


def _left(data: Path, stores: Stores) -> int:
    """How many files hold the mark of a text that is not held."""
    texts = stores.library.texts(each.id for each in stores.library.holdings())
    allowed = {mark.lower() for text in texts.values() for mark in _MARK.findall(text.encode())}
    files = [
        path for path in data.rglob("*") if path.is_file() and not path.name.startswith("chroma.sqlite3")
    ]
    return sum(
        bool({mark.lower() for mark in _MARK.findall(path.read_bytes())} - allowed)
        for path in files
        if not path.name.startswith("library.sqlite3")
    ) + _left_in_library(data, allowed)


def _left_in_library(data: Path, allowed: set[bytes]) -> int:
    """The same for the files of SQLite, read by another process: reading them here would drop our own locks."""
    script = "import sys; [sys.stdout.buffer.write(open(path, 'rb').read()) for path in sys.argv[1:]]"
    files = [*map(str, data.glob("library.sqlite3*")), *map(str, data.glob("vectors/chroma.sqlite3*"))]
    read = subprocess.run(
        [sys.executable, "-I", "-c", script, *files], capture_output=True, check=True
    ).stdout
    return bool({mark.lower() for mark in _MARK.findall(read)} - allowed)


def _remove(stores: Stores, at_once: bool) -> None:
    """Remove every other document, one by one or together; `STAYING` stays."""
    held = [each for each in stores.library.holdings() if Path(each.path).name != STAYING][::2]
    lots = [held] if at_once else [[each] for each in held]
    for lot in lots:
        _tell("indexing")
        remove(stores, [each.id for each in lot])
        for place in (place for each in lot for place in each.places):
            _tell(f"gone {Path(place).name} -")


def _work(papers: Path, data: Path, action: str, url: str) -> None:
    stores = TellingStores(data, HashedWords(), database_url=url)
    if action == "ingest":
        sync(stores, [papers])
    elif action == "rebuild":
        with stores.writing():
            _tell("indexing")
            for _ in stores.rebuild():
                _tell("indexing")
    else:
        _remove(stores, at_once=action == "erase")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _tell(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    _work(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
