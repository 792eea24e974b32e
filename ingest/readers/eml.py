"""Mail: sender, recipients, date and subject, the body, and the attachments as files of their own."""

import mimetypes
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import groupby
from typing import cast

from ingest.metadata.dates import iso_date
from ingest.readers.html import read_html
from ingest.readers.html_blocks import blocks_of_fragment
from ingest.readers.plain import blocks_of_text
from ingest.text.captions import settle_captions
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Attachment, Block, Reading
from rag.errors import Unreadable
from rag.types import Metadata

_SHOWN = ("From", "To", "Cc", "Date")
_FULLER = 2  # times the words; the plain part then only refers to the HTML part
_QUOTED = ">"
_MOST_PARTS = 2000


def read_eml(content: bytes) -> Reading:
    """Read the header lines, the body and the attachments of a mail. Raises Unreadable."""
    mail = _mail(content)
    body = _body(mail)
    subject = _header(mail, "Subject")
    attachments = tuple(_attachments(mail))
    if mail.get_content_type() in ("application/pkcs7-mime", "multipart/encrypted"):
        raise Unreadable("It is an encrypted mail. Open it in a mail program and save it as PDF or text.")
    head = [Block(f"{name}: {value}", "item") for name in _SHOWN if (value := _header(mail, name))]
    title = [Block(subject, "heading")] if subject else []
    sender = _addresses(mail, "From")
    people = {"sender": _header(mail, "From"), "recipients": _header(mail, "To"), "cc": _header(mail, "Cc")}
    return Reading(
        (*title, *head, *body),
        Metadata(
            title=subject or None,
            author=sender[0] if sender else None,
            date=iso_date(_header(mail, "Date")),
            extra={name: value for name, value in people.items() if value},
        ),
        attachments=attachments,
    )


def read_mhtml(content: bytes) -> Reading:
    """Read a page that a browser saved in one file with its pictures. Raises Unreadable."""
    mail = _mail(content)
    page = next((part for part in mail.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise Unreadable("It holds no web page. Save the page again, as HTML.")
    return read_html(_bytes(page))


def _mail(content: bytes) -> EmailMessage:
    mail = message_from_bytes(content, policy=policy.default)
    if not any(mail.keys()):
        raise Unreadable("It holds no mail. Save the mail again, as .eml.")
    if sum(1 for _ in mail.walk()) > _MOST_PARTS:
        raise Unreadable("It has too many parts. Save the mail again without its attachments.")
    return mail


def _header(mail: EmailMessage, name: str) -> str:
    """Decode a header to one line; many mails break the rules for headers."""
    try:
        return one_line(str(mail.get(name, "")))
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        raw = next((value for key, value in mail.raw_items() if key.lower() == name.lower()), "")
        return one_line(str(raw))


def _addresses(mail: EmailMessage, name: str) -> list[str]:
    """The names of the people in a header, or their addresses if it has no names."""
    from email.utils import getaddresses

    return [one_line(who or where) for who, where in getaddresses([_header(mail, name)]) if who or where]


def _body(mail: EmailMessage) -> tuple[Block, ...]:
    plain, page = (_text_part(mail, kind) for kind in ("plain", "html"))
    from_plain = tuple(_of_plain(plain)) if plain is not None else ()
    if page is None or (from_plain and plain is page):
        return from_plain
    text = clean(decode(_bytes(page), page.get_content_charset()))
    from_page = mark_furniture(settle_captions(tuple(blocks_of_fragment(text))))
    return from_page if _words(from_page) > _FULLER * _words(from_plain) else from_plain


def _text_part(mail: EmailMessage, kind: str) -> EmailMessage | None:
    """The first part of this kind that is not an attachment."""
    try:
        found = mail.get_body((kind,))
    except (ValueError, TypeError, LookupError, AttributeError, KeyError):
        found = None
    return cast("EmailMessage | None", found)


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _bytes(part: EmailMessage) -> bytes:
    load = part.get_payload(decode=True)
    return load if isinstance(load, bytes) else b""


def _of_plain(part: EmailMessage) -> Iterator[Block]:
    """Paragraphs; what is quoted from an earlier mail stands apart, without its marks."""
    text = clean(decode(_bytes(part), part.get_content_charset()))
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    lines = [_depth_and_words(line) for line in text.split("\n")]
    for _, run in groupby(lines, key=lambda line: line[0]):
        yield from blocks_of_text(_joined([words for _, words in run], flowed))


def _depth_and_words(line: str) -> tuple[int, str]:
    depth = 0
    while line.startswith(_QUOTED):
        depth += 1
        line = line[1:].removeprefix(" ")
    return depth, line


def _joined(lines: list[str], flowed: bool) -> str:
    """Join lines; in a mail with `format=flowed`, a space at the end of a line means that it continues."""
    if not flowed:
        return "\n".join(lines)
    text = ""
    for line in lines:
        goes_on = line.endswith(" ") and line != "-- "
        text += line if goes_on else line + "\n"
    return text


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
                called = name or (_header(message, "Subject") or "mail") + ".eml"
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
