"""The recogniser of proper names: whether a word with a capital letter is one of a name.

A capital letter alone makes no name: it may be there only because a sentence begins with it. What the rest of the text
writes in lower case, the lexicon and the vocabulary of the embedding model decide.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rag.embedding.minilm import VOCABULARY
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    ADVERBS,
    ARTICLES,
    BEFORE_PLACES,
    CALENDAR,
    DETERMINERS,
    GIVEN_NAMES,
    OPENERS,
    OWN_VOICE,
    RECORDED_WORKS,
    SPEECH_VERBS,
    TITLES,
    can_speak,
    is_listed,
    is_person,
    is_plural,
    is_title,
)
from rag.text.verb_forms import can_be_verb, in_the_past

_RARE = 4000  # place in the vocabulary, of which the first 2,000 are letters and signs
_INITIALS = range(2, 4)  # letters
_ADDRESS = words("abbreviations", "name")
_PLURALS = (("s", ""), ("es", ""), ("ies", "y"))
_LOWER_CASE = re.compile(r"(?<![\w’'.])[a-zß-öø-ÿ][\w’'-]*")
_SMALL = "|".join(sorted(ARTICLES | words("function_words", "joins_name")))
_JOINED = re.compile(
    rf"(?<![\w’'])(?P<before>[a-z]+),? (?P<first>[A-Z][a-z]+) (?P<small>(?i:{_SMALL})) (?P<last>[A-Z][a-z]+)"
)
_CAPITAL_IN_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Capitalisation:
    """How a document writes its words: those that occur in lower case, and those with a capital in mid-sentence.

    A word that occurs in both ways is in `capital` only if it has a capital more than once. `joined` are the names that
    begin with an ordinary word and a small one: ("clear", "the", "air") where "Clear the Air" is written so.
    """

    lower: frozenset[str]
    capital: frozenset[str]
    joined: frozenset[tuple[str, str, str]] = frozenset()


def capitalisation(text: str) -> Capitalisation:
    """How `text` writes its words."""
    lower = frozenset(match.group().casefold() for match in _LOWER_CASE.finditer(text))
    counts: dict[str, int] = {}
    for match in _CAPITAL_IN_SENTENCE.finditer(text):
        word = match.group().casefold()
        counts[word] = counts.get(word, 0) + 1
    capital = frozenset(word for word, count in counts.items() if count > 1 or word not in lower)
    return Capitalisation(lower, capital, _joined(text, counts))


def _joined(text: str, counts: Mapping[str, int]) -> frozenset[tuple[str, str, str]]:
    """The names whose first word is an ordinary one that has a capital in mid-sentence nowhere else."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for match in _JOINED.finditer(text):
        first, small, last = (part.casefold() for part in match.group("first", "small", "last"))
        if _begins_name(first, small) and match["before"] not in BEFORE_PLACES:
            found.setdefault(first, []).append((first, small, last))
    return frozenset(each for first, names in found.items() if len(names) == counts[first] for each in names)


def _begins_name(word: str, small: str) -> bool:
    """Whether an ordinary word may begin the name of a body: "Clear the …", "Parents for …"."""
    if word in GIVEN_NAMES or word in CALENDAR or is_title(word) or word not in VOCABULARY:
        return False
    return can_be_verb(word) if small in DETERMINERS else is_plural(word)


def folded(word: str) -> str:
    """A word case-folded, with typographic apostrophes."""
    return word.casefold().replace("'", "’")


def has_capital(word: str) -> bool:
    return word != word.lower() and (word[0].isalnum() or word[0] == "@")


def is_name(before: str, text: str, following: str, opens: bool, written: Capitalisation) -> bool:
    """Whether a word that has a capital letter belongs to a proper name.

    `before` and `following` are the words or marks beside it, "" where there is none; `opens`: a sentence begins with
    it.
    """
    word = folded(text).removesuffix("’s").rstrip("’")
    if word in CALENDAR or word in OWN_VOICE:
        return False
    if "-" in text and text.rsplit("-", 1)[1][:1].islower():
        return False  # «Oscar-winner», «Leeds-based»
    if _is_new_year(text, following) or _is_new_year(before, text):
        return False
    if not opens:
        recorded = word in RECORDED_WORKS and _is_noun_phrase(before) and not has_capital(following or " ")
        return not recorded and (word not in ARTICLES or text == "The")
    return _is_initials(text, following, written) or _is_opening_name(word, following, written)


def _is_initials(text: str, following: str, written: Capitalisation) -> bool:
    """Whether a word that opens a sentence is somebody's initials: "GS said …", in a text of small letters."""
    word = folded(text)
    if not (text.isalpha() and text.isupper() and len(text) in _INITIALS and following[:1].islower()):
        return False
    is_address = word in TITLES and text.capitalize() not in _ADDRESS  # «MP» is written so, «Ms» is not
    return word not in written.lower and word not in OPENERS and not is_address


def _is_noun_phrase(before: str) -> bool:
    """Whether the word before makes a common noun of the next: "a Statement", "the Minister’s Statement"."""
    return folded(before) in DETERMINERS or folded(before).endswith(("’s", "s’"))


def _is_opening_name(word: str, following: str, written: Capitalisation) -> bool:
    """Whether a word that opens a sentence would have its capital letter elsewhere too."""
    if word in SPEECH_VERBS or (word.endswith("ly") and following == ","):
        return False
    if word in OPENERS:
        return word in written.capital and word in GIVEN_NAMES
    capital_elsewhere = word in written.capital and word not in written.lower
    if "-" not in word and (word in ADVERBS or word.endswith("ing") or in_the_past(word)):
        return capital_elsewhere or word in GIVEN_NAMES  # neither «Sometimes Hill» nor «Undeterred Hill»
    named = bool(following) and has_capital(following)
    if named and is_person(word) and not is_title(word):
        # «Radiologist Jo Hill» describes, «Baker Street» does not.
        describes = word in written.lower or word.endswith(("ist", "man", "woman"))
        return not (describes or folded(following) in GIVEN_NAMES)
    if named and folded(following) not in OPENERS:
        return True
    if capital_elsewhere:
        return True
    if _qualifies(word, following):
        return False
    return word not in written.lower and not _describes(word) and not _is_common_noun(word)


def _qualifies(word: str, following: str) -> bool:
    """Whether a word that opens a sentence is an adjective of the noun behind it: "Clinical reviews".

    An adjective has an adverb; what a name does stands in the past or in a verb of speech ("Swift said").
    """
    noun = following[:1].islower() and not in_the_past(following) and following not in SPEECH_VERBS
    adverbs = (f"{word}ly", f"{word}ally", f"{word.removesuffix('y')}ily")
    known = any(each in ADVERBS or each in VOCABULARY for each in adverbs)
    return noun and following not in OPENERS and word not in GIVEN_NAMES and known


def _is_new_year(one: str, two: str) -> bool:
    return folded(one) == "new" and folded(two).removesuffix("’s") == "year"


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
