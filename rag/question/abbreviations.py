"""Learn what abbreviations stand for: "single inspection framework (SIF)", or the initials of a name.

Definitions in brackets are read by the algorithm of Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing 2003.
"""

import re
from collections.abc import Iterator

_SHORT = r"[^\W_][\w.&/-]{0,8}[^\W_]"
_BRACKETED = re.compile(rf"\(\s*[“\"‘']?({_SHORT})[”\"’']?\s*\)")
_WORD_GAP = re.compile(r"\s+")
_LONGEST = 2  # words of a long form, as many times the letters of the short one
_SPARE = 5  # words, at most so many more than letters


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """Each short form that the text gives in brackets, with the words before it that it stands for."""
    for found in _BRACKETED.finditer(text):
        short = found[1]
        letters = sum(character.isupper() for character in short)
        if letters < 2 or letters < len(short) / 2:
            continue
        lead = text[max(0, found.start() - 120) : found.start()]
        sentence = re.split(r"[.;:()\n]", lead.rstrip())[-1]
        words = _WORD_GAP.split(sentence.strip())
        most = min(len(short) + _SPARE, len(short) * _LONGEST)
        long = _long_form(short, " ".join(words[-most:]))
        if long:
            yield short, long


def initials(name: str) -> str:
    """The capitals that a name's words begin with: "National Audit Office" → "NAO"; "" where fewer than three do."""
    found = "".join(word[0] for word in name.split() if word[0].isupper())
    return found if len(found) > 2 else ""


def _long_form(short: str, words: str) -> str:
    """The shortest end of `words` that holds the letters of `short` in order and begins a word with its first."""
    place = len(words) - 1
    for index in range(len(short) - 1, -1, -1):
        letter = short[index].lower()
        if not letter.isalnum():
            continue
        while place >= 0 and (
            words[place].lower() != letter or (index == 0 and place > 0 and words[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return ""
        place -= 1
    long = words[place + 1 :].strip(" ,“\"‘'")
    return long if len(long.split()) > 1 or len(long) > len(short) + 3 else ""
