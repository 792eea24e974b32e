"""Find the longer form of a name: by its first or last words, its initials or its spelling. Names are looked
up in tables, because a library of news has thousands of them.
"""

from rag.text.lexicon.word_classes import ARTICLES, PREPOSITIONS

_SMALL = PREPOSITIONS | ARTICLES | {"and"}
SHORTEST_INITIALS = 3
SHORT_OF_A_NAME = 4  # letters; a shorter last word identifies nobody by itself


class ShortForms:
    """Names in numbered groups, found by their short forms."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, ...], set[int]] = {}
        self._parts: dict[tuple[str, ...], set[int]] = {}
        self._initials: dict[str, set[int]] = {}
        self._initialled: dict[tuple[str, str], set[int]] = {}  # by first letter and last word

    def add(self, name: str, group: int) -> None:
        """Let `name` and its short forms lead to `group`."""
        words = tuple(name.casefold().split())
        self._whole.setdefault(words, set()).add(group)
        for length in range(1, len(words)):
            self._parts.setdefault(words[:length], set()).add(group)
            self._parts.setdefault(words[-length:], set()).add(group)
        if len(words) > 1:
            self._initialled.setdefault((words[0][0], words[-1]), set()).add(group)
            self._initials.setdefault(initials_of(name), set()).add(group)

    def groups(self, name: str) -> set[int]:
        """The groups with a name that is this one, or that this one is short for."""
        words = tuple(name.casefold().split())
        found = set(self._whole.get(words, ()))
        if not is_proper(name):
            return found
        if is_initialled(name):
            found |= self._initialled.get((words[0][0], words[-1]), set())
        if name.isupper() and len(name) >= SHORTEST_INITIALS:
            return found | self._initials.get(name, set())
        return found | (self._parts.get(words, set()) if len(name) >= SHORT_OF_A_NAME else set())


def initials_of(name: str) -> str:
    """The first letters of a name's words with a capital; those of a name in capitals without its small words."""
    small = _SMALL if name.isupper() else frozenset()
    return "".join(word[0] for word in name.split() if word[0].isupper() and word.casefold() not in small)


def is_proper(name: str) -> bool:
    """Whether this is a name, not a description: "iMPOWER", not "the authors"."""
    return name[:2] != name[:2].lower()


def is_initialled(name: str) -> bool:
    """Whether a name has an initial for its given name: "J. Hill", "J K Hill"."""
    first, *others = name.split() or [""]
    return bool(others) and len(first.rstrip(".")) == 1 and first.isupper() and len(others[-1]) > 1


def is_short_for(name: str, full: str) -> bool:
    """Whether one name is short for another, or the same."""
    known = ShortForms()
    known.add(full, 0)
    return bool(known.groups(name))
