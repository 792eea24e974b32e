"""Page furniture: offers, menus, notices and buttons that are pasted along with an article.

It stays in the text and gets the role `furniture`, so that it is never cited. A sentence of the article about
newsletters or prices keeps its role: only whole lines are matched, and the list of an offer only together with its
price or its button.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.text.reading import Block
from rag.text.lexicon.tables import phrases

_SHORT = 14  # words; the longest line of a menu, a button or an offer
_LONGEST = 600  # characters of any line of the page around an article
_NOTICE = 45  # words; the longest cookie notice or invitation to a newsletter
_ENDS_SENTENCE = re.compile(r"[.!?…;:,][\"'”’)\]]*$")
_IGNORED = " \t•·|>»«→›‹←–—-+*"


def _said(tag: str) -> str:
    return f"(?:{phrases('page_furniture', tag)})"


_PER = rf"\s*(?:/|{_said('each')})\s*{_said('period')}\b"
# A number begins where none goes on: matching inside each would take quadratic time.
_PRICE = re.compile(
    rf"(?:[£$€]\s?\d[\d.,]*|(?<![\d.,])\d[\d.,]*\s?(?:£|€|{_said('coin')})){_PER}", re.IGNORECASE
)
# Labels of buttons that sell, as whole lines.
_BUTTON = re.compile(rf"{_said('sells')}(?: {_said('sold')})*(?: from .*)?", re.IGNORECASE)
_OFFERED = re.compile(rf"\b{_said('offered')}\b", re.IGNORECASE)
_NETWORK = _said("network")
# Lines of the page around an article, matched whole.
_LINES = re.compile(
    rf"(?:{_said('line')}|{_said('opens')}\b.*|{_said('follows')} \b.*|{_said('ranked')}(?: \w+)?"
    rf"|{_said('counted')} ?\(?\d+\)?|\d+ {_said('counted')}|{_said('account')} /.*"
    rf"|(?:{_NETWORK}|x(?=[ ,|/•·]+\w))(?:[ ,|/•·]+(?:{_NETWORK}|{_said('shared')}))*"
    rf"|(?:{_said('rights')} )?©.*|{_said('rights')} (?:\(c\)|\d{{4}}).*|\(c\) \d{{4}}.*)[.!:…]?",
    re.IGNORECASE,
)
# Lines that link elsewhere: "Read more: …".
_POINTERS = re.compile(rf"(?:{_said('pointer')}|related \w+)\s?[:|»›>–—]\s*\S.*", re.IGNORECASE)
# Notices in whole sentences, recognised by their first words.
_NOTICES = re.compile(
    rf"(?:{_said('user')} {_said('uses')} (?:\w+ ){{0,3}}{_said('kept')}"
    rf"|{_said('consents')}\b.*\b{_said('consent')}"
    rf"|{_said('invites')}\b.{{0,60}}\b{_said('invited')}\b"
    rf"|{_said('arrives')} .{{0,60}}\b{_said('inbox')}"
    rf"|{_said('reads')}\b.*\b{_said('walls')}"
    rf"|{_said('used')} .{{0,40}}\b{_said('limit')}"
    rf"|{_said('follows')} .{{0,40}}\bon (?:{_NETWORK}|x)\b"
    rf"|{_said('notice')})",
    re.IGNORECASE,
)
# Headings above lists of other pages.
_LISTS_OTHERS = re.compile(rf"(?:{_said('list')}|{_said('list_opens')}\b.*)[:.…]?", re.IGNORECASE)


def mark_furniture(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks, with the role `furniture` for those that do not belong to the article."""
    marked = [_is_line(block) or _is_notice(block) for block in blocks]
    for start, end in _runs(blocks):
        _mark_offers(blocks, marked, start, end)
        _mark_lists_of_others(blocks, marked, start, end)
    return tuple(
        replace(block, role="furniture") if furniture else block
        for block, furniture in zip(blocks, marked, strict=True)
    )


def _words(text: str) -> int:
    return len(text.split()) if len(text) <= _LONGEST else len(text)


def _bare(text: str) -> str:
    return text.strip(_IGNORED)


def _is_line(block: Block) -> bool:
    if block.role == "row" or _words(block.text) > _SHORT + 6:
        return False
    text = _bare(block.text)
    if _words(text) <= _SHORT and _LINES.fullmatch(text):
        return True
    return bool(_POINTERS.fullmatch(text))


def _is_notice(block: Block) -> bool:
    return block.role != "row" and _words(block.text) <= _NOTICE and bool(_NOTICES.match(_bare(block.text)))


def _is_short(block: Block) -> bool:
    if block.role == "row" or _words(block.text) > _SHORT:
        return False
    return block.role == "item" or bool(_PRICE.search(block.text)) or not _ENDS_SENTENCE.search(block.text)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Find the ranges of short lines that contain no sentence."""
    start: int | None = None
    for index, block in enumerate(blocks):
        if _is_short(block):
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(blocks)


def _mark_offers(blocks: Sequence[Block], marked: list[bool], start: int, end: int) -> None:
    """Mark offers: an optional heading, the promises, the price and the button.

    A list that a sentence introduces ("…are:") belongs to the article.
    """
    while (
        start < end
        and blocks[start].role == "item"
        and start
        and blocks[start - 1].text.rstrip().endswith(":")
    ):
        start += 1
    edges = [start]
    edges += [i for i in range(start + 1, end) if _opens(blocks, i) and not _opens(blocks, i - 1)]
    for left, right in zip(edges, [*edges[1:], end], strict=True):
        segment = range(left, right)
        priced = any(_PRICE.search(blocks[i].text) for i in segment)
        button = any(_BUTTON.fullmatch(_bare(blocks[i].text)) for i in segment)
        promises = sum(1 for i in segment if _OFFERED.search(blocks[i].text))
        # A price and promises alone may be part of a product review.
        if right - left > 1 and button and (priced or promises > 1):
            for i in segment:
                marked[i] = True


def _opens(blocks: Sequence[Block], index: int) -> bool:
    """Whether an offer may begin here: with a line that is no promise, price or button."""
    text = _bare(blocks[index].text)
    return blocks[index].role != "item" and not _PRICE.search(text) and not _BUTTON.fullmatch(text)


def _mark_lists_of_others(blocks: Sequence[Block], marked: list[bool], start: int, end: int) -> None:
    for index in range(start, end):
        if _LISTS_OTHERS.fullmatch(_bare(blocks[index].text)):
            marked[index:end] = [True] * (end - index)
            return
