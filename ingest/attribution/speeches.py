"""Who says each part of a document: quotations given to the cue that introduces them, and reported speech."""

import re
from collections.abc import Sequence

from ingest.attribution.dialogue import turns
from ingest.attribution.hearing import Hearing, Line
from ingest.attribution.pull_quotes import PullQuotes
from rag.types import Manner, Metadata, Sentence, Speech

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
_WORKS = frozenset({"report", "official", "research", "response"})
_SILENT_ROLES = frozenset({"heading", "furniture", "row"})


def attribute(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> tuple[Speech, ...]:
    """The speeches of a document in order: each quotation that is somebody's, each sentence that reports.

    What no speech covers is the document's own voice. Every speaker is a slice of the text.
    """
    silent = {each.start: each.end for each in sentences if each.role in _SILENT_ROLES}
    spans = [match.span() for match in _PARAGRAPH.finditer(text)]
    paragraphs = [(start, end) for start, end in spans if silent.get(start, -1) < end]
    own = frozenset(_bare(name) for name in (metadata.author, metadata.publisher) if name)
    hearing = Hearing(text, paragraphs, turns(text, paragraphs), own, metadata.text_type == "summary")
    found: list[tuple[int, int, Line, Manner]] = [
        (each.start, each.end, line, "reported" if _woven(text, each.start) else "direct")
        for each, line in hearing.quotations()
    ]
    found += [(start, end, line, "direct") for start, end, line in hearing.turns()]
    pulled = PullQuotes(text, [(start, end) for start, end, _, _ in found])
    silent_paragraphs = [span for span in paragraphs if not any(_meet(span, each) for each in found)]
    for start, end in silent_paragraphs:
        holder = pulled.holder(start, end)
        if holder is not None:
            found.append((start, end, found[holder][2], "direct"))
    found += [(start, end, line, "reported") for start, end, line in hearing.reports()]
    speeches = [
        _speech(text, start, end, line, manner, metadata)
        for start, end, line, manner in found
        if manner == "direct" or not _is_own(text, line, metadata)
    ]
    return tuple(sorted(speeches, key=lambda each: (each.start, -each.end)))


def _meet(span: tuple[int, int], speech: tuple[int, int, Line, Manner]) -> bool:
    return speech[0] < span[1] and span[0] < speech[1]


def _woven(text: str, start: int) -> bool:
    """Whether a quotation is part of the sentence around it: «calls it “a broken system”»."""
    before = text[max(start - 3, 0) : start].rstrip(" ")
    inner = text[start + 1 : start + 3].lstrip("“‘'\" ")
    return before[-1:].isalnum() and inner[:1].islower()


def _is_own(text: str, line: Line, metadata: Metadata) -> bool:
    """Whether the document reports itself: "the Gazette reports", "this report finds" in a report."""
    if line.via is not None:
        return False
    if line.figure.being == "work" and not line.figure.named and metadata.kind in _WORKS:
        return True
    publisher = _bare(metadata.publisher or "")
    name = _bare(text[line.figure.start : line.figure.end])
    own_paper = line.figure.being == "work" and name.replace("’", "'").startswith(publisher + "'s ")
    return bool(publisher) and (name == publisher or own_paper)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def _speech(text: str, start: int, end: int, line: Line, manner: Manner, metadata: Metadata) -> Speech:
    speaker = text[line.figure.start : line.figure.end]
    if line.via is not None:
        via: str | None = text[line.via.start : line.via.end]
    else:
        via = metadata.publisher
        if via is not None and _bare(via) in _bare(speaker):
            via = None  # it is the speaker's own paper
    return Speech(start, end, speaker, line.verb, via, manner)
