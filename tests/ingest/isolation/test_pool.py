"""Files from outside are read elsewhere; a hostile one costs one clear error and the next is read all the same."""

import io
import os
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from ingest.isolation.limits import Limits, check_content
from ingest.isolation.parsed import ReadingTask, parse
from ingest.isolation.pool import Workers
from rag.errors import Unreadable

PAPER = ReadingTask(
    "paper.md",
    b'---\ntitle: On piers\npublisher: The Herald\n---\n# Piers\n\n"They rot," said Ada Quist. The board agreed.\n',
    sidecar=b"author: J. Marsh",
    url="https://herald.example/piers",
)


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(Limits(), 1) as made:
        yield made


def test_what_comes_back_is_what_reading_it_here_gives(workers: Workers) -> None:
    found = workers.submit(PAPER).result()
    assert found == parse(PAPER)
    assert (found.metadata.title, found.metadata.author) == ("On piers", "J. Marsh")
    assert found.metadata.url == "https://herald.example/piers"
    assert any(sentence.speaker == "Ada Quist" for sentence in found.sentences)


def test_a_correction_tells_whose_voice_a_paper_is(workers: Workers) -> None:
    corrected = ReadingTask(PAPER.name, PAPER.content, corrections={"publisher": "The Gazette"})
    found = workers.submit(corrected).result()
    assert found.sentences[-1].speaker == "The Gazette"
    assert found.metadata.publisher == "The Herald"


def test_an_unreadable_file_gives_its_reason_and_the_next_is_read(workers: Workers) -> None:
    with pytest.raises(Unreadable, match="It is empty"):
        workers.submit(ReadingTask("a.txt", b" ")).result()
    assert workers.submit(PAPER).result().text.startswith("Piers")


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with Workers(Limits(seconds=0.05), 1) as workers:
        workers.submit(ReadingTask("note.txt", b"One short note.")).result()
        long = ReadingTask("long.txt", b"A sentence of some length stands here. " * 200_000)
        with pytest.raises(Unreadable, match="REPORT_QA_PARSE_SECONDS"):
            workers.submit(long).result()


def test_the_system_ends_a_reader_that_used_its_processor_time() -> None:
    spinning = "from ingest.isolation.sandbox import allow_seconds\nallow_seconds(0.1)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-P", "-c", spinning], timeout=120, check=False)
    assert done.returncode == -signal.SIGXCPU


def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    with Workers(Limits(memory_mb=256), 1) as workers:
        large = ReadingTask(
            "large.txt", b"".join(b"%d is a number. " % number for number in range(2_000_000))
        )
        with pytest.raises(Unreadable, match="REPORT_QA_PARSE_MEMORY_MB"):
            workers.submit(large).result()
        assert workers.submit(PAPER).result().text.startswith("Piers")


def test_a_large_parent_does_not_make_its_readers_give_way() -> None:
    held = bytearray(200 * 2**20)
    with Workers(Limits(memory_mb=256), 1) as workers:
        workers.submit(PAPER).result()
        before = workers.processes()
        workers.submit(PAPER).result()
        assert len(held) == 200 * 2**20
        assert workers.processes() == before != []


def test_a_process_that_died_is_replaced(workers: Workers) -> None:
    workers.submit(PAPER).result()
    (before,) = workers.processes()
    os.kill(before, signal.SIGKILL)
    assert workers.submit(PAPER).result().text.startswith("Piers")
    assert workers.processes() != [before]


def test_a_process_takes_a_hundred_files_and_gives_way(workers: Workers) -> None:
    seen = set()
    for _ in range(102):
        assert workers.submit(ReadingTask("note.txt", b"One short note.")).result().text == "One short note."
        seen |= set(workers.processes())
    assert len(seen) == 2


def test_leaving_the_pool_ends_its_processes() -> None:
    with Workers(Limits(), 1) as workers:
        workers.submit(PAPER).result()
        (process,) = workers.processes()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_an_archive_that_would_unpack_to_too_much_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    assert len(packed.getvalue()) < 10_000
    with pytest.raises(Unreadable, match="REPORT_QA_MAX_UNPACKED_MB"):
        check_content(packed.getvalue(), Limits(unpacked_mb=2))
    check_content(packed.getvalue(), Limits(unpacked_mb=3))


def test_a_damaged_archive_is_said_to_be_damaged() -> None:
    with pytest.raises(Unreadable, match="damaged"):
        check_content(b"PK\x03\x04 and nothing else", Limits())


def test_pages_are_counted_before_they_are_read() -> None:
    document = pypdfium2.PdfDocument.new()
    for _ in range(3):
        document.new_page(200, 200)
    written = io.BytesIO()
    document.save(written)
    with pytest.raises(Unreadable, match="REPORT_QA_MAX_PAGES"):
        check_content(written.getvalue(), Limits(pages=2))
    check_content(written.getvalue(), Limits(pages=3))


def fenced(program: str) -> str:
    """What a program prints that runs inside the fence."""
    before = (
        "from ingest.isolation.sandbox import fence\n"
        "from ingest.isolation.limits import Limits\n"
        "fence(Limits(memory_mb=256))\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", before + program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


TRY = """
try:
    {}
except BaseException as error:
    print(type(error).__name__)
else:
    print("it went through")
"""


def test_inside_the_fence_nobody_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        deed = TRY.format(f"socket.create_connection(('127.0.0.1', {port}), timeout=5)")
        assert fenced(f"import socket\n{deed}") == "Fenced"
        # And past Python's own hook, by the system's call:
        program = (
            "import ctypes, socket, struct\n"
            "ours = socket.socket()\n"
            f"where = struct.pack('=H', socket.AF_INET) + struct.pack('!H', {port}) + socket.inet_aton('127.0.0.1')\n"
            "print(ctypes.CDLL(None).connect(ours.fileno(), where + bytes(8), 16))"
        )
        assert not sys.platform.startswith("linux") or fenced(program) == "-1"


@pytest.mark.parametrize(
    ("deed", "refused_as"),
    [
        ("import subprocess; subprocess.run(['true'])", "Fenced"),
        ("import os; os.system('true')", "Fenced"),
        ("import os; os.fork()", "Fenced"),
        ("import tempfile; tempfile.TemporaryFile().write(b'x' * 100000)", "OSError"),
        ("bytearray(400 * 2**20)", "MemoryError"),
    ],
)
def test_inside_the_fence_nothing_is_started_written_or_hoarded(deed: str, refused_as: str) -> None:
    assert fenced(TRY.format(deed)) in (refused_as, "FileNotFoundError")


def test_keys_in_the_environment_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_QA_API_KEY", "secret")
    with Workers(Limits(), 1) as workers:
        workers.submit(PAPER).result()
        (process,) = workers.processes()
        environment = Path(f"/proc/{process}/environ")
        if not environment.exists():
            pytest.skip("the system does not show a process's environment")
        assert b"REPORT_QA_API_KEY" not in environment.read_bytes()
