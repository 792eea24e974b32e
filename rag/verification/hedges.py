"""Whether a draft keeps the qualifiers of its source.

"All" for "some", "will" for "may" or a missing "allegedly" changes the meaning and no other word.
"""

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import bases
from rag.text.tokens import REPORTING_STEMS, Word, stem
from rag.text.verb_forms import in_the_past
from rag.verification.alignment import Alignment
from rag.verification.strengthening import unconditional

_REACH = 4  # words between a qualifier and what it qualifies
_QUANTITIES = {
    entry.word: entry.values["amount"] for entry in lexicon.entries("amounts") if "amount" in entry.values
}
_TOLD_OF = lexicon.words("amounts", "told")  # must be in the source
_KEPT = lexicon.words("amounts", "kept")  # without them the draft claims more
_CLAIMED, _POSSIBLE, _PARTLY, _MEANT = "claimed", "possible", "partly", "meant"
_HEDGES = {
    word: kind for kind in (_CLAIMED, _POSSIBLE, _PARTLY, _MEANT) for word in lexicon.words("hedges", kind)
}
_SAYING = REPORTING_STEMS | frozenset(map(stem, bases("doubtful")))
_MODALS = {
    word: kind for kind in ("coming", "due", "possible") for word in lexicon.words("modals", kind)
} | dict.fromkeys(lexicon.words("hedges", "perhaps"), "possible")
_IS = lexicon.words("stop_words", "be") - {"be", "been", "being"}
_FUTURE = lexicon.words("modals", "coming") - lexicon.words("modals", "reported")
_CROWDS = lexicon.words("amounts", "crowd")


def lost_qualifier(found: Alignment, aside: frozenset[int]) -> str:
    """The first qualifier that the draft does not keep; empty if it keeps all. `aside` only says who reports."""
    return _quantity(found, aside) or _certainty(found, aside) or _hedge(found, aside) or _crowd(found, aside)


def _quantity(found: Alignment, aside: frozenset[int]) -> str:
    draft, source = found.draft, found.source
    anywhere = {_QUANTITIES[word.plain] for word in source.words if word.plain in _QUANTITIES}
    for place, at in enumerate(found.places):
        if at is None or place in aside or not draft.words[place].tells:
            continue
        ours, theirs = _before(draft, place, _QUANTITIES), _before(source, at, _QUANTITIES)
        groups = {_QUANTITIES[word.plain] for word in theirs}
        for word in ours:
            if _QUANTITIES[word.plain] not in groups and (
                theirs or (word.plain in _TOLD_OF and _QUANTITIES[word.plain] not in anywhere)
            ):
                return f"the cited sentence does not say “{word.plain}” of “{draft.words[place].plain}”"
        lost = [word for word in theirs if word.plain in _KEPT]
        if lost and not ours and not _counted(draft, place):
            return f"the cited sentence says “{lost[0].plain}” of “{draft.words[place].plain}”"
    return ""


def _before(told: Told, place: int, listed: dict[str, str]) -> list[Word]:
    """The words of a list before a word, without a content word between."""
    words = []
    for at in range(place - 1, max(-1, place - _REACH), -1):
        word = told.words[at]
        if any(mark in told.text[word.end : told.words[at + 1].start] for mark in ",;:.—–"):
            break
        if word.plain in listed:
            if not (at and told.words[at - 1].plain == "a"):  # "a few" are some
                words.append(word)
        elif word.tells:
            break
    return words


def _counted(told: Told, place: int) -> bool:
    start = told.words[max(0, place - _REACH)].start
    return any(start <= figure.start < told.words[place].start for figure in told.figures)


def _certainty(found: Alignment, aside: frozenset[int]) -> str:
    """Where the draft has "will" for "may", or reports as done what "will" be."""
    draft, source = found.draft, found.source
    for place, at in unconditional(found, aside):
        ours, theirs = _modal(draft.words, place), _modal(source.words, at)
        if not ours and _is_to_come(draft.words, place):
            ours = "coming"
        if theirs and ours and ours != theirs:
            return f"“{draft.words[place].plain}” is said with another certainty in the cited sentence"
        if (
            ours == "coming"
            and not theirs
            and _has_happened(source.words, at)
            and _is_to_come(draft.words, place)
        ):
            return f"the cited sentence says that it has happened: “{source.words[at].plain}”"
        past = draft.words[place].plain.endswith("ed") and not source.words[at].plain.endswith("ed")
        if theirs == "coming" and not ours and past and not _opened(draft.words, place):
            return f"the cited sentence does not say that it has happened: “{draft.words[place].plain}”"
    return ""


def _modal(words: tuple[Word, ...], place: int) -> str:
    for word in reversed(words[max(0, place - 3) : place]):
        if word.plain in _MODALS and not (word.plain == "may" and word.capital):
            return _MODALS[word.plain]
        if word.tells:
            break
    return ""


def _is_to_come(words: tuple[Word, ...], place: int) -> bool:
    """ "will open", "is to open"; not "would", which a report of speech has too."""
    before = [word.plain for word in words[max(0, place - 3) : place]]
    if before[-1:] == ["to"]:
        return before[-2:-1] != [] and before[-2] in _IS
    return bool(set(before) & _FUTURE)


def _has_happened(words: tuple[Word, ...], place: int) -> bool:
    """ "fell", "has been falling"; not "is to be opened" or "expected to have opened"."""
    before = [word.plain for word in words[max(0, place - 3) : place]]
    if "to" in before or "be" in before or set(before) & _MODALS.keys():
        return False
    plain = words[place].plain
    return in_the_past(plain) or (plain.endswith("ing") and "been" in before)


def _opened(words: tuple[Word, ...], place: int) -> bool:
    """Whether "to" or a form of "be" comes before: "is to be opened", "would be opened"."""
    return any(word.plain in ("to", "be", "being") for word in words[max(0, place - 3) : place])


def _hedge(found: Alignment, aside: frozenset[int]) -> str:
    """A missing "allegedly" between words that the draft keeps."""
    draft, source = found.draft, found.source
    back = {at: place for place, at in enumerate(found.places) if at is not None}
    kinds = {_HEDGES[word.plain] for word in draft.words if word.plain in _HEDGES}
    if any(word.stem in _SAYING for word in draft.words) or aside:
        kinds.add(_CLAIMED)
    if any(word.plain in _MODALS and _MODALS[word.plain] != "due" for word in draft.words):
        kinds |= {_POSSIBLE, _MEANT}
    for at, word in enumerate(source.words):
        kind = _HEDGES.get(word.plain)
        if kind is None or kind in kinds or at in back:
            continue
        after = next((other for other in range(at + 1, len(source.words)) if source.words[other].tells), None)
        before = next((other for other in range(at - 1, -1, -1) if source.words[other].tells), None)
        if after is not None and after - at < _REACH and after in back and (before is None or before in back):
            return f"the cited sentence says “{word.plain}” of “{source.words[after].plain}”"
    return ""


def _crowd(found: Alignment, aside: frozenset[int]) -> str:
    theirs = {word.plain for word in found.source.words}
    for place, word in enumerate(found.draft.words):
        if word.plain in _CROWDS and word.plain not in theirs and place not in aside:
            return f"the number “{word.plain}” is not in the cited sentence"
    return ""
