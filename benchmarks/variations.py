"""The same question as somebody else would have typed it: other letters, an opening, a typing error.

Each variation keeps the meaning. Where one has nothing to change it returns the question as it is.
"""

import csv
import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

_SPELLINGS = Path(__file__).parent / "data" / "spellings.tsv"
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5  # letters of a word that gets a typing error
# Words that open a question and are written small inside a sentence.
_OPENERS = frozenset(
    "a according an and are at by can could did do does for from has have how if in is of on please should "
    "the until was were what when where which who whom whose why will with would".split()
)


def small_letters(question: str) -> str:
    return question.lower()


def capitals(question: str) -> str:
    return question.upper()


def typing_error(question: str) -> str:
    """One slip in one word of five letters or more; which word and which slip follow from the question's hash."""
    words = [found for found in _WORD.finditer(question) if len(found.group()) >= _SHORTEST]
    if not words:
        return question
    drawn = hashlib.sha256(question.encode()).digest()
    chosen = words[drawn[0] % len(words)]
    word = chosen.group()
    at = 1 + drawn[1] % (len(word) - 2)  # the first letter is hardly ever the wrong one
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[: at + 1] + word[at:],
    )
    slip = (
        slips[drawn[2] % 3] if slips[drawn[2] % 3] != word else slips[1]
    )  # two equal letters in the other order
    return question[: chosen.start()] + slip + question[chosen.end() :]


def please(question: str) -> str:
    return f"{question.rstrip()} pls"


def greeting(question: str) -> str:
    return f"hi, {_inside(question)}"


def tell_me(question: str) -> str:
    return f"Yes, tell me: {_inside(question)}"


def in_short(question: str) -> str:
    return f"tl;dr {_inside(question)}"


def other_spelling(question: str) -> str:
    """British words in American spelling, and American ones in British."""

    def swapped(found: re.Match[str]) -> str:
        word = found.group()
        other = _spellings().get(word.lower(), word)
        return other if word.islower() else other.upper() if word.isupper() else other.capitalize()

    return _WORD.sub(
        lambda each: swapped(each) if each.group().lower() in _spellings() else each.group(), question
    )


def without_diacritics(question: str) -> str:
    folded = unicodedata.normalize("NFKD", question)
    return unicodedata.normalize("NFC", "".join(each for each in folded if not unicodedata.combining(each)))


VARIATIONS: Mapping[str, Callable[[str], str]] = {
    "small letters": small_letters,
    "capitals": capitals,
    "one typing error": typing_error,
    "… pls": please,
    "hi, …": greeting,
    "Yes, tell me: …": tell_me,
    "tl;dr …": in_short,
    "British or American spelling": other_spelling,
    "diacritics left out": without_diacritics,
}


def _inside(question: str) -> str:
    """The question as it is written behind an opening: a question word small, a name as it is."""
    first = _WORD.match(question)
    if first is None or first.group().lower() not in _OPENERS:
        return question
    return question[:1].lower() + question[1:]


@cache
def _spellings() -> dict[str, str]:
    with _SPELLINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    one_way = {row["british"]: row["american"] for row in rows}
    return one_way | {american: british for british, american in one_way.items()}
