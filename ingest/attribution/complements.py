"""The grammar around a verb of speech: a clause or quotation that completes it, or a place aside from it.

"The leader said that it had failed" completes the verb; in "the plan, the leader said, had failed" it stands aside.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.noun_groups import SpeakerMention, first_token, last_token
from ingest.attribution.phrases import phrase_before
from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon.inflection import forms
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    AUXILIARIES,
    BE,
    CALENDAR,
    DETERMINERS,
    FINDING,
    GOVERNING,
    HYPOTHETICAL,
    MAKING,
    OBJECTS,
    OPENERS,
    OWN_VOICE,
    PLAIN_FORMS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    RELATIVES,
    SPEECH_VERBS,
    can_speak,
    is_work,
)
from rag.text.verb_forms import can_be_verb, in_the_past

# What follows a verb of speech: a clause, a colon, a quotation.
_COMPLEMENTS = words("cue_words", "complement")
_FINITE = BE | HYPOTHETICAL | words("cue_words", "finite")
_TIMES = CALENDAR | words("time_parts")
_REACH = 11  # tokens between such a verb and its quotation
_NEAR = 3  # tokens between it and its clause
_SUBORDINATORS = words("cue_words", "subordinator")
_LATER = words("cue_words", "later")
HABITS = words("cue_words", "habit")  # «used to say»
_NO_ADVERBS = words("cue_words", "no_adverb")
_SAYING_FORMS = frozenset(forms("say").gerund)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say who speaks: tokens `first` to `last` of the unit, with the verb at `at`.

    `inverted`: the verb stands first. `aside`: it stands between commas or after a quotation. `embedded`: it
    is in a clause that the sentence does not assert.
    """

    mention: SpeakerMention
    verb: str | None
    first: int
    last: int
    at: int
    inverted: bool = False
    aside: bool = False
    embedded: bool = False


def cue_behind(
    tokens: Sequence[SentenceToken],
    at: int,
    mention: SpeakerMention | None,
    verb: str | None,
    aside: bool = True,
) -> Cue | None:
    """The cue at `at` whose speaker stands behind it; none if that is the writer or nobody."""
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, verb, at, last_token(tokens, mention), at, inverted=True, aside=aside)


def is_complemented(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a clause or a quotation follows the verb."""
    if at + 1 < len(tokens) and tokens[at + 1].text == ",":
        # «found, according to the Gazette, that»
        closing = next(
            (k for k in range(at + 2, min(at + _REACH, len(tokens))) if tokens[k].text == ","), None
        )
        if closing is not None and closing + 1 < len(tokens):
            return tokens[closing + 1].lower in _COMPLEMENTS or tokens[closing + 1].quote is not None
    if at + 2 < len(tokens) and tokens[at + 1].lower in PRONOUNS and tokens[at + 2].lower in _FINITE:
        return True  # «announced it was leaving»
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if following in RELATIVES - _COMPLEMENTS and not any(token.lower in RELATIVES for token in tokens[:at]):
        return True  # «asked who would pay»
    for k in range(at + 1, min(at + 1 + _REACH, len(tokens))):
        if tokens[k].quote is not None or tokens[k].text == ":":
            return True
        if tokens[k].lower in _COMPLEMENTS:
            # «said in an interview with the Gazette that»
            if tokens[k].lower == "what" and tokens[k - 1].lower in PREPOSITIONS:
                continue  # «preferred it to what was said later»
            if k + 1 < len(tokens) and tokens[k].lower == "that" and tokens[k + 1].lower in _TIMES:
                continue  # «read it that evening»
            tied = tokens[k].lower == "that" and tokens[at + 1].lower in PREPOSITIONS
            return k <= at + _NEAR or tied
        if tokens[k].text in ".;!?":
            return False
    return False


def says_clause(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a clause without "that" follows a form of "say": «responded by saying the plan was sound»."""
    if tokens[at].lower not in _SAYING_FORMS or at + 1 >= len(tokens) or not tokens[at + 1].word:
        return False
    first = tokens[at + 1]
    opens = first.name or first.lower in DETERMINERS or first.lower in PRONOUNS
    clause = tokens[at + 2 : at + 2 + _REACH]
    return opens and any(token.lower in _FINITE or in_the_past(token.lower) for token in clause)


def only_mentions(tokens: Sequence[SentenceToken], first: int, at: int, is_work: bool) -> bool:
    """«wait until the review has reported», «it depends on what Jo Hill said»: nothing is passed on.

    «It was closed for what the council said was a fault» passes on something.
    """
    before = [token.lower for token in tokens[max(first - 2, 0) : first]]
    waits = bool(before) and before[-1] in _SUBORDINATORS and not is_complemented(tokens, at)
    named = len(before) > 1 and before[1] == "what" and before[0] in PREPOSITIONS
    if is_work:
        return waits or named
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    quoted = any(token.quote is not None for token in tokens[at + 1 :])
    return named and not quoted and following not in _FINITE and not is_complemented(tokens, at)


def is_aside(tokens: Sequence[SentenceToken], at: int, first: int) -> bool:
    """Whether the subject from `first` and its verb stand after a punctuation mark with nothing depending on
    them.
    """
    if not first or not (tokens[first - 1].quote is not None or tokens[first - 1].text in ",?!.–—("):
        return False
    if at + 1 >= len(tokens) or not tokens[at + 1].word:
        return at + 1 >= len(tokens) or tokens[at + 1].quote is None
    following = tokens[at + 1].lower
    if is_quotation_end(tokens, first - 1):
        return following not in _COMPLEMENTS
    # «In 2018, Hill wrote to the council»: the words before the comma are no statement.
    phrase = tokens[0].lower in PREPOSITIONS and not any(token.text == "," for token in tokens[: first - 1])
    adverb = following in PREPOSITIONS or following in CALENDAR or following in _LATER
    return (adverb or following.endswith("ly")) and not phrase


def is_quotation_end(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the token is a quotation, or the punctuation mark right behind one."""
    return tokens[at].quote is not None or is_behind_quotation(tokens, at)


def is_behind_quotation(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a quotation stands right before the token."""
    return at >= 1 and tokens[at - 1].quote is not None


def closes_relative_clause(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the comma at `at` closes a relative clause."""
    opening = next((k for k in range(at - 1, 0, -1) if tokens[k].text == ","), None)
    return opening is not None and tokens[opening + 1].lower in ("who", "whom", "whose", "which")


def has_subject_before(
    tokens: Sequence[SentenceToken], at: int, mention: SpeakerMention, rest: Sequence[SentenceToken]
) -> bool:
    """Whether the verb after a comma belongs to the phrase before it and what follows is its object.

    «Jo Hill, head of planning, said she “disagreed”», «the minister, my friend, announced this inquiry».
    """
    begins_clause = mention.form == "pronoun" and bool(rest) and rest[0].quote is not None
    if not begins_clause and not mention.is_work:
        return False
    before = phrase_before(tokens, at - 1)
    return before is not None and before.form in ("name", "described") and not before.is_work


def is_governed(tokens: Sequence[SentenceToken], mention: SpeakerMention) -> bool:
    """Whether a preposition stands before the mention, so that something else is the subject."""
    if mention.form == "name" and mention.start != mention.opens:
        return False  # an office stands before the name: «ambassador to France Jo Hill»
    first = first_token(tokens, mention)
    if first > 2 and tokens[first - 1].lower == "by" and tokens[first - 2].lower in MAKING:
        made = first - 4 if tokens[first - 3].text == "," and first > 3 else first - 3
        return not is_work(tokens[made].lower)  # «a letter, signed by Jo Hill, says»
    if first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in QUANTITIES:
        return False
    return first > 0 and tokens[first - 1].lower in GOVERNING


def is_order(tokens: Sequence[SentenceToken]) -> bool:
    """Whether the sentence is an order: it begins with the plain form of a verb and an object or preposition."""
    first = tokens[0]
    if len(tokens) < 2 or not first.word or first.name or first.lower in OPENERS:
        return False
    if not can_be_verb(first.lower):
        return False
    word = tokens[1].lower
    return tokens[1].quote is not None or word in DETERMINERS or word in PREPOSITIONS or word in OBJECTS


def impersonal_finding(tokens: Sequence[SentenceToken]) -> str | None:
    """The verb of a finding that names no finder: "found" in «There were also found to be gaps», «It is shown
    that».
    """
    if len(tokens) < 3 or tokens[0].lower not in ("it", "there") or tokens[1].lower not in BE:
        return None
    at = next((k for k in range(2, len(tokens)) if tokens[k].lower not in AUXILIARIES), len(tokens) - 1)
    return tokens[at].lower if tokens[at].lower in FINDING else None


def agrees(verb: str, mention: SpeakerMention, helped: bool) -> bool:
    """Whether verb and subject agree in number, as far as English shows it; `helped`: by a form of "do"."""
    several = mention.plural or mention.form == "own"
    if helped:
        return True
    if verb in PLAIN_FORMS and verb != "read":
        return several
    return not (verb.endswith("s") and several)


def says_oneself(tokens: Sequence[SentenceToken]) -> bool:
    """Whether it is the writer who says something: «I told him: “…”»."""
    for at, token in enumerate(tokens):
        if token.lower in OWN_VOICE and not is_possessive(token):
            verb = at + 1
            while verb < len(tokens) and (_is_adverbial(tokens[verb]) or tokens[verb].lower in HYPOTHETICAL):
                verb += 1
            if verb < len(tokens) and tokens[verb].lower in SPEECH_VERBS:
                return True
    return False


def before_auxiliaries(tokens: Sequence[SentenceToken], at: int) -> int:
    """The last token before the adverbs and auxiliaries of the verb at `at`: "she" in «she often used to say»."""
    left = at - 1
    while left >= 0 and tokens[left].word:
        if left and tokens[left].lower == "to" and tokens[left - 1].lower in HABITS:
            left -= 2
        elif _is_adverbial(tokens[left]):
            left -= 1
        else:
            break
    return left


def _is_adverbial(token: SentenceToken) -> bool:
    if token.capital or token.lower in _NO_ADVERBS or can_speak(token.lower):
        return False
    return token.lower in AUXILIARIES or token.lower.endswith("ly")
