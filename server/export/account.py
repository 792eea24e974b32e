"""One answer as blocks: each sentence in the form that it was given in, and only
what still stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.answering.citations import columns, lead_in, shown, source_name
from rag.answering.recheck import Standing, recheck
from rag.generation.transcript import WORDED
from rag.storage.library import Library
from rag.text.dates import spoken_date
from rag.text.quotations.quoted_words import quotations
from rag.types import Answer, AnswerSentence, Citation, Hit
from server.asked_of import asked_of
from server.export.marked import marked
from server.export.paper import Inlines, Mark, Note, PaperBlock, Paragraph, TextRun
from server.export.reference import footnote, short_footnote

WITHHELD: Mapping[Standing, str] = {
    "source_changed": "its source no longer has these words at this place",
    "source_removed": "its source is no longer held",
}
_LED_IN = "Our summary of "
_OURS: Inlines = (TextRun(" (Our wording; quote the original.)", "aside"),)
_UNSUPPORTED: Inlines = (TextRun(" (Not supported by the documents.)", "aside"),)
_UNVERIFIED: Inlines = (TextRun(" (Not verified.)", "aside"),)


@dataclass(frozen=True, slots=True)
class Cited:
    """Citations by their markers, and for each whether the documents still support it."""

    citations: Mapping[int, Citation]
    standings: Mapping[int, Standing]

    def fallen(self, sentence: AnswerSentence) -> Standing | None:
        """Why a sentence must not be printed: what became of its source. None if all its sources still hold."""
        found = (self.standings.get(marker, "source_removed") for marker in sentence.citations)
        return next((standing for standing in found if standing != "holds"), None)


@dataclass(frozen=True, slots=True)
class Checked:
    """An answer, and for each of its markers whether the documents still support it."""

    answer: Answer
    standings: Mapping[int, Standing]
    asked_of: str = ""  # its filters in words

    @property
    def citations(self) -> dict[int, Citation]:
        return {citation.marker: citation for citation in self.answer.citations}

    @property
    def cited(self) -> Cited:
        return Cited(self.citations, self.standings)

    def fallen(self, sentence: AnswerSentence) -> Standing | None:
        """Why a sentence must not be printed; None if all its sources still hold."""
        return self.cited.fallen(sentence)


def check(answer: Answer, library: Library) -> Checked:
    return Checked(answer, recheck(answer.citations, library), asked_of(answer.filters, library))


@dataclass(slots=True)
class Notes:
    """The footnotes of a paper, in the order of their first marks."""

    day: str
    files: Mapping[str, str]  # document id → the name of its file
    whole: bool = (
        False  # every footnote gives its source in full, for paragraphs that will be moved elsewhere
    )
    lines: list[Note] = field(default_factory=list)
    cited: dict[str, Citation] = field(default_factory=dict)  # document id → a citation of it
    _numbers: dict[Inlines, int] = field(default_factory=dict)

    def mark(self, citation: Citation) -> Mark:
        """The mark of a citation; citations whose notes would read the same share one. Only the first note of a source
        gives it in full."""
        known = citation.document_id in self.cited and not self.whole
        self.cited.setdefault(citation.document_id, citation)
        line = footnote(citation, self.files.get(citation.document_id), self.day)
        if line not in self._numbers:
            short = short_footnote(citation)
            place = (citation.document_id, citation.start, citation.end)
            self.lines.append(Note(short if known else line, line if self.whole else short, place))
            self._numbers[line] = len(self.lines)
        return Mark(self._numbers[line])


def account(checked: Checked, notes: Notes) -> list[PaperBlock]:
    """The answer's sentences, then its notes and, if nothing was found, the nearest passages."""
    answer = checked.answer
    blocks: list[PaperBlock] = []
    given = spoken_date(answer.created_at[:10])
    if given != notes.day:
        blocks.append(Paragraph((TextRun(f"Answered on {given}; checked again on {notes.day}."),), "remark"))
    if checked.asked_of:
        blocks.append(Paragraph((TextRun(f"Asked of: {checked.asked_of}."),), "remark"))
    if answer.query != answer.question:
        blocks.append(Paragraph((TextRun(f"Searched as: {answer.query}"),), "remark"))
    for sentence in answer.sentences:
        tell(sentence, checked.cited, notes, blocks)
    said = " ".join(sentence.text for sentence in answer.sentences if sentence.kind == "silence")
    blocks += [
        Paragraph((TextRun(f"{side.party}: nothing on this point in these documents."),), "silence")
        for side in answer.sides
        if side.silent and side.party not in said
    ]
    blocks += [noted(each, checked, notes) for each in answer.warnings]
    if answer.nearest:
        blocks.append(Paragraph((TextRun("Nearest to it, and no answer:"),), "remark"))
    works = dict.fromkeys(_work(hit) for hit in answer.nearest)
    blocks += [Paragraph((TextRun(each),), "item") for each in works]
    return blocks


def noted(warning: str, checked: Checked, notes: Notes) -> Paragraph:
    """A note of an answer, such as that the papers differ, with its places as footnotes."""
    return Paragraph(_marked(f"Note: {warning}", checked, notes), "remark")


def _marked(text: str, checked: Checked, notes: Notes) -> Inlines:
    """`text` with markers such as [2] as marks of footnotes; markers of citations that no longer hold are removed."""
    known = checked.citations
    return marked(
        text,
        {
            marker: notes.mark(known[marker])
            for marker, standing in checked.standings.items()
            if standing == "holds" and f"[{marker}]" in text
        },
    )


def tell(sentence: AnswerSentence, source: Cited, notes: Notes, blocks: list[PaperBlock]) -> None:
    """Append one sentence to the blocks before it."""
    fallen = source.fallen(sentence)
    cited = [] if fallen else [source.citations[marker] for marker in sentence.citations]
    if sentence.kind == "silence":
        blocks.append(Paragraph((TextRun(sentence.text),), "silence"))
    elif fallen:
        why = f"A sentence is left out here: {WITHHELD[fallen]}. See “Could not be verified or found”."
        blocks.append(Paragraph((TextRun(why),), "remark"))
    elif (
        not sentence.worded
        and len(cited) == 1
        and sentence.support != "unsupported"
        and sentence.text.endswith(shown(cited[0]))
    ):
        before = _named_once(sentence.text[: -len(shown(cited[0]))].strip(), cited[0])
        if cited[0].text_type == "summary":
            _summarise(before, cited[0], notes, blocks)
        else:
            _quote(before, cited[0], notes, blocks)
    else:
        marks = tuple(dict.fromkeys(notes.mark(citation) for citation in cited))
        whose = (TextRun(f"{WORDED}: ", "strong"),) if sentence.worded else ()
        told = _with_quotations(sentence.text, cited)
        blocks.append(Paragraph((*whose, *told, *marks, *_cautions(sentence, cited))))


def _quote(before: str, citation: Citation, notes: Notes, blocks: list[PaperBlock]) -> None:
    """Repeat the lead-in of a source if the sentence that had it was left out."""
    before = before or ("" if _last(blocks) == "quotation" else lead_in(citation))
    if before:
        blocks.append(Paragraph((TextRun(before, "strong"),), "lead_in"))
    blocks.append(Paragraph((TextRun(shown(citation), "quotation"), notes.mark(citation)), "quotation"))
    if citation.heads:
        blocks.append(Paragraph((TextRun(f"In its table, {columns(citation)}"),), "remark"))


def _summarise(before: str, citation: Citation, notes: Notes, blocks: list[PaperBlock]) -> None:
    """Put sentences of one summary into one paragraph, whose lead-in says that the wording is ours."""
    mark = notes.mark(citation)
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph) and last.manner == "summary" and not before:
        # One note where it would say the same.
        told = last.line[:-1] if last.line[-1] == mark else last.line
        blocks[-1] = Paragraph((*told, TextRun(f" {citation.quote}"), mark), "summary")
    else:
        led = TextRun(led_again(before or lead_in(citation), again=_last(blocks) == "summary"), "strong")
        blocks.append(Paragraph((led, TextRun(f" {citation.quote}"), mark), "summary"))


def _named_once(before: str, citation: Citation) -> str:
    """A lead-in without the party in front of it where it names that party itself: as who speaks, or as the source."""
    led = lead_in(citation)
    opening = before.removesuffix(led).strip().removesuffix(":") if before.endswith(led) else ""
    named = (led, source_name(citation))
    return (
        led if opening and any(each.casefold().startswith(opening.casefold()) for each in named) else before
    )


def led_again(before: str, again: bool) -> str:
    """A lead-in that says once, at the head of a run of summaries, that they are ours."""
    if not again or _LED_IN not in before:
        return before
    return f"{before.replace(_LED_IN, '', 1).removesuffix(':')} (our summary):"


def _last(blocks: list[PaperBlock]) -> str | None:
    return blocks[-1].manner if blocks and isinstance(blocks[-1], Paragraph) else None


def _cautions(sentence: AnswerSentence, cited: list[Citation]) -> Inlines:
    if sentence.worded:
        return () if sentence.support == "supported" else _UNVERIFIED
    summed_up = any(citation.text_type == "summary" for citation in cited)
    ours = _OURS if summed_up and _LED_IN not in sentence.text else ()
    return (*ours, *_UNSUPPORTED) if sentence.support == "unsupported" else ours


def _with_quotations(text: str, cited: list[Citation]) -> Inlines:
    """A sentence in which only words that its citations contain are set as quotations."""
    originals = [citation.quote for citation in cited if citation.text_type == "original"]
    line: list[TextRun] = []
    at = 0
    for found in quotations(text):
        if any(found.inner.rstrip(".,;:!?") in quote for quote in originals):
            line += [TextRun(text[at : found.start]), TextRun(text[found.start : found.end], "quotation")]
            at = found.end
    return tuple(run for run in (*line, TextRun(text[at:])) if run.text)


def _work(hit: Hit) -> str:
    title = f"“{hit.metadata.title}”" if hit.metadata.title else "An untitled document"
    told = (title, hit.metadata.publisher, spoken_date(hit.metadata.date) or "undated")
    return ", ".join(part for part in told if part)
