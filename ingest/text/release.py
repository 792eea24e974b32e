"""A body's own release: what nobody is quoted for in it, the body says."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import Block, FileContent
from ingest.text.signatures import body_named, ends_sentence
from rag.text.lexicon.inflection import forms
from rag.text.lexicon.tables import alternatives, words

_HEAD = 6  # blocks
_LONGEST = 20  # words of such a line
_RELEASE = re.compile(rf"\b(?:{alternatives(words('letter_words', 'release'))})\b", re.IGNORECASE)
_OPENING = 2  # paragraphs
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?:\s+[A-ZÀ-Þ][\w’'-]*)+")
_LINK = alternatives(words("function_words", "name_link") | {"and", "for"})
_NAME_OPENS = re.compile(rf"(?:The\s+)?(?P<name>[A-ZÀ-Þ][\w’'-]*(?:\s+(?:{_LINK}\s+)?[A-ZÀ-Þ][\w’'-]*)+)")
_BETWEEN = 3  # words from the name to its verb: «has today announced»
_ANNOUNCING = frozenset(word for each in words("letter_words", "announces") for word in forms(each).all)
_ISSUED = re.compile(rf"(?:{alternatives(words('byline_words', 'author'))})\b[\s:]*", re.IGNORECASE)
# «News release 017/2024», «Press release no. 12», «NEWS RELEASE AND RESPONSE TO THE REPORT»
_WITH_IT = re.compile(r"[\s,]*(?:\(?(?:[^\W\d]{2,6}\.?\s*)?[\w/-]*\d[\w/-]*\)?|(?:and|&)\s.+)", re.IGNORECASE)
_PARTS = re.compile(r"[:|–—]")


def with_issuer(reading: FileContent) -> FileContent:
    """The reading with the body that issues it as its publisher, where a line at its head says that it is a release.

    The body is named in that line, or in one beside it. Nothing changes where a publisher is known.
    """
    metadata = reading.metadata
    known = metadata.publisher or reading.front_matter.get("publisher") or metadata.extra.get("speaker")
    if known or any(each.speaker for each in reading.blocks):
        return reading
    lines = _head(reading.blocks)
    own = [text for text in lines if _RELEASE.search(text)]
    parts = [
        _without_issued(part.strip())
        for text in [*own, *lines]
        for part in _PARTS.split(text)
        if not _says_release(part)
    ]
    opens = _body_that_opens(reading.blocks) or _body_that_announces(reading.blocks)
    body = (body_named(parts) or opens) if own else None
    return reading if body is None else replace(reading, metadata=replace(metadata, publisher=body))


def _without_issued(part: str) -> str:
    """A part of a line without the words that open it: "Issued by Acme Mills Ltd", but "Selby Mills Ltd" as it is."""
    label = _ISSUED.match(part)
    return part[label.end() :] if label is not None else part


def _body_that_opens(blocks: Sequence[Block]) -> str | None:
    """The body with whose name a heading begins, as the first paragraphs give it in full: "Acme Mills Ltd today"."""
    headings = [each.text for each in blocks[:_HEAD] if each.role == "heading"]
    paragraphs = [each.text for each in blocks if len(each.text.split()) > _LONGEST][:_OPENING]
    for heading in headings:
        name = _NAME.match(heading)
        if name is None or heading.isupper():
            continue
        for text in paragraphs:
            full = _NAME.match(text, at) if (at := text.find(name[0])) >= 0 else None
            if full is not None and (body := body_named([full[0]])) is not None:
                return body
    return None


def _body_that_announces(blocks: Sequence[Block]) -> str | None:
    """The body that the first paragraph begins with and whose announcement it is: "Acme Mills Ltd today announced"."""
    first = next((each.text for each in blocks if each.role == "body" and ends_sentence(each.text)), "")
    name = _NAME_OPENS.match(first)
    body = body_named([name["name"]]) if name is not None else None
    if name is None or body is None:
        return None
    behind = [word.casefold() for word in first[name.end() :].split()[:_BETWEEN]]
    return body if not _ANNOUNCING.isdisjoint(behind) else None


def only_says_release(text: str) -> bool:
    """Whether a line says that the text is a release, and nothing else."""
    return all(map(_says_release, filter(str.strip, _PARTS.split(text))))


def _says_release(part: str) -> bool:
    """Whether it is words for a release, with its number or with what else it is: "News release and response"."""
    bare = part.strip(" .")
    label = _RELEASE.match(bare)
    rest = bare[label.end() :] if label is not None else bare
    return not rest or (label is not None and _WITH_IT.fullmatch(rest) is not None)


def is_release(blocks: Sequence[Block]) -> bool:
    """Whether a line at the head of a text says that it is a release."""
    return any(map(_RELEASE.search, _head(blocks)))


def _head(blocks: Sequence[Block]) -> list[str]:
    """The short lines at the head of a text."""
    head = [each.text for each in blocks if each.role != "furniture"][:_HEAD]
    return [text for text in head if len(text.split()) <= _LONGEST]
