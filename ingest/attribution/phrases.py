"""Noun phrases that mention a speaker: the one that ends before a verb, and the one that begins after it.

All functions read the tokens of one unit.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.attribution.noun_groups import SpeakerMention, first_token, is_full_name, noun_group, pronoun
from ingest.attribution.phrase_bounds import is_office_of, name_start, opens_aside, phrase_end, phrase_start
from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon.word_classes import (
    BOUNDARIES,
    DETERMINERS,
    MAKING,
    OBJECTS,
    OFFICES,
    ORDINALS,
    OWN_VOICE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SOME,
    SPEECH_VERBS,
    TYING,
    is_work,
)
from rag.text.verb_forms import in_the_past

_FARTHEST = 16  # tokens between a document and «that says»
_WIDEST = 60  # tokens between commas that enclose something
_MOST = 8  # commas
_ADVERBS = 6  # tokens between a document and "by"
_DEEPEST = 3  # parentheses within parentheses
_DASHES = "–—"


def phrase_before(
    tokens: Sequence[SentenceToken], at: int, depth: int = 0, anyone: bool = False
) -> SpeakerMention | None:
    """The phrase whose last token is `tokens[at]`, or the one before a parenthesis that ends there.

    `anyone`: the sentence says that it speaks, whatever noun it is.
    """
    if at < 0 or depth > _DEEPEST:
        return None
    token = tokens[at]
    if token.text == ",":
        return _before_commas(tokens, at, depth)
    if token.text.isdigit() and at > 1 and tokens[at - 1].text == ",":
        return phrase_before(tokens, at - 2, depth + 1)  # «Jo Hill, 50 said»
    if token.text == ")" or token.text in _DASHES:
        pair = "(" if token.text == ")" else _DASHES
        opening = next((k for k in range(at - 1, 0, -1) if tokens[k].text in pair), None)
        return phrase_before(tokens, opening - 1, depth + 1) if opening else None
    if not token.word or is_possessive(token):
        return None
    word = token.lower
    if word in PRONOUNS or word in OWN_VOICE:
        return _pronoun(token, word)
    if word in ("who", "which", "that") and at:
        left = at - 2 if tokens[at - 1].text == "," else at - 1
        work = _work_before(tokens, at) if word != "who" else None
        found = work or phrase_before(tokens, left, depth + 1)
        whole = word == "which" and found is not None and found.form == "pronoun"
        return None if whole else found  # «nobody has changed it, which tells you enough»
    standing = _standing_alone(tokens, at)
    if standing is not None:
        return standing
    begin = phrase_start(tokens, at)
    found = noun_group(tokens, begin, at + 1, anyone) if begin is not None else None
    return _with_list(tokens, found) if found is not None else None


def phrase_after(tokens: Sequence[SentenceToken], at: int, anyone: bool = False) -> SpeakerMention | None:
    """The phrase that begins at `tokens[at]`, or the name beside a description.

    `anyone`: the sentence says that it speaks, whatever noun it is.
    """
    if at >= len(tokens) or not tokens[at].word:
        return None
    word = OBJECTS.get(tokens[at].lower, tokens[at].lower)
    is_owner = tokens[at].lower == "her" and at + 1 < len(tokens) and tokens[at + 1].word
    if (word in PRONOUNS or word in OWN_VOICE) and not is_owner:
        return _pronoun(tokens[at], word)
    end = phrase_end(tokens, at)
    if end <= at:
        return None
    maker = _maker(tokens, at, end)
    if maker is not None:
        return maker
    found = noun_group(tokens, at, end, anyone)
    while found is None and end - 1 > at:
        end -= 1  # «in the report include»
        found = noun_group(tokens, at, end)
    if found is not None and found.form == "described":
        return _name_beside(tokens, end) or found
    return found


def phrase_around(tokens: Sequence[SentenceToken], at: int) -> SpeakerMention | None:
    """The phrase whose main noun is `tokens[at]`."""
    begin = phrase_start(tokens, at)
    if begin is None:
        return None
    return noun_group(tokens, begin, max(phrase_end(tokens, at), at + 1))


def subject(tokens: Sequence[SentenceToken]) -> SpeakerMention | None:
    """The phrase that a sentence begins with, behind «In a statement,» and the like."""
    dash = next((k for k, token in enumerate(tokens[:4]) if token.text in _DASHES), None)
    begin = dash + 1 if dash is not None and tokens[0].text.isupper() else 0  # «LEEDS – Jo Hill»
    while begin < len(tokens) and not tokens[begin].word and tokens[begin].quote is None:
        begin += 1
    if begin < len(tokens) and tokens[begin].lower in PREPOSITIONS | BOUNDARIES:
        comma = next((k for k, token in enumerate(tokens) if token.text == ","), None)
        if comma is None:
            return None
        begin = comma + 1
    return phrase_after(tokens, begin)


def _standing_alone(tokens: Sequence[SentenceToken], at: int) -> SpeakerMention | None:
    """A mention by a number word or the like: «Jo Hill and others», «many», «a third»."""
    token, word = tokens[at], tokens[at].lower
    if word == "others" and at > 1 and tokens[at - 1].lower == "and" and tokens[at - 2].name:
        start = tokens[name_start(tokens, 0, at - 2)].start
        return SpeakerMention(start, token.end, "name", word, start, named=True, plural=True)
    if word in SOME and (not at or not tokens[at - 1].word or tokens[at - 1].lower in BOUNDARIES):
        several = word not in ("one", "another")
        return SpeakerMention(
            token.start, token.end, "described", word, token.start, plural=several, person=True
        )
    if word in ORDINALS and at and tokens[at - 1].lower == "a":
        start = tokens[at - 1].start
        return SpeakerMention(start, token.end, "described", word, start, person=True)
    return None


def _name_beside(tokens: Sequence[SentenceToken], end: int) -> SpeakerMention | None:
    """The full name behind a description that ends at `end`: «the leader of the council, Jo Hill»."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or in_the_past(tokens[end + 1].lower):
        return None
    beside = phrase_end(tokens, end + 1)
    if beside <= end + 1 or (beside < len(tokens) and tokens[beside].word):
        return None
    named = noun_group(tokens, end + 1, beside)
    return named if is_full_name(tokens, named) else None


def _work_before(tokens: Sequence[SentenceToken], at: int) -> SpeakerMention | None:
    """The document that a relative clause continues: «an email from Jo Hill to the mayor that said»."""
    for k in range(at - 1, max(at - _FARTHEST, -1), -1):
        if tokens[k].text in ".;:" or tokens[k].quote is not None or tokens[k].lower in SPEECH_VERBS:
            return None
        if is_work(tokens[k].lower) and not tokens[k].capital:
            return phrase_around(tokens, k)
    return None


def _with_list(tokens: Sequence[SentenceToken], last: SpeakerMention) -> SpeakerMention:
    """The whole list if the phrase is the end of one: «Leeds, the LGA and Solace», «Jo Hill (Leeds) and Ann Lee»."""
    last = _over_brackets(tokens, last) or last
    if not (last.form == "name" and last.plural):
        return last
    begin = first = first_token(tokens, last)
    while begin >= 2 and tokens[begin - 1].text == "," and tokens[begin - 2].name:
        begin = name_start(tokens, 0, begin - 2)
        if begin and tokens[begin - 1].lower == "the":
            begin -= 1
    if begin == first:
        return last
    start = begin + 1 if tokens[begin].lower == "the" else begin
    return replace(
        last, start=min(tokens[start].start, last.start), opens=min(tokens[begin].start, last.opens)
    )


def _over_brackets(tokens: Sequence[SentenceToken], last: SpeakerMention) -> SpeakerMention | None:
    """Two names, of which something in brackets follows the first: «the Local League (LL) and Solace»."""
    begin = first_token(tokens, last)
    if last.form != "name" or begin < 4 or tokens[begin - 1].lower != "and" or tokens[begin - 2].text != ")":
        return None
    first = phrase_before(tokens, begin - 2, 1)
    if first is None or first.form != "name":
        return None
    return replace(last, start=first.start, opens=first.opens, plural=True, person=False)


def _maker(tokens: Sequence[SentenceToken], at: int, end: int) -> SpeakerMention | None:
    """Who made the document: «a letter signed by Jo Hill»."""
    for k in range(max(end - 1, at + 1), min(end + 2, len(tokens) - 2)):
        if tokens[k].lower in MAKING and tokens[k + 1].lower == "by":
            work, maker = noun_group(tokens, at, k), phrase_after(tokens, k + 2)
            if work is None or not work.is_work or maker is None:
                continue
            if maker.form in ("name", "described"):
                return maker
    return None


def maker_behind(tokens: Sequence[SentenceToken], at: int) -> SpeakerMention | None:
    """Who made the document named at `at`: «a Statement made earlier today by the Minister for Transport»."""
    if at + 1 >= len(tokens) or tokens[at + 1].lower not in MAKING:
        return None
    by = next((k for k in range(at + 2, min(at + _ADVERBS, len(tokens))) if tokens[k].lower == "by"), None)
    return phrase_after(tokens, by + 1) if by is not None else None


def _before_commas(tokens: Sequence[SentenceToken], at: int, depth: int) -> SpeakerMention | None:
    """The phrase before what the commas enclose: «Jo Hill, who leads the council, said»."""
    commas = [k for k in range(at - 1, max(at - _WIDEST, 0), -1) if tokens[k].text == ","][:_MOST]
    relative = [k for k in commas if tokens[k + 1].lower in RELATIVES]
    for k in relative[:1] + commas:
        if not opens_aside(tokens, k) or not (tokens[k - 1].word or tokens[k - 1].text == ")"):
            continue
        if tokens[k - 1].text.isdigit() and k >= 2 and tokens[k - 2].text == ",":
            return phrase_before(tokens, k - 3, depth + 1)  # «Jo Hill, 45, a teacher, said»
        found = phrase_before(tokens, k - 1, depth + 1)
        if found is not None and found.is_work and tokens[k + 2].lower == "by":
            return maker_behind(tokens[:at], k) or found  # «the statement, issued by the trust, said»
        opens = first_token(tokens, found) if found is not None else 0
        if opens > 2 and tokens[opens - 2].text == "," and tokens[opens - 1].lower in TYING:
            continue  # «Jo Hill, of Leeds, who leads it, said»
        if found is not None:
            return _named_beside(tokens, found, k, at, depth) or found
    return _named_holder(tokens, at)


def _named_holder(tokens: Sequence[SentenceToken], at: int) -> SpeakerMention | None:
    """The full name behind what a sentence begins with: «Head of Roads, Jo Hill, said», «The man I met, Al, said»."""
    comma = next((k for k in range(at - 1, 0, -1) if tokens[k].text == ","), None)
    described = tokens[0].lower in OFFICES or tokens[0].lower in DETERMINERS
    if comma is None or not described or not all(token.word for token in tokens[:comma]):
        return None
    named = noun_group(tokens, comma + 1, at)
    return named if is_full_name(tokens, named) else None


def _named_beside(
    tokens: Sequence[SentenceToken], found: SpeakerMention, comma: int, at: int, depth: int
) -> SpeakerMention | None:
    """The name that stands beside a description, inside or before the commas."""
    if found.form == "name" and found.opens == found.start:
        return None  # neither an office nor «Labour’s Shadow Minister»
    # «Mr Jo Hill, Director of Roads, said»: what stands inside is the office
    office = tokens[comma + 1].lower in OFFICES and tokens[comma + 2].lower in TYING
    named = tokens[comma + 1].capital and not office and not is_office_of(tokens, comma + 1, at)
    inside = noun_group(tokens, comma + 1, at) if named else None
    if inside is not None and inside.form == "name" and inside.person:
        return inside  # «the council’s leader, Jo Hill, said»
    begin = first_token(tokens, found)
    beside = begin >= 2 and tokens[begin - 1].text == ","
    outer = phrase_before(tokens, begin - 2, depth + 1) if beside else None
    named = outer is not None and outer.form == "name"  # «Jo Hill, head of the Law Centre, said»
    return outer if named else None


def _pronoun(token: SentenceToken, word: str) -> SpeakerMention:
    return replace(pronoun(token, word), form="own") if word in OWN_VOICE else pronoun(token, word)
