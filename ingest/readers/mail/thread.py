"""The mails in a mail: who wrote which lines, and when.

An earlier mail begins with a head (`heads.py`): after "On … Jo Hill wrote:" the lines that are quoted more deeply are
hers; after "From: … Sent: …" all lines of that depth are, up to the next head. Lines whose writer is not named are
nobody's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.readers.mail.heads import Head, heads_of
from ingest.readers.mail.lines import MailLine
from ingest.readers.paragraphs import paragraphs_of
from ingest.text.captions import settle_captions
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block
from ingest.text.signatures import greets
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_SIGNATURE = "--"
_LINES = 12  # of a signature
_FOOTERS = tuple(sorted(words("mail_words", "footer")))
_SHORT = 6  # words of a line that closes a mail
_GREETING = 5  # words
_NAME = 3  # words
_ALIKE = 2  # letters that a short name shares with the whole one
_SIGNED = 5  # last lines, of which one may be the writer's name, with an office below it


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
            place = _depth_below(lines, head.end, depth) if head.below else depth
            writers = {d: writer for d, writer in writers.items() if d < min(place, depth + 1)}
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


def _depth_below(lines: Sequence[MailLine], at: int, depth: int) -> int:
    """How deeply the words are quoted that stand below a head: some programs mark each mail once more than the last."""
    return next((line.depth for line in lines[at:] if not line.is_blank), depth + 1)


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
        greeting = index == 0 and _is_greeting(block.text)
        if greeting or block.text.casefold().lstrip("*_ ").startswith(_FOOTERS):
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
    return _nickname(lines, written, name or "", _named_at(lines, written, name or ""))


def _nickname(lines: Sequence[MailLine], written: Sequence[int], name: str, cut: int) -> int:
    """Where a signature begins that a short form of the name opens: "Baz" above "Barry Hill"."""
    above = [index for index in written if index < cut]
    last = above[-1] if len(above) > 1 else 0
    word = lines[last].text.strip(" ,.-–")
    alike = any(part[:_ALIKE].casefold() == word[:_ALIKE].casefold() for part in name.split())
    is_name = word.isalpha() and word[:1].isupper() and len(word) > _ALIKE and lines[last - 1].is_blank
    return last if last and alike and is_name else cut


def _named_at(lines: Sequence[MailLine], written: Sequence[int], name: str) -> int:
    """The number of the line that names the writer, with an office below it; that behind the last if none does."""
    known = {part.casefold().strip(".,") for part in name.split()}
    for number, index in enumerate(written[-_SIGNED:], max(len(written) - _SIGNED, 0) + 1):
        signed = [each.casefold().strip(".,-–") for each in lines[index].text.split()]
        whole = number == len(written) or len(signed) > 1
        if (
            whole
            and _signs(signed, known)
            and all(_is_short(lines[other].text) for other in written[number:])
        ):
            return index
    return len(lines)


def _signs(signed: Sequence[str], known: set[str]) -> bool:
    """Whether a line is the writer's name, or its initials."""
    initials = {each[0] for each in known if each}
    named = 0 < len(signed) <= _NAME and (
        set(signed) <= known or (len(signed[0]) == 1 and set(signed) <= initials)
    )
    return bool(known) and named


def _is_greeting(text: str) -> bool:
    """Whether the first paragraph of a mail greets: "Dear all,", "Jo,", "Jo"."""
    named = text.split()
    if len(named) > _GREETING:
        return False
    first = named[0].strip(",.:!").casefold()
    is_name = len(named) <= _NAME and text[-1] not in ".!?" and text[0].isupper()
    return text.endswith(",") or greets(text) or (is_name and (first in GIVEN_NAMES or is_title(first)))


def _closes(text: str) -> bool:
    return text.casefold().strip(" ,.!-–") in words("letter_words", "closes")


def _is_short(text: str) -> bool:
    """Whether a line may stand in a signature: it is no sentence, or what a program put there."""
    text = text.strip()
    return (
        len(text.split()) <= 2 * _SHORT and not text.endswith((".", "?", "!"))
    ) or text.casefold().startswith(_FOOTERS)
