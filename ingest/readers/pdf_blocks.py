"""Paragraphs, headings, items and rows from the lines of pages; a paragraph may cross a column or page break."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.readers.pdf_edges import fills
from ingest.readers.pdf_lines import PdfLine, is_numbered
from ingest.readers.pdf_text import Laid, laid
from rag.types import Role

_BULLET = re.compile(
    r"[•●○■□▪▫◦‣⁃·»➢✓\uf0b7\uf0a7*–—-]\s+\S|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S|\(\d{1,2}\)[^\W\d_]"
)
# «3. Results», «2.1 Costs», «Annex B. Costs» is numbered as headings are, «(a) the lock» is not.
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z]|[IVX]{1,5})[.)]?\s+(?=[^\W\d_a-z])")
_LEADERS = re.compile(r"\S\s*(?:\.\s?|…\s?){4,}\s*(?P<page>\d{1,4}|[ivxlc]{1,7})?$")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*\d{0,2}$")
_LARGER = 1.12  # of the body's height: a heading
_SAME_HEIGHT = 0.15
_INDENT = 0.8  # of a line's height
_WIDER = 1.35  # of the usual distance between lines
_HEADING = 20  # words of a line
_LONGEST_HEADING = 30  # words
_TITLE = 4  # words of the title of a table of contents
_LOOKED_BACK = 40  # blocks: footnotes and superscripts may stand between the parts of a paragraph
_RUNNING = 6  # words; a line of running text has more
_LINES_OF_TEXT = 2


@dataclass(slots=True)
class _Draft:
    """A block under construction: its lines, each with its page."""

    lines: list[tuple[int, PdfLine]]
    role: Role
    closed: bool = False  # closed: nothing may be added
    filled: bool = True  # its last line reaches the column's edge


def blocks_of_pages(pages: Mapping[int, Sequence[PdfLine]]) -> tuple[Laid, ...]:
    """Read the blocks of all pages, by physical number, in order; each says where the next page begins in it."""
    every = [line for lines in pages.values() for line in lines]
    body = _body_height(every)
    usual = _usual_distance(every)
    words = Counter(word.text.strip("()[]\"'“”‘’.,;:!?").casefold() for line in every for word in line.words)
    drafts: list[_Draft] = []
    for number in sorted(pages):
        height = _body_height_on(pages[number], body)
        for flow in _flows(pages[number]):
            fresh = _drafts_of_flow(number, flow, height, _usual_distance(flow, usual))
            if fresh:
                _run_on(drafts, fresh)
            drafts += fresh
    drafts = [draft for draft in drafts if draft.lines]
    found = (laid(draft.lines, draft.role, words) for draft in drafts)
    return tuple(each for each in found if each.block.text)


def _body_height(lines: Iterable[PdfLine], otherwise: float = 0.0) -> float:
    """The height of most letters of running text."""
    heights: Counter[float] = Counter()
    for line in lines:
        if not line.row and len(line.words) >= _RUNNING:
            heights[round(line.height, 1)] += len(line.text)
    return heights.most_common(1)[0][0] if heights else otherwise


def _body_height_on(page: Sequence[PdfLine], body: float) -> float:
    """The height of running text on a page: the document's where the page has such lines among more small print."""
    own = _body_height(page, body)
    alike = sum(
        not line.row and len(line.words) >= _RUNNING and abs(line.height - body) <= 0.06 * body
        for line in page
    )
    return body if own < body and alike >= _LINES_OF_TEXT else own


def _usual_distance(lines: Sequence[PdfLine], otherwise: float = 1.2) -> float:
    """The usual distance between baselines, in heights: the lower quartile, little changed by paragraph gaps."""
    distances = sorted(
        distance
        for one, two in pairwise(lines)
        if not one.row
        and not two.row
        and len(one.words) >= _RUNNING
        and 0.5 < (distance := (one.box.bottom - two.box.bottom) / one.height) < 3
        and abs(one.height - two.height) < _SAME_HEIGHT * one.height
    )
    return distances[len(distances) // 4] if distances else otherwise


def _flows(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """Group lines into runs, one line below the other."""
    flows: list[list[PdfLine]] = []
    for line in lines:
        last = flows[-1][-1] if flows else None
        beside = last is not None and (line.box.left > last.box.right or line.box.right < last.box.left)
        if (
            last is None
            or line.box.bottom > last.box.bottom + 0.2 * line.height
            or (beside and line.box.top > last.box.bottom)
        ):
            flows.append([])
        flows[-1].append(line)
    return flows


def _drafts_of_flow(number: int, flow: Sequence[PdfLine], body: float, usual: float) -> list[_Draft]:
    drafts: list[_Draft] = []
    contents = _contents(flow)
    for index, line in enumerate(flow):
        role = "furniture" if index in contents else _role(line, body)
        following = flow[index + 1] if index + 1 < len(flow) else None
        filled = following is None or fills(flow, index)
        if drafts and _joins(drafts[-1], flow[index - 1], line, role, usual):
            drafts[-1].lines.append((number, line))
            drafts[-1].filled = filled
        else:
            drafts.append(_Draft([(number, line)], role, role in ("row", "furniture"), filled))
    for draft in drafts:
        _settle(draft)
    for one, two in [pair for pair in pairwise(drafts) if _are_listed(*pair)]:
        one.role = two.role = "item"
    return drafts


def _contents(flow: Sequence[PdfLine]) -> frozenset[int]:
    """The lines of a table of contents and its title: leaders run to page numbers, which never fall."""
    found = {index: match for index, line in enumerate(flow) if (match := _LEADERS.search(line.text))}
    pages = [int(match["page"]) for match in found.values() if (match["page"] or "").isdigit()]
    if len(found) < 2 or pages != sorted(pages):
        return frozenset()
    above = min(found) - 1
    titled = above >= 0 and len(flow[above].words) <= _TITLE and not _SENTENCE_END.search(flow[above].text)
    return frozenset((*found, above)) if titled else frozenset(found)


def _role(line: PdfLine, body: float) -> Role:
    if line.row:
        return "row"
    large = line.height > _LARGER * body
    set_so = (large or line.bold) and len(line.words) <= _HEADING and any(map(str.isalpha, line.text))
    if _BULLET.match(line.text) or is_numbered(line.words, line.height):
        return "heading" if set_so and _NUMBER.match(line.text) else "item"
    return "heading" if set_so else "body"


def _joins(draft: _Draft, last: PdfLine, line: PdfLine, role: Role, usual: float) -> bool:
    if draft.closed or role in ("row", "item", "furniture"):
        return False
    if abs(last.height - line.height) > _SAME_HEIGHT * last.height:
        return False
    if last.box.bottom - line.box.bottom > _WIDER * usual * last.height:
        return False
    if (
        last.bold
        and line.bold
        and draft.filled
        and abs(last.box.left - line.box.left) < _INDENT * line.height
    ):
        return True  # a bold sentence that is too long for a heading
    if (draft.role == "heading") != (role == "heading"):
        # A bold beginning continues in regular letters; a short bold line is a heading.
        shift = line.box.left - last.box.left
        hangs = shift > 0 and _NUMBER.match(last.text) is not None
        return draft.filled and (hangs or abs(shift) < _INDENT * line.height) and draft.role == "heading"
    if draft.role == "heading":
        return not _SENTENCE_END.search(last.text) or draft.filled
    if not draft.filled and not _goes_on(last, line):
        return False
    shift = line.box.left - last.box.left
    if draft.role == "item":
        return shift > -_INDENT * line.height or len(draft.lines) > 1
    return shift < _INDENT * line.height


def _goes_on(last: PdfLine, line: PdfLine) -> bool:
    """Whether a sentence of running text plainly continues on the next line."""
    return len(last.words) >= _RUNNING and not _SENTENCE_END.search(last.text) and line.text[:1].islower()


def _settle(draft: _Draft) -> None:
    """Turn a heading of many words, or one that ends a sentence, into an item if it is numbered, else into text."""
    words = sum(len(line.words) for _, line in draft.lines)
    last = draft.lines[-1][1]
    if draft.role == "heading" and (words > _LONGEST_HEADING or last.text.endswith((".", ";", ","))):
        draft.role = "item" if _BULLET.match(draft.lines[0][1].text) else "body"


def _are_listed(one: _Draft, two: _Draft) -> bool:
    """Whether two numbered lines in bold are items of a list: the second goes on counting, with no text between."""
    one_is, two_is = (_NUMBER.match(draft.lines[0][1].text) for draft in (one, two))
    if one_is is None or two_is is None or not one.role == two.role == "heading":
        return False
    first, second = one_is["number"].split("."), two_is["number"].split(".")
    counted = first[-1].isdigit() and second[-1].isdigit() and int(second[-1]) == int(first[-1]) + 1
    return counted and first[:-1] == second[:-1]


def _run_on(drafts: list[_Draft], fresh: list[_Draft]) -> None:
    """Join the first draft of a column to the open paragraph of the column before.

    If footnotes stand between, the paragraph is the last one of the same letter height and moves after them, so
    that pages follow each other in the text.
    """
    first = fresh[0]
    if first.role != "body":
        return
    number, line = first.lines[0]
    for index in range(len(drafts) - 1, max(len(drafts) - _LOOKED_BACK, -1), -1):
        draft = drafts[index]
        page, last = draft.lines[-1]
        if number - page > 1:
            return
        if abs(last.height - line.height) > 0.06 * line.height:
            continue  # a footnote, a caption, a heading
        if draft.role not in ("body", "item") or not _is_open(draft, last, line):
            return
        fresh[0] = _Draft([*draft.lines, *first.lines], draft.role, first.closed, first.filled)
        del drafts[index]
        return


def _is_open(draft: _Draft, last: PdfLine, line: PdfLine) -> bool:
    opening = line.text.lstrip("\"'“‘(")[:1]
    if last.text.endswith("-") and opening.islower():
        return True
    if _SENTENCE_END.search(last.text):
        return False
    return opening.islower() or (draft.filled and len(draft.lines) > 1 and not line.bold)
