"""Mailboxes (.mbox): each mail becomes a file of its own."""

import re
from collections.abc import Iterator
from email import message_from_bytes

from ingest.readers.heartbeat import page_done
from ingest.readers.mail.eml import POLICY, header
from ingest.text.reading import Attachment, Block, FileContent
from rag.errors import Unreadable

# The standard library's `mailbox` needs a file that it may write to; its rule for where a mail begins is this one.
_BEGINS = re.compile(rb"(?:\A|\n\r?\n|\A\s+)From [^\r\n]{0,500}\r?\n(?=[!-9;-~]{1,76}:|>?From )")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LONGEST_NAME = 60


def read_mbox(content: bytes) -> FileContent:
    """Read a list of the mails, which are attachments. Raises Unreadable."""
    mails = list(_mails(content))
    if not mails:
        raise Unreadable("It holds no mails. Export the mailbox again, as mbox or as single mails.")
    rows, files = [], []
    for number, raw in enumerate(mails, 1):
        mail = message_from_bytes(raw[:100_000], policy=POLICY)
        told = [value for name in ("Date", "From", "Subject") if (value := header(mail, name))]
        rows.append(Block(" | ".join(told) or f"mail {number}", "row"))
        called = re.sub(r"[^\w .-]+", " ", header(mail, "Subject"))[:_LONGEST_NAME].strip() or "mail"
        files.append(Attachment(f"{number:05} {called}.eml", raw))
        page_done()  # a mailbox of years takes longer than a file may between two pages
    return FileContent(tuple(rows), attachments=tuple(files))


def _mails(content: bytes) -> Iterator[bytes]:
    starts = list(_BEGINS.finditer(content))
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        end = following.start() if following is not None else len(content)
        yield _ESCAPED.sub(b"", content[match.end() : end])
