"""Keys of speakers: the proper name in a description, so that all who are described by one name are one party."""

import re
from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import is_title
from rag.text.names import proper_names

_INITIAL = re.compile(r"[A-Z]\.")  # "A. Hill" is no Hill with an article
POSSESSIVE = re.compile(r"[’']s?$")
# Words that can open a description and are then capitalised only because they come first.
_OPENERS = lexicon.words("function_words", "unnamed") | lexicon.words("stop_words", "address")
# Kinds of document that can be named as a speaker.
WORKS = tuple(entry.word for entry in lexicon.entries("works") if "party" in entry.tags)
_AUTHORS = 3  # who are called by their surnames alone
_COMMON = lexicon.words("body_names") | lexicon.words("speaking_nouns")
_SIGNERS = "; "
_JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


def keys_of(speaker: str, alone: frozenset[str]) -> tuple[str, ...]:
    """The keys of a description: several if it joins several speakers, of whom at least one also speaks alone, or the
    surnames of several authors.

    "ADCS, the LGA and Solace" has three keys, as has "Webb, Bennett and Orr"; "Brighton and Hove Council" has one.
    """
    if _SIGNERS in speaker:
        return tuple(dict.fromkeys(map(key_of, speaker.split(_SIGNERS))))  # of one letter
    parts = [bare_name(part) for part in _JOINED.split(speaker)]
    names = len(parts) > 1 and not _is_office(parts[0]) and all(_is_name(part) for part in parts)
    joint = names and (_are_surnames(parts) or not alone.isdisjoint(parts))
    return tuple(parts) if joint else (key_of(speaker),)


def _are_surnames(parts: Sequence[str]) -> bool:
    """Are these the surnames of authors: three or more, each of one word that can begin no body's name?"""
    return len(parts) >= _AUTHORS and all(
        " " not in part and not part.isupper() and part.casefold() not in _COMMON for part in parts
    )


def _is_office(name: str) -> bool:
    """Whether it is an office that goes on behind "and": "Secretary of State for Health and Transport"."""
    first, *others = name.casefold().split()
    return is_title(first) and "for" in others


def bare_name(speaker: str) -> str:
    """A description without its article."""
    return speaker.removeprefix("the ").removeprefix("The ")


def key_of(speaker: str) -> str:
    """The longest proper name in a description, or the description itself if it has none."""
    names = []
    for found in proper_names(speaker, with_and=True, begins_sentence=False):
        parts = found.text.split()
        while parts and not _INITIAL.fullmatch(parts[0]) and parts[0].casefold().rstrip(".") in _OPENERS:
            parts = parts[1:]
        if parts:
            parts[-1] = POSSESSIVE.sub("", parts[-1])
            if parts[-1].count(".") == 1:
                parts[-1] = parts[-1].rstrip(".")  # the sentence's full stop; "U.S." keeps its own
            names.append(" ".join(parts))
    return max(names, key=len) if names else speaker


def _is_name(text: str) -> bool:
    """Whether the whole of `text` is one name."""
    return [found.text for found in proper_names(text, with_and=True, begins_sentence=False)] == [text]


def work_of(description: str) -> str | None:
    """The kind of work that a description names, such as "report" or "study"; None if it names none."""
    words = set(re.findall(r"\w+", description.casefold()))
    return next((work for work in WORKS if work in words), None)


def without_possessive(token: str) -> str:
    """ "Ofsted’s" → "Ofsted"."""
    return POSSESSIVE.sub("", token)
