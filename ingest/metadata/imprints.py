"""Who made a paper and when, by lines at its head that hold nothing else: "Jo Hill | Leeds Gazette | 3 May 2019".

Such a line says something only where every part of it is of a known sort. Open `read_imprint` first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.metadata.head_lines import ASIDE, CLIENT, RECORD, greeting_at
from ingest.metadata.imprint_lines import ImprintLine, head_of_paper, lines_of, masthead_of
from ingest.metadata.kinds import kinds_named
from ingest.text.reading import Block
from rag.text.lexicon.tables import words

_SITS = words("imprint_words", "sits")


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the lines at the head of a paper tell of who made it; what they do not tell is None."""

    publisher: str | None = None
    author: str | None = None
    date: str | None = None


def read_imprint(blocks: Sequence[Block], title: str | None) -> Imprint:
    """What the head of a paper tells of who made it; nothing where it is a letter. `blocks` are lines."""
    if greeting_at(blocks) is not None:
        return Imprint()
    texts = head_of_paper(blocks)
    is_record = any(RECORD.match(text) or "official" in kinds_named(text) for text in texts)
    lines = lines_of([text for text in texts if text != title])
    author = None if is_record else _author(lines, below=title)
    return Imprint(masthead_of(texts) or _publisher(lines, is_record), author, _date(lines, is_record))


def _publisher(lines: Sequence[ImprintLine], is_record: bool) -> str | None:
    """The newspaper that a line names, else the body; of a record the committee."""
    paper = next((line.papers[0] for line in lines if line.papers and (line.known or line.day)), None)
    if paper is not None and not is_record:
        return paper
    shown = is_record or any(line.dated for line in lines)
    named = [body for line in lines for body in line.bodies if line.known and (shown or line.has_kind)]
    sitting = (body for body in named if is_record and not _SITS.isdisjoint(body.casefold().split()))
    return next(sitting, None) or next(iter(named), None)


def _author(lines: Sequence[ImprintLine], below: str | None) -> str | None:
    """The people whom a line names beside a day, a newspaper or their job, or beside a line that gives these.

    A body may stand there with its address: "Hill & Lee Ltd, The Mill, Holt".
    """
    is_paper_of_kind = any(line.has_kind for line in lines)
    for at, line in enumerate(lines):
        if not line.people or not line.known or line.has_kind:
            continue
        near = (line, *lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2])
        made = any(each.known and (each.day or each.papers or each.bodies) for each in near)
        made = made or any(each.text.startswith(body) for each in near for body in each.bodies)
        if line.shows_author or made or (is_paper_of_kind and below is not None and at == 0):
            return "; ".join(dict.fromkeys(line.people))
    return None


def _date(lines: Sequence[ImprintLine], is_record: bool) -> str | None:
    """The day that a line of the head gives beside who made the paper, or of a journal the month."""
    for line in lines:
        is_aside = ASIDE.match(line.text) is not None and CLIENT.match(line.text) is None
        stands = line.is_apart and (line.known or is_record)
        if line.day is not None and not is_aside and (stands or line.in_journal):
            return line.day
    return None
