"""Whether a source sentence is about everyone whom the draft names.

A name counts if it is in the sentence, if a "he" or "the company" there can only mean it, or if its bearer speaks.
"""

from collections.abc import Sequence

from rag.text.analysis import Name, Told
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, Word
from rag.verification.alignment import Alignment, alike
from rag.verification.passages import SourceContext

_POINTING = lexicon.words("pointing_words", "pointing")
_FIRST_PERSON = lexicon.words("pointing_words", "own")
_ARTICLES = lexicon.words("pointing_words", "article")
_OPENING = 2  # words that may come before a name that opens a sentence


def unsupported_name(found: Alignment, context: SourceContext, aside: frozenset[int]) -> str:
    """What is wrong with the first name that the source sentence is not about; empty if it is about all of them."""
    draft = found.draft
    for name in draft.names:
        if _dated(draft, name):
            continue
        if aside.isdisjoint(range(name.first, name.last + 1)) and not _held(found, name, context):
            said = draft.text[draft.words[name.first].start : draft.words[name.last].end]
            return f"the name “{said}” is not in the cited sentence"
    return ""


def _dated(told: Told, name: Name) -> bool:
    """Whether a name is that of a month or day in a date, which is compared as one."""
    first, last = told.words[name.first], told.words[name.last]
    return any(date.start <= first.start and last.end <= date.end for date in told.dates)


def _held(found: Alignment, name: Name, context: SourceContext) -> bool:
    words = found.draft.words
    parts = [place for place in range(name.first, name.last + 1) if words[place].tells]
    rest = [
        place for place in parts if not found.held(place) and not _in_sentence(words[place], found.source)
    ]
    slot = found.slot(name.first, name.last)
    if not any(found.held(place) for place in parts) and _filled(found, slot):
        # The source has another name in its place, unless this one is its initials.
        inside = [name for name in found.source.names if slot is not None and name.first in slot]
        return len(parts) == 1 and _is_initials(words[parts[0]], found.source, inside)
    stems = frozenset(words[place].stem for place in parts)
    lacking = frozenset(words[place].stem for place in rest)
    if not lacking:
        return True
    if lacking != stems and len(parts) == name.last - name.first + 1:
        whose = _first_name(lacking, stems - lacking, context)
        if whose is not None:
            return whose
    if lacking <= context.known and _stood_for(found, name, context, slot):
        return True
    if any(stems <= voice for voice in context.voices):
        speaks = any(word.plain in _FIRST_PERSON for word in found.source.words)
        return speaks or name.first <= _OPENING
    return name.opens and len(parts) == 1 and words[name.first].plain in FUNCTION


def _first_name(lacking: frozenset[str], held: frozenset[str], context: SourceContext) -> bool | None:
    """Whether the missing parts of a name go with those in the sentence, as a first name with its surname.

    False if they are part of somebody else's name; None if the context does not have them.
    """
    if all(any(stem in run and held & run for run in context.names) for stem in lacking):
        return True
    return False if any(stem in run for run in context.names for stem in lacking) else None


def _filled(found: Alignment, slot: range | None) -> bool:
    taken = {at for at in found.places if at is not None}
    return slot is not None and any(
        all(at in slot and at not in taken for at in range(other.first, other.last + 1))
        for other in found.source.names
        if not other.opens
    )


def _in_sentence(word: Word, source: Told) -> bool:
    if any(alike(word, other) for other in source.words):
        return True
    return _is_initials(word, source, source.names)


def _is_initials(word: Word, source: Told, names: Sequence[Name]) -> bool:
    """Whether a word consists of the initials of one of these names of the source."""
    spans = (source.words[name.first : name.last + 1] for name in names)
    return len(word.plain) > 1 and word.plain in {
        "".join(each.plain[0] for each in span if each.tells) for span in spans
    }


def _stood_for(found: Alignment, name: Name, context: SourceContext, slot: range | None) -> bool:
    """Whether a "he" or "the company" in the source, where the draft has the name, may refer to it."""
    words = found.source.words
    if not any(found.draft.words[p].stem in context.antecedents for p in range(name.first, name.last + 1)):
        return False
    if slot is None and _unused(found):
        return False
    near = found.beside(name.first, name.last) if slot is None else slot
    return any(words[at].plain in _POINTING or _is_definite(words, at) for at in near)


def _is_definite(words: tuple[Word, ...], place: int) -> bool:
    """Whether there is a common noun with an article or possessive here."""
    word = words[place]
    return place > 0 and word.tells and not word.capital and words[place - 1].plain in _ARTICLES


def _unused(found: Alignment) -> bool:
    """Whether the source has a name that the draft does not repeat."""
    taken = {at for at in found.places if at is not None}
    return any(taken.isdisjoint(range(other.first, other.last + 1)) for other in found.source.names)
