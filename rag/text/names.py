"""Recognise proper names in running text by their capitals: "Secretary of State for Health", "Mary Orr", "iMPOWER"."""

import re
from typing import NamedTuple

from rag.text.capitalisation import capitalisation, is_name
from rag.text.lexicon import tables as lexicon

# The first letter of "iMPOWER" is small. A full stop belongs to a name inside it ("U.S.A"), behind an initial and
# behind a short form of address, and otherwise ends the sentence.
CAPITALISED = (
    r"(?:[a-z](?=[A-Z]))?[A-ZÀ-Þ](?:[\w’'&-]|\.(?=\w))*"
    r"(?:(?<=\b[A-ZÀ-Þ])\.|(?<=\b(?:St|Dr|Mr|Ms))\.|(?<=\bMrs)\.)?"
)
NAME_LINKS = lexicon.words("function_words", "name_link") - {"&"} | {"for"}


def _pattern(links: frozenset[str]) -> re.Pattern[str]:
    """Words with a capital, with at most two small words of a name between any two of them."""
    small = rf"(?:(?:{lexicon.alternatives(links)})\s+){{0,2}}"
    return re.compile(rf"\b{CAPITALISED}(?:\s+{small}{CAPITALISED})*")


PROPER_NAME = _pattern(NAME_LINKS)
_NEXT = re.compile(r"\s*([\w’'-]+|\S)")
_WITHOUT_FIRST = re.compile(rf"(?:\s+(?:{lexicon.alternatives(NAME_LINKS)})\b)*\s+(?=\S)")
# "Health and Care Council" is one name; so, to this pattern, is "Ofsted and Impower".
PROPER_NAME_WITH_AND = _pattern(NAME_LINKS | {"and"})


class ProperName(NamedTuple):
    """`text[start:end]` of what was read."""

    start: int
    end: int
    text: str


def proper_names(text: str) -> list[ProperName]:
    """The names in a text, in order, without the word before one that only opens a sentence."""
    written = capitalisation(text)
    found = []
    for match in PROPER_NAME.finditer(text):
        first = match.group().split()[0]
        behind = _NEXT.match(text, match.start() + len(first))
        following = behind[1] if behind else ""
        start = match.start()
        if not is_name("", first, following, _opens(text, start), written):
            rest = _WITHOUT_FIRST.match(text, start + len(first), match.end())
            if rest is None:
                continue
            start = rest.end()
        found.append(ProperName(start, match.end(), text[start : match.end()]))
    return found


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or the part behind a colon begins here."""
    before = text[:start].rstrip("“\"‘'([ \n")
    return not before or before[-1] in ".!?:;" or text[start - 1 : start] in "“\"‘'"
