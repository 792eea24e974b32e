"""Noun groups that can name or describe a speaker: their main word, their name, their owner.

All functions read `tokens[begin:end]` of one unit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.attribution.offices import holder_behind
from ingest.attribution.phrase_bounds import links_name, name_start
from ingest.attribution.tokens import SentenceToken, bare_end, is_possessive, opens_sentence
from rag.text.lexicon.word_classes import (
    ARTICLES,
    BODY_NAMES,
    CALENDAR,
    CARRIERS,
    DEFINITE,
    DETERMINERS,
    GIVEN_NAMES,
    INDEFINITE,
    NO_SPEAKER,
    OWNERS,
    QUANTITIES,
    TYING,
    can_speak,
    honours_behind,
    is_person,
    is_plural,
    is_title,
    is_work,
    title_words,
)

_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")

Form = Literal["name", "described", "pronoun", "own"]


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """A mention of a possible speaker: `text[start:end]` without articles and titles; the phrase begins at `opens`.

    `head` is the noun of a description, the last word of a name, or the pronoun. `named`: it contains a proper name.
    The form "own" is the writer's I or we.
    """

    start: int
    end: int
    form: Form
    head: str
    opens: int
    named: bool = False
    plural: bool = False
    definite: bool = False
    person: bool = False

    @property
    def is_work(self) -> bool:
        """Whether it describes a document."""
        return self.form == "described" and is_work(self.head)


def noun_group(
    tokens: Sequence[SentenceToken], begin: int, end: int, anyone: bool = False
) -> SpeakerMention | None:
    """The speaker that the phrase mentions; None if that cannot speak.

    `anyone`: the sentence says that it speaks, whatever noun it is.
    """
    bounds = _without_article(tokens, begin, end)
    if bounds is None:
        return None
    definite = tokens[begin].lower in DEFINITE or is_possessive(tokens[begin])
    opening, begin, end = bounds
    head = _head(tokens, begin, end)
    holder = holder_behind(tokens, head, end)
    if holder is not None:
        return _name(tokens, holder, end - 1, tokens[opening].start, definite)
    if tokens[head].name and not is_possessive(tokens[head]):
        office = _office(tokens, begin, head, end)
        if office is not None:
            return replace(office, opens=tokens[opening].start, definite=definite)
        return _name(tokens, begin, head, tokens[opening].start, definite)
    noun = _speaking_noun(tokens[head], anyone)
    if noun is None:
        return None
    own_work = is_work(noun) and not any(is_possessive(each) for each in tokens[begin:head])
    if own_work and tokens[begin].lower in OWNERS:
        return pronoun(tokens[begin], OWNERS[tokens[begin].lower])  # «his analysis», «its report»
    if noun in CARRIERS and (owner := owner_of(tokens, begin, head, end)) is not None:
        return replace(owner, opens=tokens[opening].start)
    return _description(tokens, opening, begin, end, noun, definite)


def pronoun(token: SentenceToken, word: str) -> SpeakerMention:
    """The mention by a pronoun, of which `word` is the subject form."""
    return SpeakerMention(token.start, token.end, "pronoun", word, token.start, plural=word in ("they", "we"))


def owner_of(tokens: Sequence[SentenceToken], begin: int, head: int, end: int = 0) -> SpeakerMention | None:
    """Whose statement, letter or view the phrase is, with its noun at `head`."""
    if head + 1 < end and tokens[head + 1].lower in ("from", "by", "of"):
        return noun_group(tokens, head + 2, end) if head + 2 < end else None
    for k in range(head - 1, begin - 1, -1):
        if not is_possessive(tokens[k]):
            continue
        cut = 2 if tokens[k].lower.endswith("’s") else 1
        if not tokens[k].name:
            owner = noun_group(tokens, begin, k + 1)
            whole = owner is not None and owner.end == tokens[k].end
            return replace(owner, end=owner.end - cut) if owner is not None and whole else owner
        start = tokens[name_start(tokens, begin, k)].start
        return SpeakerMention(start, tokens[k].end - cut, "name", tokens[k].lower[:-cut], start, named=True)
    return None


def _without_article(tokens: Sequence[SentenceToken], begin: int, end: int) -> tuple[int, int, int] | None:
    """Where the phrase opens, where it begins without its articles, and where it ends without a date."""
    opening = begin
    while begin < end and (
        not tokens[begin].word
        or tokens[begin].lower == "that"
        or (tokens[begin].lower in ARTICLES and not _is_article_of_name(tokens, begin))
    ):
        begin += 1
    if begin >= end:
        return None
    while end - begin > 2 and tokens[end - 1].text.isdigit() and tokens[end - 2].lower in TYING:
        end -= 2  # «the article of 5 June»
    if end - begin > 1 and _YEAR.fullmatch(tokens[begin].text) and tokens[begin + 1].capital:
        opening = begin = begin + 1  # «In January 2019 Leeds council asked»
    return opening, begin, end


def _is_article_of_name(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether "The" belongs to the name behind it: "told The Verge"."""
    return (
        tokens[at].text == "The"
        and not opens_sentence(tokens, at)
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
    )


def _head(tokens: Sequence[SentenceToken], begin: int, end: int) -> int:
    """The main word: the last one before a preposition that ties something to it."""
    for k in range(begin + 1, end):
        if tokens[k].lower not in TYING or tokens[k].links or not tokens[k - 1].word:
            continue
        if tokens[k].lower == "of" and tokens[k - 1].lower in QUANTITIES:
            continue  # «one of our writers»
        inside_name = (
            tokens[k].lower in ("of", "for")
            and links_name(tokens, k)
            and tokens[max(k - 2, begin)].lower not in GIVEN_NAMES
            and tokens[k - 1].name
            and any(tokens[other].name for other in range(k + 1, end))
        )
        if not inside_name:
            return k - 1
    return next((k for k in range(end - 1, begin, -1) if tokens[k].word), begin)


def _office(tokens: Sequence[SentenceToken], begin: int, head: int, end: int) -> SpeakerMention | None:
    """An office that "for" goes on with: "Secretary of State for Health and Transport"."""
    if head + 2 >= end or tokens[head + 1].lower != "for" or not tokens[end - 1].name:
        return None
    at = name_start(tokens, begin, head)
    word = tokens[at].lower
    if not is_title(word) or (at < head and tokens[at + 1].lower != "of"):
        return None
    start = tokens[at].start
    return SpeakerMention(start, tokens[end - 1].end, "name", word, start, named=True, person=True)


def _speaking_noun(token: SentenceToken, anyone: bool) -> str | None:
    """The noun of a description, if what it describes can speak."""
    word = token.lower.removesuffix("’s")
    if can_speak(word):
        return word
    tail = word.rsplit("-", 1)[-1]
    if can_speak(tail):
        return tail
    return word if anyone and word not in CALENDAR and word not in NO_SPEAKER else None


def _description(
    tokens: Sequence[SentenceToken], opening: int, begin: int, end: int, noun: str, definite: bool
) -> SpeakerMention | None:
    named = any(token.name for token in tokens[begin:end])
    first = tokens[opening]
    counted = first.lower in DETERMINERS or is_possessive(first) or named or is_plural(noun)
    if not (counted or is_work(noun) or opens_sentence(tokens, opening)):
        return None  # «country by country»: a single one would have an article
    return SpeakerMention(
        tokens[begin].start,
        bare_end(tokens[end - 1]),
        "described",
        noun,
        first.start,
        named,
        is_plural(noun),
        definite and first.lower not in INDEFINITE,
        is_person(noun) or not can_speak(noun),
    )


def _name(
    tokens: Sequence[SentenceToken], begin: int, head: int, opens: int, definite: bool
) -> SpeakerMention | None:
    """The name that ends at `head`, without offices and titles; two names joined by "and" are one."""
    left = name_start(tokens, begin, head)
    joined = left > begin + 1 and tokens[left - 1].lower == "and" and tokens[left - 2].name
    if joined:
        left = name_start(tokens, begin, left - 2)
    words = [token.lower.rstrip(".") for token in tokens[left : head + 1]]
    honours = honours_behind(words)
    head, words = head - honours, words[: len(words) - honours]
    if is_title(words[-1]) and not joined:  # «DuckDuckGo’s CEO»
        named = any(token.name for token in tokens[begin:head])
        start = tokens[begin].start
        return SpeakerMention(
            start, tokens[head].end, "described", words[-1], opens, named, False, True, True
        )
    if joined and words[-1] in BODY_NAMES and tokens[max(left - 1, 0)].lower == "the":
        joined = False  # «the Health and Social Care Committee» is one
    office = 0 if joined else title_words(words)
    left += office
    is_body = any(word in BODY_NAMES for word in words[office:])
    described = left > begin and is_person(tokens[left - 1].lower)
    is_body = is_body or any(token.links or token.text == "&" for token in tokens[left:head])
    person = bool(office) or described or (not is_body and not joined and 2 <= head + 1 - left <= 3)
    if left == head and len(tokens[head].text.rstrip(".")) < 2:
        if not office:
            return None
        left -= 1  # «Ms T», whom a report names so
    start, end = tokens[left].start, tokens[head].end
    return SpeakerMention(start, end, "name", tokens[head].lower, opens, True, joined, definite, person)


def first_token(tokens: Sequence[SentenceToken], mention: SpeakerMention) -> int:
    """The number of the token that a mention begins with, its article included."""
    return next((k for k, token in enumerate(tokens) if token.end > mention.opens), 0)


def last_token(tokens: Sequence[SentenceToken], mention: SpeakerMention) -> int:
    """The number of the token that a mention ends with."""
    return max((k for k, token in enumerate(tokens) if token.start < mention.end), default=len(tokens) - 1)


def is_full_name(tokens: Sequence[SentenceToken], mention: SpeakerMention | None) -> bool:
    """Whether the mention is a name of several words."""
    inside = (mention is not None and mention.start <= each.start < mention.end for each in tokens)
    return mention is not None and mention.form == "name" and sum(inside) > 1
