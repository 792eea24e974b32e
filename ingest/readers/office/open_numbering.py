"""The numbers that OpenDocument programs put before items and headings by themselves, as they show them."""

from typing import Any

from ingest.readers.office.numbering import counted

_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEVELS = ("list-level-style-number", "outline-level-style")
_STYLES = ("list-style", "outline-style")
_OUTLINE = ""  # the style of the numbers of headings


def attribute(node: Any, name: str) -> str | None:
    """An attribute by its name without the namespace."""
    return next((str(value) for (_, local), value in node.attributes.items() if local == name), None)


class OpenNumbering:
    """Counts the items of a document's lists and its headings, from top to bottom."""

    def __init__(self, document: Any) -> None:
        """`document` is odfpy's."""
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in (document.styles, document.automaticstyles):
            for node in root.childNodes:
                self._read(node)

    def _read(self, node: Any) -> None:
        kind = node.qname[1]
        if kind in _STYLES:
            name = _OUTLINE if kind == _STYLES[1] else attribute(node, "name") or _OUTLINE
            self._levels[name] = {
                int(attribute(each, "level") or 1): each
                for each in node.childNodes
                if each.qname[1] in _LEVELS
            }

    def begin(self, element: Any, style: str | None) -> None:
        """Count a list from its start, unless it continues another."""
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list")
        if style is not None and not goes_on:
            self._counts.pop(style, None)

    def item(self, element: Any, style: str | None, level: int) -> str:
        """The number before an item of a list, which is counted; "" for a bullet."""
        given = attribute(element, "start-value")
        return self._number(style, level, int(given) if given and given.isdigit() else None)

    def heading(self, element: Any) -> str:
        """The number before a heading, which is counted; "" where headings have none."""
        level = attribute(element, "outline-level") or "1"
        return self._number(_OUTLINE, int(level), None) if level.isdigit() else ""

    def _number(self, style: str | None, level: int, given: int | None) -> str:
        levels = self._levels.get(style, {}) if style is not None else {}
        own = levels.get(level)
        if own is None or style is None:
            return ""
        counts = self._counts.setdefault(style, {})
        start = given if given is not None else _whole(own, "start-value")
        counts[level] = counts[level] + 1 if level in counts and given is None else start
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if attribute(own, "num-format") not in _FORMS:
            return ""
        first = max(level - _whole(own, "display-levels") + 1, 1)
        shown = [
            counted(counts.get(each, 1), _FORMS.get(attribute(levels[each], "num-format") or "", "decimal"))
            for each in range(first, level + 1)
            if each in levels and attribute(levels[each], "num-format") in _FORMS
        ]
        return f"{attribute(own, 'num-prefix') or ''}{'.'.join(shown)}{attribute(own, 'num-suffix') or ''}".strip()


def _whole(node: Any, name: str) -> int:
    value = attribute(node, name)
    return int(value) if value and value.isdigit() else 1
