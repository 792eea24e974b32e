"""Files that were sent over HTTP: received within limits, under names that never become paths."""

import re
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import BinaryIO

from ingest.isolation.limits import Limits, check_size
from ingest.sync.file_walk import Candidate
from rag.errors import UserError
from server.names import without_direction

_PIECE = 2**20
_LONGEST = 150  # characters of a name
_UNSEEMLY = re.compile(r"[\x00-\x1f\x7f<>:\"|?*#]")
_PLACE = "upload/"


class BadUpload(UserError):
    code = "bad_upload"


class NotReplaceable(UserError):
    """A page from an address cannot replace a document; it is replaced when its address is ingested again."""

    code = "bad_upload"

    def __init__(self) -> None:
        super().__init__(
            "A page is replaced when its address is ingested again. Send a file to replace a document."
        )


class TooLarge(UserError):
    code = "too_large"

    def __init__(self, size: int, largest: int) -> None:
        """Sizes in bytes."""
        super().__init__(
            f"The request has {_megabytes(size)} MB or more; the limit is {_megabytes(largest)} MB. Send less at once, "
            "or raise REPORT_QA_MAX_UPLOAD_MB (files) or REPORT_QA_MAX_BODY_KB (anything else)."
        )


class TooSlow(UserError):
    code = "too_slow"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"The body of the request did not arrive within {seconds:g} seconds. Send it again, "
            "or raise REPORT_QA_REQUEST_SECONDS."
        )


def _megabytes(size: int) -> str:
    return f"{size / 2**20:,.{0 if size >= 10 * 2**20 else 2}f}"


def receive(
    folder: Path, files: Sequence[tuple[str, BinaryIO]], limits: Limits, replaces: str | None = None
) -> list[Candidate]:
    """Write the files that were sent into `folder`, under numbers; gives them as candidates for ingestion.

    Raises BadUpload where nothing was sent or several files are to replace one document, and Unreadable for a file
    over the limit.
    """
    if not files:
        raise BadUpload("No file was sent. Send one or several as `files`, or an address as `url`.")
    if replaces is not None and len(files) != 1:
        raise BadUpload("One document is replaced by one file. Send the other files without `replace`.")
    found: list[Candidate] = []
    for number, (name, content) in enumerate(files):
        label = label_of(name)
        target = folder / str(number)
        size = 0
        with target.open("wb") as file:
            while piece := content.read(_PIECE):
                size += len(piece)
                check_size(size, limits)
                file.write(piece)
        found.append(Candidate(_PLACE + label, label, target, uploaded=True, document_id=replaces))
    return found


def label_of(name: str) -> str:
    """The last part of a name, without what could make it a path or a trick on who reads it."""
    last = (
        _UNSEEMLY.sub("", without_direction(name.replace("\\", "/"))).rsplit("/", 1)[-1].strip().lstrip(".")
    )
    stem, suffix = PurePath(last).stem, PurePath(last).suffix
    return (stem[: _LONGEST - len(suffix)] + suffix) or "unnamed"
