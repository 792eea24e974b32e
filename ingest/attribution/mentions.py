"""What a text calls those who speak, and which of its words are proper names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.attribution.given_names import GIVEN
from ingest.attribution.grammar import (
    ARTICLES,
    CALENDAR,
    OPENERS,
    OWN_VOICE,
)
from ingest.attribution.nouns import TITLES, can_speak, is_listed, is_person, is_plural, is_title, is_work
from ingest.attribution.units import Token
from ingest.attribution.verbs import VERBS
from rag.embedding.minilm import VOCABULARY
from rag.text.verb_forms import can_be_verb

_RARE = 4000  # place in the vocabulary, of which the first 2,000 are letters and signs
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"))

Form = Literal["name", "described", "pronoun", "own"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Who is spoken of: `text[start:end]`, articles and titles left out; the whole phrase begins at `opens`.

    `head` is the noun of a description, the last word of a name, the pronoun; `named` tells whether a proper name
    is in it. The form "own" is the writer's I or we.
    """

    start: int
    end: int
    form: Form
    head: str
    opens: int
    named: bool = False
    plural: bool = False
    definite: bool = False
    person: bool = False

    @property
    def work(self) -> bool:
        return self.form == "described" and is_work(self.head)


class Names:
    """Tells proper names from words that are capital because they stand first.

    `common` are the words that the document also writes small, `proper` those that it writes large in mid-sentence.
    """

    def __init__(self, text: str, common: frozenset[str], proper: frozenset[str] = frozenset()) -> None:
        self.text = text
        self._common = common
        self._proper = proper

    def is_name(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the token is (part of) a proper name."""
        token = tokens[at]
        if not token.word or not token.capital:
            return False
        word = token.lower.removesuffix("’s").rstrip("’")
        if word in CALENDAR or word in OWN_VOICE:
            return False
        if "-" in token.text and token.text.rsplit("-", 1)[1][:1].islower():
            return False  # «Oscar-winner», «Leeds-based»
        if _is_new_year(tokens, at):
            return False
        if not first(tokens, at):
            return word not in ARTICLES or token.text == "The"
        return self._opens_with_name(tokens, at, word)

    def _opens_with_name(self, tokens: Sequence[Token], at: int, word: str) -> bool:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if word in VERBS or (word.endswith("ly") and following is not None and following.text == ","):
            return False
        if following is not None and following.capital and is_person(word) and not is_title(word):
            # «Radiologist Jo Hill» describes, «Baker Street» does not.
            describes = word in self._common or word.endswith(("ist", "man", "woman"))
            return not (describes or following.lower in GIVEN)
        if word in OPENERS:
            return word in self._proper and word in GIVEN
        if word.endswith("ing") and word not in self._proper:
            return False
        if following is not None and following.capital and following.lower not in OPENERS:
            return True
        if word in self._proper and word not in self._common:
            return True
        return word not in self._common and not _describes(word) and not _is_ordinary(word)


def possessive(token: Token) -> bool:
    """Whether the token says whose something is."""
    return token.lower.endswith(("’s", "s’"))


def first(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token is capital because a sentence begins with it."""
    if at == 0 or (at == 1 and not tokens[0].word):
        return True
    return tokens[at - 1].text in ".!?:;" or tokens[at - 1].quote is not None


def _is_new_year(tokens: Sequence[Token], at: int) -> bool:
    return any(
        0 <= k < len(tokens) - 1
        and tokens[k].lower == "new"
        and tokens[k + 1].lower.removesuffix("’s") == "year"
        for k in (at, at - 1)
    )


def _is_ordinary(word: str) -> bool:
    """Whether a word that opens a sentence and is no name elsewhere seems to be a common noun: "Fares", "Work"."""
    if word in GIVEN:
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
