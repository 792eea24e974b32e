"""Numbers, percentages, sums of money and dates of a text, in one form, with the words that qualify them.

"Up to 50 per cent", "up to fifty percent" and "up to 50%" are one figure; "50 per cent" is another, because
the qualifier is part of what is claimed. So is the unit: 50 is not 50 %, and £5m is not $5m.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from rag.text.months import MONTHS

_MONTH = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTH |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}
_MONTHS = "|".join(sorted(_MONTH, key=len, reverse=True))
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DATES = re.compile(
    rf"\b(?P<iso_y>{_YEAR})-(?P<iso_m>\d\d)(?:-(?P<iso_d>\d\d))?(?!\d)"
    rf"|\b(?P<n1>\d{{1,2}})[/.](?P<n2>\d{{1,2}})[/.](?P<ny>{_YEAR})\b"
    rf"|\b(?P<dm_d>{_DAY})(?:\s+of)?\s+(?P<dm_m>{_MONTHS})\b\.?(?:,?\s+(?P<dm_y>{_YEAR})\b)?"
    rf"|\b(?P<md_m>{_MONTHS})\b\.?\s+(?P<md_d>{_DAY})\b(?!,\d)(?:,?\s+(?P<md_y>{_YEAR})\b)?"
    rf"|\b(?P<my_m>{_MONTHS})\b\.?,?\s+(?P<my_y>{_YEAR})\b",
    re.IGNORECASE,
)

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_ONES += " seventeen eighteen nineteen"
_SMALL = {word: number for number, word in enumerate(_ONES.split())}
_TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
_ORDINAL = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
} | {"thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifths": 5, "eighths": 8, "tenths": 10}
_SCALE = {
    "hundred": 100.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
_WORD_NUMBER = "|".join((*_SMALL, *_TENS))
_NUMBER = re.compile(
    r"(?P<money>US\$|[£$€¥₹])?\s?"
    r"(?:(?<![\w.])(?P<minus>[-−])(?=\d))?"
    r"(?:(?P<digits>(?<![A-Za-z\d])\d+(?:,\d{3})+(?:\.\d+)?|(?<![A-Za-z\d])\d+(?:[.:]\d+)?)(?P<th>st|nd|rd|th)?"
    rf"|(?<!\w)(?P<words>(?:{_WORD_NUMBER})(?:[\s-]+(?:and\s+)?(?:{_WORD_NUMBER}))*)(?!\w)"
    r"|(?<!\w)(?P<article>an?|half an?)(?=\s+(?:hundred|thousand|million|billion|trillion|dozen)\b)"
    rf"|(?<!\w)(?P<ordinal>{'|'.join(_ORDINAL)})(?!\w)"
    r"|(?<!\w)(?P<half>half|twice|double|triple)(?!\w))"
    r"(?:(?P<scale>(?:k|mn?|mln|bn?|tn?)(?![\w]))"
    r"|(?P<scales>(?:[\s-]+(?:hundred|thousand|million|billion|trillion|dozen)(?!\w))+))?"
    r"(?:(?P<percent>\s?%|[\s-]?(?:per\s?cent|percent|pct)\b)(?P<points>[\s-](?:age\s)?points?\b)?"
    r"|(?P<points2>[\s-]percentage[\s-]points?\b)"
    r"|[\s-](?P<coin>dollars?|pounds?|euros?|cents?|pence|yen|rupees?)\b)?"
    r"(?P<plus>\+)?",
    re.IGNORECASE,
)  # fmt: skip
_COIN = {"dollar": "$", "pound": "£", "euro": "€", "cent": "cent", "pence": "pence", "yen": "¥", "rupee": "₹"}
_RANGE = re.compile(r"\s*(?:-|–|—|to|and|or)\s*", re.IGNORECASE)
# "One of them" counts nothing.
_NOT_A_COUNT = re.compile(
    r"\s+(?:of|another|or|who|that|which|thing|day|way|side|hand)\b|\s*[”\"’')]*\s*(?:[.,;:!?]|$)"
)

_A = r"\s+(?:an?\s+|the\s+|its\s+|their\s+|his\s+|her\s+|estimated\s+|some\s+)*$"
_REACH = 48  # characters before a figure in which its qualifier stands
_QUALIFIERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<!\w)(?:{pattern}){_A}", re.IGNORECASE))
    for name, pattern in (
        ("at most", r"up to|as (?:much|many|high|long|far) as|at (?:the )?(?:very )?most|no (?:more|greater|longer"
                    r"|higher) than|not (?:more|exceeding)(?: than)?|a maximum of|maximum|(?:not )?exceeding"),
        ("at least", r"at (?:the )?(?:very )?least|(?:no|not) (?:less|fewer) than|a minimum of|minimum"),
        ("just over", r"(?:just|slightly|a little|marginally) (?:over|more than|above)"),
        ("almost", r"almost|nearly|close to|(?:just|slightly|a little) (?:under|below|less than|short of)|not quite"
                   r"|approaching|practically|virtually"),
        ("over", r"over|more than|above|greater than|higher than|longer than|upwards? of|in excess of|exceeds?|beyond"),
        ("under", r"under|less than|fewer than|below|lower than|shorter than|as (?:few|little|low) as"),
        ("about", r"about|around|approximately|approx\.?|roughly|circa|c\.|some|(?:an )?estimated"
                  r"|in the region of"),
        ("exactly", r"exactly|precisely"),
    )
)  # fmt: skip
_AFTER = (
    ("at least", re.compile(r"\s+or (?:more|above|over|higher|greater|longer)\b", re.IGNORECASE)),
    ("at most", re.compile(r"\s+or (?:less|fewer|under|below|lower)\b|\s+at most\b", re.IGNORECASE)),
    ("at least", re.compile(r"\s+at least\b", re.IGNORECASE)),
    ("about", re.compile(r"\s+or so\b", re.IGNORECASE)),
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


class When(NamedTuple):
    """A date as far as it is told; a year alone is also a number."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    turned: bool = False  # written 3/4/2015: which is the day is not known

    def within(self, other: "When", years: frozenset[int]) -> bool:
        """Whether `other` tells this date; a year that it leaves out may be among `years`."""
        if (
            self.year is not None
            and self.year != other.year
            and not (other.year is None and self.year in years)
        ):
            return False
        ours = (self.month, self.day)
        theirs = [(other.month, other.day)]
        if self.turned or other.turned:
            theirs.append((other.day, other.month))
        return any(
            (ours[0] is None or ours[0] == month) and (ours[1] is None or ours[1] == day)
            for month, day in theirs
        )


def dates(text: str) -> list[When]:
    """Dates with at least two of day, month and year."""
    found = []
    for match in _DATES.finditer(text):
        part = match.groupdict()
        turned = False
        if part["iso_y"]:
            year, month, day = part["iso_y"], part["iso_m"], part["iso_d"]
        elif part["ny"]:
            day, month, year = part["n1"], part["n2"], part["ny"]
            if int(month) > 12:
                day, month = month, day
            turned = int(day) <= 12
        else:
            day = part["dm_d"] or part["md_d"]
            month = part["dm_m"] or part["md_m"] or part["my_m"]
            year = part["dm_y"] or part["md_y"] or part["my_y"]
        found.append(
            When(
                match.start(),
                match.end(),
                int(year) if year else None,
                (int(month) if month.isdigit() else _MONTH[month.casefold()]) if month else None,
                int(re.sub(r"\D", "", day)) if day else None,
                turned,
            )
        )
    return found


def figures(text: str, taken: Iterable[When] = ()) -> list[Figure]:
    """Numbers in order, those that are part of the dates in `taken` left out."""
    spans = [(date.start, date.end) for date in taken]
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
    return _with_shared_units(text, found)


def written(text: str, figure: Figure) -> str:
    """A figure as the text has it, with the words that qualify it: "up to 50 per cent"."""
    start, end = qualified_span(text, figure)
    return text[start:end]


def qualifying(text: str, figure: Figure) -> str:
    """The words that qualify a figure, as the text has them: "up to"; empty where none do."""
    start, end = qualified_span(text, figure)
    return f"{text[start : figure.start]} {text[figure.end : end]}".strip()


def qualified_span(text: str, figure: Figure) -> tuple[int, int]:
    """Where a figure stands in the text, with the words that qualify it."""
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
            value += _SMALL.get(word, 0) + _TENS.get(word, 0)
    elif match["article"]:
        value = 0.5 if match["article"].lower().startswith("half") else 1.0
    elif match["ordinal"]:
        value = float(_ORDINAL[match["ordinal"].lower()])
    else:
        value = {"half": 0.5, "twice": 2.0, "double": 2.0, "triple": 3.0}[match["half"].lower()]
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
        return _COIN[match["coin"].lower().rstrip("s")] if match["coin"].lower() != "pence" else "pence"
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
