"""The forms of English verbs: "warn, warns, warned, warning" by the rules of spelling, "write, wrote" by a table.

The table (`en/irregular_verbs.tsv`) is made by tools/irregular_verbs.py and holds every verb whose forms the rules do
not give, those that double a letter among them ("admit, admitted").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rag.text.lexicon.tables import entries

_VOWELS = "aeiou"
_HISSING = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class Forms:
    """All spellings of each form of a verb: "labeled" and "labelled" are both the past of "label"."""

    base: str
    third: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]

    @property
    def all(self) -> frozenset[str]:
        """Every form, the base among them."""
        return frozenset((self.base, *self.third, *self.past, *self.participle, *self.gerund))


@lru_cache(maxsize=1)
def irregular() -> Mapping[str, Forms]:
    """The verbs of the table of irregular forms, by their base form."""
    return {
        entry.word: Forms(
            entry.word,
            *(
                tuple(form for form in entry.values.get(column, "").split("/") if form)
                for column in ("third", "past", "participle", "gerund")
            ),
        )
        for entry in entries("irregular_verbs")
    }


@lru_cache(maxsize=4096)
def forms(base: str) -> Forms:
    """The forms of a verb that is given in its base form; by the rules of spelling where the table lacks it."""
    known = irregular().get(base)
    if known is not None:
        return known
    third, past, gerund = (regular(base, ending) for ending in ("s", "ed", "ing"))
    return Forms(base, (third,), (past,), (past,), (gerund,))


def regular(base: str, ending: str) -> str:
    """A form by the rules of spelling alone; `ending` is "s", "ed" or "ing"."""
    after_consonant = base[-2:-1] not in _VOWELS
    if ending == "s":
        if base.endswith(_HISSING):
            return f"{base}es"
        return f"{base[:-1]}ies" if base.endswith("y") and after_consonant else f"{base}s"
    if base.endswith("e") and not (ending == "ing" and base.endswith(("ee", "oe", "ye"))):
        return base[:-1] + ending
    if ending == "ed" and base.endswith("y") and after_consonant:
        return f"{base[:-1]}ied"
    return base + ending
