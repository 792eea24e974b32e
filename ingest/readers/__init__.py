"""The readers, one a format, and the one table that says which of them reads a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.readers.html import read_html
from ingest.readers.markdown import read_markdown
from ingest.readers.plain import read_plain
from ingest.reading import Reading
from rag.errors import Unreadable

READER_VERSION = 1  # to be raised whenever a reader gives another text than before


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, its suffixes, its media type, who reads it, how its content begins."""

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[bytes], Reading]
    magic: bytes = b""


def _pdf(content: bytes) -> Reading:
    from ingest.readers.pdf import read_pdf  # with pdfium; only who reads PDF waits for it

    return read_pdf(content)


FORMATS = (
    Format("Markdown", (".md", ".markdown"), "text/markdown", read_markdown),
    Format("plain text", (".txt", ".text"), "text/plain", read_plain),
    Format("HTML", (".html", ".htm", ".xhtml"), "text/html", read_html),
    Format("PDF", (".pdf",), "application/pdf", _pdf, b"%PDF-"),
)
_BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}
_HEAD = 1024  # bytes; a PDF may have that much before it begins
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or Outlook file", "Save it as .docx or .pdf."),
    (b"\x89PNG", "a picture", "Save it as PDF."),
    (b"\xff\xd8\xff", "a picture", "Save it as PDF."),
    (b"GIF8", "a picture", "Save it as PDF."),
    (b"Rar!", "an archive", "Unpack it."),
    (b"7z\xbc\xaf", "an archive", "Unpack it."),
    (b"\x1f\x8b", "an archive", "Unpack it."),
)


def read(path: Path, content: bytes | None = None) -> Reading:
    """The file's blocks and what it says of itself; raises Unreadable with one sentence and its remedy."""
    content = path.read_bytes() if content is None else content
    if not content.strip():
        raise Unreadable("It is empty. Put text in it, or take it away.")
    reading = _format(path, content).read(content)
    if not any(block.text for block in reading.blocks):
        raise Unreadable("It holds no text. Check that it is the right file.")
    return reading


def media_type(path: Path) -> str:
    """What a browser should be told that this file is."""
    format = _BY_SUFFIX.get(path.suffix.lower())
    return format.media_type if format else "application/octet-stream"


def _format(path: Path, content: bytes) -> Format:
    """By what the content says, where it says something; else by the suffix."""
    for format in FORMATS:
        if format.magic and format.magic in content[:_HEAD]:
            return format
    for start, called, remedy in _FOREIGN:
        if content.startswith(start):
            raise Unreadable(f"It holds {called}, which is not read. {remedy}")
    format_named = _BY_SUFFIX.get(path.suffix.lower())
    if format_named is None:
        known = ", ".join(suffix for format in FORMATS for suffix in format.suffixes)
        raise Unreadable(
            f"Files of the kind {path.suffix or 'without a suffix'} are not read; "
            f"known are {known}. Save it as one of them."
        )
    if format_named.magic:
        raise Unreadable(
            f"It is called {path.suffix} but holds no {format_named.name}. Save it again as what it is."
        )
    if format_named.read is read_plain and content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(
        _PAGE
    ):
        return _BY_SUFFIX[".html"]
    return format_named
