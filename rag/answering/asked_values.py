"""Finds the figure or the date in a sentence that a question asks for.

Not every figure answers: it may be one that another is compared with, the whole that another is a part of, or
a year; and it must count what is asked for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rag.question.analysis import Asked
from rag.text.dates import When, dates
from rag.text.lexicon import tables as lexicon
from rag.text.quantities import Figure, figures, qualified_span, written
from rag.text.tokens import Word, stem, text_stems, words
from rag.types import Evidence

_COUNTED = 4  # telling words after a figure, or before it, that say what it counts
YEAR = re.compile(r"(?<![\d,.£$€])(?:1[0-9]|20)\d\d(?![\d,]|\.\d)")
# A figure that another is compared with, or the whole that it is a part of.
_COMPARED = re.compile(
    rf"\b(?:{lexicon.phrases('figure_words', 'compared')})\s+(?:the\s+|all\s+)?$"
    rf"|(?:\d|\b(?:{lexicon.alternatives(lexicon.words('number_words', 'cardinal'))}))\s+of\s+(?:the\s+|all\s+)?$"
    r"|\bone in\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    rf"\s*(?:\w+\s+){{0,3}}(?:{lexicon.phrases('figure_words', 'count')})"
    rf" (?:{lexicon.phrases('figure_words', 'span')}) (?:{lexicon.phrases('figure_words', 'ago')})\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    rf"\b(?:{lexicon.phrases('figure_words', 'published')})\b[^,;.]{{0,40}}$", re.IGNORECASE
)
_OF_PUBLISHING = frozenset(map(stem, lexicon.words("figure_words", "publishing")))
_MONEY = frozenset(entry.values["sign"] for entry in lexicon.entries("currencies"))
_ASKS_MONEY = re.compile(rf"\bhow much\b.*\b(?:{lexicon.phrases('figure_words', 'money')})\b", re.IGNORECASE)
_ASKS_SHARE = re.compile(rf"\b(?:{lexicon.phrases('figure_words', 'share')})\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_BEFORE_A_NOUN = ("of", "the")
# "Of the 123 alarms that failed, 87 had no battery": the whole, of which what follows is a part.
_WHOLE = re.compile(r"(?:^|[,;:.(])\W*of\s+(?:(?:the|these|those|all)\s+)*$", re.IGNORECASE)
_OF_THEM = re.compile(rf"\s+of (?:{lexicon.phrases('figure_words', 'them')})\b", re.IGNORECASE)
_MEASURES = tuple(
    (
        re.compile(rf"\bhow (?:{lexicon.phrases('figure_words', asks)})\b", re.IGNORECASE),
        frozenset(map(stem, lexicon.words("figure_words", units))),
    )
    for asks, units in (("long", "time"), ("far", "length"))
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence with what it tells, as it writes that; `counted` are the stems of what its figures count, `of_part`
    whether the first counts a part of what another of them counts."""

    evidence: Evidence
    shown: str
    figures: tuple[Figure, ...]
    dates: tuple[When, ...]
    counted: frozenset[str]
    of_part: bool = False


class _Counted(NamedTuple):
    """A figure, the stems of what it counts, and whether that is a part of what another counts."""

    figure: Figure
    counted: frozenset[str]
    of_part: bool


def telling_number(asked: Asked, each: Evidence) -> Telling | None:
    text = each.text
    own = frozenset(term.stem for term in asked.terms if not term.number)
    how_many = _HOW_MANY.search(asked.text)
    kept: list[_Counted] = []
    for figure, counted, of_part in _each_counted(text):
        if not _fits(asked.text, figure, text) or _compared(text, figure):
            continue
        if not _measured(asked.text, counted) or (how_many and not counted & own):
            continue
        kept.append(_Counted(figure, counted, of_part))
    if not kept:
        return None
    if (
        how_many
    ):  # "of the 480 meters 62 failed and 31 ran fast" counts three things, one of which is asked for
        most = max(len(each.counted & own) for each in kept)
        kept = [each for each in kept if len(each.counted & own) == most]
    return Telling(
        each,
        written(text, kept[0].figure),
        tuple(each.figure for each in kept),
        (),
        frozenset().union(*(each.counted for each in kept)),
        kept[0].of_part,
    )


def _each_counted(text: str) -> list[_Counted]:
    """Each figure with what it counts; a part is of what the whole before it counts: "of 123 alarms 87 had no
    battery", "62 meters failed: 31 of them ran fast".
    """
    told = words(text)
    found: list[_Counted] = []
    whole: frozenset[str] = frozenset()
    for figure in figures(text, dates(text)):
        counted = _counted(text, told, figure)
        of_them = _OF_THEM.match(text, figure.end)
        if of_them:
            before = [each.counted for each in found]
            counted = frozenset().union(_behind(text, told, of_them.end()), *before)
        found.append(_Counted(figure, counted | whole, bool(of_them or whole)))
        if _WHOLE.search(text[: figure.start]):
            whole |= counted
    return found


def telling_date(asked: Asked, each: Evidence) -> Telling | None:
    text = each.text
    told = dates(text)
    spans = [(date.start, date.end) for date in told]
    for match in YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            told.append(When(match.start(), match.end(), int(match.group()), None, None))
    if not {term.stem for term in asked.terms} & _OF_PUBLISHING:
        told = [date for date in told if not _PUBLISHED.search(text[: date.start])]
    if not told:
        return None
    return Telling(each, text[told[0].start : told[0].end], (), tuple(told), frozenset())


def telling_row(asked: Asked, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The row of a table that gives the figure asked for, after the row that heads its columns. It is the
    only row that has, together with the head, every word of what is counted ("how many bolts failed on the
    west pier"); empty if there is none.
    """
    wanted = frozenset(term.stem for term in asked.terms)
    if asked.wants != "number" or not wanted:
        return ()
    rows = [each for each in evidence if each.sentence.role == "row" and each.before]
    heads = {each.before: text_stems(each.before) for each in rows}
    telling = [each for each in rows if _tells_all(wanted, each.stems, heads[each.before])]
    if len(telling) != 1:
        return ()
    head = [each for each in evidence if _heads(each, telling[0])]
    return (*head[:1], telling[0])


def _tells_all(wanted: frozenset[str], row: frozenset[str], head: frozenset[str]) -> bool:
    """Both are needed: the row says whose figure it is, its head says what it counts."""
    return wanted <= row | head and not wanted <= row and not wanted <= head


def _heads(each: Evidence, row: Evidence) -> bool:
    own, other = each.hit.passage.document_id, row.hit.passage.document_id
    return own == other and each.sentence.role == "row" and each.text == row.before


def _fits(question: str, figure: Figure, text: str) -> bool:
    """Whether a figure is of the kind asked for."""
    if figure.unit in ("th", ":", "times", "half") or YEAR.fullmatch(text[figure.start : figure.end]):
        return False
    if _HOW_MANY.search(question):
        return figure.unit == ""
    if _ASKS_MONEY.search(question):
        return figure.unit in _MONEY
    return not _ASKS_SHARE.search(question) or figure.unit == "%"


def _measured(question: str, counted: frozenset[str]) -> bool:
    """Whether what is counted is a span of time where "how long" is asked, a length where "how far" is."""
    for asks, units in _MEASURES:
        if asks.search(question):
            return bool(counted & units)
    return True


def _compared(text: str, figure: Figure) -> bool:
    start, end = qualified_span(text, figure)
    return bool(_COMPARED.search(text[:start]) or _EARLIER.match(text, end))


def _counted(text: str, found: Sequence[Word], figure: Figure) -> frozenset[str]:
    """The stems of what a figure counts: "187 trains were late"; "put the number of complaints at 214"."""
    own = next((word for word in found if word.start >= figure.end), None)
    named = own is not None and (own.tells or own.plain in _BEFORE_A_NOUN)
    after = _behind(text, found, figure.end)
    if after and named:
        return after
    ahead = [word for word in found if word.end <= figure.start and word.tells][-_COUNTED:]
    return after | frozenset(word.stem for word in ahead)


def _behind(text: str, found: Sequence[Word], end: int) -> frozenset[str]:
    """The telling words behind a place, up to the next mark."""
    after: list[str] = []
    for word in (word for word in found if word.start >= end):
        if len(after) == _COUNTED or re.search(r"[,;:.()]", text[end : word.start]):
            break
        end = word.end
        if word.tells:
            after.append(word.stem)
    return frozenset(after)
