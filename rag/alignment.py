"""Which word of a source each word of a draft repeats, and whether the draft keeps who does what to whom.

"The council sued the school" has every word of "The school sued the council". What tells them apart without a
grammar is a word that stands between the two both times: councils and schools have changed sides around "sued".
Clauses that merely change places ("In May the council sued", "The council sued in May") leave nothing between
their words that both orders share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from rag.told import Told
from rag.words import REPORTING_STEMS, Word, stems

_NEAR = 4  # words on either side that tell one occurrence of a word from another
_WIDEST_SLOT = 8
_BY = "by"
# What joins two names to one thing that they are of each other: "the duke of Normandy", "Rouen in Normandy".
_TIES = frozenset("of in at from to for by with against over under after before than".split())
_LOOSE = stems("be have do") | REPORTING_STEMS  # stand between anything and anything


@dataclass(frozen=True, slots=True)
class Alignment:
    """`places[i]` is the place in the source of the draft's word i, None where the source lacks it."""

    draft: Told
    source: Told
    places: tuple[int | None, ...]

    def held(self, place: int) -> bool:
        return self.places[place] is not None

    def slot(self, first: int, last: int) -> range | None:
        """The places of the source that stand where the draft has words `first` to `last`: between what their
        neighbours repeat. None where the source does not have those neighbours in that order."""
        left = next((at for at in reversed(self.places[:first]) if at is not None), -1)
        right = next((at for at in self.places[last + 1 :] if at is not None), len(self.source.words))
        return range(left + 1, right) if left < right <= left + _WIDEST_SLOT else None

    def sides_changed(self, ignored: frozenset[int] = frozenset()) -> tuple[str, str] | None:
        """Two words of the draft that stand the other way round in the source, around a word of both."""
        telling = [
            (place, at)
            for place, at in enumerate(self.places)
            if at is not None
            and place not in ignored
            and self.draft.words[place].tells
            and self.draft.words[place].stem not in _LOOSE
            and _once(self.draft.words, place)
            and _once(self.source.words, at)
        ]
        for (one, one_at), (other, other_at) in combinations(telling, 2):
            if one_at > other_at and self._turned(one, other, one_at, other_at):
                return self.draft.words[one].plain, self.draft.words[other].plain
        return None

    def _turned(self, one: int, other: int, one_at: int, other_at: int) -> bool:
        ours, theirs = self.draft.words[one + 1 : other], self.source.words[other_at + 1 : one_at]
        if any(word.plain == _BY for word in ours) != any(word.plain == _BY for word in theirs):
            return False  # active in one, passive in the other
        shared = {word.stem for word in ours if word.tells} & {word.stem for word in theirs if word.tells}
        if shared - _LOOSE:
            return True
        if shared & REPORTING_STEMS and not self._speech_turned(shared & REPORTING_STEMS):
            return True
        ties = [
            [word.plain for word in side if word.plain not in ("the", "a", "an")] for side in (ours, theirs)
        ]
        return ties[0] == ties[1] and len(ties[0]) == 1 and ties[0][0] in _TIES

    def _speech_turned(self, verbs: frozenset[str] | set[str]) -> bool:
        """Whether one text has "X said" and the other ", said X"."""
        return any(_after_speech(self.draft, verb) != _after_speech(self.source, verb) for verb in verbs)


def _after_speech(told: Told, verb: str) -> bool:
    return any(
        told.text[: word.start].rstrip()[-1:] in (",", "”", '"', "’")
        for word in told.words
        if word.stem == verb
    )


def align(draft: Told, source: Told) -> Alignment:
    """Longest common runs first; a word outside them goes to the occurrence whose neighbours are most like its own."""
    ours = [word.stem for word in draft.words]
    theirs = [word.stem for word in source.words]
    places: list[int | None] = [None] * len(ours)
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            places[block.a + step] = block.b + step
    taken = set(places)
    for place, stem in enumerate(ours):
        if places[place] is None:
            free = [at for at, other in enumerate(theirs) if other == stem and at not in taken]
            if free:
                places[place] = max(free, key=lambda at: _alike(ours, place, theirs, at))
                taken.add(places[place])
    return Alignment(draft, source, tuple(places))


def _alike(ours: Sequence[str], place: int, theirs: Sequence[str], at: int) -> int:
    return len(_around(ours, place) & _around(theirs, at))


def _around(stems: Sequence[str], place: int) -> set[str]:
    return {*stems[max(0, place - _NEAR) : place], *stems[place + 1 : place + 1 + _NEAR]}


def _once(words: Sequence[Word], place: int) -> bool:
    return sum(word.stem == words[place].stem for word in words) == 1
