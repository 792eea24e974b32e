"""Paragraphs of a transcript in which nobody speaks: "(Laughter.)", "Question put and agreed to."."""

import re

from rag.text.lexicon.tables import words

_DIRECTION = 12  # words of a stage direction
_LONGEST_DIRECTION = 30  # words of one that says what the meeting did
_BRACKETED = re.compile(r"[(\[][^()\[\]]+[)\]]")
_PERSONAL = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s|[Yy]our?)\b")


def is_stage_direction(paragraph: str) -> bool:
    """Whether a paragraph tells what happened, and nobody speaks it: "(Laughter.)", "The House divided: Ayes 19"."""
    if _BRACKETED.fullmatch(paragraph.strip("*_ ")):
        return True
    bare = paragraph.casefold().strip(" .[]()—–-*_")
    if (
        any(bare.endswith(each) for each in words("stage_directions", "ends"))
        and len(bare.split()) <= _DIRECTION
    ):
        return True
    found = re.findall(r"[^\W_]+", bare)
    if (
        len(found) > _LONGEST_DIRECTION
        or _PERSONAL.search(paragraph)
        or paragraph.rstrip("*_ ").endswith("?")
    ):
        return False
    opens = found[1 if found[:1] in (["the"], ["a"], ["several"]) else 0 :][:2]
    return not words("stage_directions", "opens").isdisjoint(opens[:1]) and not words(
        "stage_directions", "happens"
    ).isdisjoint(found)
