"""Whose a quotation is: named by a cue, introduced by its sentence, or set apart beside its speaker's name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.attribution.attributions import Attribution, nearest
from ingest.attribution.complements import is_order, says_oneself
from ingest.attribution.entities.coreference import resolve
from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.entities.salience import Discourse, most_salient
from ingest.attribution.noun_groups import is_full_name
from ingest.attribution.parsed_text import ParsedText, Unit
from ingest.attribution.phrases import phrase_after, subject
from ingest.attribution.tokens import SentenceToken
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import CARRIERS, SAYING, is_work
from rag.text.quotations import wording
from rag.text.quotations.wording import Quotation

_TITLING = lexicon.words("titling_words")
_ANNOUNCING = lexicon.words("cue_words", "announces")
_FEW = 3  # words; fewer between marks are a word's tone rather than speech
_NEAR = 1  # paragraphs over which a quotation without a speaker is still the last one's
_LONGEST_BYLINE = 12  # tokens
_NOUN = 6  # tokens in which an announcement names the document
_BETWEEN = 2  # units between two of one speaker in which quoted words are that speaker's


@dataclass(slots=True)
class Resolution:
    """The speakers found so far; `before` is the last unit that was no headline, `last` who spoke last, and where.

    `quoting` are the paragraphs with quotation marks. `introduced` is who is said to speak in the paragraph below: «The
    minister said:». `answering` is who answers the questions of an interview, if anybody, once that is decided.
    """

    parsed: ParsedText
    discourse: Discourse
    quoting: frozenset[int]
    quotations: dict[int, Attribution] = field(default_factory=dict)
    turns: dict[int, Attribution] = field(default_factory=dict)
    reports: dict[int, Attribution] = field(default_factory=dict)
    before: int | None = None
    last: tuple[int, Attribution] | None = None
    introduced: tuple[int, Attribution] | None = None
    answering: tuple[Entity, ...] | None = None


def quoted_speaker(
    reading: Resolution, number: int, unit: Unit, quote: int, named: Sequence[Attribution]
) -> Attribution | None:
    """Whose the quotation `quote` of a unit is; `named` are the speakers that the unit names."""
    text, quotation = reading.parsed.text, reading.parsed.quotations[quote]
    at = _token_of(unit, quote)
    if named:
        return nearest(unit, at, named)
    if says_oneself(unit.tokens):
        reading.last = None  # «I told him: “…”»: the writer speaks
        return None
    count = wording.word_count(text, quotation)
    if _is_titled(unit, at) and count <= 2 * _FEW:
        return None
    if not unit.is_bare and _names_a_work(unit, at) and wording.is_title(text, quotation):
        return None
    if quotation.follows and quote - 1 in reading.quotations:
        return replace(reading.quotations[quote - 1], cue=None)
    is_spoken = count >= _FEW and (
        wording.is_personal(text, quotation) or wording.is_sentence(text, quotation)
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
    reading: Resolution, number: int, unit: Unit, quotation: Quotation, count: int
) -> Attribution | None:
    """The speaker of a unit that is quotation alone: that of the unit before, else the most salient entity."""
    announced = _announced_speaker(reading, number)
    if announced is not None:
        return announced
    if _is_introduced_by_nobody(reading, number):
        return None
    last, away = _last_speaker(reading, unit)
    if last is not None and reading.before is not None and _speaks(reading, reading.before) is not None:
        return last
    if (count < _FEW and away) or wording.is_title(reading.parsed.text, quotation):
        return None
    human = wording.is_singular(reading.parsed.text, quotation)
    about = _about(reading, number, human)
    return Attribution(about) if about is not None else last


def _announced_speaker(reading: Resolution, number: int) -> Attribution | None:
    """Whose a document is that the unit before announces: «The Statement is as follows.», «Her letter in full:»."""
    if not number or reading.parsed.units[number - 1].quotes:
        return None
    tokens = reading.parsed.units[number - 1].tokens
    words = [token for token in tokens if token.word]
    closes = bool(words) and (tokens[-1].text == ":" or words[-1].lower in _ANNOUNCING)
    carrier = next((k for k, token in enumerate(tokens[:_NOUN]) if token.lower in CARRIERS), None)
    if not closes or carrier is None:
        return None
    mention = phrase_after(tokens, 0)
    if mention is None or mention.head not in CARRIERS:
        return None
    entity = resolve(reading.parsed, reading.discourse, mention, number - 1, 0)
    return Attribution(entity) if entity is not None and entity.kind != "work" else None


def _is_introduced_by_nobody(reading: Resolution, number: int) -> bool:
    """Whether the unit before ends in a verb of speech of which the speaker is not known: «which says»."""
    if not number or number - 1 in reading.reports or reading.parsed.units[number - 1].quotes:
        return False
    tokens = reading.parsed.units[number - 1].tokens
    at = next((k for k in range(len(tokens) - 1, -1, -1) if tokens[k].text not in ",:"), 0)
    return tokens[at].lower in SAYING


def _introduced_speaker(
    reading: Resolution, number: int, unit: Unit, at: int, quotation: Quotation
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
    if behind_colon or wording.is_personal(text, quotation):
        about = _about(reading, number + 1, wording.is_singular(text, quotation))
        return Attribution(about) if about is not None else last
    return last if away <= _NEAR else None


def _last_speaker(reading: Resolution, unit: Unit) -> tuple[Attribution | None, int]:
    """Who spoke last, and how many paragraphs ago."""
    if reading.last is None:
        return None, _NEAR + 1
    paragraph, last = reading.last
    return replace(last, cue=None), unit.paragraph - paragraph


def _about(reading: Resolution, number: int, human: bool) -> Entity | None:
    """The entity that the units before this one are about; a human being only, if `human`."""
    if human:
        return most_salient(reading.discourse, number, ("person", "name", "group"), human=True)
    return most_salient(reading.discourse, number)


def _byline(
    reading: Resolution, number: int, unit: Unit, at: int, quotation: Quotation
) -> Attribution | None:
    """«“…” Jo Hill, Leeds council»: words set apart, with the name of their speaker behind them."""
    units = reading.parsed.units
    tokens, begin, of = unit.tokens, _next_word(unit.tokens, at + 1), number
    if begin == len(tokens) and number + 1 < len(units):
        behind = units[number + 1]  # the full stop inside the marks has ended the sentence
        if behind.paragraph == unit.paragraph:
            tokens, begin, of = behind.tokens, _next_word(behind.tokens, 0), number + 1
    rest = tokens[begin:]
    if wording.is_title(reading.parsed.text, quotation):
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


def _next_word(tokens: Sequence[SentenceToken], at: int) -> int:
    return next((k for k in range(at, len(tokens)) if tokens[k].word), len(tokens))


def fill_between(reading: Resolution) -> None:
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


def _neighbour(reading: Resolution, number: int, step: int) -> Attribution | None:
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


def _speaks(reading: Resolution, number: int) -> Attribution | None:
    """Who speaks in a unit, by its cue or in its first quotation."""
    quotes = reading.parsed.units[number].quotes
    given = (reading.quotations[quote] for quote in quotes if quote in reading.quotations)
    return reading.reports.get(number) or next(given, None)


def _token_of(unit: Unit, quote: int) -> int:
    return next(at for at, token in enumerate(unit.tokens) if token.quote == quote)


def _names_a_work(unit: Unit, at: int) -> bool:
    """Whether the quotation stands beside a noun that it names: «the council's leaflet, “Every Drop”, is here»."""
    before = [token for token in unit.tokens[max(at - 2, 0) : at] if token.word]
    return bool(before) and is_work(before[-1].lower)


def _is_titled(unit: Unit, at: int) -> bool:
    """Whether the quotation at this token is a title or a term: «called “…”»."""
    return at > 0 and unit.tokens[at - 1].lower in _TITLING
