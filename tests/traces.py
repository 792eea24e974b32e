"""What a program wrote and whom it reached, read from the output of `strace -f -y`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

# The calls that make, change or take away something in the file system, and those that reach for somebody.
WRITES = (
    "open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "unlink,unlinkat,rmdir,truncate,chmod,fchmodat,utimensat"
)
REACHES = "connect,sendto,sendmsg,sendmmsg"
_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+|\?)")
_UNFINISHED = re.compile(r"^(\d+)\s+(\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$")
_OPENED_TO_WRITE = re.compile(r"O_(WRONLY|RDWR|CREAT|TRUNC|TMPFILE)")
_PATH = re.compile(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
_ADDRESS = re.compile(r'inet_(?:addr\(|pton\(AF_INET6, )"([^"]+)"')
_PORT = re.compile(r"sin6?_port=htons\((\d+)\)")
_NAME_SERVICE = 53  # on this machine too: it asks others


@dataclass(frozen=True, slots=True)
class Touched:
    """A file written, made, moved or removed; or an address that was reached for."""

    call: str
    what: str


def written(trace: Path, folder: Path, allowed: Iterable[Path]) -> list[Touched]:
    """Files outside of the allowed folders; `folder` is where the program ran."""
    inside = [*map(str, allowed), "/dev/null", "/proc"]
    found = []
    for call, arguments, result in _calls(trace):
        if call not in WRITES.split(",") or result < 0:
            continue
        if call.startswith("open") and not _OPENED_TO_WRITE.search(arguments):
            continue
        for base, name in _PATH.findall(arguments):
            path = str(Path(base or folder, name))
            if not any(path == each or path.startswith(f"{each}/") for each in inside):
                found.append(Touched(call, path))
    return found


def reached(trace: Path) -> list[Touched]:
    """Addresses beyond this machine, and name servers wherever they are; attempts that failed as well."""
    found = []
    for call, arguments, _ in _calls(trace):
        address, port = _ADDRESS.search(arguments), _PORT.search(arguments)
        if call not in REACHES.split(",") or address is None:
            continue
        number = int(port[1]) if port else 0
        if not ip_address(address[1]).is_loopback or number == _NAME_SERVICE:
            found.append(Touched(call, f"{address[1]}:{number}"))
    return found


def _calls(trace: Path) -> Iterator[tuple[str, str, int]]:
    """Name, arguments and result of each call; those that another thread interrupted are put together."""
    begun: dict[str, str] = {}
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if unfinished := _UNFINISHED.match(line):
            begun[unfinished[1]] = unfinished[2]
            continue
        if resumed := _RESUMED.match(line):
            line = f"{resumed[1]} {begun.pop(resumed[1], '')}{resumed[2]}"
        if call := _CALL.match(line):
            yield call[1], call[2], 0 if call[3] == "?" else int(call[3])
