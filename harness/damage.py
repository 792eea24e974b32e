"""Data folders with one damaged file each: is it noticed, and are the indexes healed?

A folder is filled once and copied for each damage: bytes flipped, a file cut, emptied or deleted, in each store. A
child process opens the copy, checks it and makes the indexes again, so that a library that dies ends only that.
Vectors are word hashes, so that most of the time goes into the stores.
"""

import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from harness.kills import HashedWords
from ingest.sync.sync import sync
from rag.errors import IndexUnusable, LibraryDamaged, LibraryMissing, ReportQAError
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.storage.audit import faults
from rag.storage.revision.indexes import discard_indexes
from rag.storage.stores import Stores

_LINES = 120  # in a paper
_WAYS = ("flip", "cut", "flip", "delete", "flip", "empty", "flip", "cut", "flip", "flip")
# What of each store is damaged: the files that this pattern finds.
_STORES = {
    "library": "library.sqlite3",
    "lexical": "lexical/v*/*.*",
    "vectors": "vectors/**/*.*",
    "originals": "originals/??/*",
}


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged folder. `noticed` is a sentence that says so, empty if nothing does; `same` says that all that is
    held is what it was; `healed` that the indexes are sound after a rebuild, None if the library is not there to
    make them from."""

    store: str
    file: str
    way: str
    noticed: str
    same: bool
    healed: bool | None
    ended: int = 0  # the child's exit status


def measure(rounds: int = 10, seed: int = 1, papers: int = 30) -> list[Damage]:
    """`rounds` damages of each store of a library of `papers`."""
    drawn = random.Random(seed)
    with tempfile.TemporaryDirectory() as place:
        whole = Path(place) / "whole"
        _fill(whole, Path(place) / "papers", papers, drawn)
        return [
            _damaged(whole, Path(place) / "copy", store, _WAYS[number % len(_WAYS)], drawn)
            for number in range(rounds)
            for store in _STORES
        ]


def _fill(folder: Path, papers: Path, count: int, drawn: random.Random) -> None:
    papers.mkdir()
    for number in range(count):
        lines = (" ".join(f"word{drawn.randrange(2000)}" for _ in range(9)) for _ in range(_LINES))
        text = " ".join(f"{line.capitalize()}." for line in lines)
        head = f"---\ntitle: Paper {number}\npublisher: Office {number % 7}\ndate: 2019-03-{number + 1:02}\n---\n"
        (papers / f"{number:03}.md").write_text(f'{head}{text} "We paid word{number}," said Ada Quist.')
    service = _service(folder)
    sync(service.stores, [papers])
    with service.stores.writing():
        service.stores.vectors.purge()  # writes Chroma's graph out
    (papers / "last.md").write_text("A last paper came later. It is in the log of Chroma alone.")
    sync(service.stores, [papers / "last.md"])
    for number in range(3):
        service.pipeline.answer(Question(f"Who paid word{number}?"))
    service.close()


def _service(folder: Path) -> Service:
    service = Service(Settings(data_dir=folder, _env_file=None))
    vars(service)["stores"] = Stores(folder, HashedWords())
    return service


def _damaged(whole: Path, copy: Path, store: str, way: str, drawn: random.Random) -> Damage:
    shutil.copytree(whole, copy)
    try:
        files = [path for path in sorted(copy.glob(_STORES[store])) if path.is_file() and path.stat().st_size]
        file = drawn.choice([path for path in files if path.name != "checksums.json"])
        _break(file, way, drawn)
        child = subprocess.run(
            [sys.executable, "-m", "harness.damage", str(copy), str(whole)],
            capture_output=True,
            text=True,
            cwd=Path(__file__).resolve().parents[1],
            check=False,
        )
        name = str(file.relative_to(copy))
        if child.returncode != 0:
            return Damage(store, name, way, "", False, False, child.returncode)
        return Damage(store, name, way, **json.loads(child.stdout.splitlines()[-1]))
    finally:
        shutil.rmtree(copy)


def _break(file: Path, way: str, drawn: random.Random) -> None:
    if way == "delete":
        file.unlink()
        return
    content = bytearray(file.read_bytes())
    if way == "flip":
        for _ in range(3):
            content[drawn.randrange(len(content))] ^= 1 << drawn.randrange(8)
    else:
        del content[drawn.randrange(len(content)) if way == "cut" else 0 :]
    file.write_bytes(content)


def _look(folder: Path) -> Iterator[str]:
    """What opening, checking and asking say is wrong."""
    try:
        stores = Stores(folder, HashedWords())
        yield from faults(stores)  # as `report-qa verify` does, before a writer heals what it can
        with stores.writing():
            yield from faults(stores)
        yield from stores.originals.faults(stores.ledger.file_hashes())
        stores.close()
    except ReportQAError as error:
        yield str(error)


def _rebuilt(folder: Path) -> bool | None:
    """Make the indexes again as `report-qa rebuild` does; whether they are then as they should be."""
    try:
        try:
            stores = Stores(folder, HashedWords())
        except IndexUnusable:
            discard_indexes(folder)
            stores = Stores(folder, HashedWords())
        with stores.writing():
            for _ in stores.rebuild():
                pass
        left = [
            fault for fault in faults(stores) if fault.startswith(("The vector index", "The lexical index"))
        ]
        stores.close()
        return not left
    except (LibraryDamaged, LibraryMissing):
        return None


def _held(folder: Path) -> str:
    """A hash of all that is held and shown, read as text; empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        service = _service(folder)
        library = service.stores.library
        for each in library.holdings():
            digest.update(repr((each, library.document(each.id))).encode())
            if each.file_sha:
                digest.update(service.stores.originals.open(each.file_sha).read_bytes())
        for conversation in service.archive.conversations():
            digest.update(repr(service.archive.answers(conversation.id)).encode())
        service.close()
    except ReportQAError:
        return ""
    return digest.hexdigest()


def main() -> None:
    folder, whole = Path(sys.argv[1]), Path(sys.argv[2])
    noticed = next(_look(folder), "")
    healed = _rebuilt(folder)
    print(json.dumps({"noticed": noticed, "healed": healed, "same": _held(folder) == _held(whole)}))


if __name__ == "__main__":
    main()
