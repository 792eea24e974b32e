"""Read the numbers, percentages and sums of money of a text into one form, with the words that qualify them.

"Up to 50 per cent", "up to fifty percent" and "up to 50%" are one figure; "50 per cent" is another, because
the qualifier is part of what is claimed. So is the unit: 50 is not 50 %, and £5m is not $5m.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rag.text.dates import ORDINAL, When
from rag.text.lexicon import tables as lexicon

_ENTRIES = lexicon.entries("number_words")
_KEPT = 2048  # sentences with their figures
_SENTENCE = 600  # characters at most of what is kept


def _values(kind: str) -> dict[str, float]:
    return {entry.word: float(entry.values["value"]) for entry in _ENTRIES if kind in entry.tags}


_CARDINALS = _values("cardinal")
_ORDINALS = _values("ordinal")
_SCALE = _values("scale")
_MULTIPLES = _values("multiple")
_SHORT_SCALES, _LONG_SCALES = (
    "|".join(sorted((word for word in lexicon.words("number_words", "scale", tag)), key=len, reverse=True))
    for tag in ("short", "word")
)


def _said(tag: str) -> str:
    return f"(?:{lexicon.phrases('counting_words', tag)})"


_WORD_NUMBER = "|".join(_CARDINALS)
_COIN = {
    form: entry.values["sign"]
    for entry in lexicon.entries("currencies")
    for form in (entry.word, *entry.listed("plural"))
}
_NUMBER = re.compile(
    r"(?P<money>US\$|[£$€¥₹])?\s?"
    r"(?:(?<![\w.])(?P<minus>[-−])(?=\d))?"
    rf"(?:(?P<digits>(?<![A-Za-z\d])\d+(?:,\d{{3}})+(?:\.\d+)?|(?<![A-Za-z\d])\d+(?:[.:]\d+)?)(?P<th>{ORDINAL})?"
    rf"|(?<!\w)(?P<words>(?:{_WORD_NUMBER})(?:[\s-]+(?:and\s+)?(?:{_WORD_NUMBER}))*)(?!\w)"
    rf"|(?<!\w)(?P<article>{_said('one')})(?=\s+(?:{_LONG_SCALES})\b)"
    rf"|(?<!\w)(?P<ordinal>{'|'.join(_ORDINALS)})(?!\w)"
    rf"|(?<!\w)(?P<half>{lexicon.alternatives(_MULTIPLES)})(?!\w))"
    rf"(?:(?P<scale>(?:{_SHORT_SCALES})(?![\w]))"
    rf"|(?P<scales>(?:[\s-]+(?:{_LONG_SCALES})(?!\w))+))?"
    rf"(?:(?P<percent>\s?%|[\s-]?(?:{lexicon.phrases('percent_words')})\b)(?P<points>[\s-](?:age\s)?points?\b)?"
    r"|(?P<points2>[\s-]percentage[\s-]points?\b)"
    rf"|[\s-](?P<coin>{lexicon.alternatives(_COIN)})\b)?"
    r"(?P<plus>\+)?",
    re.IGNORECASE,
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"\s*(?:-|–|—|to|and|or)\s*", re.IGNORECASE)
# Every match of `_NUMBER` holds a digit or one of these; to look for them first takes a tenth of the time.
_ANY_NUMBER = {*_CARDINALS, *_ORDINALS, *_MULTIPLES, *lexicon.words("number_words", "scale", "word")}
_HINTS = tuple(
    sorted(word for word in _ANY_NUMBER if not any(other in word for other in _ANY_NUMBER - {word}))
)
_FRACTION = re.compile(
    rf"(?<!\w)(?:(?P<number>an?|{_WORD_NUMBER})[\s-]+(?!first|second)(?P<part>{'|'.join(_ORDINALS)})s?(?!\w)"
    rf"|(?P<half>half)(?=\s+{_said('whole')}\b))(?P<plus>\+)?",
    re.IGNORECASE,
)
# "One of them" counts nothing.
_NOT_A_COUNT = re.compile(
    rf"\s+(?:{lexicon.alternatives(lexicon.words('uncounted_words'))})\b|\s*[”\"’')]*\s*(?:[.,;:!?]|$)"
)

_A = rf"\s+(?:{_said('leads')}\s+)*$"
_REACH = 48  # characters before a figure in which its qualifier stands


def _qualifying(place: str, *names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", " "), lexicon.phrases("qualifiers", place, name)) for name in names)


# In this order: "no more than" is tried before "more than".
_QUALIFIERS = tuple(
    (name, re.compile(rf"(?<!\w)(?:{pattern}){_A}", re.IGNORECASE))
    for name, pattern in _qualifying(
        "before", "at_most", "at_least", "just_over", "almost", "over", "under", "about", "exactly"
    )
)
_AFTER = tuple(
    (name, re.compile(rf"\s+(?:{pattern})\b", re.IGNORECASE))
    for name, pattern in _qualifying("behind", "at_least", "at_most", "about")
)


class Figure(NamedTuple):
    """A number with its unit ("%", "points", "£", "th" for ordinals, "" for none) and qualifier, if any."""

    start: int
    end: int
    value: float
    unit: str
    qualifier: str = ""

    def says(self, other: "Figure") -> bool:
        """The same number of the same thing, qualified alike."""
        return self.same_amount(other) and self.qualifier == other.qualifier

    def same_amount(self, other: "Figure") -> bool:
        return self.unit == other.unit and abs(self.value - other.value) <= 1e-9 * max(1.0, abs(self.value))


def figures(text: str, taken: Iterable[When] = ()) -> list[Figure]:
    """The numbers in order, without those that belong to the dates in `taken`."""
    spans = tuple((date.start, date.end) for date in taken)
    return [*(_kept_figures(text, spans) if len(text) <= _SENTENCE else _figures(text, spans))]


def _figures(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Figure, ...]:
    if not _may_hold_one(text):
        return ()
    found: list[Figure] = []
    for match in _NUMBER.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if any(left < match.end() and start < right for left, right in spans):
            continue
        value = _value(match)
        if value is None or (
            (match["words"] or "").lower() == "one" and _NOT_A_COUNT.match(text, match.end())
        ):
            continue
        found.append(Figure(start, match.end(), value, _unit(match), _qualifier(text, start, match)))
    return tuple(_with_shared_units(text, found))


# One answer asks for the figures of a sentence several times, and so does the next.
_kept_figures = lru_cache(maxsize=_KEPT)(_figures)


def _may_hold_one(text: str) -> bool:
    # Where case is ignored these are an i too; they are none in lower case.
    small = text.replace("İ", "i").replace("ı", "i").casefold()
    return _DIGIT.search(text) is not None or any(hint in small for hint in _HINTS)


def shares(text: str) -> list[Figure]:
    """What is told in fractions, as percentages: "a quarter", "three-quarters", "half"."""
    found = []
    for match in _FRACTION.finditer(text):
        number = match["number"].lower() if match["number"] else "one"
        value = _CARDINALS.get(number, 1.0) / (2.0 if match["half"] else _ORDINALS[match["part"].lower()])
        found.append(
            Figure(match.start(), match.end(), 100 * value, "%", _qualifier(text, match.start(), match))
        )
    return found


def written(text: str, figure: Figure) -> str:
    """A figure as the text has it, with the words that qualify it: "up to 50 per cent"."""
    start, end = qualified_span(text, figure)
    return text[start:end]


def qualifying(text: str, figure: Figure) -> str:
    """The words that qualify a figure, as the text has them: "up to"; empty if there are none."""
    start, end = qualified_span(text, figure)
    return f"{text[start : figure.start]} {text[figure.end : end]}".strip()


def qualified_span(text: str, figure: Figure) -> tuple[int, int]:
    """The span of a figure with the words that qualify it."""
    before = text[max(0, figure.start - _REACH) : figure.start]
    for name, pattern in _QUALIFIERS:
        if name == figure.qualifier and (match := pattern.search(before)):
            return figure.start - len(before) + match.start(), figure.end
    for name, pattern in _AFTER:
        if name == figure.qualifier and (match := pattern.match(text, figure.end)):
            return figure.start, match.end()
    return figure.start, figure.end


def _value(match: re.Match[str]) -> float | None:
    if match["digits"]:
        value = float(match["digits"].replace(",", "").replace(":", "."))
    elif match["words"]:
        value = 0.0
        for word in re.findall(r"[a-z]+", match["words"].lower()):
            value += _CARDINALS.get(word, 0)
    elif match["article"]:
        value = 0.5 if match["article"].lower().startswith("half") else 1.0
    elif match["ordinal"]:
        value = float(_ORDINALS[match["ordinal"].lower()])
    else:
        value = _MULTIPLES[match["half"].lower()]
    for scale in re.findall(r"[a-z]+", f"{match['scale'] or ''} {match['scales'] or ''}".lower()):
        value *= _SCALE[scale]
    return -value if match["minus"] else value


def _unit(match: re.Match[str]) -> str:
    if match["points"] or match["points2"]:
        return "points"
    if match["percent"]:
        return "%"
    if match["money"]:
        return match["money"].removeprefix("US").removeprefix("us")
    if match["coin"]:
        return _COIN[match["coin"].lower()]
    if match["th"] or match["ordinal"]:
        return "th"
    if match["half"]:
        return "times" if match["half"].lower() != "half" else "half"
    return ":" if ":" in (match["digits"] or "") else ""


def _qualifier(text: str, start: int, match: re.Match[str]) -> str:
    before = text[max(0, start - _REACH) : start]
    for name, pattern in _QUALIFIERS:
        if pattern.search(before):
            return name
    if match["plus"]:
        return "at least"
    return next((name for name, pattern in _AFTER if pattern.match(text, match.end())), "")


def _with_shared_units(text: str, found: list[Figure]) -> list[Figure]:
    """In "5 to 10 per cent" and "$5-10" both ends have the unit that one of them names."""
    shared = list(found)
    for index in range(len(shared) - 1):
        left, right = shared[index], shared[index + 1]
        between = text[left.end : right.start]
        if not _RANGE.fullmatch(between):
            continue
        if not left.unit and right.unit in ("%", "points"):
            shared[index] = Figure(left.start, left.end, left.value, right.unit, left.qualifier)
        elif left.unit in ("$", "£", "€") and not right.unit and "and" not in between.lower():
            shared[index + 1] = Figure(right.start, right.end, right.value, left.unit, right.qualifier)
    return shared
