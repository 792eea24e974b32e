"""The label that opens a speaker's turn in a transcript: "MR HILL: …", "A: …", "The Clerk (Ann Lee): …"."""

import re

from rag.text.lexicon.word_classes import ARTICLES, OFFICES, is_title

_LABEL = re.compile(r"^\W?(?P<label>[^:“\"«\n]{1,80}):\s+")
_BRACKETED = re.compile(r"\(([^()]+)\)\W*$")
_WORD = re.compile(r"\w+")


def label_end(text: str, speaker: str | None) -> int:
    """Where the speech begins, after the speaker's name, a letter, or an office with the name in brackets; 0
    if no such label opens the text.
    """
    found = _LABEL.match(text)
    if found is None or not speaker:
        return 0
    label = found["label"].strip()
    bracketed = _BRACKETED.search(label)
    called = _words(bracketed[1] if bracketed else label)
    named = {word for word in called if not (is_title(word) or word in OFFICES or word in ARTICLES)}
    # "COUNCILLOR HILL" is Jo Hill; an office alone in capitals is its holder.
    is_name = bool(called) and (called if label != label.upper() and not named else named) <= _words(speaker)
    return found.end() if is_name or (len(label) == 1 and label.isupper()) else 0


def _words(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name)}
