"""Names of files as they are shown over HTTP: no folders of this machine, and no deceptive characters."""

from pathlib import PurePath

from ingest.sync.file_walk import is_address

# They change the direction of writing: "exe.jpg" can be shown as "gpj.exe".
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def without_direction(name: str) -> str:
    """`name` without the characters that change the direction of writing."""
    return "".join(each for each in name if each not in _DIRECTION)


def place_name(place: str) -> str:
    """Where a document came from, as others may see it: of a path on this machine, the file and its folder."""
    shown = without_direction(place)
    path = PurePath(shown)
    return shown if is_address(shown) or not path.is_absolute() else "/".join(path.parts[-2:]).lstrip("/")


def model_name(fingerprint: str) -> str:
    """A model as others may see it: of one that lies in a folder of this machine, the folder's name."""
    path = PurePath(fingerprint)
    return path.name if path.is_absolute() else fingerprint
