"""Detection of file formats by content, as names may be wrong."""

import io
import re
import zipfile
from typing import Literal

from rag.errors import Unreadable

Sniffed = Literal[
    "pdf",
    "docx",
    "doc",
    "odt",
    "rtf",
    "html",
    "xlsx",
    "xls",
    "ods",
    "pptx",
    "odp",
    "epub",
    "msg",
    "mbox",
    "winmail",
    "picture",
    "zip",
]
_HEAD = 1024  # bytes that may precede the start of a PDF
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = "utf-16-le"  # the encoding of stream names in such files
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_TNEF = b"\x78\x9f\x3e\x22"
_MBOX = re.compile(rb"From [^\r\n]{1,200}\r?\n(?:[!-9;-~]{1,76}:|>From )")
_OFFICE: dict[str, Sniffed] = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsx",
    "ppt/presentation.xml": "pptx",
}
# Both kinds of package name their kind in their first bytes.
_MIME_TYPES: dict[bytes, Sniffed] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
_STREAMS: tuple[tuple[str, Sniffed], ...] = (
    ("__nameid_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)


def sniff(content: bytes) -> Sniffed | None:
    """Detect the format by the content; None for text. Raises Unreadable for unsupported formats."""
    if b"%PDF-" in content[:_HEAD]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(b"PK\x03\x04"):
        return _in_archive(content)
    if content.startswith(_OLE):
        return _in_ole(content)
    if content.startswith(_PICTURES):
        return "picture"
    if content.startswith(_TNEF):
        return "winmail"
    if content.startswith(b"GIF8"):
        raise Unreadable("It holds a picture of a kind that is not read. Save it as PNG or PDF.")
    if content.startswith(_ARCHIVES):
        raise Unreadable("It holds an archive of a kind that is not read. Unpack it, or pack it as .zip.")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_PAGE):
        return "html"
    return "mbox" if _MBOX.match(content) else None


def _in_archive(content: bytes) -> Sniffed:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable("It is damaged and cannot be unpacked. Save or fetch it again.") from error
    for part, office in _OFFICE.items():
        if part in names:
            return office
    for begins, known in _MIME_TYPES.items():
        if kind.startswith(begins):
            return known
    return "zip"


def _in_ole(content: bytes) -> Sniffed:
    """Distinguish old Office files from encrypted new ones, which have the same container format."""
    if "EncryptedPackage".encode(_UTF16) in content:
        raise Unreadable("It is encrypted and asks for a password. Save a copy without a password.")
    found = next((kind for stream, kind in _STREAMS if stream.encode(_UTF16) in content), None)
    if found is None:
        raise Unreadable("It is an old Office file of a kind that is not read. Save it as .pptx or .pdf.")
    return found
