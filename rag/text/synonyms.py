"""Find words of events that stand for each other: a source that says "scrapped" says "abolished".

Word vectors see little of this ("abolish" and "scrap" are as far apart as any two words). Expressions of several words
count too: "stepped down", "did away with". The groups are in `lexicon/en/synonyms.tsv`.
"""

from collections.abc import Iterator, Mapping, Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Word, stem


def _table() -> Mapping[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for entry in lexicon.entries("synonyms"):
        members = [tuple(map(stem, member.split("_"))) for member in entry.listed("group")]
        for member in members:
            if len(member) == 1:
                found.setdefault(member[0], set()).update(members)
    return {head: frozenset(alike - {(head,)}) for head, alike in found.items()}


_ALIKE = _table()


def known(verb: str) -> bool:
    """Whether the table has synonyms of this stem, so that their absence from a text means something."""
    return verb in _ALIKE


def mentions(verb: str, found: Sequence[Word]) -> Iterator[tuple[int, bool]]:
    """The places where a stem or a synonym is mentioned, and whether it is the stem itself."""
    alike = _ALIKE.get(verb, frozenset())
    stems = [word.stem for word in found]
    for place, one in enumerate(stems):
        if one == verb:
            yield place, True
        elif any(tuple(stems[place : place + len(other)]) == other for other in alike):
            yield place, False
