"""Outlook's two files, made by hand: a mail (.msg) in a compound file, and a package of attachments (winmail.dat).

[MS-CFB], [MS-OXMSG] and [MS-OXTNEF] describe them. No library writes them with a permissive licence.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096  # bytes; a stream shorter than the last stands in mini sectors
_FREE, _END, _FAT_SECTOR, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5

Folder = Mapping[str, "bytes | Folder"]


@dataclass(slots=True)
class _Entry:
    """An entry of the directory: `following` is its right sibling, `child` the first of what it contains."""

    name: str
    kind: int
    content: bytes = b""
    following: int = _NONE
    child: int = _NONE
    start: int = 0

    def packed(self) -> bytes:
        name = (self.name + "\0").encode("utf-16-le")
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name), self.kind, 1)
        links = struct.pack("<III", _NONE, self.following, self.child)
        return head + links + bytes(36) + struct.pack("<IQ", self.start, len(self.content))


def mail(subject: str, body: str, sender: str, files: Mapping[str, bytes]) -> bytes:
    """A mail (.msg) with its attachments by name."""
    folder: dict[str, bytes | Folder] = {
        "__nameid_version1.0": {f"__substg1.0_000{number}0102": b"" for number in (2, 3, 4)},
        **_properties(
            struct.pack("<8x4I8x", 1, len(files), 1, len(files)),
            {0x001A: "IPM.Note", 0x0037: subject, 0x0C1A: sender, 0x1000: body},
        ),
        "__recip_version1.0_#00000000": _properties(bytes(8), {0x3001: "Jo Hill", 0x39FE: "jo@example.org"}),
    }
    for number, (name, content) in enumerate(files.items()):
        known: dict[int, str | bytes] = {0x3707: name, 0x3701: content}
        folder[f"__attach_version1.0_#{number:08X}"] = _properties(bytes(8), known)
    return compound(folder)


def winmail(files: Mapping[str, bytes]) -> bytes:
    """A winmail.dat with these files."""
    made = struct.pack("<IH", 0x223E9F78, 1)
    made += _attribute(1, 0x89006, struct.pack("<I", 0x10000)) + _attribute(
        1, 0x69007, struct.pack("<Q", 1252)
    )
    for name, content in files.items():
        made += _attribute(2, 0x69002, bytes(14)) + _attribute(2, 0x18010, name.encode("cp1252") + b"\0")
        made += _attribute(2, 0x6800F, content)
    return made


def compound(folder: Folder) -> bytes:
    """A compound file (OLE) with these streams and storages by name."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, 0, folder)
    small = [each for each in entries if each.kind == _STREAM and len(each.content) < _CUTOFF]
    mini, mini_table = bytearray(), list[int]()
    for each in small:
        each.start = len(mini_table) if each.content else _END
        _chain(mini_table, _count(each.content, _MINI))
        mini += _padded(each.content, _MINI)
    entries[0].content = bytes(mini)
    sectors, table = bytearray(), list[int]()
    for each in entries:
        if each.kind == _ROOT or (each.kind == _STREAM and len(each.content) >= _CUTOFF):
            each.start = _put(sectors, table, each.content)
    mini_at = _put(sectors, table, struct.pack(f"<{len(mini_table)}I", *mini_table), b"\xff")
    directory_at = _put(sectors, table, b"".join(each.packed() for each in entries))
    blocks = 1
    while blocks * _SECTOR // 4 < len(table) + blocks:
        blocks += 1
    first = len(table)
    table += [_FAT_SECTOR] * blocks
    table += [_FREE] * (blocks * _SECTOR // 4 - len(table))
    sectors += struct.pack(f"<{len(table)}I", *table)
    places = [first + number for number in range(blocks)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, blocks, directory_at, 0, _CUTOFF)
    head += struct.pack("<IIII", mini_at, _count(mini_table, _SECTOR // 4), _END, 0)
    return head + struct.pack("<109I", *places, *[_FREE] * (109 - blocks)) + bytes(sectors)


def _add(entries: list[_Entry], parent: int, folder: Folder) -> None:
    """Append what a storage contains, as a chain of right siblings in the order of their names."""
    before: int | None = None
    for name, content in sorted(folder.items(), key=lambda each: (len(each[0]), each[0].upper())):
        number = len(entries)
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(_Entry(name, _STORAGE))
            _add(entries, number, content)
        if before is None:
            entries[parent].child = number
        else:
            entries[before].following = number
        before = number


def _put(sectors: bytearray, table: list[int], content: bytes, fill: bytes = b"\0") -> int:
    """Append a stream in sectors of its own; gives the first."""
    if not content:
        return _END
    start = len(table)
    _chain(table, _count(content, _SECTOR))
    sectors += _padded(content, _SECTOR, fill)
    return start


def _chain(table: list[int], count: int) -> None:
    if count:
        table += [*range(len(table) + 1, len(table) + count), _END]


def _count(content: Sequence[object], size: int) -> int:
    return -(-len(content) // size)


def _padded(content: bytes, size: int, fill: bytes = b"\0") -> bytes:
    return content.ljust(_count(content, size) * size, fill)


def _properties(head: bytes, known: Mapping[int, str | bytes]) -> dict[str, bytes | Folder]:
    """The streams of these properties by their number, texts and bytes, and the list of them."""
    streams: dict[str, bytes | Folder] = {}
    for number, value in sorted(known.items()):
        kind, content = (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x102, value)
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = content
        size = len(content) + (2 if kind == 0x1F else 0)
        head += struct.pack("<HHIII", kind, number, 6, size, 0)
    return {"__properties_version1.0": head, **streams}


def _attribute(level: int, name: int, content: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(content)) + content + struct.pack("<H", sum(content) & 0xFFFF)
