"""Aligns a draft with a source sentence word by word, and checks that it keeps who does what to whom.

"The council sued the school" has every word of "The school sued the council". Without a parser, the two are told apart
by a word that is between both names each time: the names have swapped sides around "sued". Clauses that only move ("In
May the council sued", "The council sued in May") share no word between them in both orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import REPORTING_STEMS, Word, stems

_NEAR = 4  # words on either side that distinguish one occurrence of a word from another
_WIDEST_SLOT = 8
# Of a draft's words; if more are reworded, the order of the source says nothing about it.
_MOST_REPLACED = 0.4
_SAME_BETWEEN = 0.5  # of the words between two names that have swapped sides, to compare them
_REPEATED = 0.9  # of a draft's words: then it is a copy, and any two swapped words are a fault
_ADJECTIVE = lexicon.words("adjective_endings")
_BY = "by"
# Words that relate one name to the other: "the duke of Normandy", "Rouen in Normandy".
_TIES = lexicon.words("relating_words")
_LOOSE = stems("be have do") | REPORTING_STEMS  # can be between any two words


@dataclass(frozen=True, slots=True)
class Alignment:
    """`places[i]` is the place in the source of the draft's word i; None if the source lacks it."""

    draft: Told
    source: Told
    places: tuple[int | None, ...]
    replaced: tuple[tuple[range, range], ...]  # words of the draft, and those of the source in their place

    def held(self, place: int) -> bool:
        return self.places[place] is not None

    def slot(self, first: int, last: int) -> range | None:
        """The places in the source that correspond to words `first` to `last` of the draft, between their neighbours.

        None if the source does not have those neighbours in that order.
        """
        left = next((at for at in reversed(self.places[:first]) if at is not None), -1)
        right = next((at for at in self.places[last + 1 :] if at is not None), len(self.source.words))
        return range(left + 1, right) if left < right <= left + _WIDEST_SLOT else None

    def beside(self, first: int, last: int) -> list[int]:
        """The places in the source next to the neighbours of words `first` to `last`, on either side."""
        left = next((at for at in reversed(self.places[:first]) if at is not None), None)
        right = next((at for at in self.places[last + 1 :] if at is not None), None)
        after = range(left + 1, left + 4) if left is not None else ()
        before = range(right - 3, right) if right is not None else ()
        return [at for at in (*after, *before) if 0 <= at < len(self.source.words)]

    def sides_changed(self, ignored: frozenset[int] = frozenset()) -> tuple[str, str] | None:
        """Two words of the draft that are the other way round in the source, around a word of both."""
        names = critical(self.draft)
        repeated = sum(at is not None for at in self.places) >= _REPEATED * len(self.places)
        telling = [
            (place, at)
            for place, at in enumerate(self.places)
            if at is not None
            and place not in ignored
            and self.draft.words[place].tells
            and (repeated or place in names)
            and self.draft.words[place].stem not in _LOOSE
            and _once(self.draft.words, place)
            and _once(self.source.words, at)
        ]
        for (one, one_at), (other, other_at) in combinations(telling, 2):
            if one_at > other_at and self._turned(one, other, one_at, other_at, {one, other} <= names):
                return self.draft.words[one].plain, self.draft.words[other].plain
        return None

    def name_replaced(self, ignored: frozenset[int] = frozenset()) -> tuple[str, str] | None:
        """A name or number of the draft and the one that the source has in its place.

        Only for a draft that otherwise follows the source's words.
        """
        moved = sum(len(ours) for ours, _ in self.replaced)
        if moved > _MOST_REPLACED * len(self.places):
            return None
        same_figures = {
            place
            for figure in self.draft.figures
            if any(figure.same_amount(other) for other in self.source.figures)
            for place, word in enumerate(self.draft.words)
            if figure.start <= word.start < figure.end
        }
        ours_critical, theirs_critical = critical(self.draft) - ignored - same_figures, critical(self.source)
        for ours, theirs in self.replaced:
            one = [self.draft.words[place] for place in ours if place in ours_critical]
            other = [self.source.words[at] for at in theirs if at in theirs_critical]
            left = [word for word in one if not any(alike(word, each) for each in other)]
            lost = [word for word in other if not any(alike(word, each) for each in one)]
            # A figure where the source has a name counts the names, or says when.
            same = left and lost and _dated(self.draft, left[0]) == _dated(self.source, lost[0])
            if same and left[0].capital == lost[0].capital and not _initials(left, lost):
                return left[0].plain, lost[0].plain
        return None

    def _turned(self, one: int, other: int, one_at: int, other_at: int, named: bool) -> bool:
        ours = _between(self.draft, one, other)
        theirs = _between(self.source, other_at, one_at)
        if any(word.plain == _BY for word in ours) != any(word.plain == _BY for word in theirs):
            return False  # active in one, passive in the other
        between = [{word.stem for word in side if word.tells} for side in (ours, theirs)]
        shared = between[0] & between[1]
        if len(shared - _LOOSE) >= _SAME_BETWEEN * max(len(side - _LOOSE) for side in between) > 0:
            return True
        if named and shared and shared <= REPORTING_STEMS and not self._speech_turned(shared):
            return True
        ties = [
            [word.plain for word in side if word.plain not in ("the", "a", "an")] for side in (ours, theirs)
        ]
        return ties[0] == ties[1] and len(ties[0]) == 1 and ties[0][0] in _TIES

    def _speech_turned(self, verbs: frozenset[str] | set[str]) -> bool:
        """Whether one text has "X said" and the other ", said X"."""
        return any(_after_speech(self.draft, verb) != _after_speech(self.source, verb) for verb in verbs)


def _between(told: Told, left: int, right: int) -> list[Word]:
    """The words between two others, without the rest of the names that these belong to."""
    spans = [range(name.first, name.last + 1) for name in told.names]
    own = {place for span in spans if left in span or right in span for place in span}
    return [told.words[place] for place in range(left + 1, right) if place not in own]


def critical(told: Told) -> frozenset[int]:
    """The places of the words of names and numbers."""
    named = {
        place for name in told.names for place in range(name.first, name.last + 1) if told.words[place].tells
    }
    spans = [(figure.start, figure.end) for figure in told.figures]
    spans += [(date.start, date.end) for date in told.dates]
    counted = {
        place
        for place, word in enumerate(told.words)
        if any(start <= word.start < end for start, end in spans)
    }
    return frozenset(named | counted)


def _dated(told: Told, word: Word) -> bool:
    return any(date.start <= word.start < date.end for date in told.dates)


def alike(one: Word, other: Word) -> bool:
    """The same name, perhaps as an adjective: America, American."""
    if one.stem == other.stem or one.plain == other.plain:
        return True
    shorter, longer = sorted((one.plain, other.plain), key=len)
    return len(shorter) > 3 and longer.startswith(shorter) and longer[len(shorter) :] in _ADJECTIVE


def _initials(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether one side is the initials of the other."""
    sides = ["".join(word.plain[0] for word in side) for side in (ours, theirs)]
    return sides[0] == theirs[0].plain or sides[1] == ours[0].plain


def _after_speech(told: Told, verb: str) -> bool:
    return any(
        told.text[: word.start].rstrip()[-1:] in (",", "”", '"', "’")
        for word in told.words
        if word.stem == verb
    )


def align(draft: Told, source: Told) -> Alignment:
    """Longest common runs first; any other word goes to the occurrence with the most similar neighbours."""
    ours = [word.stem for word in draft.words]
    theirs = [word.stem for word in source.words]
    places: list[int | None] = [None] * len(ours)
    replaced = []
    for what, a, a_end, b, b_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if what == "equal":
            places[a:a_end] = range(b, b_end)
        elif what == "replace":
            replaced.append((range(a, a_end), range(b, b_end)))
    taken = set(places)
    for place, stem in enumerate(ours):
        if places[place] is None:
            free = [at for at, other in enumerate(theirs) if other == stem and at not in taken]
            if free:
                places[place] = max(free, key=lambda at: _alike(ours, place, theirs, at))
                taken.add(places[place])
    return Alignment(draft, source, tuple(places), tuple(replaced))


def _alike(ours: Sequence[str], place: int, theirs: Sequence[str], at: int) -> int:
    return len(_around(ours, place) & _around(theirs, at))


def _around(stems: Sequence[str], place: int) -> set[str]:
    return {*stems[max(0, place - _NEAR) : place], *stems[place + 1 : place + 1 + _NEAR]}


def _once(words: Sequence[Word], place: int) -> bool:
    return sum(word.stem == words[place].stem for word in words) == 1
