"""A letter, whole or in another text: its words are its signer's, or the body's for which it is signed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.text.person_names import each_once
from ingest.text.reading import Block, FileContent
from ingest.text.signatures import (
    body_named,
    closes,
    ends_sentence,
    greets,
    is_named_person,
    is_short,
    signed_beside,
    signer,
)
from ingest.text.signed_text import only_dates, signed_at_end
from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import GIVEN_NAMES
from rag.text.quotations.wording import speaks_of_self
from rag.types import Metadata

_HEAD = 20  # blocks above the greeting of a document that is one letter
_FOOT = 10  # paragraphs below its valediction
_LINES = 5  # of a signature
_CHAMBERS = tuple(words("byline_words", "chamber"))
_LEAST = 1  # paragraphs of a letter
_SENTENCE = 5  # words

_COPIED = re.compile(rf"(?:{alternatives(words('letter_words', 'copied'))})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Letter:
    """The blocks from its greeting to behind its signature; `closing` is its valediction."""

    start: int
    closing: int
    end: int
    signer: str
    body: str | None


def with_signer(reading: FileContent) -> FileContent:
    """The reading with the writer of a letter in it: of the document if it is one letter, else of its part."""
    if reading.metadata.extra.get("speaker") or any(each.speaker for each in reading.blocks):
        return reading
    letters = _letters(reading.blocks)
    if not letters:
        known = reading.metadata.author or reading.front_matter.get("author")
        name = "" if known else signed_at_end(reading.blocks)
        signed = replace(reading, metadata=replace(reading.metadata, author=name))
        return signed if name else _by_author(reading)
    blocks = list(reading.blocks)
    for letter in letters:
        for at in (letter.start, *range(letter.closing, letter.end)):
            if is_short(blocks[at]) or at == letter.start:
                blocks[at] = replace(blocks[at], role="furniture")
    (first, *others) = letters
    below = sum(not is_short(each) and each.role != "furniture" for each in blocks[first.end :])
    whole = not others and first.start <= _HEAD and below <= _FOOT
    if whole and not any(map(_introduces, blocks[: first.start])):
        return replace(reading, blocks=tuple(blocks), metadata=_signed(reading, first))
    for letter in letters:
        for at in range(letter.start, letter.closing):
            blocks[at] = replace(blocks[at], speaker=letter.body or letter.signer)
    return replace(reading, blocks=tuple(blocks))


def _by_author(reading: FileContent) -> FileContent:
    """The reading of a letter whose signature was left out, if it is known who wrote it."""
    author = str(reading.metadata.author or reading.front_matter.get("author") or "")
    told = [each for each in reading.blocks if each.role not in ("furniture", "heading") or greets(each.text)]
    if not author or len(told) <= _LEAST or not greets(told[0].text):
        return reading
    blocks = tuple(replace(each, role="furniture") if each is told[0] else each for each in reading.blocks)
    extra = {**reading.metadata.extra, "speaker": author}
    return replace(reading, blocks=blocks, metadata=replace(reading.metadata, extra=extra))


def _introduces(block: Block) -> bool:
    """Whether somebody else tells of the letter above it: «This letter was found in 1987.»"""
    told = block.role == "body" and len(block.text.split()) >= _SENTENCE
    return told and ends_sentence(block.text) and not speaks_of_self(block.text, 0, len(block.text))


def _signed(reading: FileContent, letter: _Letter) -> Metadata:
    """The metadata of a letter: its signer is its author, and it speaks for the body that its signature names."""
    metadata = replace(reading.metadata, author=reading.metadata.author or letter.signer)
    publisher = metadata.publisher or str(reading.front_matter.get("publisher") or "")
    if letter.body is not None and not publisher:
        return replace(metadata, publisher=letter.body)
    if letter.body is not None and letter.body.casefold() == publisher.casefold():
        return metadata
    return replace(metadata, extra={**metadata.extra, "speaker": letter.body or letter.signer})


def _letters(blocks: Sequence[Block]) -> list[_Letter]:
    found: list[_Letter] = []
    start: int | None = None
    for at, block in enumerate(blocks):
        if block.role in ("furniture", "row"):
            continue
        if greets(block.text) and len(block.text.split()) <= _LINES + _LINES:
            start = at
        elif start is not None and at - start > _LEAST and (beside := signed_beside(block.text)):
            name = _in_full(blocks, beside)
            if name:
                found.append(_Letter(start, at, at + 1, name, None))
            start = None
        elif start is not None and closes(block.text) and at - start > _LEAST:
            behind = at + 1
            while behind < len(blocks) and closes(blocks[behind].text):
                behind += 1  # «With best wishes,», «Yours sincerely,»
            end = behind
            while end < len(blocks) and end < behind + _LINES and is_short(blocks[end]):
                end += 1
            below = (line for each in blocks[behind:end] for line in each.lines())
            lines = list(takewhile(lambda line: not _COPIED.match(line), below))
            name = (signer(lines[0]) or _in_full(blocks, lines[0])) if lines else ""
            signers = each_once([signer(line) for line in lines if is_named_person(line)])
            if len(signers) > 1:
                above = _letterhead(blocks[:start], greeting=blocks[start].text) if not found else []
                found.append(_Letter(start, at, end, "; ".join(signers), body_named(above)))
            elif name:
                name = next(iter(signers), name)
                above = _letterhead(blocks[:start], greeting=blocks[start].text) if not found else []
                found.append(_Letter(start, at, end, name, body_named([*lines[1:], *above])))
            start = None
    return found


def _in_full(blocks: Sequence[Block], name: str) -> str:
    """The one full name in the text of who signs with a given name alone; the name itself if it is a full one."""
    if " " in name or name.casefold() not in GIVEN_NAMES:
        return signer(name)
    full = re.compile(rf"\b{re.escape(name)}(?:[ \t]+[A-ZÀ-Þ][\w’'-]+){{1,2}}")
    found = {match[0] for each in blocks for match in full.finditer(each.text)}
    return next(iter(found)) if len(found) == 1 else ""


def _words(line: str) -> list[str]:
    return [word.strip(",.:").casefold() for word in line.split()]


def _letterhead(blocks: Sequence[Block], greeting: str) -> list[str]:
    """The short lines above a greeting, without the address of whom it greets, and without that of a parliament.

    Below a line that is only the day stands the address of whom it greets, where the writer's own stands above it.
    """
    lines = [line for each in blocks if is_short(each) for line in each.lines()]
    dated = next((at for at, line in enumerate(lines) if only_dates(line)), 0)
    lines = lines[: dated or len(lines)]
    lines = [line for line in lines if not line.casefold().startswith(_CHAMBERS)]
    greeted = _words(greeting)[-1:]
    address = next((at for at, line in enumerate(lines) if _words(line)[-1:] == greeted), len(lines))
    return lines[:address]
