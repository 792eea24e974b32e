"""The mails in a mail: who wrote which lines, and when.

An earlier mail begins with a head (`heads.py`): behind "On … Jo Hill wrote:" the lines that are quoted more deeply are
hers; behind "From: … Sent: …" all lines of that depth are, up to the next head. Lines whose writer is not named are
nobody's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.mail.heads import Head, heads_of
from ingest.readers.mail.lines import MailLine
from ingest.readers.plain import paragraphs_of
from ingest.text.captions import settle_captions
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block
from rag.text.lexicon.tables import words

_SIGNATURE = "--"
_LINES = 12  # of a signature
_FOOTERS = tuple(sorted(words("mail_words", "footer")))
_SHORT = 6  # words of a line that closes a mail
_GREETING = 5  # words
_SIGNED = 6  # lines from the writer's name to the end
_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class _MailWriter:
    """Who writes at a depth; `name` is None for the sender of the whole, "" for nobody known."""

    name: str | None
    date: str | None = None


def blocks_of_thread(
    lines: Sequence[MailLine], sender: str | None = None, found: Sequence[Head] | None = None
) -> tuple[Block, ...]:
    """The blocks of a body, each with the writer and the day of an earlier mail; `sender` wrote the rest."""
    heads = {head.start: head for head in (heads_of(lines) if found is None else found)}
    blocks: list[Block] = []
    writers = {0: _MailWriter(None)}
    held: list[MailLine] = []
    at = 0
    while at < len(lines):
        head = heads.get(at)
        depth = lines[at].depth
        if head is not None:
            blocks += _of_one(held, writers, sender)
            held = []
            blocks += (
                Block(line.text.strip(), "furniture") for line in lines[at : head.end] if not line.is_blank
            )
            place = depth + 1 if head.below else depth
            writers = {d: writer for d, writer in writers.items() if d < place}
            writers[place] = _MailWriter(head.author, head.date)
            at = head.end
            continue
        if held and not lines[at].is_blank and depth != held[-1].depth:
            blocks += _of_one(held, writers, sender)
            held = []
        if not (lines[at].is_blank and not held):
            held.append(replace(lines[at], depth=held[-1].depth) if lines[at].is_blank else lines[at])
        at += 1
    blocks += _of_one(held, writers, sender)
    return mark_furniture(settle_captions(blocks))


def _of_one(
    lines: Sequence[MailLine], writers: dict[int, _MailWriter], sender: str | None
) -> Iterator[Block]:
    """The blocks of lines of one depth: paragraphs, then the signature."""
    behind = next((at for at in range(len(lines), 0, -1) if not lines[at - 1].is_blank), 0)
    lines = lines[:behind]
    if not lines:
        return
    depth = lines[0].depth
    writer = writers.get(depth) or (_MailWriter("") if depth else _MailWriter(None))
    name = sender if writer.name is None else writer.name
    cut = _signature(lines, name)
    for index, block in enumerate(paragraphs_of("\n".join(line.text for line in lines[:cut]))):
        greets = index == 0 and block.text.endswith(",") and len(block.text.split()) <= _GREETING
        if greets or block.text.casefold().lstrip("*_ ").startswith(_FOOTERS):
            block = Block(block.text, "furniture")
        yield replace(block, speaker=writer.name, date=writer.date)
    for line in lines[cut:]:
        if not line.is_blank:
            yield Block(line.text.strip(), "furniture", speaker=writer.name, date=writer.date)


def _signature(lines: Sequence[MailLine], name: str | None) -> int:
    """The number of the line that the signature begins at; that behind the last if there is none."""
    written = [index for index, line in enumerate(lines) if not line.is_blank]
    for number, index in enumerate(written, 1):
        text = lines[index].text.strip()
        if text == _SIGNATURE:
            return index
        near_end = len(written) - number <= _LINES
        if near_end and _closes(text) and all(_is_short(lines[other].text) for other in written[number:]):
            return index
    return next((index for index in written[-_SIGNED:] if _signs(lines, index, name)), len(lines))


def _signs(lines: Sequence[MailLine], index: int, name: str | None) -> bool:
    """Whether a line is the writer's name, below which only an office, a body or the like stands."""
    parts = lines[index].text.casefold().strip(" ,.-–").split()
    known = {part.casefold() for part in (name or "").split()}
    below = [line.text for line in lines[index + 1 :] if not line.is_blank]
    apart = not below or (index > 0 and lines[index - 1].is_blank)
    return apart and 0 < len(parts) <= _NAME and known.issuperset(parts) and all(map(_is_short, below))


def _closes(text: str) -> bool:
    return text.casefold().strip(" ,.!-–") in words("letter_words", "closes")


def _is_short(text: str) -> bool:
    """Whether a line may stand in a signature: it is no sentence, or what a program put there."""
    text = text.strip()
    return (
        len(text.split()) <= 2 * _SHORT and not text.endswith((".", "?", "!"))
    ) or text.casefold().startswith(_FOOTERS)
