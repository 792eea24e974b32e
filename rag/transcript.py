"""An answer in the making: what a model wrote and the gate passed, then perhaps what is quoted besides.

What was taken down here has been shown, and is never taken back.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.cite import cite, lead_in
from rag.extract import Draft, Pages
from rag.gate import Passed
from rag.types import AnswerSentence, Citation, Evidence, Side

Shown = tuple[AnswerSentence, tuple[Citation, ...]]
_Place = tuple[str, int, int]


class Transcript:
    """Sentences in the order in which they were shown; a place that is cited again keeps its number."""

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
        """The sentences with their markers: what a model wrote as one paragraph, each quotation as one of its own."""
        return "\n\n".join(
            " ".join(self._marked(number) for number in numbers) for numbers in self._paragraphs
        )

    def written(self, passed: Passed) -> Shown | None:
        """Take down a sentence of a model; None where it was said before, or enough of its source is quoted."""
        cited = [self._cite(evidence) for evidence in passed.evidence]
        text = self._led_in(passed, cited)
        if any(text == sentence.text for sentence in self.sentences) or not self._may_quote(passed, cited):
            return None
        shown = self._take_down(AnswerSentence(text, passed.kind, passed.support), cited)
        if len(self.sentences) > 1:
            self._paragraphs[-1].append(len(self.sentences) - 1)
        else:
            self._paragraphs.append([0])
        return shown

    def quoted(self, draft: Draft, sentence: AnswerSentence) -> Shown | None:
        """Take down a sentence of an extractive answer; None where its place is cited already."""
        cited = [each for each in draft.citations if each.marker in sentence.citations]
        if cited and all(_place(each) in self._places for each in cited):
            return None
        self._led_in_by = ""
        shown = self._take_down(replace(sentence, citations=()), cited)
        self._paragraphs.append([len(self.sentences) - 1])
        return shown

    def sides(self, draft: Draft) -> tuple[Side, ...]:
        """The sides of an extractive answer with the numbers that their citations have here."""
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
        """The sentence with the words that say whose it is, where it does not say so itself."""
        first = cited[0]
        if first.text_type == "summary":
            led = dict.fromkeys(lead_in(citation) for citation in cited)
            return f"{'; '.join(each.rstrip(':') for each in led)}: {passed.text}"
        led_in = lead_in(first)
        somebodys = first.speaker is not None and first.speaker != first.publisher
        if passed.attributed or not (passed.kind == "quote" or somebodys):
            self._led_in_by = ""
            return passed.text
        again = led_in == self._led_in_by
        self._led_in_by = led_in
        return passed.text if again else f"{led_in} {passed.text}"

    def _may_quote(self, passed: Passed, cited: Sequence[Citation]) -> bool:
        """Whether what the answer quotes of an original stays within bounds; the first quotation always does."""
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

    def _take_down(self, sentence: AnswerSentence, cited: Sequence[Citation]) -> Shown:
        numbered = []
        for citation in cited:
            place = _place(citation)
            if place not in self._places:
                self._places[place] = len(self.citations) + 1
                self.citations.append(replace(citation, marker=self._places[place]))
            numbered.append(self.citations[self._places[place] - 1])
        taken = replace(sentence, citations=tuple(dict.fromkeys(each.marker for each in numbered)))
        self.sentences.append(taken)
        return taken, tuple(dict.fromkeys(numbered))


def _place(citation: Citation) -> _Place:
    return citation.document_id, citation.start, citation.end
