"""The article of a page: the blocks that trafilatura finds, and what the page has between and beside them.
trafilatura leaves out lists, headings and notes that it mistakes for page furniture. Here a block between
two of the article is left out only if it links elsewhere, or if the page calls it a box, a menu or the
like.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.readers.web.blocks import PlacedBlock
from ingest.text.reading import Block

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_LINKED = 0.6  # share of the letters of a block or a list; more lead elsewhere
_REPEATED = 8  # words; a page shows a longer text a second time for another width of screen
_NEAR = 20_000  # letters after the last block found in which the next is looked for
_PIECE = 24  # letters by which a block is known whose other words differ
_BESIDE = frozenset(
    (
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"),
        *("figure", "center"),
    )
)  # elements of text that stand beside others in a page without any division


def furniture_of(page: "HtmlElement") -> frozenset["_Element"]:
    """The elements that the page names as boxes, menus, comments or teasers, by trafilatura's lists of such names."""
    from trafilatura.xpaths import OVERALL_DISCARD_XPATH, REMOVE_COMMENTS_XPATH, TEASER_DISCARD_XPATH

    finders: list[Callable[[HtmlElement], Iterable[_Element]]] = [
        *OVERALL_DISCARD_XPATH,
        *REMOVE_COMMENTS_XPATH,
        *TEASER_DISCARD_XPATH,
    ]
    return frozenset(element for find in finders for element in find(page))


def article_of(
    main: Sequence[Block], everything: Sequence[PlacedBlock], furniture: frozenset["_Element"]
) -> list[Block]:
    """The blocks of the page, in its order, that are `main` or belong to it; `main` if it has none of it."""
    found = _found(main, everything)
    if not any(found):
        return list(main)
    chain = _above([each.element for each, is_found in zip(everything, found, strict=True) if is_found])
    wanted = _texts(everything, found, furniture - set(chain))
    first, last = found.index(True), len(found) - 1 - found[::-1].index(True)
    kept = [each or (first < index < last and wanted[index]) for index, each in enumerate(found)]
    for edge, step in ((first, -1), (last, 1)):
        _extend(everything, wanted, kept, edge + step, step, chain[0])
    _settle_headings(everything, found, kept)
    return _once(everything, found, kept)


def _found(main: Sequence[Block], everything: Sequence[PlacedBlock]) -> list[bool]:
    """Which blocks of the page are in `main`, which may have joined or divided them."""
    squeezed = ["".join(each.block.text.split()) for each in everything]
    starts = [0]
    for text in squeezed:
        starts.append(starts[-1] + len(text))
    whole = "".join(squeezed)
    exact: dict[str, list[int]] = {}
    for index, text in enumerate(squeezed):
        exact.setdefault(text, []).append(index)
    found = [False] * len(everything)
    at = 0
    for block in main:
        wanted = "".join(block.text.split())
        place, length = _place(wanted, whole, at), len(wanted)
        if place < 0 and (others := exact.get(wanted)):
            place = starts[next((each for each in others if not found[each]), others[0])]
        if place < 0:
            place, length = _place(wanted[:_PIECE], whole, at), 1
        if place < 0:
            continue
        at = place + length
        _mark(found, starts, place, at)
    return found


def _place(wanted: str, whole: str, at: int) -> int:
    return whole.find(wanted, at, at + len(wanted) + _NEAR)


def _mark(found: list[bool], starts: Sequence[int], start: int, end: int) -> None:
    index = bisect_right(starts, start) - 1
    while index < len(found) and starts[index] < end:
        found[index] = True
        index += 1


def _above(elements: Sequence["_Element"]) -> list["_Element"]:
    """The elements around all of these, the innermost first."""
    common = [*elements[0].iterancestors()]
    for element in elements[1:]:
        above = set(element.iterancestors())
        common = [each for each in common if each in above]
    return common


def _texts(
    everything: Sequence[PlacedBlock], found: Sequence[bool], around: frozenset["_Element"]
) -> list[bool]:
    """Which blocks are text: no links to other pages, no teasers below such a link, not in what is `around`."""
    wanted: list[bool] = []
    is_teaser = False
    for index, each in enumerate(everything):
        if each.block.role == "heading" or found[index]:
            is_teaser = each.linked > _LINKED and not found[index]
        named = any(element in around for element in (each.element, *each.element.iterancestors()))
        wanted.append(not (is_teaser or named or each.linked > _LINKED))
    for start, end in _lists(everything):
        items = everything[start:end]
        letters = sum(len(each.block.text) for each in items)
        text = sum(each.linked * len(each.block.text) for each in items) <= _LINKED * letters
        introduced = start > 0 and everything[start - 1].block.text.endswith(":")
        for index in range(start, end):
            if not found[index]:
                wanted[index] = (text and wanted[index]) or (
                    introduced and (wanted[start - 1] or found[start - 1])
                )
    return wanted


def _lists(everything: Sequence[PlacedBlock]) -> Iterator[tuple[int, int]]:
    """The ranges of the items that follow each other in one list."""
    for parent, items in groupby(
        range(len(everything)),
        lambda index: (
            everything[index].element.getparent() if everything[index].block.role == "item" else None
        ),
    ):
        if parent is not None:
            indexes = list(items)
            yield indexes[0], indexes[-1] + 1


def _extend(
    everything: Sequence[PlacedBlock],
    wanted: Sequence[bool],
    kept: list[bool],
    index: int,
    step: int,
    root: "_Element",
) -> None:
    """Keep the text before or after what was found, within `root`, up to the first block that is none.

    Before it, what is no text is passed over on the way up to the page's own title.
    """
    divided = root.tag not in ("body", "html")
    title = index
    if step < 0:
        title = next((at for at in range(index, -1, -1) if everything[at].element.tag == "h1"), index)
    while 0 <= index < len(everything) and (wanted[index] or index > title):
        element = everything[index].element
        branch = next(
            (each for each in (element, *element.iterancestors()) if each.getparent() is root), None
        )
        if branch is None or not (divided or branch.tag in _BESIDE):
            return
        kept[index] = wanted[index]
        index += step


def _settle_headings(everything: Sequence[PlacedBlock], found: Sequence[bool], kept: list[bool]) -> None:
    """A heading below the page's own goes with what stands below it."""
    below = False
    for index in range(len(everything) - 1, -1, -1):
        each = everything[index]
        if each.block.role == "heading" and each.element.tag != "h1" and not found[index]:
            kept[index] &= below
        else:
            below = kept[index]


def _once(everything: Sequence[PlacedBlock], found: Sequence[bool], kept: Sequence[bool]) -> list[Block]:
    """The blocks that are kept, without what stands among those found already."""
    seen = {each.block.text for each, is_found in zip(everything, found, strict=True) if is_found}
    return [
        each.block
        for each, is_found, is_kept in zip(everything, found, kept, strict=True)
        if is_found or (is_kept and (each.block.text not in seen or len(each.block.text.split()) < _REPEATED))
    ]
