"""What kind of paper it is, by what the lines at its head call it, and by who made it.

A paper whose head says nothing of it is of the kind "other".
"""

import re
from collections.abc import Iterator, Sequence

from ingest.metadata.head_lines import greeting_at, is_press
from ingest.metadata.speaker_lines import names_speaker
from ingest.text.reading import Block
from ingest.text.release import is_release
from ingest.text.signatures import greets
from rag.text.lexicon.tables import alternatives, entries, words
from rag.types import KINDS, Kind, Metadata

_LONGEST = 20  # words of a line that tells the kind
_BESIDE = 7  # words of a part of a line that may end with it
_QUESTIONS = 3  # headings that ask
_SPEAKERS = 2  # lines that name a speaker by office or by seat and party
_NUMBER_BEHIND = re.compile(r"\s+(?:no\.?\s*)?[A-Z]{0,2}\d[\d/–-]*(?:\s+of\s+\d[\d/–-]*)?$", re.IGNORECASE)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")  # «Transcript of evidence (uncorrected)»
_PARTS = re.compile(r"\s*[|·•:,;]\s*|\s+[–—-]\s+|\.\s+")
_PAGES = re.compile(
    rf"\b(?:{alternatives(words('imprint_words', 'volume'))})\b\.?\s*\d[^|]*\bpp?\.\s*\d", re.IGNORECASE
)
_PAPERS = words("imprint_words", "paper")
_FIRMS = words("imprint_words", "firm")
_SERIES = words("paper_kinds", "series")
_OF_BODIES: tuple[Kind, ...] = ("official", "research", "response")
_RANK: tuple[Kind, ...] = (*_OF_BODIES, "report", "article")  # of several that a head names the first


def kind_of(metadata: Metadata, lines: Sequence[str], blocks: Sequence[Block]) -> Kind:
    """The kind of a paper: `lines` are those of its head, `metadata` is what else is known of it."""
    if "sender" in metadata.extra or all(block.role == "row" for block in blocks):
        return "other"
    if is_release(blocks):
        return "response"
    publisher = metadata.publisher or ""
    by_paper = bool(publisher) and (
        is_press(publisher) or (bool(metadata.author) and ends_as_paper(publisher))
    )
    if greeting_at(blocks) is not None or any(greets(line) for line in lines):
        return "article" if by_paper else "response" if metadata.author else "other"
    if by_paper and (metadata.author or metadata.date):
        return "article"
    if sum(names_speaker(block.text) for block in blocks) >= _SPEAKERS:
        return "official"  # the record of a debate
    return _told_kind(metadata, lines) or _kind_by_publisher(metadata, blocks)


def _told_kind(metadata: Metadata, lines: Sequence[str]) -> Kind | None:
    """The kind that the lines of a head name; None where they name none."""
    head = [line for line in lines if len(line.split()) <= _LONGEST]
    if any(map(_PAGES.search, head)):
        return "research"
    told = {kind for line in head for kind in kinds_named(line)}
    if not told:
        return None
    kind = next(kind for kind in _RANK if kind in told)
    return kind if kind != "article" or metadata.author else "other"


def _kind_by_publisher(metadata: Metadata, blocks: Sequence[Block]) -> Kind:
    """Answers to the public's questions and newsletters are official, but for those of firms."""
    publisher = metadata.publisher
    if not publisher:
        return "other"
    if _is_of_questions(blocks):
        return "response" if _is_firm(publisher) else "official"
    return "official" if not _is_firm(publisher) and _is_newsletter(metadata) else "other"


def kinds_named(line: str) -> Iterator[Kind]:
    """The kinds that the parts of a line name: "Audit Office: performance audit", "Decision on complaint 7"."""
    for part in parts_of_line(line):
        for entry in entries("paper_kinds"):
            word, tags = entry.word, entry.tags
            opens = part.startswith(f"{word} ") and not {"opens", "annual"}.isdisjoint(tags)
            ends = part.endswith(f" {word}") and not {"ends", "annual"}.isdisjoint(tags)
            whole = part == word and "newsletter" not in tags
            if whole or opens or (ends and len(part.split()) <= _BESIDE):
                yield next(kind for kind in KINDS if kind == entry.values["kind"])


def parts_of_line(line: str) -> list[str]:
    """The parts of a line in small letters, without what stands in brackets and without numbers behind them."""
    told = (_ASIDE.sub("", part).strip(" .*[]()") for part in _PARTS.split(line))
    return [_NUMBER_BEHIND.sub("", part.casefold().replace("’", "'")) for part in told if part]


def only_tells_series(line: str) -> bool:
    """Whether a line tells of which series a paper is, and is no title of it: "Working Paper No. 14"."""
    bare = parts_of_line(line)
    return bool(bare) and all(part in _SERIES for part in bare)


def ends_as_paper(name: str) -> bool:
    """Whether a name ends as those of newspapers do and of a few offices too: "The Holt Advocate"."""
    return name.casefold().rpartition(" ")[2] in _PAPERS


def opens_yearly(line: str) -> bool:
    """Whether a line calls a paper what a body issues each year on itself: "Annual report for 2019"."""
    return line.casefold().replace("’", "'").startswith(tuple(words("paper_kinds", "annual")))


def _is_of_questions(blocks: Sequence[Block]) -> bool:
    """Whether most headings below the first ask."""
    headings = [each.text for each in blocks if each.role in ("heading", "question")][1:]
    asked = sum(text.rstrip().endswith("?") for text in headings)
    return asked >= _QUESTIONS and 2 * asked > len(headings)


def _is_newsletter(metadata: Metadata) -> bool:
    return any(
        part.endswith(tuple(words("paper_kinds", "newsletter")))
        for part in parts_of_line(metadata.title or "")
    )


def _is_firm(name: str) -> bool:
    return name.casefold().strip(" .").split()[-1] in _FIRMS
