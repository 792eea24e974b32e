"""What the words between quotation marks show: how many they are, whether a sentence, whether of a person."""

import re

from ingest.attribution.marks import Quoted

_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)\b|\b(?:I|[Ww]e)[’'](?:m|ve|d|ll|re)\b"
)
_SINGULAR = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")


def count(text: str, each: Quoted) -> int:
    """How many words are quoted."""
    return len(_WORD.findall(text, each.start, each.end))


def is_personal(text: str, each: Quoted) -> bool:
    """Whether somebody speaks of himself in it."""
    return _FIRST_PERSON.search(text, each.start, each.end) is not None


def is_single(text: str, each: Quoted) -> bool:
    """Whether one human being speaks in it: I, not we."""
    return _SINGULAR.search(text, each.start, each.end) is not None


def is_whole(text: str, each: Quoted) -> bool:
    """Whether a quotation is a sentence rather than words woven into one."""
    inner = text[each.start : each.end].strip("“”\"‘’' ")
    return inner[:1].isupper() and inner[-1:] in ".!?,…"


def is_woven(text: str, each: Quoted) -> bool:
    """Whether a quotation is part of the sentence around it: «calls it “a broken system”»."""
    before = text[max(each.start - 3, 0) : each.start].rstrip(" ")
    inner = text[each.start + 1 : each.start + 3].lstrip("“‘'\" ")
    return before[-1:].isalnum() and inner[:1].islower()
