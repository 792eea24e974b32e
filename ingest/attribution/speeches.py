"""Who says each part of a document: quotations given to the cue that introduces them, and reported speech."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.attribution.cast import Cast, Figure
from ingest.attribution.cues import Cue, cues
from ingest.attribution.marks import Quoted, quoted
from ingest.attribution.phrases import Phrases
from ingest.attribution.units import Unit, units
from rag.types import Manner, Metadata, Sentence, Speech

_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
_SMALL = re.compile(r"(?<![\w’'.])[a-zß-öø-ÿ][\w’'-]*")
_MIDWAY = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_FEW = 4  # words; fewer between marks are a word's tone rather than somebody's speech
_NEAR = 2  # paragraphs over which a quotation without a speaker is still the last one's
_SILENT_ROLES = frozenset({"heading", "furniture", "row"})
_FOUND = re.compile(r"^(?:There (?:was|were|is|are)|It (?:was|is)) (?:also |further )?found\b")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A speaker, with the verb, as a unit gives it."""

    figure: Figure
    verb: str | None
    cue: Cue | None = None
    via: Figure | None = None


def attribute(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> tuple[Speech, ...]:
    """The speeches of a document in order: each quotation that is somebody's, each sentence that reports.

    What no speech covers is the document's own voice. Every speaker is a slice of the text.
    """
    silent = [(each.start, each.end) for each in sentences if each.role in _SILENT_ROLES]
    paragraphs = [span for span in _paragraphs(text) if not _within(span, silent)]
    return _Reading(text, paragraphs, metadata).speeches()


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def _within(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


class _Reading:
    """A document read from top to bottom, remembering who spoke last."""

    def __init__(self, text: str, paragraphs: Sequence[tuple[int, int]], metadata: Metadata) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._metadata = metadata
        self._quotes = quoted(text, paragraphs)
        common = frozenset(match.group().casefold() for match in _SMALL.finditer(text))
        midway: dict[str, int] = {}
        for match in _MIDWAY.finditer(text):
            midway[match.group().casefold()] = midway.get(match.group().casefold(), 0) + 1
        proper = frozenset(word for word, count in midway.items() if count > 1 or word not in common)
        self._phrases = Phrases(text, common, proper)
        by_paragraph: dict[int, list[tuple[int, Quoted]]] = {}
        for number, quote in enumerate(self._quotes):
            by_paragraph.setdefault(quote.paragraph, []).append((number, quote))
        self._units = [
            unit
            for number, paragraph in enumerate(paragraphs)
            for unit in units(text, paragraph, number, by_paragraph.get(number, []))
        ]
        self._cast = Cast(text, self._units, self._phrases)
        self._given: dict[int, _Line] = {}  # by the quotation's number
        self._lines: list[_Line | None] = []  # by unit: whom it reports
        self._last: tuple[int, _Line] | None = None  # paragraph and speaker of the last quotation
        self._introduced: tuple[int, _Line] | None = None  # by a colon at a paragraph's end

    def speeches(self) -> tuple[Speech, ...]:
        for number, unit in enumerate(self._units):
            self._read(number, unit)
        found = [self._direct(number, line) for number, line in sorted(self._given.items())]
        for unit, line in zip(self._units, self._lines, strict=True):
            if line is not None:
                found.append(self._speech(unit.start, unit.end, line, "reported"))
        return tuple(sorted(found, key=lambda each: (each.start, -each.end)))

    def _read(self, number: int, unit: Unit) -> None:
        heard = self._heard(number, unit)
        line = heard[0] if heard else self._found_by_work(number, unit)
        quotes = list(unit.quotes)
        for position, quote in enumerate(quotes):
            speaker = self._speaker(number, unit, position, quote, heard)
            if speaker is not None:
                self._given[quote] = speaker
                if self._words(quote) >= _FEW or speaker.cue is not None:
                    self._last = (unit.paragraph, speaker)
        if heard:
            self._last = (unit.paragraph, heard[-1] if not quotes else self._given.get(quotes[-1], heard[-1]))
        self._lines.append(line)
        self._cast.note(number, [each.figure for each in heard] or ([line.figure] if line else []))

    def _heard(self, number: int, unit: Unit) -> list[_Line]:
        found: list[_Line] = []
        for cue in cues(unit, self._phrases):
            if cue.mention.form == "own":
                continue
            if found and found[-1].cue is not None and cue.mention == found[-1].cue.mention:
                found.append(replace(found[-1], verb=cue.verb, cue=cue))
                continue
            figure = self._cast.resolve(cue.mention, number, cue.first)
            if figure is not None:
                found.append(_Line(figure, cue.verb, cue))
        return found

    def _found_by_work(self, number: int, unit: Unit) -> _Line | None:
        if _FOUND.match(self._text[unit.start : unit.end]):
            work = self._cast.work_before(number)
            if work is not None:
                return _Line(work, "found")
        return None

    def _speaker(
        self, number: int, unit: Unit, position: int, quote: int, heard: Sequence[_Line]
    ) -> _Line | None:
        token = next(k for k, each in enumerate(unit.tokens) if each.quote == quote)
        if heard:
            return self._nearest(unit, token, heard)
        each = self._quotes[quote]
        if each.follows and quote - 1 in self._given:
            return replace(self._given[quote - 1], cue=None)
        sentence_like = self._words(quote) >= _FEW
        before = self._units[number - 1] if number else None
        same = before is not None and before.paragraph == unit.paragraph
        if unit.bare:
            byline = self._byline(unit, token)
            if byline is not None:
                return byline
            if self._last is not None and unit.paragraph - self._last[0] <= (0 if same else _NEAR):
                return replace(self._last[1], cue=None)
            if not sentence_like:
                return None
            focus = self._cast.focus(number)
            return _Line(focus, None) if focus is not None else None
        if not sentence_like:
            return None
        if token and unit.tokens[token - 1].text == ":":
            figure = self._cast.focus(number)
            return _Line(figure, None) if figure is not None else None
        if self._last is not None and unit.paragraph - self._last[0] <= 1:
            return replace(self._last[1], cue=None)
        return None

    def _nearest(self, unit: Unit, token: int, heard: Sequence[_Line]) -> _Line:
        """The cue of this unit that the quotation belongs to."""

        def distance(line: _Line) -> float:
            cue = line.cue
            if cue is None:
                return 99.0
            if cue.first > token:  # behind the quotation
                gap = cue.first - token - 1
                words = sum(each.word for each in unit.tokens[token + 1 : cue.first])
                return gap * 0.5 + words * 2 if cue.aside else 20 + gap
            words = sum(each.word for each in unit.tokens[cue.last + 1 : token])
            return 0.5 + words * 0.5

        return min(heard, key=distance)

    def _byline(self, unit: Unit, token: int) -> _Line | None:
        """«“…” Jo Hill, the council»: a quotation set apart, with the name behind it."""
        return None

    def _words(self, quote: int) -> int:
        each = self._quotes[quote]
        return len(_WORD.findall(self._text, each.start, each.end))

    def _direct(self, number: int, line: _Line) -> Speech:
        each = self._quotes[number]
        return self._speech(each.start, each.end, line, "reported" if self._woven(each) else "direct")

    def _woven(self, each: Quoted) -> bool:
        """Whether the quotation is part of the sentence around it: «calls it “a broken system”»."""
        before = self._text[: each.start][-3:].rstrip(" ")
        inner = self._text[each.start + 1 : each.start + 3].lstrip("“‘'\" ")
        return before[-1:].isalnum() and inner[:1].islower()

    def _speech(self, start: int, end: int, line: _Line, manner: Manner) -> Speech:
        speaker = self._text[line.figure.start : line.figure.end]
        via = self._text[line.via.start : line.via.end] if line.via else self._via(speaker)
        return Speech(start, end, speaker, line.verb, via, manner)

    def _via(self, speaker: str) -> str | None:
        """The document's publisher, unless it is the speaker's own paper."""
        publisher = self._metadata.publisher
        if publisher is None or publisher.casefold() in speaker.casefold():
            return None
        return publisher
