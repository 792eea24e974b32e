"""One mail, whatever file it came in, as a `FileContent`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.metadata.dates import iso_date
from ingest.readers.mail.heads import bare_subject, writer_of
from ingest.readers.mail.lines import MailLine, lines_of_html, lines_of_text
from ingest.readers.mail.thread import blocks_of_thread
from ingest.text.clean import clean
from ingest.text.reading import Attachment, Block, FileContent
from rag.types import Metadata

_SHOWN = {"From": "sender", "To": "recipients", "Cc": "cc", "Date": ""}
_FULLER = 2  # times the words; the plain form then only refers to the HTML form


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its head by field, its body in one or both forms, and what is attached.

    `flowed`: the plain form has the format that joins lines (RFC 3676).
    """

    head: Mapping[str, str]
    plain: str = ""
    page: str = ""
    flowed: bool = False
    attachments: Sequence[Attachment] = field(default_factory=tuple)
    warnings: Sequence[str] = field(default_factory=tuple)


def reading_of(message: Mail) -> FileContent:
    """The mail's subject, head and body; the head is furniture, and every earlier mail has its own writer."""
    subject = message.head.get("Subject", "")
    sender = writer_of(message.head.get("From", ""), subject) or None
    shown = [
        Block(f"{name}: {value}", "furniture") for name in _SHOWN if (value := message.head.get(name, ""))
    ]
    title = [Block(subject, "heading")] if subject else []
    people = {field: message.head.get(name, "") for name, field in _SHOWN.items() if field}
    if sender:
        people["speaker"] = sender
    return FileContent(
        (*title, *shown, *blocks_of_thread(_lines(message), sender)),
        Metadata(
            title=bare_subject(subject) or None,
            author=sender,
            date=iso_date(message.head.get("Date", "")),
            extra={name: value for name, value in people.items() if value},
        ),
        attachments=tuple(message.attachments),
        warnings=tuple(message.warnings),
    )


def _lines(message: Mail) -> list[MailLine]:
    plain = lines_of_text(clean(message.plain), message.flowed) if message.plain.strip() else []
    if not message.page.strip():
        return plain
    page = lines_of_html(message.page)
    return page if _words(page) > _FULLER * _words(plain) else plain


def _words(lines: Sequence[MailLine]) -> int:
    return sum(len(line.text.split()) for line in lines)
