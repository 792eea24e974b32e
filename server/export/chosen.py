"""A paper of chosen parts: what an editor has picked from answers and pins, in an order of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rag.answering.citations import lead_in, shown
from rag.answering.recheck import recheck
from rag.service import Service
from rag.storage.archive.pins import Pin
from rag.types import AnswerSentence, Citation
from server.export.account import WITHHELD, Checked, Cited, Notes, check, noted, tell
from server.export.paper import Heading, PaperBlock, Paragraph, TextRun

PartKind = Literal["heading", "text", "question", "sentence", "note", "pin"]


@dataclass(frozen=True, slots=True)
class Item:
    """One part: a heading or a text of the editor's, a question of a stored answer, one of its sentences or of its
    notes by its number from 0, or a pin. What is `key` also stands among the key findings on the first page."""

    part: PartKind
    text: str = ""
    answer_id: str = ""
    number: int = 0
    pin_id: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The blocks of chosen parts, and the answers that any of them is from."""

    key: list[PaperBlock]
    blocks: list[PaperBlock]
    answers: list[Checked]


@dataclass(frozen=True, slots=True)
class _NotedSentence:
    """A sentence with its citations, and what the editor has noted of it."""

    sentence: AnswerSentence
    source: Cited
    note: str = ""


@dataclass(frozen=True, slots=True)
class _AnswerNote:
    """What an answer notes of its sentences, such as that their figures differ."""

    warning: str
    source: Checked


_Part = Heading | Paragraph | _NotedSentence | _AnswerNote


def chosen(service: Service, items: Sequence[Item], notes: Notes) -> Chosen:
    """The parts as blocks; their footnotes go to `notes`. Raises NotFound for an answer or a pin that is gone."""
    library = service.stores.library
    answers = {
        id: check(service.archive.answer(id), library)
        for id in dict.fromkeys(item.answer_id for item in items if item.answer_id)
    }
    pins = {pin.id: pin for pin in service.pins.all()}
    # A question stands under a heading of the editor's, where there is one above it.
    first = next((at for at, item in enumerate(items) if item.part == "heading"), len(items))
    wanted = [_told(item, answers, pins, service, 2 if at > first else 1) for at, item in enumerate(items)]
    key = _written(
        [
            each
            for item, each in zip(items, wanted, strict=True)
            if item.key and isinstance(each, _NotedSentence)
        ],
        notes,
    )
    return Chosen(key, _written(wanted, notes), list(answers.values()))


def _written(parts: Sequence[_Part], notes: Notes) -> list[PaperBlock]:
    """The blocks of the parts; each sentence is led in by who says it, once for those that follow each other."""
    blocks: list[PaperBlock] = []
    led = ""
    for part in parts:
        if not isinstance(part, _NotedSentence):
            blocks.append(noted(part.warning, part.source, notes) if isinstance(part, _AnswerNote) else part)
            led = ""
            continue
        sentence, before = _led_in(part)
        bare = bool(before) and led.endswith(before)
        tell(
            replace(sentence, text=sentence.text[len(before) :].strip()) if bare else sentence,
            part.source,
            notes,
            blocks,
        )
        led = before
        if part.note:
            blocks.append(_own(part.note))
            led = ""
    return blocks


def _led_in(part: _NotedSentence) -> tuple[AnswerSentence, str]:
    """The sentence with its lead-in, which its answer may have given to the one before it, and the lead-in alone."""
    sentence = part.sentence
    if len(sentence.citations) != 1 or part.source.fallen(sentence):
        return sentence, ""
    citation = part.source.citations[sentence.citations[0]]
    if not sentence.text.endswith(shown(citation)):
        return sentence, ""
    before = sentence.text[: -len(shown(citation))].strip() or lead_in(citation)
    return replace(sentence, text=f"{before} {shown(citation)}"), before


def _told(
    item: Item, answers: dict[str, Checked], pins: dict[str, Pin], service: Service, level: int
) -> _Part:
    match item.part:
        case "heading":
            return Heading(1, item.text)
        case "text":
            return _own(item.text)
        case "question":
            return Heading(level, answers[item.answer_id].answer.question)
        case "sentence":
            checked = answers[item.answer_id]
            sentences = checked.answer.sentences
            if item.number >= len(sentences):
                return Paragraph((TextRun("A sentence is left out here: its answer has fewer."),), "remark")
            return _NotedSentence(sentences[item.number], checked.cited)
        case "note":
            checked = answers[item.answer_id]
            warnings = checked.answer.warnings
            if item.number >= len(warnings):
                return Paragraph((TextRun("A note is left out here: its answer has fewer."),), "remark")
            return _AnswerNote(warnings[item.number], checked)
        case "pin":
            return _pinned(pins.get(item.pin_id) or service.pins.get(item.pin_id), service)


def _pinned(pin: Pin, service: Service) -> Paragraph | _NotedSentence:
    """A pin as the sentence of an answer that says nothing else."""
    citation = pin.citation
    standings = recheck([citation], service.stores.library)
    if standings[citation.marker] != "holds":
        why = WITHHELD[standings[citation.marker]]
        return Paragraph((TextRun(f"A kept sentence is left out here: {why}."),), "remark")
    return _NotedSentence(_sentence(citation), Cited({citation.marker: citation}, standings), pin.note)


def _sentence(citation: Citation) -> AnswerSentence:
    kind: Literal["paraphrase", "quote"] = "paraphrase" if citation.text_type == "summary" else "quote"
    return AnswerSentence(f"{lead_in(citation)} {shown(citation)}", kind, "verified", (citation.marker,))


def _own(text: str) -> Paragraph:
    return Paragraph((TextRun("Author’s note: ", "strong"), TextRun(text)), "own")
