"""What a question may call a party: its names, their last words and initials, and how only one of them begins."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rag.parties.speaker_keys import without_possessive
from rag.text.name_aliases import SHORT_OF_A_NAME, SHORTEST_INITIALS, initials_of

TOKEN = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*['’]?")

NameWords = tuple[str, ...]  # the tokens of a name in small letters


def names_of(aliases: Iterable[str]) -> Iterator[NameWords]:
    """Each alias, whole or without its first words, and its initials."""
    for alias in aliases:
        parts = _tokens(alias)
        for start in range(len(parts)):
            if start == 0 or len(" ".join(parts[start:])) > SHORT_OF_A_NAME:
                yield parts[start:]
        initials = initials_of(alias)
        if len(initials) >= SHORTEST_INITIALS:
            yield (initials.casefold(),)


def only_beginnings(parties: Iterable[tuple[str, Sequence[str]]]) -> Mapping[NameWords, str]:
    """The key of the only party, of all these keys with their aliases, that has a name which begins so."""
    keys: dict[NameWords, set[str]] = {}
    for key, aliases in parties:
        for parts in map(_tokens, aliases):
            for end in range(1, len(parts) + 1):
                if len(" ".join(parts[:end])) >= SHORT_OF_A_NAME:
                    keys.setdefault(parts[:end], set()).add(key)
    return {form: next(iter(several)) for form, several in keys.items() if len(several) == 1}


def _tokens(name: str) -> NameWords:
    return tuple(without_possessive(match.group()) for match in TOKEN.finditer(name.casefold()))
