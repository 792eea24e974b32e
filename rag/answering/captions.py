"""Captions and headings, which say loosely what the text says exactly, and are not quoted instead of it.

"Work volumes increased by up to 50 per cent" is printed under a picture as "workload increases of 50 per
cent". The text is the answer; a note says that the caption leaves out the "up to".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.answering.citations import source_name
from rag.text.dates import dates, spoken_date
from rag.text.quantities import Figure, figures, qualifying
from rag.text.quotations.quoted_words import quotations
from rag.text.tokens import numbered, telling_stems
from rag.types import Citation, Evidence

_LOOSE = ("caption", "heading")
_BESIDE = 0.5  # of the loose sentence's score: a text that is less relevant is no better answer
_SHARED = 2  # stems that two sentences on one thing share at least, figures apart
_SAME = 0.7  # of the words shared: the same thing said again


@dataclass(frozen=True, slots=True)
class Loose:
    """A caption or heading that gives a figure of the text without what qualifies it there."""

    caption: Evidence
    body: Evidence
    figure: str
    qualifier: str

    def note(self, caption: Citation, body: Citation) -> str:
        """The note about it in an answer."""
        what = "picture caption" if self.caption.sentence.role == "caption" else "heading"
        if caption.document_id == body.document_id:
            kind = caption.kind if caption.kind in ("article", "report") else "document"
            where = f"in the same {kind}"
        else:
            where = f"in {source_name(caption)}, {spoken_date(caption.date) or 'undated'},"
        return f"A {what} {where} says {self.figure} without “{self.qualifier}” [{caption.marker}]."


def text_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence without captions and headings that only repeat the text beside them."""
    texts = [each for each in evidence if each.sentence.role not in _LOOSE]
    return [each for each in evidence if each.sentence.role not in _LOOSE or not _is_said(each, texts)]


def speech_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the direct speech that a headline quotes in the headline's place, where that comes first: who
    said "it was wild rice" is told by whoever says it in the text."""
    if not evidence or evidence[0].sentence.role not in _LOOSE:
        return list(evidence)
    quoted = [telling_stems(each.inner) for each in quotations(evidence[0].text)]
    for each in evidence[1:]:
        told = each.sentence.manner == "direct" and each.sentence.role not in _LOOSE
        if told and any(len(stems) >= _SHARED and stems <= each.stems for stems in quoted):
            return [each, *(other for other in evidence[1:] if other is not each)]
    return list(evidence)


def loose(chosen: Sequence[Evidence], evidence: Sequence[Evidence]) -> tuple[Loose, ...]:
    """The captions and headings that give a figure of the chosen sentences without its qualifier."""
    found: dict[tuple[float, str], Loose] = {}
    for body in chosen:
        for exact in _figures(body):
            if not exact.qualifier or body.sentence.role in _LOOSE:
                continue
            for caption in evidence:
                if caption.sentence.role not in _LOOSE or not _on_one_thing(caption, body):
                    continue
                bare = next(
                    (f for f in _figures(caption) if f.same_amount(exact) and f.qualifier != exact.qualifier),
                    None,
                )
                if bare is not None:
                    shown = caption.text[bare.start : bare.end].strip()
                    said = Loose(caption, body, shown, qualifying(body.text, exact))
                    found.setdefault((exact.value, exact.unit), said)
    return tuple(found.values())


def _is_said(loose: Evidence, texts: Sequence[Evidence]) -> bool:
    """Whether one of the texts says what a caption says: its figures, or nearly all of its words."""
    least = min(_SHARED, len(loose.stems))
    bearing = [
        text
        for text in texts
        if text.score >= _BESIDE * loose.score and len(text.stems & loose.stems) >= least
    ]
    told = _figures(loose) if bearing else ()
    if told:
        topic = loose.stems - numbered(loose.stems)
        return any(len(text.stems & topic) >= _SHARED and _tells_all(text, told) for text in bearing)
    return any(len(text.stems & loose.stems) >= _SAME * (len(loose.stems) or 1) for text in bearing)


def _tells_all(text: Evidence, told: Sequence[Figure]) -> bool:
    held = _figures(text)
    return all(any(figure.same_amount(other) for other in held) for figure in told)


def _on_one_thing(one: Evidence, other: Evidence) -> bool:
    shared = one.stems & other.stems
    return len(shared - numbered(shared)) >= _SHARED


def _figures(each: Evidence) -> tuple[Figure, ...]:
    return _amounts(each.text)


@lru_cache(maxsize=1024)  # every caption is compared with every sentence
def _amounts(text: str) -> tuple[Figure, ...]:
    return tuple(figure for figure in figures(text, dates(text)) if figure.unit not in ("th", ":"))
