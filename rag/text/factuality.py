"""Whether a sentence asserts a thing that it mentions.

"Was not going to end it", "whether he would resign" and "asked to fine the company" mention an end, a resignation and
a fine, and say of none that it took place.
"""

import re
from collections.abc import Sequence

from rag.text.tokens import Word, stems
from rag.text.verb_forms import in_the_past

_BEFORE = 8  # words in which what governs a mention stands
_MODALS = frozenset("would could might may should must can will shall cannot ought".split())
_DENYING = frozenset("not no never none neither nor without hardly nobody nothing".split())
_OPEN = frozenset("if unless whether provided until lest".split())
# What is asked for, planned or refused need not have happened: "asked to fine", "calls for an end".
_WANTING = stems(
    "ask call demand want wish hope plan propose proposal consider threaten threat promise pledge refuse decline deny "
    "urge seek request need able unable power try attempt intend intention order fail seem prepare vow expect discuss "
    "debate unwilling reluctant possible possibility likely recommend suggest reject rule oppose avoid prevent due "
    "consult"
)
_DETERMINERS = frozenset("the a an its his her their our your all every each".split())
_TOWARDS = frozenset("towards toward".split())
_BREAKS = re.compile(r"[;:]|\.\s|[”\"]\s")


def asserts(text: str, found: Sequence[Word], place: int) -> bool:
    """Whether the word at `place` is told as having taken place."""
    if text.rstrip("”\"' ").endswith("?"):
        return False
    if place == 0 and len(found) > 1 and found[1].plain in _DETERMINERS and not in_the_past(found[0].plain):
        return False  # "Dredge the approach": it is recommended or ordered
    if found[place].plain.endswith("ing") and _would(text, found, place):
        return False  # "dredging the approach would cut …"
    if any(word.plain in _TOWARDS for word in found[max(0, place - 2) : place]):
        return False
    start = max(0, place - _BEFORE)
    for at in range(place - 1, start - 1, -1):
        if _BREAKS.search(text[found[at].end : found[place].start]):
            break
        word = found[at]
        if not _is_month(found, at) and (
            word.plain in _MODALS | _DENYING | _OPEN or word.plain.endswith("n't")
        ):
            return False
        if word.stem in _WANTING and _governs(text, found, at, place):
            return False
    return not _conditional_ahead(text, found, place)


def _would(text: str, found: Sequence[Word], place: int) -> bool:
    for at in range(place + 1, min(len(found), place + 10)):
        if re.search(r"[,;:.]", text[found[at - 1].end : found[at].start]):
            return False
        if found[at].plain in _MODALS:
            return True
    return False


def hedges(found: Sequence[Word]) -> bool:
    """Whether a sentence says of anything that it is not, or that it may be, will be or would be."""
    return any(
        word.plain in _MODALS | _DENYING | _OPEN or word.plain.endswith("n't")
        for place, word in enumerate(found)
        if not _is_month(found, place)
    )


def denies(found: Sequence[Word]) -> bool:
    """Whether a sentence says of anything that it is not."""
    return any(word.plain in _DENYING or word.plain.endswith("n't") for word in found)


def _is_month(found: Sequence[Word], place: int) -> bool:
    return found[place].plain == "may" and found[place].capital and place > 0


def _governs(text: str, found: Sequence[Word], at: int, place: int) -> bool:
    """ "asked [the minister] to fine", "called for an end to", "a threat of closure": the joint stands between."""
    if re.search(r"[,\])]", text[found[at].end : found[place].start]):
        return False
    between = {word.plain for word in found[at + 1 : place]}
    return bool(between & {"to", "for", "of", "that"}) or place == at + 1


def _conditional_ahead(text: str, found: Sequence[Word], place: int) -> bool:
    """A clause that "if" or "whether" opens holds the mention: looked for back to the clause's beginning."""
    for at in range(place - 1, -1, -1):
        if re.search(r"[,;:.]", text[found[at].end : found[at + 1].start]):
            return False
        if found[at].plain in _OPEN:
            return True
    return False
