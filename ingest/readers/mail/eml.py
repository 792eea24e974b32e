"""Mail: sender, recipients, date and subject, the body, and the attachments as files of their own."""

import mimetypes
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from ingest.readers.mail.message import Mail, reading_of
from ingest.readers.web.html import read_html
from ingest.text.clean import one_line
from ingest.text.encoding import decode
from ingest.text.reading import Attachment, FileContent
from rag.errors import Unreadable

_MOST_PARTS = 2000
_LONGEST_HEADER = 8_000  # characters, more than any program writes


class Policy(policy.EmailPolicy):
    """Cuts headers: the standard library reads encoded words and addresses in more than linear time."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


POLICY = cast("policy.EmailPolicy[EmailMessage]", Policy())


def read_eml(content: bytes) -> FileContent:
    """Read the head, the body and the attachments of a mail. Raises Unreadable."""
    mail = mail_of(content)
    if mail.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise Unreadable("It is an encrypted mail. Open it in a mail program and save it as PDF or text.")
    plain, page = (_text_part(mail, kind) for kind in ("plain", "html"))
    flowed = plain is not None and str(plain.get_param("format", "")).lower() == "flowed"
    return reading_of(
        Mail(
            {name: header(mail, name) for name in ("From", "To", "Cc", "Date", "Subject")},
            _text(plain),
            "" if page is plain else _text(page),
            flowed,
            tuple(_attachments(mail)),
        )
    )


def read_mhtml(content: bytes) -> FileContent:
    """Read a page that a browser saved in one file with its pictures. Raises Unreadable."""
    mail = mail_of(content)
    page = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise Unreadable("It holds no web page. Save the page again, as HTML.")
    return read_html(_bytes(page))


def mail_of(content: bytes) -> EmailMessage:
    """The parsed mail; raises Unreadable."""
    mail = message_from_bytes(content, policy=POLICY)
    if not any(mail.keys()):
        raise Unreadable("It holds no mail. Save the mail again, as .eml.")
    if sum(1 for _ in mail.walk()) > _MOST_PARTS:
        raise Unreadable("It has too many parts. Save the mail again without its attachments.")
    return mail


def header(mail: EmailMessage, name: str) -> str:
    """Decode a header to one line; many mails break the rules for headers."""
    try:
        return one_line(str(mail.get(name, "")))
    except (ValueError, TypeError, LookupError, AttributeError, IndexError, RecursionError):
        raw = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
        return one_line(str(raw))


def _text(part: EmailMessage | None) -> str:
    return "" if part is None else decode(_bytes(part), part.get_content_charset())


def _text_part(mail: EmailMessage, kind: str) -> EmailMessage | None:
    """The first part of this kind that is not an attachment."""
    try:
        found = mail.get_body((kind,))
    except (ValueError, TypeError, LookupError, AttributeError, KeyError):
        found = None
    return cast("EmailMessage | None", found)


def _bytes(part: EmailMessage) -> bytes:
    load = part.get_payload(decode=True)
    return load if isinstance(load, bytes) else b""


def _attachments(mail: EmailMessage) -> Iterator[Attachment]:
    """The attached files, without the pictures of the body."""
    body = {id(part) for kind in ("plain", "html") if (part := _text_part(mail, kind)) is not None}
    for part in _leaves(mail):
        kind = part.get_content_type()
        name = _file_name(part)
        inline_picture = kind.startswith("image/") and (part.get("Content-ID") or not name)
        if id(part) in body or inline_picture or (kind.startswith("text/") and not name):
            continue
        if kind == "message/rfc822":
            inner = part.get_payload()
            message = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(message, EmailMessage):
                called = name or (header(message, "Subject") or "mail") + ".eml"
                yield Attachment(_named(called, kind), message.as_bytes())
        elif not kind.startswith(("multipart/", "application/pkcs7-signature", "application/pgp-signature")):
            yield Attachment(_named(name or "attachment", kind), _bytes(part))


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts with content; an attached mail is one of them and not opened."""
    if part.get_content_maintype() == "multipart":
        load = part.get_payload()
        for inner in load if isinstance(load, list) else ():
            yield from _leaves(cast(EmailMessage, inner))
    else:
        yield part


def _file_name(part: EmailMessage) -> str:
    try:
        return one_line(part.get_filename() or "")
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""


def _named(name: str, kind: str) -> str:
    """A file name without a path, with the suffix of its kind if it has none."""
    name = name.replace("\\", "/").rsplit("/", 1)[-1].strip(". ") or "attachment"
    suffix = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
    return (name if "." in name else name + suffix)[-120:]
