"""Seats, parties and offices that the record of a debate puts beside a speaker's name: «Jo Hill (Leith)
(Lab):», «The Minister for Boats (Jo Hill):». A question may use them: "the MP for Leith", "the Labour MP",
"the minister".
"""

import re
from collections.abc import Iterator

from rag.parties.called import TOKEN, NameWords
from rag.text.lexicon import tables as lexicon

_SEATED = re.compile(
    r"\s*\((?P<place>[A-ZÀ-Þ][^()\n]{1,60})\)(?:\s*\((?P<party>[A-ZÀ-Þ][^()\n]{0,30})\))?\s*(?:[:\n]|$)"
)
_OFFICE = re.compile(r"(?:^|\n)\W*(?P<office>(?:[Tt]he\s+)?[A-ZÀ-Þ][^()\n:.;]{3,160}?)\s*\($")
_HELD = re.compile(r"\)\s*(?:\([^()\n]{1,60}\)\s*)?(?:[:\n]|$)")
_CALLED = lexicon.words("office_words", "seat")
_OF_A_GOVERNMENT = lexicon.words("office_words", "government")
_FIRST = lexicon.words("office_words", "first")
_PARTIES = {entry.word.casefold(): entry.listed("called") for entry in lexicon.entries("political_parties")}


def seats(before: str, after: str) -> Iterator[NameWords]:
    """The descriptions of a speaker that follow from the words around the name."""
    if seated := _SEATED.match(after):
        place = _tokens(seated["place"])
        for called in sorted(_CALLED):
            yield ("the", called, "for", *place)
            yield (called, "for", *place)
        for party in _PARTIES.get((seated["party"] or "").casefold(), ()):
            yield from (("the", *_tokens(party.replace("_", " ")), called) for called in sorted(_CALLED))
    office = _OFFICE.search(before)
    if office and _HELD.match(after):
        yield from _government(_tokens(office["office"]))


def _government(office: NameWords) -> Iterator[NameWords]:
    """Whoever answers a debate for a government, the first of its ministers apart, is "the minister" in it."""
    if not _OF_A_GOVERNMENT.isdisjoint(office) and _FIRST.isdisjoint(office):
        yield ("the", "minister")


def _tokens(text: str) -> NameWords:
    return tuple(token.group() for token in TOKEN.finditer(text.casefold()))
