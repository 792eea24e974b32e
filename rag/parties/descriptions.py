"""Descriptions that papers use for a party: "the company" is Acme Water if they call nobody else so, and "the union"
the one that is heard in them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from rag.parties.called import NameWords
from rag.parties.parties import Parties
from rag.storage.library import Library
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import PLAIN_BODIES
from rag.text.tokens import tokens, words
from rag.types import Document

_DOCUMENTS = 300  # read
_MOSTLY = 0.8  # of the places that say whom a noun means
_NOUN = rf"(?P<noun>(?i:{lexicon.alternatives(PLAIN_BODIES)}))"
_BEHIND = re.compile(rf",\s+(?:the|an?)\s+(?:[\w’'-]+\s+){{0,3}}?{_NOUN}(?![\w’'-])")
_BEFORE = re.compile(rf"\b[Tt]he\s+(?:[a-z’'-]+\s+){{0,2}}?{_NOUN},?\s+(?:the\s+)?$")
_THE = lexicon.words("stop_words", "article")


def described(library: Library, parties: Parties) -> Mapping[NameWords, str]:
    """The key of the party that is meant by a noun, by its words: ("the", "company")."""
    meant: dict[str, Counter[str]] = {}
    for id in parties.where_most_speak(_DOCUMENTS):
        for noun, key in _told(library.document(id), parties):
            meant.setdefault(noun, Counter())[key] += 1
    found: dict[NameWords, str] = {}
    for noun, keys in meant.items():
        ((key, times),) = keys.most_common(1)
        if times >= _MOSTLY * keys.total():
            found["the", noun] = key
    return {**_by_kind(parties), **found}


def _by_kind(parties: Parties) -> Mapping[NameWords, str]:
    """The one party whose name has a noun: "the union" where the papers hear one union."""
    named: dict[str, set[str]] = {}
    for party in parties.disputants():
        nouns = PLAIN_BODIES.intersection(word.plain for alias in party.aliases for word in words(alias))
        for noun in nouns:
            named.setdefault(noun, set()).add(party.key)
    return {("the", noun): next(iter(keys)) for noun, keys in named.items() if len(keys) == 1}


def _told(document: Document, parties: Parties) -> Iterator[tuple[str, str]]:
    """Each noun that a sentence has beside a party's name, or for the speaker that it reports, with that party."""
    for sentence in document.sentences:
        text = document.text[sentence.start : sentence.end]
        if sentence.role not in ("body", "item") or not _names_a_body(text):
            continue
        told = words(text)
        for start, end, party in parties.places(text, as_written=True):
            found = _BEHIND.match(text, end) or _BEFORE.search(text, 0, start)
            if found:
                yield found["noun"].casefold(), parties.whole(party).key
        speaker = parties.of(sentence.speaker)
        opens = len(told) > 1 and told[0].plain in _THE and told[1].plain in PLAIN_BODIES
        if speaker and opens and sentence.manner == "reported" and text[told[1].end : told[1].end + 1] == " ":
            yield told[1].plain, speaker.key


def _names_a_body(text: str) -> bool:
    """Has it a noun for a body: "company"? Most sentences have none."""
    return not PLAIN_BODIES.isdisjoint(token.plain for token in tokens(text))
