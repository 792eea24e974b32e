"""Outlook's packages of attachments (winmail.dat, TNEF) by tnefparse."""

from typing import Any

from ingest.readers.mail.message import Mail, reading_of
from ingest.text.clean import one_line
from ingest.text.encoding import decode
from ingest.text.reading import Attachment, Block, FileContent
from rag.errors import Unreadable


def read_winmail(content: bytes) -> FileContent:
    """Read the body, if there is one, and the attachments. Raises Unreadable."""
    from tnefparse import TNEF

    try:
        package = TNEF(content)
        plain, page = _text(package.body), _text(package.htmlbody)
        files = tuple(
            Attachment(one_line(each.long_filename() or each.name or "attachment"), bytes(each.data))
            for each in package.attachments
            if each.data
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError, IndexError, EOFError) as error:
        raise Unreadable("It is damaged and cannot be opened as winmail.dat. Ask for it as PDF.") from error
    if plain.strip() or page.strip():
        return reading_of(Mail({}, plain, page, attachments=files))
    if not files:
        raise Unreadable("It holds neither text nor files. Ask the sender to send plain text or HTML.")
    return FileContent(tuple(Block(each.name, "item") for each in files), attachments=files)


def _text(body: Any) -> str:
    if isinstance(body, list):
        body = body[0] if body else ""
    if isinstance(body, bytes):
        return decode(body)
    return str(body or "")
