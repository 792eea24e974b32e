"""Find the words of a text that are negated, or governed by a "may" or a "must".

A negation is taken to apply to the next content word: "did not *accept*", "no *evidence*", "refused to *comment*".
That is not a grammar, but it treats a sentence and its paraphrase alike, so an added or missing "not" always shows.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from rag.text.analysis import Told
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Word, stem
from rag.text.verb_forms import can_be_verb

_NOT = lexicon.words("negations", "not")
# These deny what follows them: "failed to act", "denied that it was wrong", "unable to pay".
_DENYING = frozenset(map(stem, lexicon.words("negations", "refusing")))
_UNTRUE = lexicon.words("negations", "untrue")
_UNABLE = lexicon.words("negations", "unable")
# Not a negation, though it has the word.
_ONLY = re.compile(rf"\b(?:{lexicon.phrases('negations', 'only')})\b", re.IGNORECASE)
_SKIPPED = frozenset(map(stem, lexicon.words("negations", "skipped")))
# Words by which a sentence may deny without a "not".
DENIALS = frozenset(map(stem, lexicon.words("negations", "denial")))
_PREFIXES = tuple(lexicon.words("negations", "prefix"))
_PREPOSITIONS = lexicon.words("stop_words", "preposition")
_REACH = 4  # words
_BREAK = re.compile(r"[,;:.]|\s[–—-]+\s|\band\b|\bbut\b")
_POSSIBLE = lexicon.words("modals", "possible") | lexicon.words("hedges", "perhaps")
_DONE = frozenset(map(stem, lexicon.words("negations", "done")))
_DUE = lexicon.words("modals", "due")


@dataclass(frozen=True, slots=True)
class Polarity:
    """Places of words: `negated` are denied, `negators` deny, and `heads` is what each negator applies to."""

    negated: frozenset[int]
    negators: tuple[int, ...]
    heads: tuple[int | None, ...]


def polarity(told: Told) -> Polarity:
    """The negations of a text."""
    aside = [match.span() for match in _ONLY.finditer(told.text)]
    negated: set[int] = set()
    negators: list[int] = []
    heads: list[int | None] = []
    for place, word in enumerate(told.words):
        if not _denies(told.words, place) or any(start <= word.start < end for start, end in aside):
            continue
        negators.append(place)
        head = _head(told, place)
        heads.append(head)
        if head is not None:
            negated.add(head)
            # "not going to tear it up": what is not tried, meant or allowed is denied as well.
            if head + 2 < len(told.words) and told.words[head + 1].plain == "to" and head > place:
                negated.add(head + 2)
    return Polarity(frozenset(negated), tuple(negators), tuple(heads))


def doubled(found: Polarity) -> bool:
    """Whether two denials stand next to each other."""
    return any(right == left + 1 for left, right in pairwise(found.negators))


def denied_before(told: Told, offset: int) -> bool:
    """Whether a denial stands shortly before `offset`, in the same clause."""
    near = [place for place, word in enumerate(told.words) if word.end <= offset][-_REACH:]
    return any(
        _denies(told.words, place) and not _BREAK.search(told.text[told.words[place].end : offset])
        for place in near
    )


def half_denied(one: Told, other: Told) -> str:
    """A phrase such as "not only" of which one text has only the second half; empty if there is none."""
    for these, text in ((_phrases(one), other.text.casefold()), (_phrases(other), one.text.casefold())):
        for phrase in these:
            if phrase not in text and re.search(rf"\b{phrase.split(maxsplit=1)[1]}\b", text):
                return phrase
    return ""


def _phrases(told: Told) -> list[str]:
    return [match.group().casefold() for match in _ONLY.finditer(told.text) if match.group()[0] in "nN"]


def denial_in(words: tuple[Word, ...]) -> bool:
    """Whether any of these words denies something."""
    return any(_denies(words, place) or word.stem in DENIALS for place, word in enumerate(words))


def opposite_forms(word: Word) -> frozenset[str]:
    """The word with a negative prefix added or removed: "unable" for "able"."""
    added = {prefix + word.plain for prefix in _PREFIXES}
    bared = {word.plain.removeprefix(prefix) for prefix in _PREFIXES if len(word.plain) > len(prefix) + 2}
    return frozenset(added | bared - {word.plain})


def modality(words: tuple[Word, ...], place: int) -> str:
    """The modality of a word: "possible" after "may", "due" after "must", "open" after "to" or "will", else "said"."""
    for word in reversed(words[max(0, place - 3) : place]):
        if word.plain in _POSSIBLE:
            return "possible"
        if word.plain in _DUE:
            return "due"
        if word.plain in ("to", "will", "would"):
            return "open"
        if word.tells:
            break
    return "said"


def governor(words: tuple[Word, ...], place: int) -> Word | None:
    """The "asked" of "asked to pay", if it leaves open whether anybody did; "in relation to pay" has none."""
    if place < 2 or words[place - 1].plain != "to" or not words[place - 2].tells:
        return None
    if not can_be_verb(words[place].plain) or (place > 2 and words[place - 3].plain in _PREPOSITIONS):
        return None
    return None if words[place - 2].stem in _DONE else words[place - 2]


def _denies(words: tuple[Word, ...], place: int) -> bool:
    word = words[place]
    if word.plain in _NOT or word.plain.endswith("n't"):
        return True
    after = words[place + 1].plain if place + 1 < len(words) else ""
    if word.plain in _UNTRUE and after == "that":
        return True
    if word.plain in _UNABLE or (word.stem in _DENYING and not word.plain.startswith("den")):
        return after == "to"
    return word.stem in _DENYING


def _head(told: Told, place: int) -> int | None:
    end = told.words[place].end
    for after in range(place + 1, len(told.words)):
        word = told.words[after]
        if re.search(r"[;:]|\.\s", told.text[end : word.start]):
            break
        if word.tells and word.stem not in _SKIPPED and not _denies(told.words, after):
            return after
        end = word.end
    return next((at for at in range(place - 1, -1, -1) if told.words[at].tells), None)
