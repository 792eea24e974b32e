"""Which fuller name a name is short for: its opening or closing words, its initials, or itself in other letters.

Looked up and not compared one by one: a library of news knows thousands of names.
"""

SHORTEST_INITIALS = 3
SHORT_OF_A_NAME = 4  # letters; a last word as short as this names nobody by itself


class ShortForms:
    """Names in numbered groups, to be found by what they are called for short."""

    def __init__(self) -> None:
        self._whole: dict[tuple[str, ...], set[int]] = {}
        self._parts: dict[tuple[str, ...], set[int]] = {}
        self._initials: dict[str, set[int]] = {}

    def add(self, name: str, group: int) -> None:
        words = tuple(name.casefold().split())
        self._whole.setdefault(words, set()).add(group)
        for length in range(1, len(words)):
            self._parts.setdefault(words[:length], set()).add(group)
            self._parts.setdefault(words[-length:], set()).add(group)
        if len(words) > 1:
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            self._initials.setdefault(initials, set()).add(group)

    def groups(self, name: str) -> set[int]:
        """The groups that hold a name for which this one is short, or which it is."""
        words = tuple(name.casefold().split())
        found = set(self._whole.get(words, ()))
        if not is_proper(name):
            return found
        if name.isupper() and len(name) >= SHORTEST_INITIALS:
            return found | self._initials.get(name, set())
        return found | (self._parts.get(words, set()) if len(name) >= SHORT_OF_A_NAME else set())


def is_proper(name: str) -> bool:
    """Whether somebody is called by a name, and not described: "iMPOWER", not "the authors"."""
    return name[:2] != name[:2].lower()


def is_short_for(name: str, full: str) -> bool:
    """Whether one name is short for another, or the same."""
    known = ShortForms()
    known.add(full, 0)
    return bool(known.groups(name))
