"""A document read from top to bottom, remembering who spoke last, so that each quotation finds its speaker."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.attribution import wording
from ingest.attribution.cast import Cast
from ingest.attribution.cues import cues
from ingest.attribution.dialogue import Turn
from ingest.attribution.figures import Figure
from ingest.attribution.indirect import Cue
from ingest.attribution.lines import Line, nearest, outermost, passed_on
from ingest.attribution.marks import Quoted, quoted
from ingest.attribution.mentions import Mention
from ingest.attribution.phrases import phrases_of
from ingest.attribution.units import Unit, units
from ingest.attribution.verbs import REPORTING

_WORD = re.compile(r"\w+")
_FOUND = re.compile(r"(?:There (?:was|were|is|are)|It (?:was|is)) (?:also |further )?found\b")
_POSTED = re.compile(r"—\s*(?P<name>[^—@\n]{2,50}?)\s*\(@\w+\)[^\n]{0,40}$")
_TITLED = frozenset(
    "called titled entitled named dubbed labelled labeled nicknamed reads read says word words term".split()
)
_FEW = 3  # words; fewer between marks are a word's tone rather than somebody's speech
_NEAR = 2  # paragraphs over which a quotation without a speaker is still the last one's
_LONGEST_BYLINE = 12  # tokens
_HEADLINE = 12  # words
_LONG_WORD = 20  # characters
_BETWEEN = 2  # units between two of one speaker in which quoted words are his


class Hearing:
    """Reads a document once; afterwards its quotations, turns and reports have their speakers."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        turns: Mapping[int, Turn],
        own: frozenset[str] = frozenset(),
        summing_up: bool = False,
    ) -> None:
        self._text = text
        self._own = own
        self._summing_up = summing_up
        self._turns = turns
        self._paragraphs = paragraphs
        self._quotes = quoted(text, paragraphs)
        phrases = phrases_of(text)
        in_paragraphs: dict[int, list[tuple[int, Quoted]]] = {}
        for number, quote in enumerate(self._quotes):
            in_paragraphs.setdefault(quote.paragraph, []).append((number, quote))
        self._units = [
            unit
            for number, paragraph in enumerate(paragraphs)
            for unit in units(text, paragraph, number, in_paragraphs.get(number, []))
        ]
        self._phrases = phrases
        self._cast = Cast(self._units, phrases)
        self._given: dict[int, Line] = {}  # by the quotation's number
        self._lines: list[Line | None] = []  # by unit: whom it reports
        self._spoken: dict[int, Line] = {}  # by paragraph: whose turn it is
        self._before: int | None = None  # the unit read last, headlines apart
        self._last: tuple[int, Line] | None = None  # paragraph and speaker of the last quotation
        for number, unit in enumerate(self._units):
            self._read(number, unit)
        self._fill()

    def quotations(self) -> Iterator[tuple[Quoted, Line]]:
        """Each quotation that is somebody's."""
        for number, line in sorted(self._given.items()):
            yield self._quotes[number], line

    def turns(self) -> Iterator[tuple[int, int, Line]]:
        """Each paragraph, or the rest of it behind a label, that is one speaker's turn."""
        for number, line in self._spoken.items():
            turn = self._turns[number]
            yield turn.start, turn.end, line

    def reports(self) -> Iterator[tuple[int, int, Line]]:
        """Each sentence that tells what somebody says."""
        for unit, line in zip(self._units, self._lines, strict=True):
            if line is not None:
                yield unit.start, unit.end, line

    def _read(self, number: int, unit: Unit) -> None:
        if unit.paragraph in self._turns:
            self._lines.append(None)
            self._take_turn(number, unit)
            return
        if self._is_headline(unit):
            self._lines.append(None)
            self._cast.note(number, [])
            return  # and what was before it stays in mind
        heard = passed_on(self._heard(number, unit), unit, self._summing_up)
        line = outermost(heard) if heard else self._behind(number, unit)
        for quote in unit.quotes:
            speaker = self._speaker(number, unit, quote, heard)
            if speaker is not None:
                self._given[quote] = speaker
                self._last = (unit.paragraph, speaker)
        if heard and not any(quote in self._given for quote in unit.quotes):
            self._last = (unit.paragraph, heard[-1])
        self._lines.append(line)
        self._before = number
        speakers = [(each.figure, each.cue is not None and each.cue.embedded) for each in heard]
        self._cast.note(
            number, speakers or ([(line.figure, False)] if line else []), self._meant(number, unit)
        )

    def _is_headline(self, unit: Unit) -> bool:
        """Whether the unit heads what follows: in capitals, or a few words without a stop."""
        start, end = self._paragraphs[unit.paragraph]
        words = [token for token in unit.tokens if token.word]
        if words and all(token.text.isupper() for token in words):
            return True
        if end - start > _HEADLINE * _LONG_WORD:
            return False
        text = self._text[start:end]
        if unit.bare or _POSTED.search(text):
            return False
        return len(_WORD.findall(text)) <= _HEADLINE and text.rstrip("”\"’')")[-1:] not in ".!?:,…"

    def _take_turn(self, number: int, unit: Unit) -> None:
        turn = self._turns[unit.paragraph]
        if unit.paragraph not in self._spoken and not turn.asked:
            figure = self._cast.leading() if turn.label is None else self._labelled(*turn.label)
            if figure is not None:
                self._spoken[unit.paragraph] = Line(figure)
        line = self._spoken.get(unit.paragraph)
        self._cast.note(number, [(line.figure, False)] if line else [])

    def _labelled(self, start: int, end: int) -> Figure:
        known = self._cast.called(self._text[start:end])
        return known or Figure(start, end, "person", self._text[start:end].split()[-1].casefold())

    def _heard(self, number: int, unit: Unit) -> list[Line]:
        found: list[Line] = []
        for cue in cues(unit, self._phrases, self._summing_up):
            if found and found[-1].cue is not None and cue.mention == found[-1].cue.mention:
                found.append(replace(found[-1], verb=cue.verb, cue=cue))
                continue
            figure = self._cast.resolve(cue.mention, number, cue.first)
            if figure is not None and not self._writes(figure, cue):
                found.append(Line(figure, cue.verb, cue))
        return found

    def _writes(self, figure: Figure, cue: Cue) -> bool:
        """Whether it is the document's own author who is said to report."""
        name = self._text[figure.start : figure.end].casefold().removeprefix("the ")
        return cue.verb in REPORTING and name in self._own

    def _behind(self, number: int, unit: Unit) -> Line | None:
        """The speaker of a unit that names none: a post's author, or the report whose findings go on."""
        words = self._text[unit.start : unit.end]
        posted = _POSTED.search(words)
        if posted is not None:
            start = unit.start + posted.start("name")
            end = unit.start + posted.end("name")
            return Line(Figure(start, end, "person", self._text[start:end].split()[-1].casefold()), "posted")
        if _FOUND.match(words):
            work = self._cast.work_before(number)
            return Line(work, "found") if work is not None else None
        return None

    def _meant(self, number: int, unit: Unit) -> Figure | None:
        """Whom the first "he" or "she" of a unit stands for."""
        for at, token in enumerate(unit.tokens):
            if token.lower in ("he", "she"):
                mention = Mention(token.start, token.end, "pronoun", token.lower, token.start)
                return self._cast.resolve(mention, number, at)
        return None

    def _speaker(self, number: int, unit: Unit, quote: int, heard: Sequence[Line]) -> Line | None:
        at = next(k for k, each in enumerate(unit.tokens) if each.quote == quote)
        each = self._quotes[quote]
        if (
            at
            and unit.tokens[at - 1].lower in _TITLED
            and wording.count(self._text, self._quotes[quote]) <= 2 * _FEW
            and not heard
        ):
            return None
        if heard:
            return nearest(unit, at, heard)
        if each.follows and quote - 1 in self._given:
            return replace(self._given[quote - 1], cue=None)
        spoken = wording.count(self._text, self._quotes[quote]) >= _FEW and (
            wording.is_personal(self._text, each) or wording.is_whole(self._text, each)
        )
        if not unit.bare and not spoken:
            return None
        last = replace(self._last[1], cue=None) if self._last is not None else None
        away = unit.paragraph - self._last[0] if self._last is not None else _NEAR + 1
        byline = self._byline(number, unit, at)
        if byline is not None:
            return byline
        if unit.bare:
            if last is not None and self._before is not None and self._speaks(self._before) is not None:
                return last
            if wording.count(self._text, self._quotes[quote]) < _FEW and away:
                return None
            about = self._cast.about(number, wording.is_single(self._text, each))
            return Line(about) if about is not None else last
        if at and unit.tokens[at - 1].text == ":":
            subject = self._phrases.subject(unit.tokens)
            figure = self._cast.resolve(subject, number, 0) if subject is not None else None
            if figure is not None and figure.being in ("person", "name"):
                return Line(figure)
        if wording.is_personal(self._text, each) or (at and unit.tokens[at - 1].text == ":"):
            about = self._cast.about(number + 1, wording.is_single(self._text, each))
            return Line(about) if about is not None else last
        return last if away <= 1 else None

    def _byline(self, number: int, unit: Unit, at: int) -> Line | None:
        """«“…” Jo Hill, Leeds council»: words set apart, with the name of their speaker behind them."""
        tokens, begin, of = unit.tokens, at + 1, number
        while begin < len(tokens) and not tokens[begin].word:
            begin += 1
        if begin == len(tokens) and number + 1 < len(self._units):
            behind = self._units[number + 1]  # the stop inside the marks has ended the sentence
            if behind.paragraph == unit.paragraph:
                tokens, begin, of = behind.tokens, 0, number + 1
        rest = tokens[begin:]
        if at or not rest or len(rest) > _LONGEST_BYLINE or any(token.quote is not None for token in rest):
            return None
        mention = self._phrases.after(tokens, begin)
        if mention is None or mention.form != "name" or " " not in self._text[mention.start : mention.end]:
            return None
        after = next((token for token in rest if token.start >= mention.end), None)
        if after is not None and after.word:
            return None
        figure = self._cast.resolve(mention, of, begin)
        return Line(figure) if figure is not None else None

    def _fill(self) -> None:
        """Words quoted between two sentences of one speaker are his too."""
        for number, unit in enumerate(self._units):
            if (
                not unit.quotes
                or self._lines[number] is not None
                or unit.bare
                or unit.paragraph in self._turns
            ):
                continue
            before, after = self._neighbour(number, -1), self._neighbour(number, 1)
            if before is not None and after is not None and before.figure == after.figure:
                for quote in unit.quotes:
                    at = next(k for k, each in enumerate(unit.tokens) if each.quote == quote)
                    if not (at and unit.tokens[at - 1].lower in _TITLED):
                        self._given.setdefault(quote, replace(after, cue=None))

    def _neighbour(self, number: int, step: int) -> Line | None:
        """The speaker of the nearest unit that has one, on this side, within the paragraph."""
        for away in range(1, _BETWEEN + 1):
            other = number + step * away
            if (
                not 0 <= other < len(self._units)
                or self._units[other].paragraph != self._units[number].paragraph
            ):
                return None
            line = self._speaks(other)
            if line is not None:
                return line
        return None

    def _speaks(self, number: int) -> Line | None:
        """Who speaks in a unit, by its cue or in its first quotation."""
        given = (self._given[quote] for quote in self._units[number].quotes if quote in self._given)
        return self._lines[number] or next(given, None)
