"""One reader for each file format, and the table of formats.

In: the bytes of a file with its name. Out: a `FileContent`, the file's blocks and its metadata. Open `markdown.py`
first, the shortest reader; a new format is one line in `FORMATS` below.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from ingest.readers.sniff import Sniffed, sniff
from ingest.text.letters import with_writers
from ingest.text.lists.enumerations import with_enumerated
from ingest.text.person_names import with_shown_names
from ingest.text.reading import FileContent
from ingest.text.release import with_issuer
from ingest.text.signed_letter import with_signer
from ingest.text.statements import with_declarant
from rag.errors import Unreadable

READER_VERSION = 22  # raise it whenever a reader gives other text than before


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, suffixes, media type, and the `module:function` that reads it.

    `sniffed` is the kind that `sniff` detects in the content; text has none.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    reader: str
    sniffed: Sniffed | None = None

    def read(self, content: bytes) -> FileContent:
        """Import the reader on first use, so that only PDF files load pdfium."""
        module, function = self.reader.split(":")
        reader: Callable[[bytes], FileContent] = getattr(import_module(f"ingest.readers.{module}"), function)
        return reader(content)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_WORKBOOK = "office.sheets:read_workbook"
FORMATS = (
    Format("Markdown", (".md", ".markdown"), "text/markdown", "markdown:read_markdown"),
    Format("plain text", (".txt", ".text"), "text/plain", "plain:read_plain"),
    Format("HTML", (".html", ".htm", ".xhtml"), "text/html", "web.html:read_html"),
    Format("PDF", (".pdf",), "application/pdf", "pdf:read_pdf", "pdf"),
    Format(
        "Word",
        (".docx", ".docm", ".dotx", ".dotm"),
        f"{_OFFICE}.wordprocessingml.document",
        "docx:read_docx",
        "docx",
    ),
    Format("old Word", (".doc", ".dot"), "application/msword", "office.old_word:read_doc", "doc"),
    Format("OpenDocument", (".odt", ".ott"), f"{_OPEN}.text", "odt:read_odt", "odt"),
    Format(
        "Excel", (".xlsx", ".xlsm", ".xltx", ".xlsb"), f"{_OFFICE}.spreadsheetml.sheet", _WORKBOOK, "xlsx"
    ),
    Format("old Excel", (".xls",), "application/vnd.ms-excel", _WORKBOOK, "xls"),
    Format("OpenDocument sheet", (".ods",), f"{_OPEN}.spreadsheet", _WORKBOOK, "ods"),
    Format("table of text", (".csv", ".tsv"), "text/csv", "office.sheets:read_csv"),
    Format(
        "PowerPoint",
        (".pptx", ".pptm", ".ppsx", ".potx"),
        f"{_OFFICE}.presentationml.presentation",
        "office.slides:read_pptx",
        "pptx",
    ),
    Format("OpenDocument slides", (".odp",), f"{_OPEN}.presentation", "office.slides:read_odp", "odp"),
    Format("rich text", (".rtf",), "application/rtf", "office.rtf:read_rtf", "rtf"),
    Format("mail", (".eml",), "message/rfc822", "mail.eml:read_eml"),
    Format("Outlook mail", (".msg",), "application/vnd.ms-outlook", "mail.msg:read_msg", "msg"),
    Format("mailbox", (".mbox", ".mbx"), "application/mbox", "mail.mbox:read_mbox", "mbox"),
    Format("winmail.dat", (".dat", ".tnef"), "application/ms-tnef", "mail.winmail:read_winmail", "winmail"),
    Format("electronic book", (".epub",), "application/epub+zip", "web.epub:read_epub", "epub"),
    Format(
        "picture", (".jpg", ".jpeg", ".png", ".tif", ".tiff"), "image/*", "picture:read_picture", "picture"
    ),
    Format("archive", (".zip",), "application/zip", "archive:read_zip", "zip"),
    Format("saved web page", (".mhtml", ".mht"), "multipart/related", "mail.eml:read_mhtml"),
)
_PICTURES = {
    **dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"),
    ".png": "image/png",
    **dict.fromkeys((".tif", ".tiff"), "image/tiff"),
}
_BY_SUFFIX = {suffix: format for format in FORMATS for suffix in format.suffixes}
_BY_CONTENT = {format.sniffed: format for format in FORMATS if format.sniffed}


def read(path: Path, content: bytes | None = None) -> FileContent:
    """Read a file's blocks and metadata; raises Unreadable, with the fact and the remedy."""
    content = path.read_bytes() if content is None else content
    if not content.strip():
        raise Unreadable("It is empty. Add text, or remove the file.")
    format = _format(path, content)
    try:
        reading = format.read(content)
        reading = with_signer(replace(reading, blocks=with_enumerated(with_writers(reading.blocks))))
        reading = with_shown_names(with_issuer(with_declarant(reading)))
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # libraries raise too many kinds of error on damaged or forged files to list
        raise Unreadable(
            f"It is damaged and cannot be read as {format.name} ({type(error).__name__}). Save or fetch it again."
        ) from error
    if not any(block.text for block in reading.blocks):
        raise Unreadable("It holds no text. Check that it is the right file.")
    return reading


def media_type(path: Path) -> str:
    """The media type of a file, for browsers."""
    suffix = path.suffix.lower()
    if suffix in _PICTURES:
        return _PICTURES[suffix]
    format = _BY_SUFFIX.get(suffix)
    return format.media_type if format else "application/octet-stream"


def _format(path: Path, content: bytes) -> Format:
    """Choose the format by the content if it shows one, else by the suffix."""
    found = sniff(content)
    if found in _BY_CONTENT:
        return _BY_CONTENT[found]
    named = _BY_SUFFIX.get(path.suffix.lower())
    if named is None:
        known = ", ".join(_BY_SUFFIX)
        raise Unreadable(
            f"Files of the kind {path.suffix[:20] or 'without a suffix'} are not read; "
            f"known are {known}. Save it as one of them."
        )
    if named.sniffed:
        raise Unreadable(
            f"It is called {path.suffix} but holds no {named.name}. Save it again with the right suffix."
        )
    return _BY_SUFFIX[".html"] if found == "html" and named.name == "plain text" else named
