"""Who or what somebody is: the sentences that hold the name, those that say what it is first."""

import re
from collections.abc import Callable, Sequence

from rag.answering.reporter_voice import in_reporters_voice
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import TITLES, is_listed
from rag.text.tokens import Word, telling_stems, words
from rag.text.verb_forms import in_the_past
from rag.types import Evidence

_MOST = 5
# "Jo Hill is", "Jo Hill, leader of", "Jo Hill, Leith's", "Jo Hill (the leader": what a name is said to be stands after
# it; "Jo Hill, the LGA and" is a list.
_AFTER = re.compile(
    rf"^(?:[’']s)?\s*(?:\(|–|(?:{lexicon.phrases('identity_words')})\b"
    r"|,\s+(?:(?!the\s+[A-Z]|and\b)[a-z]|\w+[’']s\s))"
)


def named_in(evidence: Sequence[Evidence], name: Sequence[str]) -> list[Evidence]:
    """The sentences that hold a name, given by its stems in order, and are no headings.

    After an office, an initial or nothing, the last word of a name stands for all of it ("Ms Hill", "J. Hill"), where
    the whole stands in some sentence or is a speaker's, and none has that word after another name.
    """
    told = [each for each in evidence if name and each.sentence.role != "heading"]
    whole = [each for each in told if frozenset(name) <= each.stems]
    known = whole or any(frozenset(name) <= telling_stems(each.sentence.speaker) for each in told)
    if len(name) == 1 or not known:
        return whole
    by_last = [each for each in told if each not in whole and _calls_by_last_word(each.text, name)]
    others = any(name[-1] in each.stems for each in told if each not in whole and each not in by_last)
    return whole if others else [each for each in told if each in whole or each in by_last]


def identifying(
    name: Sequence[str],
    evidence: Sequence[Evidence],
    ranked: Callable[[Sequence[Evidence]], Sequence[Evidence]],
) -> tuple[Evidence, ...]:
    """Of the sentences that hold the name at most five, the most relevant first; those where something is said of the
    name beside it come before the others. Nothing where no sentence
    says it: chance mentions do not tell who somebody is."""
    holding = list(ranked(named_in(evidence, name)))
    telling = [each for each in holding if _says_what_it_is(each.text, name)]
    telling.sort(key=lambda each: not frozenset(name) <= each.stems)  # the whole name first
    rest = [each for each in holding if each not in telling]
    return (*map(in_reporters_voice, telling), *rest)[:_MOST] if telling else ()


def _calls_by_last_word(text: str, name: Sequence[str]) -> bool:
    found = words(text)
    return any(
        word.stem == name[-1]
        and text[word.start].isupper()
        and (place == 0 or _may_precede(text, found[place - 1], name))
        for place, word in enumerate(found)
    )


def _may_precede(text: str, before: Word, name: Sequence[str]) -> bool:
    """May this word stand before the last word of the name, and not make it another's?"""
    initial = before.end - before.start == 1 and any(part.startswith(before.plain) for part in name[:-1])
    return not text[before.start].isupper() or before.plain in TITLES or initial


def _says_what_it_is(text: str, name: Sequence[str]) -> bool:
    """Whether something stands beside the name that says what it is, behind it ("Jo Hill, leader of") or before it
    ("leader Jo Hill", "the review, chaired by Jo Hill")."""
    found = words(text)
    parts = [place for place, word in enumerate(found) if word.stem in name]
    return any(
        _AFTER.search(text[found[place].end :])
        or text[: found[place].start].endswith("(")  # "Harbour Board (HB)"
        or _led_up_to(text, found, place)
        for place in parts
    )


def _led_up_to(text: str, found: Sequence[Word], place: int) -> bool:
    """Is the word at this place, if it begins a name, behind what somebody is or does?"""
    before = found[:place]
    if not before or not text[found[place].start].isupper():
        return False
    between = text[before[-1].end : found[place].start].strip()
    if between in ("", ",") and not before[-1].capital and is_listed(before[-1].plain):
        return True
    return not between and before[-1].plain == "by" and len(before) > 1 and in_the_past(before[-2].plain)
