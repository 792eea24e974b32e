"""Who says each part of a document: quotations given to the cue that introduces them, and reported speech."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from ingest.attribution.dialogue import turns
from ingest.attribution.hearing import Hearing
from ingest.attribution.lines import Line
from ingest.attribution.pull_quotes import PullQuotes
from ingest.attribution.wording import is_woven
from rag.types import Manner, Metadata, Sentence, Speech

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_WORKS = frozenset({"report", "official", "research", "response"})
_SILENT_ROLES = frozenset({"heading", "furniture", "row"})


def attribute(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> tuple[Speech, ...]:
    """The speeches of a document in order: each quotation that is somebody's, each sentence that reports.

    What no speech covers is the document's own voice. Every speaker is a slice of the text.
    """
    silent = {each.start: each.end for each in sentences if each.role in _SILENT_ROLES}
    paragraphs = [(start, end) for start, end in _paragraphs(text) if silent.get(start, -1) < end]
    own = frozenset(_bare(name) for name in (metadata.author, metadata.publisher) if name)
    hearing = Hearing(text, paragraphs, turns(text, paragraphs), own, metadata.text_type == "summary")
    found: list[tuple[int, int, Line, Manner]] = [
        (each.start, each.end, line, "reported" if is_woven(text, each) else "direct")
        for each, line in hearing.quotations()
    ]
    found += [(start, end, line, "direct") for start, end, line in hearing.turns()]
    pulled = PullQuotes(text, [(start, end) for start, end, _, _ in found])
    starts = sorted(start for start, _, _, _ in found)
    for start, end in paragraphs:
        if bisect_left(starts, start) < bisect_left(starts, end):
            continue  # it has a quotation with a speaker
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


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """The stretches between blank lines, without the blanks around them."""
    cuts = [(0, 0), *(match.span() for match in _BLANK_LINE.finditer(text)), (len(text), len(text))]
    found = []
    for (_, left), (right, _) in pairwise(cuts):
        piece = text[left:right]
        if piece.strip():
            start = left + len(piece) - len(piece.lstrip())
            found.append((start, start + len(piece.strip())))
    return found


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
    via = metadata.publisher
    if line.via is not None:
        passer = text[line.via.start : line.via.end]
        via = via if via is not None and _bare(via) == _bare(passer) else passer
    elif via is not None and _bare(via) in _bare(speaker):
        via = None  # it is the speaker's own paper
    return Speech(start, end, speaker, line.verb, via, manner)
