"""How the name of a person is shown: without the letters after it, and without words in capitals.

"BRIAN HILL" and "Jo HILL MP" are shown as "Brian Hill" and "Jo Hill"; the text itself stays as it was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.text.reading import FileContent
from ingest.text.signatures import body_named
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import ARTICLES, GIVEN_NAMES, OFFICES, PARTICLES, PREPOSITIONS, is_title

_HONOURS = words("name_suffixes", "honour")
_SUFFIXES = words("name_suffixes")
_PIECES = re.compile(r"([-’'])")
_VOWEL = re.compile(r"[AEIOUYÀ-Þ]")
_FEWEST = 2  # words that stay when the letters after a name are taken off
_SCOTS = "MC"
_LONGEST = 8  # words


def without_honours(name: str) -> str:
    """The name without what stands behind it: "Jo Hill MP", "Al Benn OBE FRCS"."""
    several = name.split()
    while len(several) > _FEWEST and several[-1].casefold().strip(".,") in _HONOURS:
        several.pop()
    return " ".join(several).rstrip(",") if len(several) < len(name.split()) else name


def shown_name(name: str) -> str:
    """The name of a person as a reader would write it; any other name as it is."""
    bare = without_honours(name)
    several = bare.split()
    is_set = any(map(_is_set, several)) and 1 < len(several) <= _LONGEST
    if not is_set or not _is_persons(several):
        return bare
    last = len(several) - 1
    return " ".join(_shown(word, at, at == last) for at, word in enumerate(several))


def shown_names(names: str) -> str:
    """Several names with "; " between, each as `shown_name` gives it."""
    return "; ".join(map(shown_name, names.split("; ")))


def each_once(names: Sequence[str]) -> list[str]:
    """The names without those that another gives in full, as a letter is signed and typed: "O. Hill", "Dr Ona Hill"."""
    return [
        name
        for at, name in enumerate(names)
        if not any(_is_short_for(name, other) for place, other in enumerate(names) if place != at)
    ]


def _is_short_for(name: str, other: str) -> bool:
    """Whether a name is another's with initials alone before the last name."""
    *given, last = name.replace(".", " ").split() or [""]
    words = [word for word in other.split() if not is_title(word.casefold().strip("."))]
    if not given or any(len(each) > 1 for each in given) or len(words) < _FEWEST or words[-1] != last:
        return False
    return words[0][0] == given[0] and len(words[0].strip(".")) > 1


def with_shown_names(reading: FileContent) -> FileContent:
    """The reading with the names of its author and of the writers of its parts as they are shown."""
    metadata = reading.metadata
    if metadata.author:
        metadata = replace(metadata, author=shown_names(metadata.author))
    if speaker := metadata.extra.get("speaker"):
        metadata = replace(metadata, extra={**metadata.extra, "speaker": shown_name(speaker)})
    blocks = (
        replace(each, speaker=shown_name(each.speaker)) if each.speaker else each for each in reading.blocks
    )
    return replace(reading, blocks=tuple(blocks), metadata=metadata)


def _is_persons(several: list[str]) -> bool:
    """Whether the words begin as the name of a person does, or are an office alone: "MR HILL", "THE CHAIR"."""
    first = several[0].casefold().strip(".") if several else ""
    if any(_is_small(word) for word in several[1:]):
        return False  # «spokesman for BAE Systems», «CHAIR OF THE BOARD»
    if first in ARTICLES:
        return len(several) > 1 and all(word.casefold() in OFFICES for word in several[1:])
    opens = first in GIVEN_NAMES or is_title(first) or (len(first) == 1 and len(several) > 1)
    return opens and body_named([" ".join(several)]) is None


def _is_small(word: str) -> bool:
    """Whether it is a small word, such as tie an office to a body, or one without a capital."""
    folded = word.casefold()
    return folded not in PARTICLES and (word[0].islower() or folded in PREPOSITIONS)


def _is_set(word: str) -> bool:
    """Whether a word is set in capitals, and is no initial."""
    letters = word.removeprefix("Mc")
    return letters.isupper() and sum(map(str.isalpha, letters)) > 1 and "." not in letters[:-1]


def _shown(word: str, at: int, is_last: bool) -> str:
    folded = word.casefold()
    if not _is_set(word) or folded.strip(".,") in _SUFFIXES:
        return word
    if not is_last and _VOWEL.search(word) is None and not is_title(folded.strip(".")):
        return word  # «Mr JB HILL»
    if at and not is_last and folded in PARTICLES:
        return folded
    return "".join(_capitalised(piece) for piece in _PIECES.split(word))


def _capitalised(piece: str) -> str:
    if piece.upper().startswith(_SCOTS) and len(piece) > len(_SCOTS) + 1:
        return f"Mc{piece[len(_SCOTS) :].capitalize()}"
    return piece.capitalize()
