"""Who speaks against whom: whose sentences deny or criticise, and name another party or stand in an answer to it."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from rag.parties.parties import Opposition, Parties, Party
from rag.storage.library import Library
from rag.text.analysis import tell
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import chosen
from rag.text.negation import denied_before
from rag.text.tokens import stem, tokens, words
from rag.types import Document

Side = Literal["for", "against"]

_DOCUMENTS = 400  # read
AGAINST, FOR = (
    frozenset(
        map(stem, lexicon.words("siding_words", side).union(verb.forms.base for verb in chosen(stands)))
    )
    for side, stands in (
        ("against", lambda verb: verb.stance == "against" or verb.force == "denies"),
        ("for", lambda verb: verb.stance == "for"),
    )
)
_SIDING = AGAINST | FOR


def opposition(library: Library, parties: Parties) -> Opposition:
    """Read from the documents in which most parties are heard."""
    disputing = {party.key for party in parties.disputants()}
    found: dict[str, Counter[str]] = {}
    for id in parties.where_most_speak(_DOCUMENTS):
        for one, other in _against(library.document(id), parties):
            if one.key in disputing and other.key in disputing:
                found.setdefault(one.key, Counter())[other.key] += 1
    return found


def _against(document: Document, parties: Parties) -> Iterator[tuple[Party, Party]]:
    """Who speaks against whom in each sentence that does. Where the sentence names nobody else, the one before it or
    the document's title may: "Statement on the Trust's report"."""
    before = ""
    for sentence in document.sentences:
        if sentence.role not in ("body", "item"):
            continue
        text = document.text[sentence.start : sentence.end]
        speaker = parties.of(sentence.speaker)
        if speaker is not None and speaks_against(text):
            for place in (text, before, document.metadata.title or ""):
                others = [
                    other for other in map(parties.whole, parties.named(place)) if other.key != speaker.key
                ]
                if others:
                    yield from ((speaker, other) for other in others)
                    break
        before = text


def speaks_against(text: str) -> bool:
    """Does a sentence deny or criticise: "rejects the claim", "do not accept", "has failed"?"""
    return "against" in _sides(text)


def side_of(text: str) -> Side | None:
    """Whether a sentence is for or against what it speaks of; None where it takes no side, or both."""
    found = _sides(text)
    return next(iter(found)) if len(found) == 1 else None


def _sides(text: str) -> set[Side]:
    if _SIDING.isdisjoint(token.stem for token in tokens(text)):  # as most sentences
        return set()
    told = tell(text)
    return {
        "against" if (word.stem in AGAINST) != denied_before(told, word.start) else "for"
        for word in words(text)
        if word.stem in _SIDING
    }
