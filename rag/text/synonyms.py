"""Find words of events that stand for each other: a source that says "scrapped" says "abolished".

Word vectors see little of this ("abolish" and "scrap" are as far apart as any two words). Expressions of several words
count too: "stepped down", "did away with". The groups are in `lexicon/en/synonyms.tsv`. A writer who reports a sentence
puts more words for each other than those of events, which `lexicon/en/wordings.tsv` holds.
"""

from collections.abc import Iterator, Mapping, Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Word, stem

_Words = tuple[str, ...]


def _groups(table: str) -> Iterator[list[_Words]]:
    """The groups of a table, each member by its stems."""
    for entry in lexicon.entries(table):
        yield [tuple(map(stem, member.split("_"))) for member in entry.listed("group")]


def _table() -> Mapping[str, frozenset[_Words]]:
    found: dict[str, set[_Words]] = {}
    for members in _groups("synonyms"):
        for member in members:
            if len(member) == 1:
                found.setdefault(member[0], set()).update(members)
    return {head: frozenset(alike - {(head,)}) for head, alike in found.items()}


def _reworded() -> Mapping[_Words, frozenset[_Words]]:
    found: dict[_Words, set[_Words]] = {}
    for table in ("synonyms", "wordings"):
        for members in _groups(table):
            for member in members:
                found.setdefault(member, set()).update(members)
    return {member: frozenset(alike - {member}) for member, alike in found.items()}


_ALIKE = _table()
_REWORDED = _reworded()
_LONGEST = max(map(len, _REWORDED))


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


def reworded(ours: Sequence[str], theirs: Sequence[str]) -> frozenset[int]:
    """The places in one text, given by its stems, of words and expressions for which the other has another wording."""
    there = {
        tuple(theirs[at : at + size])
        for size in range(1, _LONGEST + 1)
        for at in range(len(theirs) - size + 1)
    }
    found: set[int] = set()
    for size in range(1, _LONGEST + 1):
        for at in range(len(ours) - size + 1):
            if not there.isdisjoint(_REWORDED.get(tuple(ours[at : at + size]), ())):
                found.update(range(at, at + size))
    return frozenset(found)
