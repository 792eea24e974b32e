"""Sandbox for reader processes: limits on memory, files, time, the network and other programs."""

import contextlib
import ctypes
import math
import os
import resource
import sys
from typing import Any

from ingest.isolation.limits import Limits

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # unshare(2)
_NO_NEW_PRIVILEGES = 38  # prctl(2)
_OPEN_FILES = 64
_NICER = 5
# In addition to the kernel's sandbox, and the only one where that is not available.
_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.sendto",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
)


class Fenced(PermissionError):
    """A reader tried something that it may not do."""


def fence(limits: Limits) -> None:
    """Restrict this process for good: memory, writing files, the network, other programs; and lower its priority."""
    os.nice(_NICER)
    memory = limits.memory_mb * 2**20
    # RLIMIT_DATA counts what is allocated; RLIMIT_AS would count the address space that libraries only reserve.
    for what, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(what, most)
    if sys.platform == "linux":
        system = ctypes.CDLL(None, use_errno=True)
        if system.unshare(_NEW_NETWORK) != 0:
            system.unshare(_NEW_USER | _NEW_NETWORK)
        system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    sys.addaudithook(_refuse)


def allow_seconds(seconds: float) -> None:
    """Let the kernel end this process after this much more processor time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _lower(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with contextlib.suppress(ValueError, OSError):  # a system without this limit
        resource.setrlimit(what, (most, most))


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise Fenced(f"a reader tried {event}")
