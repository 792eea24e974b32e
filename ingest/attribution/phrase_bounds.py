"""Start and end of the noun phrase around a word, found by the small words beside it."""

from collections.abc import Sequence

from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import (
    AUXILIARIES,
    BODY_NAMES,
    BOUNDARIES,
    CALENDAR,
    DETERMINERS,
    GIVEN_NAMES,
    NAME_LINKS,
    PARTICLES,
    PARTS_OF_TIME,
    POINTING,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    RELATIVES,
    SAYING,
    SOME,
    SPEECH_VERBS,
    STRAIGHT,
    TYING,
    can_speak,
    is_person,
    is_plural,
    is_title,
)
from rag.text.verb_forms import in_the_past

_BESIDE = lexicon.words("cue_words", "beside")
_LONGEST = 12  # words of a phrase before its verb
_LEADING = DETERMINERS | lexicon.words("function_words", "leading")  # «first author Jo Hill»
_ENDING = PREPOSITIONS | BOUNDARIES | PRONOUNS | AUXILIARIES | CALENDAR


def phrase_start(tokens: Sequence[SentenceToken], at: int) -> int | None:
    """Where the phrase begins that ends at `at`."""
    left = at
    while left >= 0 and at - left < _LONGEST:
        step = _step_left(tokens, left, at)
        if step < 0:
            return left
        if not step:
            break
        left -= step
    return left + 1 if left < at else None


def _step_left(tokens: Sequence[SentenceToken], left: int, at: int) -> int:
    """By how many tokens the phrase that ends at `at` goes on to the left; 0: it ends here, −1: it begins here."""
    token = tokens[left]
    word = token.lower
    if token.quote is not None:
        return int(left < at)
    if not token.word and token.text not in ".-&":
        return 0
    if token.links:
        return int(left < at)
    if word in PARTS_OF_TIME and 0 < left < at and tokens[left - 1].lower in POINTING:
        return 0  # «Last night campaigners demanded»
    if word in DETERMINERS:
        return 2 if left and tokens[left - 1].lower in TYING and _is_described(tokens, left - 1) else -1
    if word in TYING:
        return int(left != at and _is_described(tokens, left))
    if word == "and" and 0 < left < at:
        return int(tokens[left + 1].name and tokens[left - 1].name)
    if word in NAME_LINKS and 0 < left < at and tokens[left - 1].name:
        return 1
    if word in _ENDING or (word in SPEECH_VERBS and not token.capital and not can_speak(word)):
        return int(token.name)
    return 1


def phrase_end(tokens: Sequence[SentenceToken], at: int) -> int:
    """Where the phrase ends that begins at `at`."""
    right = at
    named = False
    while right < len(tokens) and right - at < _LONGEST + 3:
        token = tokens[right]
        word = token.lower
        if token.quote is not None or (not token.word and token.text != "&"):
            break
        if token.links:
            right += 1
            continue
        if word in TYING and right > at:
            if right + 1 >= len(tokens) or not tokens[right + 1].word or not _describes(tokens, right):
                break
            named = False
        elif word == "and" and named:
            if right + 1 >= len(tokens) or not tokens[right + 1].name:
                break
        elif _is_outside(token, named) and not (right == at and word in _LEADING):
            break
        elif right > at and not token.capital and in_the_past(word) and can_speak(tokens[right - 1].lower):
            break  # «the board thanked the manager»
        named = named or token.name
        right = _owned_person(tokens, right) or right + 1
    return right


def _owned_person(tokens: Sequence[SentenceToken], owner: int) -> int | None:
    """Behind whom a possessive owns, if that is somebody: «the Agency’s area manager»."""
    for at in range(owner + 1, min(owner + 5, len(tokens))) if is_possessive(tokens[owner]) else ():
        if not tokens[at].word or tokens[at].capital:
            return None
        if is_person(tokens[at].lower):
            return at + 1
    return None


def _is_described(tokens: Sequence[SentenceToken], preposition: int) -> bool:
    """Whether the word before the preposition is one that a phrase behind it describes."""
    at = preposition
    while at >= 1 and tokens[at - 1].word:
        word = tokens[at - 1].lower
        if can_speak(word):
            return True
        if tokens[at].lower == "of" and (word in SOME or word in QUANTITIES or tokens[at - 1].name):
            return True
        if at < 2 or tokens[at - 2].lower not in TYING:
            break
        at -= 2
    return False


def _describes(tokens: Sequence[SentenceToken], preposition: int) -> bool:
    """Whether the words behind the preposition describe the word before it."""
    if tokens[preposition].lower != "of":
        return can_speak(tokens[preposition - 1].lower)
    if tokens[preposition - 1].name:
        return tokens[preposition + 1].capital
    return True


def _is_outside(token: SentenceToken, named: bool) -> bool:
    """Whether a word does not belong to the phrase before it; `named`: that phrase contains a name."""
    word = token.lower
    if word in _ENDING and not token.name:
        return True
    return (
        not token.capital
        and not can_speak(word)
        and ((named and word not in NAME_LINKS) or word in SPEECH_VERBS)
    )


def links_name(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a small word may stand inside a name: "University of Leeds", "Institute for Fiscal Studies"."""
    word = tokens[at].lower
    if tokens[at].links:
        return True
    if word == "the":
        return _opens_epithet(tokens, at)
    return word in NAME_LINKS or (word == "for" and tokens[at - 1].lower in BODY_NAMES)


def _opens_epithet(tokens: Sequence[SentenceToken], article: int) -> bool:
    """Whether the article is inside a name: "Alexander the Great", but not "gave Jo Hill the Order of Merit"."""
    if tokens[article - 1].lower in PREPOSITIONS:
        return True  # «A Treatise Concerning the Principles of Knowledge»
    behind = article + 2
    if behind < len(tokens) and (tokens[behind].name or tokens[behind].lower == "of"):
        return False
    before = article - 1
    while before >= 0 and tokens[before].name:
        before -= 1
    if before < 0 or not tokens[before].word:
        return True
    word = tokens[before].lower
    return word in PREPOSITIONS or word in BOUNDARIES or word in (SAYING - STRAIGHT)


def name_start(tokens: Sequence[SentenceToken], begin: int, head: int) -> int:
    """Where the name begins that ends at `head`."""
    left = head
    while left - 1 >= begin:
        token = tokens[left - 1]
        if token.name and (not is_possessive(token) or _is_inside_name(tokens, begin, left - 1)):
            left -= 1
        elif left - 2 >= begin and links_name(tokens, left - 1) and tokens[left - 2].name:
            given = tokens[max(left - 3, begin)].lower in GIVEN_NAMES  # «Jo Hill of Leeds»
            if is_possessive(tokens[left - 2]) or (given and token.lower != "the"):
                break
            left -= 2
        elif token.lower == "the" and left - 2 >= begin and tokens[left - 2].lower == "of":
            left -= 1
        elif token.lower in PARTICLES and not token.name:
            left -= 1  # «Jo van der Berg», «Ms van der Berg»
        else:
            break
    return left


def _is_inside_name(tokens: Sequence[SentenceToken], begin: int, at: int) -> bool:
    """Whether a possessive is part of a body's name: "Directors of Children’s Services"."""
    if tokens[at].lower.endswith("s’") and at > begin and tokens[at - 1].name:
        return tokens[at + 1].lower in BODY_NAMES  # «the Leeds Tenants’ Group»
    linked = at - 2 >= begin and links_name(tokens, at - 1) and tokens[at - 2].name
    return linked and tokens[at + 1].lower in BODY_NAMES


def opens_aside(tokens: Sequence[SentenceToken], comma: int) -> bool:
    """Whether the words behind the comma say who the one before it is."""
    token = tokens[comma + 1]
    word = token.lower
    return (
        word in RELATIVES
        or word in DETERMINERS
        or word in TYING
        or word in _BESIDE
        or token.text[0].isdigit()
        or token.capital
        or word.endswith(("ing", "ed"))
        or any(is_person(each.lower) for each in tokens[comma + 1 : comma + 5])
    )


def is_somebody(token: SentenceToken) -> bool:
    """Whether a word calls one human being without a name: "manager"."""
    return token.word and not token.capital and is_person(token.lower) and not is_plural(token.lower)


def is_affiliation(tokens: Sequence[SentenceToken], begin: int) -> bool:
    """Whether a name stands in brackets behind a person's, who is from there: «D. Hill (Hill Lee)»."""
    if begin < 3 or tokens[begin - 1].text != "(" or not tokens[begin - 2].name:
        return False
    first = tokens[begin - 3]
    is_initial = len(first.text.strip(".")) == 1 and first.text[0].isupper()
    given = is_initial or first.lower in GIVEN_NAMES or (first.text == "." and tokens[begin - 4].capital)
    return given and tokens[begin].lower not in GIVEN_NAMES


def is_office_of(tokens: Sequence[SentenceToken], begin: int, end: int) -> bool:
    """Whether what stands beside a name is an office and what it is of: «Dame Jo Hill, Head of Mills, said»."""
    behind = next((k for k in range(begin, end) if not is_title(tokens[k].lower)), end)
    return begin < behind < end and tokens[behind].lower in TYING
