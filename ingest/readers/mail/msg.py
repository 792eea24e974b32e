"""Outlook's mails (.msg) by python-oxmsg."""

import io
from collections.abc import Iterator
from typing import Any

from ingest.readers.mail.message import Mail, reading_of
from ingest.text.clean import one_line
from ingest.text.reading import Attachment, FileContent
from rag.errors import Unreadable

_MAIL_INSIDE = 5  # PidTagAttachMethod: the attachment is a message of its own, which has no bytes
_SENDER = 0x0C1A  # PidTagSenderName
_METHOD, _NAME = 0x3705, 0x3001  # properties of an attachment [MS-OXCMSG]
_FIELDS = ("From", "To", "Cc", "Date", "Subject")
_TO, _CC = 1, 2  # kinds of recipients


def read_msg(content: bytes) -> FileContent:
    """Read the head, the body and the attachments. Raises Unreadable."""
    from oxmsg import Message as Outlook

    try:
        mail = Outlook.load(io.BytesIO(content))
        sent = mail.sent_date
        known = {name.title(): one_line(str(value)) for name, value in mail.message_headers.items()}
        head = {name: known[name] for name in _FIELDS if known.get(name)}
        # python-oxmsg tells no sender without an address.
        head.setdefault("From", one_line(mail.sender or mail.properties.str_prop_value(_SENDER) or ""))
        head.setdefault("Date", sent.isoformat() if sent is not None else "")
        head["Subject"] = one_line(mail.subject or "") or head.get("Subject", "")
        for name, kind in (("To", _TO), ("Cc", _CC)):
            head.setdefault(name, ", ".join(_recipients(mail, kind)))
        plain, page = mail.body or "", mail.html_body or ""
        attached, left = _attachments(mail)
    except (OSError, ValueError, KeyError, AttributeError, TypeError, IndexError, EOFError) as error:
        raise Unreadable("It is damaged and cannot be opened as an Outlook mail. Save it again.") from error
    return reading_of(Mail(head, plain, page, attachments=attached, warnings=left))


def _recipients(mail: Any, kind: int) -> Iterator[str]:
    for each in mail.recipients:
        if (each.properties.int_prop_value(0x0C15) or _TO) == kind:
            name, address = one_line(each.name or ""), one_line(each.email_address or "")
            yield f"{name} <{address}>" if name and address and name != address else name or address


def _attachments(mail: Any) -> tuple[list[Attachment], list[str]]:
    """The attached files, and a warning for each mail inside, which python-oxmsg gives no bytes of."""
    found: list[Attachment] = []
    left: list[str] = []
    for each in mail.attachments:
        name = one_line(each.file_name or each.properties.str_prop_value(_NAME) or "attachment")
        content = each.file_bytes
        if content is None:
            kind = "a mail" if each.properties.int_prop_value(_METHOD) == _MAIL_INSIDE else "an object"
            left.append(
                f"attachment {name} was not ingested: it is {kind} inside the mail; save it as a file"
            )
        else:
            found.append(Attachment(name, content))
    return found, left
