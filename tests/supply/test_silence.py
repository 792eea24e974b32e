"""Nothing is written outside the data folder and the venv, and nobody but this machine is reached.

The real program lives through everything that it does, in a network namespace without routes and with an empty
home, under strace. Its environment holds no setting of the project's and nothing that silences telemetry.
"""

import compileall
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from papers_in_every_format import FINDING, write_papers
from traces import Touched, reached, written

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
QUESTIONS = f"## The wards\n{FINDING.replace('The inspectors found that', 'Is it true that')}\n"


def _apart() -> list[str]:
    """What runs a command in a network of its own with nothing but loopback; empty where the system forbids it."""
    in_it = ["sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    for options in (["--net"], ["--map-root-user", "--net"]):
        command = ["unshare", *options, *in_it]
        if subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0:
            return command
    return []


@pytest.mark.traced
def test_the_whole_life_of_a_library_writes_nothing_elsewhere_and_reaches_nobody(tmp_path: Path) -> None:
    missing = [tool for tool in ("strace", "unshare", "ip") if shutil.which(tool) is None]
    if missing or not (apart := _apart()):
        pytest.skip(f"needs {', '.join(missing)}" if missing else "needs leave to make a network namespace")
    for name in ("papers", "home", "out", "traces"):
        (tmp_path / name).mkdir()
    write_papers(tmp_path / "papers")
    (tmp_path / "questions.txt").write_text(QUESTIONS)
    for package in ("rag", "ingest", "server"):  # as the installation does
        compileall.compile_dir(ROOT / package, quiet=1)
    done = subprocess.run(
        [*apart, sys.executable, str(TESTS / "life_cycle.py"), str(tmp_path)],
        env={name: value for name, value in os.environ.items() if name == "PATH" or "BLAS" in name},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    allowed = [tmp_path / "data", tmp_path / "out", Path(sys.prefix)]
    traces = sorted((tmp_path / "traces").iterdir())
    assert len(traces) > 10
    found = {
        trace.stem: touched
        for trace in traces
        if (touched := written(trace, tmp_path, allowed) + reached(trace))
    }
    assert found == {}
    assert list((tmp_path / "home").iterdir()) == []


def test_a_trace_shows_what_was_written_and_who_was_reached(tmp_path: Path) -> None:
    trace = tmp_path / "trace.txt"
    trace.write_text(
        '7 openat(AT_FDCWD</work>, "/home/a/.cache/id", O_WRONLY|O_CREAT, 0600) = 3</home/a/.cache/id>\n'
        '7 openat(AT_FDCWD</work>, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>\n'
        '7 openat(AT_FDCWD</work>, "data/library", O_RDWR|O_CREAT, 0600) = 3</work/data/library>\n'
        '7 mkdir("/home/a/.cache", 0700) = -1 EEXIST (File exists)\n'
        '8 renameat(5</home/a>, "b", 6</work/data>, "c" <unfinished ...>\n'
        "7 connect(4<socket:[1]>, {sa_family=AF_INET, sin_port=htons(8000), "
        'sin_addr=inet_addr("127.0.0.1")}, 16) = 0\n'
        "8 <... renameat resumed>) = 0\n"
        "7 connect(4<socket:[1]>, {sa_family=AF_INET, sin_port=htons(53), "
        'sin_addr=inet_addr("127.0.0.11")}, 16) = 0\n'
        "7 connect(4<socket:[1]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), "
        'inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1 ENETUNREACH (unreachable)\n'
    )
    assert written(trace, Path("/work"), [Path("/work/data")]) == [
        Touched("openat", "/home/a/.cache/id"),
        Touched("renameat", "/home/a/b"),
    ]
    assert reached(trace) == [Touched("connect", "127.0.0.11:53"), Touched("connect", "2001:db8::1:443")]
