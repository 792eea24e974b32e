"""Detection of file formats by content, as names may be wrong."""

import io
import zipfile
from typing import Literal

from rag.errors import Unreadable

Sniffed = Literal["pdf", "docx", "odt", "rtf", "html"]
_HEAD = 1024  # bytes that may precede the start of a PDF
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = "utf-16-le"  # the encoding of stream names in such files
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_OFFICE = {"xl/workbook.xml": "an Excel workbook", "ppt/presentation.xml": "a PowerPoint presentation"}


def sniff(content: bytes) -> Sniffed | None:
    """Detect the format by the content; None for text. Raises Unreadable for unsupported formats."""
    if b"%PDF-" in content[:_HEAD]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        return "rtf"
    if content.startswith(b"PK\x03\x04"):
        return _in_archive(content)
    if content.startswith(_OLE):
        raise Unreadable(_of_ole(content))
    if content.startswith(_PICTURES):
        raise Unreadable("It holds a picture, which is not supported. Save it as PDF.")
    if content.startswith(_ARCHIVES):
        raise Unreadable("It holds an archive, which is not supported. Unpack it.")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower().startswith(_PAGE):
        return "html"
    return None


def _in_archive(content: bytes) -> Sniffed:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable("It is damaged and cannot be unpacked. Save or fetch it again.") from error
    if "word/document.xml" in names:
        return "docx"
    # Both kinds of package name their main part; OpenDocument names its kind in its first bytes.
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in content[:200]:
        return "odt"
    for part, called in _OFFICE.items():
        if part in names:
            raise Unreadable(f"It holds {called}, which is not supported. Save it as PDF.")
    raise Unreadable("It holds an archive, which is not supported. Unpack it.")


def _of_ole(content: bytes) -> str:
    """Distinguish old Office files from encrypted new ones, which have the same container format."""
    if "EncryptedPackage".encode(_UTF16) in content:
        return "It is encrypted and asks for a password. Save a copy without a password."
    if "WordDocument".encode(_UTF16) in content:
        return "It is an old Word file (.doc), which is not supported. Save it as .docx or .pdf."
    if "__nameid_version1.0".encode(_UTF16) in content:
        return "It is an Outlook message (.msg), which is not supported. Save it as .eml or .pdf."
    return "It is an old Office file, which is not supported. Save it as .docx or .pdf."
