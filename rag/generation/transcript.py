"""A revised answer as it is put together: sentences of the first answer, others of the sources, a model's own wording.

Each quotation has its lead-in, unless the sentence before it has the same; a place cited again keeps its marker.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.citations import cite, lead_in, marked_words, shown
from rag.answering.compose import NEAREST, Draft, Pages
from rag.answering.forms.replies import question_of
from rag.types import AnswerSentence, Citation, Evidence, SentenceKind, Side, Support

WORDED = "Worded by the model"
_MARKER = re.compile(r"\[(\d+)\]")
_Span = tuple[str, int, int]


class Transcript:
    """Sentences in the order shown; of one original an answer quotes at most `quoted_characters`."""

    def __init__(self, pages: Pages, quoted_characters: int) -> None:
        self.sentences: list[AnswerSentence] = []
        self.citations: list[Citation] = []
        self._pages = pages
        self._quoted_characters = quoted_characters
        self._quoted: dict[str, int] = {}
        self._led_in_by = ""
        self._markers: dict[_Span, int] = {}

    @property
    def text(self) -> str:
        """The sentences with their markers, each in its paragraph, under their headings."""
        paragraphs, heading = [], None
        for sentence in self.sentences:
            if sentence.group and sentence.group != heading:
                paragraphs.append(sentence.group)
            heading = sentence.group
            markers = "".join(f"[{marker}]" for marker in sentence.citations)
            led = f"{WORDED}: {sentence.text}" if sentence.worded else sentence.text
            paragraphs.append(" ".join([led, markers]).rstrip())
        return "\n\n".join(paragraphs)

    def cites(self, citation: Citation) -> bool:
        return _span(citation) in self._markers

    def kept(
        self, draft: Draft, sentence: AnswerSentence, group: str | None = None, opening: str | None = None
    ) -> bool:
        """Add a sentence of the first answer; False if its places are shown already.

        Where it only quotes, its lead-in is told if the sentence before it has another, and `opening`, if given, takes
        the place of what opened it.
        """
        cited = [each for each in draft.citations if each.marker in sentence.citations]
        if cited and all(map(self.cites, cited)):
            return False
        text, answers = sentence.text, sentence.answers
        if len(cited) == 1 and text.endswith(quotation := shown(cited[0])):
            before = opening_of(sentence, cited[0]) if opening is None else opening
            text = self._led(cited[0], quotation, before)
            shift = len(text) - len(sentence.text)
            answers = (answers[0] + shift, answers[1] + shift) if answers else None
        else:
            self._led_in_by = ""
        self._record(replace(sentence, text=text, answers=answers, citations=(), group=group), cited)
        return True

    def shows(self, evidence: Evidence) -> bool:
        return self.cites(cite(evidence, 0, ()))

    def quoted(
        self,
        evidence: Evidence,
        group: str | None = None,
        opening: str = "",
        answering: tuple[int, int] | None = None,
    ) -> bool:
        """Add a sentence of a source; False if it is shown already, or too much of its document is.

        `answering` are the offsets of the words that answer, in the text of the evidence.
        """
        citation = cite(evidence, 0, self._pages.get(evidence.hit.passage.document_id, ()))
        if self.cites(citation) or not self._may_quote(citation):
            return False
        if replied := question_of(evidence):
            opening = f"{opening}Asked “{replied}”, "
        text = self._led(citation, shown(citation), opening, evidence.sentence.role == "note")
        marked = marked_words(text, citation, evidence, answering)
        self._record(
            AnswerSentence(text, _kind(citation), "verified", answers=marked, group=group), [citation]
        )
        return True

    def worded(self, text: str, support: Support, evidence: Sequence[Evidence]) -> None:
        """Add a sentence in a model's own words, then what it rests on, each sentence quoted under its own source."""
        cited = [cite(each, 0, self._pages.get(each.hit.passage.document_id, ())) for each in evidence]
        self._led_in_by = ""
        self._record(AnswerSentence(text, "paraphrase", support, worded=True), cited)
        for citation in cited:
            quotation = self._led(citation, shown(citation), "")
            self._record(AnswerSentence(quotation, _kind(citation), "verified"), [citation])

    def warned(self, draft: Draft) -> tuple[str, ...]:
        """The warnings of the first answer, with their markers renumbered."""
        by_marker = {str(citation.marker): citation for citation in draft.citations}

        def renumbered(match: re.Match[str]) -> str:
            citation = by_marker.get(match[1])
            return match.group() if citation is None else f"[{self._number(citation)}]"

        return tuple(_MARKER.sub(renumbered, warning) for warning in draft.warnings)

    def sides(self, draft: Draft) -> tuple[Side, ...]:
        """The sides of the first answer, each with what is cited of its speakers now."""
        by_marker = {citation.marker: citation for citation in draft.citations}
        found = []
        for side in draft.sides:
            own = [by_marker[marker] for marker in side.citations]
            speakers = {citation.speaker for citation in own if citation.speaker}
            markers = [each.marker for each in self.citations if each.speaker in speakers]
            markers += [self._markers[_span(each)] for each in own if self.cites(each)]
            found.append(replace(side, citations=tuple(sorted(set(markers)))))
        return tuple(found)

    def _led(self, citation: Citation, quotation: str, opening: str, note: bool = False) -> str:
        led = lead_in(citation, note)
        again = led == self._led_in_by and not opening
        self._led_in_by = led
        return quotation if again else f"{opening}{led} {quotation}"

    def may_quote(self, evidence: Evidence) -> bool:
        """May this much more of its document be quoted?"""
        return self._may_quote(cite(evidence, 0, ()))

    def _may_quote(self, citation: Citation) -> bool:
        """Law and courtesy: of one original only so much; the first sentence of an answer always."""
        taken = self._quoted.get(citation.document_id, 0) + len(citation.quote)
        return citation.text_type == "summary" or not self._quoted or taken <= self._quoted_characters

    def _number(self, citation: Citation) -> int:
        """The marker of a place; a new place gets the next number."""
        span = _span(citation)
        if span not in self._markers:
            self._markers[span] = len(self.citations) + 1
            self.citations.append(replace(citation, marker=self._markers[span]))
            if citation.text_type == "original":
                taken = self._quoted.get(citation.document_id, 0)
                self._quoted[citation.document_id] = taken + len(citation.quote)
        return self._markers[span]

    def _record(self, sentence: AnswerSentence, cited: Sequence[Citation]) -> None:
        markers = tuple(dict.fromkeys(map(self._number, cited)))
        self.sentences.append(replace(sentence, citations=markers))


def opening_of(sentence: AnswerSentence, citation: Citation) -> str:
    """What opens a sentence of the first answer before its lead-in: "Acme: ", "4 May 2021: "."""
    for note in (False, True):
        at = sentence.text.find(lead_in(citation, note))
        if at >= 0:
            return sentence.text[:at].replace(NEAREST, "")
    return ""


def _kind(citation: Citation) -> SentenceKind:
    return "paraphrase" if citation.text_type == "summary" else "quote"


def _span(citation: Citation) -> _Span:
    return citation.document_id, citation.start, citation.end
