"""Blocks in reading order from a tree of HTML elements or of trafilatura's elements."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.text.breaks import paragraphs_at_breaks
from ingest.text.clean import clean, one_line
from ingest.text.reading import Block
from rag.types import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

# trafilatura calls a heading `head`, an item `item`, a quotation `quote`.
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head", "legend", "summary"), "heading"),
    **dict.fromkeys(("li", "item", "dd", "dt"), "item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
}
BREAKING = frozenset(_ROLES) | {
    *("p", "div", "section", "article", "main", "header", "center", "address", "hr", "details", "fieldset"),
    *("ul", "ol", "dl", "list", "blockquote", "quote", "pre", "figure", "graphic", "body", "html"),
    *("table", "thead", "tbody", "tfoot", "tr", "row"),
}
_LINE_BREAK = "\u2028"  # stands for <br> until the block ends; a file's own are cleaned away
_BULLETS = "•●▪■◦‣ "
_QUOTES = ("blockquote", "quote")
CELLS = frozenset(("td", "th", "cell"))
_SKIPPED = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
    ),
    *("nav", "footer", "aside", "form", "button", "select", "option", "textarea", "menu", "dialog"),
    *("title", "meta", "link"),
}


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with the element that it fills, and the share of its letters that lead to another place."""

    block: Block
    element: "_Element"
    linked: float


def blocks_of_fragment(source: str) -> Iterator[Block]:
    """Read the blocks of an HTML fragment."""
    import lxml.html

    if source.strip():
        yield from blocks_of(lxml.html.fragment_fromstring(source, create_parent="div"))


def is_skipped(element: "_Element") -> bool:
    """Whether the element is a menu, a form, a script or the like."""
    return not isinstance(element.tag, str) or element.tag.rsplit("}", 1)[-1].lower() in _SKIPPED


def blocks_of(root: "_Element") -> list[Block]:
    """Read headings, paragraphs, items, rows and captions below `root`, without menus, forms and scripts."""
    return [each.block for each in placed_blocks(root)]


def placed_blocks(root: "_Element") -> list[PlacedBlock]:
    """The blocks below `root` with their places in the tree."""
    walk = _BlockWalk(root)
    walk.down(root)
    walk.flush()
    return walk.found


class _BlockWalk:
    """One pass over a tree; words are collected until an element ends their block."""

    def __init__(self, root: "_Element") -> None:
        self.found: list[PlacedBlock] = []
        self._words: list[str] = []
        self._roles: list[Role] = ["body"]
        self._around = [root]
        self._cells: list[str] | None = None
        self._links = 0  # how many links the walk is in
        self._linked = 0  # letters of the block that are links
        self._quoted = 0

    def flush(self) -> None:
        lines = [line for each in "".join(self._words).split(_LINE_BREAK) if (line := one_line(each))]
        self._words = []
        if not lines:
            return
        if self._cells is not None:
            self._cells.append(" ".join(lines))
        else:
            lines[0] = lines[0].lstrip(_BULLETS) or lines[0]
            self._keep(paragraphs_at_breaks(lines), self._roles[-1])

    def _keep(self, parts: Sequence[str], role: Role) -> None:
        letters = sum(len(part) - part.count(" ") for part in parts)
        linked = min(self._linked / letters, 1.0)
        self._linked = 0
        self.found += [
            PlacedBlock(Block(part, role, quoted=self._quoted > 0), self._around[-1], linked)
            for part in parts
        ]

    def down(self, element: "_Element") -> None:
        tag = element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else None
        if tag is None or tag in _SKIPPED or element.get("hidden") is not None:
            return
        if tag == "pre" or (tag == "code" and "\n" in (element.text or "")):
            self._verbatim(element)
        elif tag in ("tr", "row") and self._cells is None and not _is_layout(element):
            self._row(element)
        elif tag in ("br", "lb"):
            self._words.append(_LINE_BREAK if self._cells is None else " ")
        else:
            self._inside(element, tag)

    def _inside(self, element: "_Element", tag: str) -> None:
        role = _ROLES.get(tag) or ("caption" if _is_caption(element) else None)
        breaking = tag in BREAKING or (tag in CELLS and self._cells is None) or role == "caption"
        place = element.get("href") or "" if tag == "a" else ""
        # A heading that is a link to itself is no link; a list of such links is a table of contents.
        link = bool(place) and not (place.startswith("#") and "heading" in self._roles)
        if breaking:
            self._break()
            self._around.append(element)
        if role:
            self._roles.append(role)
        self._links += link
        self._quoted += tag in _QUOTES
        self._content(element)
        self._links -= link
        if breaking:
            self._break()
            self._around.pop()
        self._quoted -= tag in _QUOTES
        if role:
            self._roles.pop()

    def _content(self, element: "_Element") -> None:
        self._add(element.text)
        for child in element:
            self.down(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        self._words.append(text or "")
        if text and self._links:
            self._linked += sum(map(len, text.split()))

    def _break(self) -> None:
        """End the block; inside a cell, only separate the words."""
        if self._cells is None:
            self.flush()
        else:
            self._words.append(" ")

    def _row(self, element: "_Element") -> None:
        self.flush()
        self._cells = []
        self._around.append(element)
        for child in element:
            self.down(child)
            self.flush()
        cells, self._cells = self._cells, None
        if cells:
            self._keep([" | ".join(cells)], "row")
        self._around.pop()

    def _verbatim(self, element: "_Element") -> None:
        self._break()
        text = clean("".join(str(part) for part in element.itertext())).strip()
        if self._cells is not None:
            self._words.append(text)
        elif text:
            self._around.append(element)
            self._keep([text], "body")
            self._around.pop()


def _is_layout(row: "_Element") -> bool:
    """Whether this row is layout only: it has one column, or whole articles in its cells."""
    cells = [child for child in row if isinstance(child.tag, str) and child.tag.lower() in CELLS]
    inner = ("table", "h1", "h2", "h3", "ul", "ol", "list", "head", "form")
    if any(next(cell.iter(*inner), None) is not None for cell in cells):
        return True
    return any(sum(1 for _ in cell.iter("p")) > 1 for cell in cells) or len(cells) < 2


def _is_caption(element: "_Element") -> bool:
    """Whether a class marks the element as a caption, on pages without `figcaption`."""
    classes = (element.get("class") or "").lower().replace("_", "-").split()
    return any(name in ("caption", "wp-caption-text") or name.endswith("-caption") for name in classes)
