"""Recognise proper names in running text by their capitals: "Secretary of State for Health", "Mary Orr", "iMPOWER".

`proper_names` leaves out a word that only opens a sentence; `possible_names` leaves out nothing.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from rag.text.capitalisation import capitalisation, is_name
from rag.text.lexicon import tables as lexicon

_SHORT = "|".join(rf"(?<=\b{form})" for form in sorted(lexicon.words("abbreviations", "name")))
# The first letters of "iMPOWER" and "macOS" are small. A full stop belongs to a name inside it ("U.S.A"), after an
# initial and after a short form of address, and otherwise ends the sentence.
_CAPITALISED = (
    r"(?:[a-z]{1,5}(?=[A-Z]))?[A-ZÀ-Þ](?:[\w’'&-]|\.(?=\w))*"
    rf"(?:(?<=\b[A-ZÀ-Þ])\.|(?:{_SHORT})\.)?"
)
_LINKS = lexicon.words("function_words", "name_link") - {"&"} | {"for"}
_GAP = r"(?!\s*\n\s*\n)\s+"  # no name goes over a blank line
_WINDOW = 40  # characters before a word that tell whether it opens a sentence


def _pattern(word: str, small: str) -> re.Pattern[str]:
    """Several of `word`, with the small words of a name between any two of them."""
    return re.compile(rf"\b{word}(?:{_GAP}{small}{word})*")


def _linked(links: frozenset[str]) -> re.Pattern[str]:
    return _pattern(_CAPITALISED, rf"(?:(?:{lexicon.alternatives(links)})\s+){{0,2}}")


_NAME = _linked(_LINKS)
# "Health and Care Council" is one name; so, to this pattern, is "Ofsted and Impower".
_NAME_WITH_AND = _linked(_LINKS | {"and"})
_NEXT = re.compile(r"\s*([\w’'-]+|\S)")
# "The" alone joins nothing here: "Add the SwitchBot" is not one name.
_PIECE = _pattern(
    rf"(?:(?:[a-z]+\d|\d+[^\W\d_])\w*|{_CAPITALISED})",
    rf"(?:(?:{lexicon.alternatives(_LINKS - {'the'})})\s+(?:the\s+)?)?",
)
_OWNED = re.compile(r"[’'](?:s\b|(?<=[sS][’']))\s+(?=\S)")
_WITHOUT_FIRST = re.compile(rf"(?:\s+(?:{lexicon.alternatives(_LINKS)})\b)*\s+(?=\S)")


class ProperName(NamedTuple):
    """`text[start:end]` of what was read. `opens`: a sentence may begin with it."""

    start: int
    end: int
    text: str
    opens: bool


def possessive(name: str) -> str:
    """ "Ofsted’s"; "Children's Services’", whose name has an "s" of several at its end."""
    return f"{name}’" if name.endswith("s") and not name.isupper() else f"{name}’s"


def proper_names(text: str, with_and: bool = False, begins_sentence: bool = True) -> list[ProperName]:
    """The names in a text, in order, without the word before one that only opens a sentence.

    `with_and`: two names that "and" joins are one, as in the name of a body. `begins_sentence`: false for a
    description out of the middle of one, whose first capital is that of a name.
    """
    written = capitalisation(text)
    found = []
    for match in (_NAME_WITH_AND if with_and else _NAME).finditer(text):
        first = match.group().split()[0]
        behind = _NEXT.match(text, match.start() + len(first))
        following = behind[1] if behind else ""
        start = match.start()
        opens = opens_sentence(text, start) and (start > 0 or begins_sentence)
        if not is_name("", first, following, opens, written):
            rest = _WITHOUT_FIRST.match(text, start + len(first), match.end())
            if rest is None:
                continue
            start, opens = rest.end(), False
        found.append(ProperName(start, match.end(), text[start : match.end()], opens))
    return found


def possible_names(text: str, split: bool = False) -> list[ProperName]:
    """Whatever the capitals of a text may make a name, in order, also the word that opens a sentence.

    For those who judge by something else, such as how often a name stands in all documents. `split`: in the smallest
    pieces, an owner apart from what it owns, and words that are written "49ers" or "4K" too: for a check that must miss
    no name.
    """
    found = []
    for match in (_PIECE if split else _NAME).finditer(text):
        cuts = [owned.end() for owned in _OWNED.finditer(text, *match.span())] if split else []
        for start, end in pairwise([match.start(), *cuts, match.end()]):
            name = text[start:end].rstrip()
            found.append(ProperName(start, start + len(name), name, opens_sentence(text, start)))
    return found


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or the part behind a colon begins here, where a capital letter tells nothing."""
    gap = text[max(0, start - _WINDOW) : start]
    before = gap.rstrip("“\"‘'([#*| \n")
    return (
        not before
        or before[-1] in ".!?:;"
        or "\n\n" in gap[len(before) :]
        or text[start - 1 : start] in "“\"‘'"
    )
