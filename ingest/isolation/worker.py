"""The reader process: takes files on standard input and returns what they contain. Its output is not trusted.

A message is its length in four bytes, then its bytes. In: a JSON head, the content, the sidecar. Out: a tag and its
load: `p` another page begins, with how many times the usual time it may take; `r` the result; `u` unreadable, with the
reason. `R` and `U` say as well that this process takes no other file.
"""

import json
import os
import resource
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from ingest.isolation.limits import Limits, check_content
from ingest.isolation.parsed import ReadingTask, parse, to_json
from ingest.isolation.sandbox import allow_seconds, fence
from ingest.readers.heartbeat import telling
from rag.errors import Unreadable
from rag.storage.data_folder import use_private_umask

_FILES = 100  # per process, so that little of one file can affect the next
_LENGTH = struct.Struct(">I")


def main() -> None:
    """Serve until the input ends or the process has read enough files."""
    use_private_umask()
    inlet = os.fdopen(os.dup(0), "rb")
    outlet = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # what a library prints must not mix with the messages
        os.dup2(nothing, descriptor)
    limits = Limits(**json.loads(sys.argv[1]))
    fence(limits)
    for left in reversed(range(_FILES)):
        head = take(inlet)
        if head is None:
            return
        content, sidecar = take(inlet) or b"", take(inlet)
        known = json.loads(head)
        task = ReadingTask(
            known["name"], content, sidecar if known["sidecar"] else None, known["url"], known["corrections"]
        )
        allow_seconds(limits.seconds)
        tag, load, spent = _answer(task, limits, outlet)
        last = left == 0 or spent or _memory_used() > limits.memory_mb // 2
        give(outlet, (tag.upper() if last else tag) + load)
        if last:
            return


def _answer(task: ReadingTask, limits: Limits, outlet: BinaryIO) -> tuple[bytes, bytes, bool]:
    """A tag, its load, and whether this process should take no other file."""

    def next_page(times: float) -> None:
        allow_seconds(limits.seconds * times)
        give(outlet, b"p" + str(times).encode())

    try:
        check_content(task.content, limits)
        with telling(next_page):
            return b"r", to_json(parse(task)), False
    except Unreadable as error:
        return b"u", str(error).encode(), False
    except MemoryError:
        return b"u", too_large(limits).encode(), True
    except Exception as error:
        reason = f"It cannot be read ({type(error).__name__}). It may be damaged: save or fetch it again."
        return b"u", reason.encode(), True


def too_large(limits: Limits) -> str:
    return (
        f"Reading it takes more than {limits.memory_mb} MB of memory. "
        "Raise REPORT_QA_PARSE_MEMORY_MB, or split the file."
    )


def take(inlet: BinaryIO) -> bytes | None:
    """One message; None at the end of the input."""
    length = inlet.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    return inlet.read(_LENGTH.unpack(length)[0])


def give(outlet: BinaryIO, message: bytes) -> None:
    outlet.write(_LENGTH.pack(len(message)) + message)
    outlet.flush()


def _memory_used() -> int:
    """The memory in use, in MiB; 0 if the system does not tell.

    Not the peak: that would include what the parent process used.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * resource.getpagesize() // 2**20


if __name__ == "__main__":
    main()
