"""Speaker resolution: reads a document from top to bottom and finds the speaker of each quotation, turn and report.

`resolve_speakers` is the entry; `_quoted_speaker` decides whose a quotation is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.attribution import quotation_spans
from ingest.attribution.attributions import Attribution, nearest, outermost, with_messengers
from ingest.attribution.complements import Cue, impersonal_finding, is_order
from ingest.attribution.coreference import named_entity, resolve
from ingest.attribution.cues import cues
from ingest.attribution.entities import Entity, find_entities
from ingest.attribution.noun_groups import pronoun
from ingest.attribution.parsed_text import ParsedText, Unit, bare_name
from ingest.attribution.phrases import is_full_name, phrase_after, subject
from ingest.attribution.quotation_spans import Quotation
from ingest.attribution.salience import Discourse, last_work, main_person, most_salient, note
from ingest.attribution.tokens import Token
from ingest.attribution.word_classes import PREPOSITIONS, REPORTING, SAYING

_WORD = re.compile(r"\w+")
_POSTED = re.compile(r"—\s*(?P<name>[^—@\n]{2,50}?)\s*\(@\w+\)[^\n]{0,40}$")
_TITLED = frozenset(
    "called titled entitled named dubbed labelled labeled nicknamed reads read says word words term".split()
)
_FEW = 3  # words; fewer between marks are a word's tone rather than speech
_NEAR = 1  # paragraphs over which a quotation without a speaker is still the last one's
_LONGEST_BYLINE = 12  # tokens
_HEADLINE = 12  # words
_LONG_WORD = 20  # characters
_BETWEEN = 2  # units between two of one speaker in which quoted words are that speaker's


@dataclass(frozen=True, slots=True)
class ResolvedSpeakers:
    """The speakers of a document: by number of the quotation, by paragraph of a turn, and by unit that reports."""

    quotations: Mapping[int, Attribution]
    turns: Mapping[int, Attribution]
    reports: Mapping[int, Attribution]


def resolve_speakers(parsed: ParsedText) -> ResolvedSpeakers:
    """The speakers of all quotations, turns and reports of a document."""
    reading = _Reading(parsed, Discourse(find_entities(parsed)))
    for number, unit in enumerate(parsed.units):
        _read(reading, number, unit)
    _fill_between(reading)
    reports = {
        number: each
        for number, each in reading.reports.items()
        if not _is_introduction(parsed.units[number], each)
    }
    return ResolvedSpeakers(dict(sorted(reading.quotations.items())), reading.turns, reports)


def _is_introduction(unit: Unit, report: Attribution) -> bool:
    """Whether the unit only introduces the words of the next one: «On Monday Jo Hill wrote:»."""
    cue, last = report.cue, len(unit.tokens) - 1
    return (
        cue is not None
        and not unit.quotes
        and (not cue.aside or unit.tokens[0].lower in PREPOSITIONS)
        and unit.tokens[last].text == ":"
        and cue.last in (last - 1, last)
    )


@dataclass(slots=True)
class _Reading:
    """The speakers found so far; `before` is the last unit that was no headline, `last` who spoke last, and where."""

    parsed: ParsedText
    discourse: Discourse
    quotations: dict[int, Attribution] = field(default_factory=dict)
    turns: dict[int, Attribution] = field(default_factory=dict)
    reports: dict[int, Attribution] = field(default_factory=dict)
    before: int | None = None
    last: tuple[int, Attribution] | None = None


def _read(reading: _Reading, number: int, unit: Unit) -> None:
    """Find the speakers of one unit and remember its entities."""
    if unit.paragraph in reading.parsed.turns:
        _read_turn(reading, number, unit)
        return
    if _is_headline(reading.parsed, unit):
        note(reading.discourse, number, [])
        return  # what was before it stays in mind
    named = with_messengers(_named_speakers(reading, number, unit), unit, reading.parsed.is_summary)
    report = outermost(named) if named else _unnamed_report(reading, number, unit)
    for quote in unit.quotes:
        speaker = _quoted_speaker(reading, number, unit, quote, named)
        if speaker is not None:
            reading.quotations[quote] = speaker
            reading.last = (unit.paragraph, speaker)
    if named and not any(quote in reading.quotations for quote in unit.quotes):
        reading.last = (unit.paragraph, named[-1])
    if report is not None:
        reading.reports[number] = report
    reading.before = number
    speakers = [(each.entity, each.cue is not None and each.cue.embedded) for each in named]
    if report is not None and not named:
        speakers = [(report.entity, False)]
    note(reading.discourse, number, speakers, _first_pronoun(reading, number, unit))


def _is_headline(parsed: ParsedText, unit: Unit) -> bool:
    """Whether the unit heads what follows: in capitals, or a few words without a full stop."""
    start, end = parsed.paragraphs[unit.paragraph]
    words = [token for token in unit.tokens if token.word]
    if words and all(token.text.isupper() for token in words):
        return True
    if end - start > _HEADLINE * _LONG_WORD:
        return False
    text = parsed.text[start:end]
    if unit.is_bare or _POSTED.search(text):
        return False
    return len(_WORD.findall(text)) <= _HEADLINE and text.rstrip("”\"’')")[-1:] not in ".!?:,…"


def _read_turn(reading: _Reading, number: int, unit: Unit) -> None:
    turn = reading.parsed.turns[unit.paragraph]
    if unit.paragraph not in reading.turns and not turn.asked:
        entity = main_person(reading.discourse) if turn.label is None else _labelled(reading, *turn.label)
        if entity is not None:
            reading.turns[unit.paragraph] = Attribution(entity)
    speaker = reading.turns.get(unit.paragraph)
    note(reading.discourse, number, [(speaker.entity, False)] if speaker else [])


def _labelled(reading: _Reading, start: int, end: int) -> Entity:
    return named_entity(reading.discourse, reading.parsed.text[start:end]) or _person(reading, start, end)


def _person(reading: _Reading, start: int, end: int) -> Entity:
    return Entity(start, end, "person", reading.parsed.text[start:end].split()[-1].casefold())


def _named_speakers(reading: _Reading, number: int, unit: Unit) -> list[Attribution]:
    """The speakers that the cues of a unit name, in order."""
    found: list[Attribution] = []
    for cue in cues(unit, reading.parsed.is_summary):
        if found and found[-1].cue is not None and cue.mention == found[-1].cue.mention:
            found.append(replace(found[-1], verb=cue.verb, cue=cue))
            continue
        entity = resolve(reading.parsed, reading.discourse, cue.mention, number, cue.first)
        if entity is not None and not _is_author(reading.parsed, entity, cue):
            found.append(Attribution(entity, cue.verb, cue))
    return found


def _is_author(parsed: ParsedText, entity: Entity, cue: Cue) -> bool:
    """Whether it is the document's own author who is said to report."""
    return cue.verb in REPORTING and bare_name(parsed.text[entity.start : entity.end]) in parsed.bylines


def _unnamed_report(reading: _Reading, number: int, unit: Unit) -> Attribution | None:
    """The speaker of a unit that names none: a post's author, or the report whose findings continue."""
    words = reading.parsed.text[unit.start : unit.end]
    posted = _POSTED.search(words)
    if posted is not None:
        start, end = unit.start + posted.start("name"), unit.start + posted.end("name")
        return Attribution(_person(reading, start, end), "posted")
    verb = impersonal_finding(unit.tokens)
    work = last_work(reading.discourse, number) if verb is not None else None
    return Attribution(work, verb) if work is not None else None


def _first_pronoun(reading: _Reading, number: int, unit: Unit) -> Entity | None:
    """The entity of the first "he" or "she" of a unit."""
    for at, token in enumerate(unit.tokens):
        if token.lower in ("he", "she"):
            return resolve(reading.parsed, reading.discourse, pronoun(token, token.lower), number, at)
    return None


def _quoted_speaker(
    reading: _Reading, number: int, unit: Unit, quote: int, named: Sequence[Attribution]
) -> Attribution | None:
    """Whose the quotation `quote` of a unit is; `named` are the speakers that the unit names."""
    text, quotation = reading.parsed.text, reading.parsed.quotations[quote]
    at = _token_of(unit, quote)
    if named:
        return nearest(unit, at, named)
    count = quotation_spans.word_count(text, quotation)
    if _is_titled(unit, at) and count <= 2 * _FEW:
        return None
    if quotation.follows and quote - 1 in reading.quotations:
        return replace(reading.quotations[quote - 1], cue=None)
    is_spoken = count >= _FEW and (
        quotation_spans.is_personal(text, quotation) or quotation_spans.is_sentence(text, quotation)
    )
    if not unit.is_bare and not is_spoken:
        return None
    byline = _byline(reading, number, unit, at, quotation)
    if byline is not None:
        return byline
    if unit.is_bare:
        return _bare_speaker(reading, number, unit, quotation, count)
    return _introduced_speaker(reading, number, unit, at, quotation)


def _bare_speaker(
    reading: _Reading, number: int, unit: Unit, quotation: Quotation, count: int
) -> Attribution | None:
    """The speaker of a unit that is quotation alone: that of the unit before, else the most salient entity."""
    if _is_introduced_by_nobody(reading, number):
        return None
    last, away = _last_speaker(reading, unit)
    if last is not None and reading.before is not None and _speaks(reading, reading.before) is not None:
        return last
    if (count < _FEW and away) or quotation_spans.is_title(reading.parsed.text, quotation):
        return None
    human = quotation_spans.is_singular(reading.parsed.text, quotation)
    about = _about(reading, number, human)
    return Attribution(about) if about is not None else last


def _is_introduced_by_nobody(reading: _Reading, number: int) -> bool:
    """Whether the unit before ends in a verb of speech of which the speaker is not known: «which says»."""
    if not number or number - 1 in reading.reports or reading.parsed.units[number - 1].quotes:
        return False
    tokens = reading.parsed.units[number - 1].tokens
    at = next((k for k in range(len(tokens) - 1, -1, -1) if tokens[k].text not in ",:"), 0)
    return tokens[at].lower in SAYING


def _introduced_speaker(
    reading: _Reading, number: int, unit: Unit, at: int, quotation: Quotation
) -> Attribution | None:
    """The speaker of a quotation in a sentence without a cue: its subject, the most salient entity, or the last."""
    last, away = _last_speaker(reading, unit)
    text = reading.parsed.text
    behind_colon = at > 0 and unit.tokens[at - 1].text == ":"
    if is_order(unit.tokens) and not behind_colon:
        return None  # «Reply as “I will come”»
    if behind_colon:
        mention = subject(unit.tokens)
        entity = (
            resolve(reading.parsed, reading.discourse, mention, number, 0) if mention is not None else None
        )
        if entity is not None and entity.kind in ("person", "name"):
            return Attribution(entity)
    if behind_colon or quotation_spans.is_personal(text, quotation):
        about = _about(reading, number + 1, quotation_spans.is_singular(text, quotation))
        return Attribution(about) if about is not None else last
    return last if away <= _NEAR else None


def _last_speaker(reading: _Reading, unit: Unit) -> tuple[Attribution | None, int]:
    """Who spoke last, and how many paragraphs ago."""
    if reading.last is None:
        return None, _NEAR + 1
    paragraph, last = reading.last
    return replace(last, cue=None), unit.paragraph - paragraph


def _about(reading: _Reading, number: int, human: bool) -> Entity | None:
    """The entity that the units before this one are about; a human being only, if `human`."""
    if human:
        return most_salient(reading.discourse, number, ("person", "name", "group"), human=True)
    return most_salient(reading.discourse, number)


def _byline(reading: _Reading, number: int, unit: Unit, at: int, quotation: Quotation) -> Attribution | None:
    """«“…” Jo Hill, Leeds council»: words set apart, with the name of their speaker behind them."""
    units = reading.parsed.units
    tokens, begin, of = unit.tokens, _next_word(unit.tokens, at + 1), number
    if begin == len(tokens) and number + 1 < len(units):
        behind = units[number + 1]  # the full stop inside the marks has ended the sentence
        if behind.paragraph == unit.paragraph:
            tokens, begin, of = behind.tokens, _next_word(behind.tokens, 0), number + 1
    rest = tokens[begin:]
    if quotation_spans.is_title(reading.parsed.text, quotation):
        return None  # «“Pool to close”. Hull Post.»
    if at or not rest or len(rest) > _LONGEST_BYLINE:
        return None
    if any(token.quote is not None or token.text.startswith("@") for token in rest):
        return None  # another quotation, or the author of a post that quotes somebody
    mention = phrase_after(tokens, begin)
    if mention is None or not is_full_name(tokens, mention):
        return None
    after = next((token for token in rest if token.start >= mention.end), None)
    if after is not None and after.word:
        return None
    entity = resolve(reading.parsed, reading.discourse, mention, of, begin)
    return Attribution(entity) if entity is not None else None


def _next_word(tokens: Sequence[Token], at: int) -> int:
    return next((k for k in range(at, len(tokens)) if tokens[k].word), len(tokens))


def _fill_between(reading: _Reading) -> None:
    """Give words quoted between two sentences of one speaker to that speaker."""
    for number, unit in enumerate(reading.parsed.units):
        if not unit.quotes or number in reading.reports or unit.is_bare:
            continue
        if unit.paragraph in reading.parsed.turns:
            continue
        before, after = _neighbour(reading, number, -1), _neighbour(reading, number, 1)
        if before is not None and after is not None and before.entity == after.entity:
            for quote in unit.quotes:
                if not _is_titled(unit, _token_of(unit, quote)):
                    reading.quotations.setdefault(quote, replace(after, cue=None))


def _neighbour(reading: _Reading, number: int, step: int) -> Attribution | None:
    """The speaker of the nearest unit that has one, on this side, within the paragraph."""
    units = reading.parsed.units
    for away in range(1, _BETWEEN + 1):
        other = number + step * away
        if not 0 <= other < len(units) or units[other].paragraph != units[number].paragraph:
            return None
        speaker = _speaks(reading, other)
        if speaker is not None:
            return speaker
    return None


def _speaks(reading: _Reading, number: int) -> Attribution | None:
    """Who speaks in a unit, by its cue or in its first quotation."""
    quotes = reading.parsed.units[number].quotes
    given = (reading.quotations[quote] for quote in quotes if quote in reading.quotations)
    return reading.reports.get(number) or next(given, None)


def _token_of(unit: Unit, quote: int) -> int:
    return next(at for at, token in enumerate(unit.tokens) if token.quote == quote)


def _is_titled(unit: Unit, at: int) -> bool:
    """Whether the quotation at this token is a title or a term: «called “…”»."""
    return at > 0 and unit.tokens[at - 1].lower in _TITLED
