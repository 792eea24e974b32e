"""Limits on a file from outside: size, pages, unpacked size, time and memory."""

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import Unreadable

if TYPE_CHECKING:
    from rag.settings import Settings

_MB = 2**20
_MOST_MEMBERS = 10_000  # of an archive; a Word file has some dozens


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in MiB. `seconds` are of processor time for a file, and begin anew with each page."""

    file_mb: int = 50
    pages: int = 2000
    unpacked_mb: int = 500
    seconds: float = 20
    memory_mb: int = 1024

    @classmethod
    def of(cls, settings: "Settings") -> "Limits":
        """The limits that the settings name."""
        return cls(
            settings.max_file_mb,
            settings.max_pages,
            settings.max_unpacked_mb,
            settings.parse_seconds,
            settings.parse_memory_mb,
        )


def check_size(size: int, limits: Limits) -> None:
    """`size` in bytes; raises Unreadable."""
    if size > limits.file_mb * _MB:
        raise Unreadable(
            f"It has {size / _MB:.0f} MB, more than the limit of {limits.file_mb} MB. "
            "Raise REPORT_QA_MAX_FILE_MB or split the file."
        )


def check_content(content: bytes, limits: Limits) -> None:
    """Check the size that a file declares, before it is read; raises Unreadable."""
    check_size(len(content), limits)
    if content.startswith(b"PK\x03\x04"):
        _check_archive(content, limits)
    elif content.startswith(b"%PDF-"):
        _check_pages(content, limits)


def _check_archive(content: bytes, limits: Limits) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("It is damaged and cannot be unpacked. Save or fetch it again.") from error
    # Python's zipfile extracts no more of a member than is declared here.
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_mb * _MB or len(members) > _MOST_MEMBERS:
        raise Unreadable(
            f"Unpacked it would take {unpacked / _MB:,.0f} MB in {len(members)} parts; the limit is "
            f"{limits.unpacked_mb} MB. Raise REPORT_QA_MAX_UNPACKED_MB if you trust it."
        )


def _check_pages(content: bytes, limits: Limits) -> None:
    from ingest.readers.pdf import open_pdf
    from ingest.readers.pdf_words import PDFIUM

    with PDFIUM:
        file = open_pdf(content)
        pages = len(file)
        file.close()
    if pages > limits.pages:
        raise Unreadable(
            f"It has {pages:,} pages, more than the limit of {limits.pages:,}. "
            "Raise REPORT_QA_MAX_PAGES or split it."
        )
