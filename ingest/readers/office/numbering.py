"""The numbers that Word puts before paragraphs and headings by itself, as it shows them: "14.", "(b)", "2.1"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_ONES = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_MOST = 10_000  # a larger number is a mistake in the file


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered; `text` has %1 for the number of the first level."""

    start: int
    form: str
    text: str


class Numbering:
    """Counts the paragraphs of a document's lists, from top to bottom."""

    def __init__(self, document: Any) -> None:
        """`document` is python-docx's."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        root = next(
            (
                each.target_part.element
                for each in document.part.rels.values()
                if each.reltype.endswith("/numbering")
            ),
            None,
        )
        if root is not None:
            self._read(root)
        self._of_style = {
            style.style_id: _properties(style.element) for style in document.styles if style.type == 1
        }
        self._base = {
            style.style_id: style.base_style.style_id
            for style in document.styles
            if style.type == 1 and style.base_style
        }

    def _read(self, root: Any) -> None:
        abstract = {each.get(_W + "abstractNumId"): _levels(each) for each in root.iter(_W + "abstractNum")}
        for each in root.iter(_W + "num"):
            id, of = each.get(_W + "numId"), each.find(_W + "abstractNumId")
            if of is None:
                continue
            list_id = of.get(_W + "val")
            overrides = {
                int(other.get(_W + "ilvl", "0")): int(start.get(_W + "val", "1"))
                for other in each.iter(_W + "lvlOverride")
                if (start := other.find(_W + "startOverride")) is not None
            }
            levels = dict(abstract.get(list_id, {}))
            for level, start in overrides.items():
                if level in levels:
                    levels[level] = _Level(start, levels[level].form, levels[level].text)
            self._levels[id] = levels
            # A list that starts again counts for itself; others of one definition count on.
            self._list_of[id] = f"{list_id}/{id}" if overrides else list_id

    def number_of(self, paragraph: Any) -> str:
        """The number before this paragraph, which is counted; "" for a bullet or none."""
        properties = paragraph.find(_W + "pPr")
        found = self._place(properties)
        if found is None:
            return ""
        list_id, level = found
        levels = self._levels.get(list_id, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._list_of[list_id], {})
        counts[level] = min(counts.get(level, levels[level].start - 1) + 1, _MOST)
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if levels[level].form in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            given = levels.get(at)
            return counted(counts.get(at, given.start if given else 1), given.form if given else "decimal")

        return _PLACEHOLDER.sub(shown, levels[level].text).strip()

    def _place(self, properties: Any) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by itself or by its style."""
        own = _numbered(properties)
        style = properties.find(_W + "pStyle") if properties is not None else None
        name = style.get(_W + "val") if style is not None else None
        for _ in range(10):
            if own.get("id") is not None or name is None:
                break
            own = {**self._of_style.get(name, {}), **own}
            name = self._base.get(name)
        if own.get("id") in (None, "0"):
            return None
        return str(own["id"]), int(own.get("level") or 0)


def _properties(style: Any) -> Mapping[str, str]:
    return _numbered(style.find(_W + "pPr"))


def _numbered(properties: Any) -> dict[str, str]:
    found = properties.find(_W + "numPr") if properties is not None else None
    if found is None:
        return {}
    values = {"id": found.find(_W + "numId"), "level": found.find(_W + "ilvl")}
    return {name: each.get(_W + "val") for name, each in values.items() if each is not None}


def _levels(abstract: Any) -> dict[int, _Level]:
    found = {}
    for each in abstract.iter(_W + "lvl"):
        values = {name: _value(each, name) for name in ("start", "numFmt", "lvlText")}
        start = values["start"] or "1"
        found[int(each.get(_W + "ilvl", "0"))] = _Level(
            int(start) if start.isdigit() else 1, values["numFmt"] or "decimal", values["lvlText"] or ""
        )
    return found


def _value(element: Any, name: str) -> str | None:
    child = element.find(_W + name)
    return child.get(_W + "val") if child is not None else None


def counted(number: int, form: str) -> str:
    """A number in one of Word's forms: "lowerRoman" gives "iv" for 4."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        written, left = "", number
        for value, letters in (*_ROMAN, *_ROMAN_ONES):
            written += letters * (left // value)
            left %= value
        return written.upper() if form == "upperRoman" else written
    return f"{number:02}" if form == "decimalZero" else str(number)
