"""Who does what to whom: a draft in which doer and done-to of its source have changed places.

"The board was sued by the company" has every word of "The board sued the company". The rules know no grammar: they take
the words just before a verb as its subject and those just after it as its object, so they speak of near copies only.
"""

from collections.abc import Iterator

from rag.text.analysis import Name, Told
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import REPORTING_STEMS, Word
from rag.text.verb_forms import can_be_verb, in_the_past
from rag.verification.alignment import Alignment

_BE = lexicon.words("stop_words", "be")
_HELPING = (
    _BE | lexicon.words("stop_words", "have") | lexicon.words("stop_words", "do") | lexicon.words("modals")
)
_DETERMINERS = lexicon.words("stop_words", "determiner")
_PREPOSITIONS = lexicon.words("stop_words", "preposition")
_ADVERBS = lexicon.words("adverbs")
_BY = "by"
_QUOTED = ',"”’'
_MARKS = frozenset(',;:()“”"')
_NEAR = 3  # words
_Places = frozenset[int]


def roles_changed(found: Alignment, aside: frozenset[int]) -> str:
    """The first verb whose doer or done-to is another in the source; empty if there is none."""
    return _name_turned(found) or next(_turned(found, aside), "")


def _turned(found: Alignment, aside: frozenset[int]) -> Iterator[str]:
    draft, source = found.draft, found.source
    for place, at in enumerate(found.places):
        if at is None or place in aside or not (_acts(draft, place) and _acts(source, at)):
            continue
        subject, thing = _held(found, _subject(draft, place)), _held(found, _object(draft, place))
        theirs, their_thing = _subject(source, at), _object(source, at)
        passive = _passive(draft, place), _passive(source, at)
        verb = draft.words[place].plain
        if passive == (False, False):
            if subject & their_thing and thing & theirs and not (subject & theirs or thing & their_thing):
                yield f"who does it and whom it is done to are the other way round at “{verb}” in the cited sentence"
        elif passive == (True, False):
            # "Councils judged weak were …" has no object of its own, "weak" is what they were judged.
            if subject & theirs and their_thing and not their_thing & (thing | subject):
                yield f"in the cited sentence it is the one who “{verb}”, not to whom it was done"
        elif passive == (False, True) and thing | subject:
            if thing and subject & theirs and not subject & _behind_by(source, at):
                yield f"the cited sentence says that it was “{verb}”, not who did so"
            elif thing & theirs and subject and not subject & _behind_by(source, at):
                yield f"the cited sentence does not say who “{verb}”"


def _acts(told: Told, place: int) -> bool:
    word = told.words[place]
    return (word.tells or word.stem in REPORTING_STEMS) and not word.capital and _verb(word)


def _held(found: Alignment, places: _Places) -> _Places:
    return frozenset(at for place in places if (at := found.places[place]) is not None)


def _subject(told: Told, verb: int) -> _Places:
    """The places of the telling words that end just before a verb and its helping words."""
    end = verb - 1
    while end >= 0 and (told.words[end].plain in _HELPING or told.words[end].plain in _ADVERBS):
        end -= 1
    begin = end
    while begin >= 0 and told.words[begin].tells and not _mark_behind(told, begin):
        begin -= 1
    return frozenset(range(begin + 1, end + 1))


def _object(told: Told, verb: int) -> _Places:
    """The places of the telling words that begin just behind a verb, after a "the" or "their"."""
    begin = verb + 1
    while (
        begin < len(told.words)
        and told.words[begin].plain in _DETERMINERS
        and not _mark_behind(told, begin - 1)
    ):
        begin += 1
    end = begin
    while end < len(told.words) and told.words[end].tells and not _mark_behind(told, end - 1):
        if told.words[end].plain[0].isdigit():
            break
        end += 1
    return frozenset(range(begin, end))


def _behind_by(told: Told, verb: int) -> _Places:
    """The places of all words behind the first "by" after a verb."""
    first = next(
        (at for at in range(verb + 1, len(told.words)) if told.words[at].plain == _BY), len(told.words)
    )
    return frozenset(range(first + 1, len(told.words)))


def _mark_behind(told: Told, place: int) -> bool:
    if place + 1 >= len(told.words):
        return False
    return bool(_MARKS & set(told.text[told.words[place].end : told.words[place + 1].start]))


def _name_turned(found: Alignment) -> str:
    """Who does something in the draft has it done to them in the source, or the other way round."""
    draft, source = found.draft, found.source
    for name in draft.names:
        verb = _following(draft, name.last)
        at = None if verb is None else found.places[verb]
        held = [
            place for step in range(name.first, name.last + 1) if (place := found.places[step]) is not None
        ]
        if verb is None or at is None or not held or not _verb(draft.words[verb]):
            continue
        passive = _passive(draft, verb), _passive(source, at)
        before = source.text[: source.words[at].start].rstrip()[-1:]
        if passive[0] == passive[1] and _directly(source, at, held) and before not in _QUOTED:
            return (
                f"“{_name(draft, name)}” and “{draft.words[verb].plain}” are the other way round in the "
                "cited sentence"
            )
        same = passive[1] and not passive[0] and max(held) < at <= max(held) + _NEAR
        if same and not in_the_past(draft.words[verb].plain):
            return f"the cited sentence says that it is “{source.words[at].plain}”"
    return ""


def _following(told: Told, place: int) -> int | None:
    """The next word that tells something, or reports, with nothing but small words and no mark before it."""
    for after in range(place + 1, min(place + 1 + _NEAR, len(told.words))):
        if set(told.text[told.words[after - 1].end : told.words[after].start]) & set(",;:()"):
            return None
        word = told.words[after]
        if word.tells or word.stem in REPORTING_STEMS:
            return after
    return None


def _verb(word: Word) -> bool:
    return can_be_verb(word.plain) or in_the_past(word.plain) or can_be_verb(word.plain.removesuffix("s"))


def _passive(told: Told, place: int) -> bool:
    """ "is ordered", "was also ordered"; not "had ordered"."""
    before = {word.plain for word in told.words[max(0, place - 2) : place]}
    return in_the_past(told.words[place].plain) and bool(before & _BE)


def _directly(source: Told, verb: int, held: list[int]) -> bool:
    """Whether a name begins behind a verb, with only small words between them."""
    first = min(held)
    between = source.words[verb + 1 : first]
    marks = source.text[source.words[verb].end : source.words[first].start] if first > verb else ","
    return (
        first > verb
        and not set(marks) & set(",;:")
        and not any(word.tells or word.plain in _PREPOSITIONS for word in between)
    )


def _name(told: Told, name: Name) -> str:
    return told.text[told.words[name.first].start : told.words[name.last].end]
