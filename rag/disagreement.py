"""Where documents disagree on the figure or the date that a question asks for.

Two figures differ far more often than two documents disagree: another year, another part of the whole, the figure of
the year before. So two sentences are held against each other only where both bear on the question nearly as well as
the best, count the same things in the same unit, name no different time and tell no figure that the other has too.
Two dates must differ in one part alone: a slip or a dispute is in the day, the month or the year; where all differ,
two events are told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from rag.asked import Asked, Term
from rag.figures import Figure, When, dates, figures, qualified_span, written
from rag.header import MONTHS
from rag.synonyms import mentions
from rag.types import Evidence
from rag.words import Word, stems, words

_NEAR = 0.66  # of the best score
_SAID_ITSELF = 0.8  # of the best score, for a sentence that says that sources differ
_ABOUT = {"number": 0.5, "date": 0.75}  # of the weight of the question's words, its dates left out
_FEWEST = 2  # telling words: "how much would it cost" says of nothing what it costs
_COUNTED = 4  # telling words after a figure, or before it, that say what it counts
_APART = 2.0  # one figure is at most so many times the other, or they tell of different things
_YEARS_APART = 2  # of two dates that are years alone
_ROUGHLY = 0.1  # what "about" leaves open
_YEAR = re.compile(r"(?<![\d,.£$€])(?:1[0-9]|20)\d\d(?![\d,]|\.\d)")
# A figure that another is compared with, or that is the whole of which it is a part.
_COMPARED = re.compile(
    r"\b(?:from|against|compared (?:with|to)|than|versus|instead of|rather than|among|out of)\s+(?:the\s+|all\s+)?$"
    r"|\d\s+of\s+(?:the\s+|all\s+)?$|\bone in\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\s*(?:\w+\s+){0,3}(?:an?|one|the|two|three|five|ten) (?:years?|months?|decades?|winters?) (?:before|earlier|ago)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:report(?:ed|s)?|publish\w*|wrote|issued|posted|dated|article|release|analysis)\b[^,;.]{0,40}$", re.IGNORECASE
)
_OF_PUBLISHING = stems("publish report issue release appear write date come")
_DIFFER = re.compile(
    r"\b(?:sources?|accounts?|reports?|figures?|estimates?|dates?|documents?|papers?|records?|counts?)\s+"
    r"(?:differ|disagree|vary|conflict|diverge|do not agree)\b"
    r"|\b(?:do|does|did) not (?:recogni[sz]e|accept) (?:the|that|this) (?:figure|number|count|date|total)\b"
    r"|\b(?:disput|contest|challeng)\w+ (?:the|that|this) (?:figure|number|count|date|total)\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:could|would|might|may|should|will|expect\w*|forecast\w*|target\w*|plan\w*|project\w*|if)\b"
)
_MONEY = frozenset({"£", "$", "€", "¥", "₹", "pence", "cent"})
_ASKS_MONEY = re.compile(r"\bhow much\b.*\b(?:cost|pay|paid|spen[dt]|price|fee|worth|fund\w*|fine\w*|rais\w*)\b", re.IGNORECASE)
_ASKS_SHARE = re.compile(r"\b(?:per ?cent\w*|share|proportion|rate)\b", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_MEASURES = (
    (
        re.compile(r"\bhow (?:long|old|often|soon)\b", re.IGNORECASE),
        stems("second minute hour day night week fortnight month year decade century time"),
    ),
    (
        re.compile(r"\bhow (?:far|high|tall|deep|wide|fast|thick)\b", re.IGNORECASE),
        stems("inch foot feet yard mile millimetre centimetre metre kilometre meter kilometer km cm mm knot mph"),
    ),
)
# A count that goes on: another day, another number.
_SO_FAR = re.compile(
    rf"\b(?:so far|to date|at (?:the|that) time|by (?:then|now|the end|mid|{'|'.join(MONTHS)}|(?:1\d|20)\d\d))\b",
    re.IGNORECASE,
)
# The question's own words for a time, and for the sort of answer: no source has to hold them.
_OF_TIME = stems(" ".join(("day date year month week time number figure total", *MONTHS)).casefold())


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence with what it tells, as it writes that; `counted` are the stems of what its figures count."""

    evidence: Evidence
    shown: str
    figures: tuple[Figure, ...]
    dates: tuple[When, ...]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences of different documents that tell different figures, or a sentence that says that sources differ."""

    tellings: tuple[Telling, ...]
    noted: Evidence | None


def disagreement(asked: Asked, evidence: Sequence[Evidence]) -> Disagreement | None:
    """None where the question asks for no figure or date, and where nothing disagrees."""
    if asked.wants not in ("number", "date") or not evidence:
        return None
    best = evidence[0].score
    near = [each for each in evidence if each.score >= _NEAR * best and each.sentence.role in ("body", "item")]
    about = [each for each in near if _share(asked, each) >= _ABOUT[asked.wants]]
    tell = _number if asked.wants == "number" else _date
    plain = [each for each in about if not _DIFFER.search(each.text) and _when_asked(asked.text, each)]
    told = [found for each in plain if (found := tell(asked, each)) is not None]
    differ = _numbers_differ if asked.wants == "number" else _dates_differ
    pair = next(
        (
            (one, other)
            for one, other in combinations(told, 2)
            if one.evidence.hit.passage.document_id != other.evidence.hit.passage.document_id
            and _of_one_time(one.evidence.text, other.evidence.text)
            and differ(one, other)
        ),
        (),
    )
    noted = next(
        (each for each in about if each.score >= _SAID_ITSELF * best and _DIFFER.search(each.text)), None
    )
    return Disagreement(pair, noted) if pair or noted else None


def _share(asked: Asked, each: Evidence) -> float:
    """How much of what is asked the sentence is about, in the question's words or in others that stand for them."""
    terms = [term for term in asked.terms if term.stem not in _OF_TIME and not term.number]
    if len(terms) < _FEWEST:
        return 0.0
    found = words(each.text)
    held = [term for term in terms if term.stem in each.stems or _otherwise(term, found)]
    return sum(term.weight for term in held) / (sum(term.weight for term in terms) or 1.0)


def _when_asked(question: str, each: Evidence) -> bool:
    """Whether a sentence tells of the month that is asked for, or its passage does where it names none itself."""
    wanted = [date for date in dates(question) if date.month is not None]
    if not wanted:
        return True
    own = [date for date in dates(each.text) if date.month is not None]
    return any(one.within(other, frozenset()) for one in wanted for other in own or dates(each.hit.passage.text))


def _otherwise(term: Term, found: Sequence[Word]) -> bool:
    return not term.name and next(mentions(term.stem, found), None) is not None


def _number(asked: Asked, each: Evidence) -> Telling | None:
    text, found = each.text, words(each.text)
    own = frozenset(term.stem for term in asked.terms if not term.number)
    kept: list[tuple[Figure, frozenset[str]]] = []
    for figure in figures(text, dates(text)):
        counted = _counted(text, found, figure)
        if not _fits(asked.text, figure, text) or _compared(text, figure):
            continue
        if not _measured(asked.text, counted) or (_HOW_MANY.search(asked.text) and not counted & own):
            continue
        kept.append((figure, counted))
    if not kept:
        return None
    return Telling(
        each,
        written(text, kept[0][0]),
        tuple(figure for figure, _ in kept),
        (),
        frozenset().union(*(counted for _, counted in kept)),
    )


def _fits(question: str, figure: Figure, text: str) -> bool:
    """Whether a figure is of the sort that is asked for."""
    if figure.unit in ("th", ":", "times", "half") or _YEAR.fullmatch(text[figure.start : figure.end]):
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
    """The stems of what a figure counts: "187 sailings were cancelled"; "put the cancellations at 214"."""
    after: list[Word] = []
    for place, word in enumerate(found):
        if word.start < figure.end:
            continue
        before = found[place - 1].end if after else figure.end
        if len(after) == _COUNTED or re.search(r"[,;:.()]", text[max(before, figure.end) : word.start]):
            break
        if word.tells:
            after.append(word)
        elif not after and word.plain not in ("of", "the"):
            break
    if after:
        return frozenset(word.stem for word in after)
    ahead = [word for word in found if word.end <= figure.start and word.tells][-_COUNTED:]
    return frozenset(word.stem for word in ahead)


def _date(asked: Asked, each: Evidence) -> Telling | None:
    text = each.text
    told = dates(text)
    spans = [(date.start, date.end) for date in told]
    for match in _YEAR.finditer(text):
        if not any(start <= match.start() < end for start, end in spans):
            told.append(When(match.start(), match.end(), int(match.group()), None, None))
    if not {term.stem for term in asked.terms} & _OF_PUBLISHING:
        told = [date for date in told if not _PUBLISHED.search(text[: date.start])]
    if not told:
        return None
    return Telling(each, text[told[0].start : told[0].end], (), tuple(told), frozenset())


def _of_one_time(one: str, other: str) -> bool:
    """Whether no year of the one shuts out those of the other, and both tell what is or both what would be."""
    if _SO_FAR.search(one) or _SO_FAR.search(other):
        return False
    ours, theirs = set(_YEAR.findall(one)), set(_YEAR.findall(other))
    if bool(_SUPPOSED.search(one)) != bool(_SUPPOSED.search(other)):
        return False
    return not ours or not theirs or bool(ours & theirs)


def _numbers_differ(one: Telling, other: Telling) -> bool:
    theirs = figures(other.evidence.text)
    if any(_agree(a, b) for a in figures(one.evidence.text) for b in theirs if a.unit == b.unit != "th"):
        return False
    if not one.figures[0].unit and not one.counted & other.counted:
        return False
    first, second = one.figures[0], other.figures[0]
    if first.unit != second.unit or min(first.value, second.value) <= 0:
        return False
    return max(first.value, second.value) <= _APART * min(first.value, second.value)


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may both be right: "over 5,000" and 5,470, "about 2.3" and 2.34."""
    if one.same_amount(other):
        return True
    for figure, exact in ((one, other), (other, one)):
        if figure.qualifier in ("over", "at least", "just over") and exact.value >= figure.value:
            return True
        if figure.qualifier in ("under", "at most", "almost") and exact.value <= figure.value:
            return True
        if figure.qualifier == "about" and abs(figure.value - exact.value) <= _ROUGHLY * figure.value:
            return True
        if abs(figure.value - exact.value) <= _last_place(figure.value) / 2:
            return True
    return False


def _last_place(value: float) -> float:
    """What the last digit stands for that is no nought: 5,500 may be rounded to hundreds. 1 at most from ten down."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return 10.0 ** -len(digits.split(".")[1])
    noughts = len(digits) - len(digits.rstrip("0"))
    return 10.0**noughts if noughts > 1 else 0.0


def _dates_differ(one: Telling, other: Telling) -> bool:
    return all(_one_part_differs(a, b) for a in one.dates for b in other.dates)


def _one_part_differs(one: When, other: When) -> bool:
    if one.turned or other.turned or (one.month is None) != (other.month is None):
        return False
    if (one.day is None) != (other.day is None):
        return False
    if one.month is None and one.year and other.year:
        return 0 < abs(one.year - other.year) <= _YEARS_APART
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return sum(a != b for a, b in parts if a is not None and b is not None) == 1
