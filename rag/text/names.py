"""Recognise proper names in running text by their capitals: "Secretary of State for Health", "Mary Orr", "iMPOWER"."""

import re

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
# "Health and Care Council" is one name; so, to this pattern, is "Ofsted and Impower".
PROPER_NAME_WITH_AND = _pattern(NAME_LINKS | {"and"})


def proper_names(text: str) -> list[re.Match[str]]:
    """The names in a text, in order; a word that opens a sentence counts as one."""
    return list(PROPER_NAME.finditer(text))


def full_names(text: str) -> list[str]:
    """The names of two words or more, without a full stop behind them."""
    return [name for match in proper_names(text) if " " in (name := match.group().rstrip(".-&"))]
