"""The answer while it is being written: sentences that passed the gate, then quotations if any are added.

What is recorded here has already been shown, so it is never changed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.citations import cite, lead_in
from rag.answering.citations import shown as shown_words
from rag.answering.compose import Draft, Pages
from rag.types import AnswerSentence, Citation, Evidence, Side
from rag.verification.gate import Passed

Shown = tuple[AnswerSentence, tuple[Citation, ...]]
_MARKER = re.compile(r"\[(\d+)\]")
_Place = tuple[str, int, int]


class Transcript:
    """Sentences in the order shown; a place that is cited again keeps its marker."""

    def __init__(self, pages: Pages, quoted_characters: int) -> None:
        self.sentences: list[AnswerSentence] = []
        self.citations: list[Citation] = []
        self._paragraphs: list[list[int]] = []
        self._pages = pages
        self._quoted_characters = quoted_characters
        self._quoted: dict[str, int] = {}
        self._led_in_by = ""
        self._places: dict[_Place, int] = {}

    @property
    def text(self) -> str:
        """The sentences with their markers: the model's in one paragraph, each quotation in its own."""
        return "\n\n".join(
            " ".join(self._marked(number) for number in numbers) for numbers in self._paragraphs
        )

    def written(self, passed: Passed) -> Shown | None:
        """Record a model's sentence; None if it repeats one, or would quote too much of its source."""
        cited = [self._cite(evidence) for evidence in passed.evidence]
        text = self._led_in(passed, cited)
        if any(text == sentence.text for sentence in self.sentences) or not self._may_quote(passed, cited):
            return None
        shown = self._record(AnswerSentence(text, passed.kind, passed.support), cited)
        if len(self.sentences) > 1:
            self._paragraphs[-1].append(len(self.sentences) - 1)
        else:
            self._paragraphs.append([0])
        return shown

    def quoted(self, draft: Draft, sentence: AnswerSentence) -> Shown | None:
        """Record a sentence of an extractive answer; None if its places are cited already."""
        cited = [each for each in draft.citations if each.marker in sentence.citations]
        if cited and all(_place(each) in self._places for each in cited):
            return None
        text = sentence.text
        if len(cited) == 1 and text == shown_words(cited[0]):
            # Its lead-in is in the sentence before it, which may be missing here.
            led_in = lead_in(cited[0])
            text = text if led_in == self._led_in_by else f"{led_in} {text}"
        self._led_in_by = lead_in(cited[0]) if cited else ""
        taken = self._record(replace(sentence, text=text, citations=()), cited)
        self._paragraphs.append([len(self.sentences) - 1])
        return taken

    def warned(self, draft: Draft) -> tuple[str, ...]:
        """The warnings of an extractive answer, with their markers renumbered."""
        by_marker = {str(citation.marker): citation for citation in draft.citations}

        def renumbered(match: re.Match[str]) -> str:
            citation = by_marker.get(match[1])
            return match.group() if citation is None else f"[{self._number(citation)}]"

        return tuple(_MARKER.sub(renumbered, warning) for warning in draft.warnings)

    def sides(self, draft: Draft) -> tuple[Side, ...]:
        """The sides of an extractive answer, with their markers renumbered."""
        by_marker = {citation.marker: citation for citation in draft.citations}
        found = []
        for side in draft.sides:
            own = [by_marker[marker] for marker in side.citations]
            speakers = {citation.speaker for citation in own if citation.speaker}
            markers = [each.marker for each in self.citations if each.speaker in speakers]
            markers += [self._places[_place(each)] for each in own if _place(each) in self._places]
            found.append(replace(side, citations=tuple(sorted(set(markers)))))
        return tuple(found)

    def _marked(self, number: int) -> str:
        sentence = self.sentences[number]
        return " ".join([sentence.text, "".join(f"[{marker}]" for marker in sentence.citations)]).rstrip()

    def _cite(self, evidence: Evidence) -> Citation:
        return cite(evidence, 0, self._pages.get(evidence.hit.passage.document_id, ()))

    def _led_in(self, passed: Passed, cited: Sequence[Citation]) -> str:
        """The sentence with a lead-in that names its source, unless it does so itself."""
        first = cited[0]
        if first.text_type == "summary":
            led = dict.fromkeys(lead_in(citation) for citation in cited)
            return f"{'; '.join(each.rstrip(':') for each in led)}: {passed.text}"
        led_in = lead_in(first)
        quotes_a_speaker = first.speaker is not None and first.speaker != first.publisher
        if passed.attributed or not (passed.kind == "quote" or quotes_a_speaker):
            self._led_in_by = ""
            return passed.text
        again = led_in == self._led_in_by
        self._led_in_by = led_in
        return passed.text if again else f"{led_in} {passed.text}"

    def _may_quote(self, passed: Passed, cited: Sequence[Citation]) -> bool:
        """Whether the answer stays within the limit of quoted characters per original; the first always does."""
        if passed.kind != "quote":
            return True
        sizes: dict[str, int] = {}
        for citation in cited:
            if _place(citation) not in self._places:
                sizes[citation.document_id] = sizes.get(citation.document_id, 0) + len(citation.quote)
        total = {id: self._quoted.get(id, 0) + size for id, size in sizes.items()}
        if self._quoted and any(size > self._quoted_characters for size in total.values()):
            return False
        self._quoted |= total
        return True

    def _number(self, citation: Citation) -> int:
        """The marker of a place; a new place gets the next number."""
        place = _place(citation)
        if place not in self._places:
            self._places[place] = len(self.citations) + 1
            self.citations.append(replace(citation, marker=self._places[place]))
        return self._places[place]

    def _record(self, sentence: AnswerSentence, cited: Sequence[Citation]) -> Shown:
        numbered = [self.citations[self._number(citation) - 1] for citation in cited]
        taken = replace(sentence, citations=tuple(dict.fromkeys(each.marker for each in numbered)))
        self.sentences.append(taken)
        return taken, tuple(dict.fromkeys(numbered))


def _place(citation: Citation) -> _Place:
    return citation.document_id, citation.start, citation.end
