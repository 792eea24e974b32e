"""A quotation, and what its wording shows: is it a sentence, a title, somebody's own voice?"""

import re
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)\b|\b(?:I|[Ww]e)[’'](?:m|ve|d|ll|re)\b"
)
_FIRST_PERSON_SINGULAR = re.compile(r"\b(?:I|[Mm]y|[Mm]e)\b")
_ONE_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]yself)\b")
_LONGEST_TITLE = 15  # words
_SMALL_WORD = 4  # letters; shorter words may be in lower case in a title


@dataclass(frozen=True, slots=True)
class Quotation:
    """`text[start:end]` with those of its marks that exist; `follows` where it continues the one before.

    `single`: its marks are single ones. `block`: it is a paragraph that begins with ">", as in mail.
    """

    start: int
    end: int
    paragraph: int
    follows: bool = False
    closed: bool = True
    single: bool = False
    block: bool = False


def word_count(text: str, each: Quotation) -> int:
    """The number of quoted words."""
    return len(_WORD.findall(text, each.start, each.end))


def is_personal(text: str, each: Quotation) -> bool:
    """Whether it uses the first person."""
    return _FIRST_PERSON.search(text, each.start, each.end) is not None


def is_singular(text: str, each: Quotation) -> bool:
    """Whether it uses the first person singular: its speaker is one human being."""
    return speaks_of_self(text, each.start, each.end)


def speaks_of_self(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` uses the first person singular."""
    return _FIRST_PERSON_SINGULAR.search(text, start, end) is not None


def is_sentence(text: str, each: Quotation) -> bool:
    """Whether it is a sentence, rather than words woven into one."""
    inner = text[each.start : each.end].strip("“”\"‘’' ")
    return inner[:1].isupper() and inner[-1:] in ".!?,…"


def is_woven(text: str, each: Quotation) -> bool:
    """Whether it is part of the sentence around it: «calls it “a broken system”»."""
    before = text[max(each.start - 3, 0) : each.start].rstrip(" ")
    inner = text[each.start + 1 : each.start + 3].lstrip("“‘'\" ")
    return before[-1:].isalnum() and inner[:1].islower()


def is_title(text: str, each: Quotation) -> bool:
    """Whether it is short and looks like a title: its words have capitals, or its full stop is outside."""
    inner = text[each.start : each.end].strip("“”\"‘’' ")
    words = _WORD.findall(inner)
    if not each.closed or len(words) > _LONGEST_TITLE:
        return False
    capitals = [word for word in words if word[0].isupper()]
    lower = [word for word in words if word[0].islower() and len(word) > _SMALL_WORD]
    if len(capitals) > max(1, len(words) // 2) and not lower:
        return True
    outside = inner[-1:] not in ".!?,…" and text[each.end : each.end + 1] == "."
    return outside and not is_personal(text, each)


def is_one_person(text: str, start: int = 0, end: int | None = None) -> bool:
    """Whether somebody speaks here who is one person, and no body: as `speaks_of_self`, or with "myself"."""
    return _ONE_PERSON.search(text, start, len(text) if end is None else end) is not None
