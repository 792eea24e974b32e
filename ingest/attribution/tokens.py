"""Tokens of a sentence, and which of them are proper names.

A quotation is one token, however long it is. A capital letter alone makes no name: it may be there only because a
sentence begins with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.word_classes import (
    ADVERBS,
    ARTICLES,
    CALENDAR,
    GIVEN_NAMES,
    OPENERS,
    OWN_VOICE,
    SPEECH_VERBS,
    TITLES,
    can_speak,
    is_listed,
    is_person,
    is_plural,
    is_title,
)
from rag.embedding.minilm import VOCABULARY
from rag.text.verb_forms import can_be_verb, in_the_past

_RARE = 4000  # place in the vocabulary, of which the first 2,000 are letters and signs
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"))
_LOWER_CASE = re.compile(r"(?<![\w’'.])[a-zß-öø-ÿ][\w’'-]*")
_CAPITAL_IN_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Token:
    """`text[start:end]` of the document: a word, a punctuation mark, or the whole of quotation number `quote`.

    `lower` is case-folded, with typographic apostrophes. `capital`: a word with a capital letter in it. `name`: a
    word of a proper name.
    """

    text: str
    start: int
    end: int
    quote: int | None
    word: bool
    lower: str
    capital: bool
    name: bool = False


def token(text: str, start: int, quote: int | None = None) -> Token:
    """The token `text` that begins at offset `start`; `quote` is its number if it is a quotation."""
    word = quote is None and (text[0].isalnum() or text[0] == "@")
    lower = text.casefold().replace("'", "’")
    return Token(text, start, start + len(text), quote, word, lower, word and text != text.lower())


@dataclass(frozen=True, slots=True)
class Capitalisation:
    """How a document writes its words: those that occur in lower case, and those with a capital in mid-sentence.

    A word that occurs in both ways is in `capital` only if it has a capital more than once.
    """

    lower: frozenset[str]
    capital: frozenset[str]


def capitalisation(text: str) -> Capitalisation:
    """How `text` writes its words."""
    lower = frozenset(match.group().casefold() for match in _LOWER_CASE.finditer(text))
    counts: dict[str, int] = {}
    for match in _CAPITAL_IN_SENTENCE.finditer(text):
        word = match.group().casefold()
        counts[word] = counts.get(word, 0) + 1
    return Capitalisation(
        lower, frozenset(word for word, count in counts.items() if count > 1 or word not in lower)
    )


def with_names(tokens: Sequence[Token], written: Capitalisation) -> tuple[Token, ...]:
    """The tokens of one sentence with `name` set."""
    return tuple(
        Token(each.text, each.start, each.end, each.quote, each.word, each.lower, each.capital, True)
        if each.capital and _is_name(tokens, at, written)
        else each
        for at, each in enumerate(tokens)
    )


def is_possessive(each: Token) -> bool:
    """Whether the token ends in a possessive s."""
    return each.lower.endswith(("’s", "s’"))


def opens_sentence(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token may have its capital letter because a sentence begins with it."""
    if at == 0 or (at == 1 and not tokens[0].word):
        return True
    return tokens[at - 1].text in ".!?:;" or tokens[at - 1].quote is not None


def _is_name(tokens: Sequence[Token], at: int, written: Capitalisation) -> bool:
    each = tokens[at]
    word = each.lower.removesuffix("’s").rstrip("’")
    if word in CALENDAR or word in OWN_VOICE:
        return False
    if "-" in each.text and each.text.rsplit("-", 1)[1][:1].islower():
        return False  # «Oscar-winner», «Leeds-based»
    if _is_new_year(tokens, at):
        return False
    if not opens_sentence(tokens, at):
        return word not in ARTICLES or each.text == "The"
    return _is_opening_name(tokens, at, word, written)


def _is_opening_name(tokens: Sequence[Token], at: int, word: str, written: Capitalisation) -> bool:
    """Whether a word that opens a sentence would have its capital letter elsewhere too."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if word in SPEECH_VERBS or (word.endswith("ly") and following is not None and following.text == ","):
        return False
    if word in OPENERS:
        return word in written.capital and word in GIVEN_NAMES
    capital_elsewhere = word in written.capital and word not in written.lower
    if "-" not in word and (word in ADVERBS or word.endswith("ing") or in_the_past(word)):
        return capital_elsewhere or word in GIVEN_NAMES  # neither «Sometimes Hill» nor «Undeterred Hill»
    if following is not None and following.capital and is_person(word) and not is_title(word):
        # «Radiologist Jo Hill» describes, «Baker Street» does not.
        describes = word in written.lower or word.endswith(("ist", "man", "woman"))
        return not (describes or following.lower in GIVEN_NAMES)
    if following is not None and following.capital and following.lower not in OPENERS:
        return True
    if capital_elsewhere:
        return True
    return word not in written.lower and not _describes(word) and not _is_common_noun(word)


def _is_new_year(tokens: Sequence[Token], at: int) -> bool:
    return any(
        0 <= k < len(tokens) - 1
        and tokens[k].lower == "new"
        and tokens[k + 1].lower.removesuffix("’s") == "year"
        for k in (at, at - 1)
    )


def _is_common_noun(word: str) -> bool:
    """Whether a word that opens a sentence seems to be no name: "Fares", "Work"."""
    if word in GIVEN_NAMES:
        return False
    if VOCABULARY.get(word, _RARE) < _RARE and can_be_verb(word):
        return True
    return (
        word.endswith("s")
        and not word.endswith(("ss", "us", "is"))
        and word in VOCABULARY
        and any(
            word.endswith(ending) and word.removesuffix(ending) + put in VOCABULARY
            for ending, put in _PLURALS
        )
    )


def _describes(word: str) -> bool:
    """Whether a word that opens a sentence without an article describes: "Researchers", not "Hutchings"."""
    return word in TITLES or (can_speak(word) and (is_plural(word) or is_listed(word)))
