"""Where a draft that follows a sentence word by word says something else: by what it leaves out, or in which order.

Every word of "Doncaster had ordered the minister to act" stands in "The minister had ordered Doncaster to act", and
every word of "Spending had no effect" in "Spending on roads had no effect". The rules look at what stands beside a
word in both. They know no grammar, so a verifier may find that a sentence which they do not pass holds.
"""

from collections.abc import Iterator

from rag.text.analysis import Name, Told
from rag.text.dates import When
from rag.text.lexicon import tables as lexicon
from rag.text.quantities import Figure
from rag.text.tokens import Word
from rag.text.verb_forms import in_the_past
from rag.verification.alignment import Alignment, critical
from rag.verification.numbers import said

_HAVE = lexicon.words("stop_words", "have")
_RELATIVE = lexicon.words("stop_words", "relative")
_PREPOSITIONS = lexicon.words("stop_words", "preposition")
_SUBORDINATE = lexicon.words("stop_words", "condition") | lexicon.words("stop_words", "time")
_DEFINITE = lexicon.words("pointing_words", "article") - lexicon.words("stop_words", "article") | {"the"}
_JOINING = "and"


def told_otherwise(found: Alignment, aside: frozenset[int]) -> str:
    """The first thing that a near copy tells otherwise; empty if there is none. `aside` only says who reports it."""
    return _clause_freed(found, aside) or _joined_over(found) or _made_general(found, aside)


def exchanged_figures(found: Alignment) -> str:
    """A figure that stands behind one name in the draft and behind another of its names in the source."""
    draft, source = found.draft, found.source
    for figure in draft.figures:
        alike = [other for other in source.figures if figure.same_amount(other)]
        ours = _name_before(draft, figure.start)
        theirs = _name_before(source, alike[0].start) if len(alike) == 1 else None
        if ours is None or theirs is None:
            continue
        stems = [_stems(draft, ours), _stems(source, theirs)]
        named = [[_stems(told, name) for name in told.names] for told in (source, draft)]
        if not stems[0] & stems[1] and stems[0] in named[0] and stems[1] in named[1]:
            return f"“{said(draft, figure)}” is that of “{_name(source, theirs)}” in the cited sentence"
    return ""


def _name_before(told: Told, offset: int) -> Name | None:
    """The last name before a figure, if no other figure stands between them."""
    last = next((name for name in reversed(told.names) if told.words[name.last].end <= offset), None)
    if last is None:
        return None
    end = told.words[last.last].end
    taken: list[Figure | When] = [*told.figures, *told.dates]
    return None if any(end <= other.start < other.end <= offset for other in taken) else last


def _stems(told: Told, name: Name) -> frozenset[str]:
    return frozenset(word.stem for word in told.words[name.first : name.last + 1] if word.tells)


def _name(told: Told, name: Name) -> str:
    return told.text[told.words[name.first].start : told.words[name.last].end]


def _clause_freed(found: Alignment, aside: frozenset[int]) -> str:
    """What the source only says behind "before", "if" or "until", without that word and what it depends on."""
    source = found.source
    kept = {at for place, at in enumerate(found.places) if at is not None and place not in aside}
    for at, word in enumerate(source.words):
        if word.plain not in _SUBORDINATE or at in kept:
            continue
        inside = _telling(source, range(at + 1, len(source.words)))[:1]
        before = _telling(source, range(at - 1, -1, -1))
        near, far = set(before[:2]), set(before[2:])
        if set(inside) <= kept and inside and near and not near & kept and len(far & kept) > 1:
            return f"the cited sentence says so only “{word.plain} …”"
    return ""


def _telling(told: Told, places: range) -> list[int]:
    return [place for place in places if told.words[place].tells]


def _joined_over(found: Alignment) -> str:
    """An "and" of the draft's own between two words that a comma keeps apart, behind a clause with "which"."""
    draft, source = found.draft, found.source
    for place in range(1, len(draft.words) - 1):
        one, other = found.places[place - 1], found.places[place + 1]
        if draft.words[place].plain != _JOINING or found.held(place) or one is None or other != one + 1:
            continue
        apart = "," in source.text[source.words[one].end : source.words[other].start]
        if apart and any(word.plain in _RELATIVE for word in source.words[:one]):
            return "it joins what the cited sentence keeps apart"
    return ""


def _made_general(found: Alignment, aside: frozenset[int]) -> str:
    """ "Spending on roads rose" told of all spending, "areas that were flooded" told of all areas."""
    draft, source = found.draft, found.source
    # A capital that opens a sentence makes no name.
    named = critical(source) - {name.first for name in source.names if name.opens and name.first == name.last}
    for place, at in enumerate(found.places):
        if at is None or at in named or not draft.words[place].tells or place in aside:
            continue
        gap = list(_gap(found, place, at))
        if not _telling(source, range(at + 1, at + 1 + len(gap))) or not _bare(source, at):
            continue
        first, after = source.words[gap[0]], gap[-1] + 1
        if source.text[source.words[at].end : first.start].strip():
            continue
        ends = (
            after >= len(source.words)
            or "," in source.text[source.words[gap[-1]].end : source.words[after].start]
        )
        restricted = first.plain in _RELATIVE and ends
        if restricted or (
            first.plain in _PREPOSITIONS and not ends and in_the_past(source.words[after].plain)
        ):
            left = source.text[first.start : source.words[gap[-1]].end]
            return f"the cited sentence says so of “{source.words[at].plain} {left}”"
    return ""


def _gap(found: Alignment, place: int, at: int) -> Iterator[int]:
    """The places of the source between a word and the next one that the draft holds behind it."""
    following = [other for other in found.places[place + 1 :] if other is not None]
    end = following[0] if following and following[0] > at else at + 1
    yield from range(at + 1, end)


def _bare(source: Told, at: int) -> bool:
    """Whether a word with those before it is no "the", "this" or "its" thing."""
    for before in range(at - 1, -1, -1):
        word = source.words[before]
        if word.plain in _DEFINITE or word.plain.endswith(("'s", "’s")):
            return False
        if not word.tells:
            return True
    return True


def added_words(found: Alignment, aside: frozenset[int]) -> str:
    """Two words or more, one behind the other, where the source has nothing."""
    instead = {place for ours, _ in found.replaced for place in ours}
    run: list[Word] = []
    for place, word in enumerate(found.draft.words):
        if not word.tells:
            continue
        lacking = not found.held(place) and place not in instead and place not in aside
        run = [*run, word] if lacking else []
        if len(run) > 1:
            return f"the cited sentence does not say “{' '.join(each.plain for each in run)}”"
    return ""
