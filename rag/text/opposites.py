"""Find opposites: a draft that swaps a word for its opposite reverses its source."""

from collections.abc import Mapping

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import stem


def _table() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in lexicon.entries("opposites"):
        one, other = (frozenset(map(stem, entry.listed(side))) for side in ("one", "other"))
        for word in one:
            found[word] = found.get(word, frozenset()) | other
        for word in other:
            found[word] = found.get(word, frozenset()) | one
    return found


_OPPOSITES = _table()


def opposites(stem: str) -> frozenset[str]:
    """The stems of the opposites of a word."""
    return _OPPOSITES.get(stem, frozenset())
