"""A sentence of a source, with all around it that a draft may lean on."""

from dataclasses import dataclass

from rag.told import Told


@dataclass(frozen=True, slots=True)
class Ground:
    """`lent` are the sentences next to it; `known` is what its passage and its document's title say, and `names` each
    name in them; `antecedents` is what the sentences before it say; `voices` are the names of those who say "we" in
    it; `years` are those that its passage tells."""

    told: Told
    lent: tuple[Told, ...]
    known: frozenset[str]
    names: tuple[frozenset[str], ...]
    antecedents: frozenset[str]
    voices: tuple[frozenset[str], ...]
    years: frozenset[int]
