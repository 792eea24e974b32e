"""Paragraphs that make one list by what they open with: "a.", "b."; "A1", "A2"; "First, …", "Second, …".

In: the blocks of a file. Out: the same, with these paragraphs as items.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import Block
from rag.text.lexicon.tables import alternatives, entries

_FEWEST = 2
_BETWEEN = 3  # blocks from one to the next: an item may go on in paragraphs of its own
_RANKS = {
    each.word: int(each.values["value"])
    for each in entries("number_words")
    if "ordinal" in each.tags and each.values.get("value", "").isdigit()
}
_MARK = re.compile(
    r"\(?(?P<letter>[a-z])[.)]\s+(?=\S)|(?P<code>[A-Z]{1,3})(?P<number>\d{1,2})[.:)]?\s+(?=[A-ZÀ-Þ])|"
    rf"(?P<rank>{alternatives(map(str.capitalize, _RANKS))}),\s+(?=\S)"
)


def with_enumerated(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those as items that count up from the first of their sort, close to one another."""
    found = list(blocks)
    runs: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        mark = _mark(block)
        if mark is None:
            continue
        sort, number = mark
        run = runs.get(sort, [])
        goes_on = bool(run) and number == len(run) + 1 and at - run[-1] <= _BETWEEN
        runs[sort] = [*run, at] if goes_on else [at] if number == 1 else []
        if len(runs[sort]) >= _FEWEST:
            for place in runs[sort]:
                found[place] = replace(found[place], role="item")
    return tuple(found)


def _mark(block: Block) -> tuple[str, int] | None:
    """The sort of the mark that a paragraph opens with, and its number."""
    match = _MARK.match(block.text) if block.role == "body" else None
    if match is None:
        return None
    if match["letter"]:
        return "letter", ord(match["letter"]) - ord("a") + 1
    if match["code"]:
        return match["code"], int(match["number"])
    return "rank", _RANKS[match["rank"].casefold()]
