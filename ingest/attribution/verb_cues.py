"""Cues with a subject and a verb of speech: "Jo Hill said", "said Jo Hill", "Jo Hill would not go but said"."""

import unicodedata
from collections.abc import Sequence

from ingest.attribution.complements import (
    HABITS,
    Cue,
    agrees,
    before_auxiliaries,
    is_aside,
    is_complemented,
    is_governed,
    only_mentions,
)
from ingest.attribution.inversions import inverted
from ingest.attribution.noun_groups import SpeakerMention, first_token
from ingest.attribution.phrases import phrase_after, phrase_before, subject
from ingest.attribution.tokens import SentenceToken
from rag.text.lexicon.inflection import forms
from rag.text.lexicon.speech_verbs import all_forms, tagged
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    ACTING,
    BE,
    BOUNDARIES,
    DEEDS,
    DETERMINERS,
    DO,
    HYPOTHETICAL,
    NEGATIONS,
    OF_WORKS,
    OPENERS,
    PREPOSITIONS,
    REPORTING,
    SAYING,
    SPEECH_VERBS,
    is_listed,
)
from rag.text.verb_forms import can_be_verb

_MOODS = words("cue_words", "mood")  # «was worried about»
_CONJUNCTIONS = words("cue_words", "conjunction")
_SUBORDINATORS = words("cue_words", "subordinator")
_EMBEDDING = words("cue_words", "embedding")
_OVER = words("cue_words", "over")
_HELPING = DO | HYPOTHETICAL | HABITS  # a plain verb after them has a subject of either number
_CLAUSES, _PARTICLES, _UNSAID = (words("cue_words", tag) for tag in ("clause", "on", "unsaid"))
_CLAIMING = forms("claim").all
_PERCEIVING = forms("see").all | forms("hear").all
_WRITING = forms("write").all
_TELLING = forms("tell").all
_COMPARING = all_forms(tagged("compares"))
_DEMANDING = all_forms(tagged("demands"))
_BEFORE_CLAUSES = all_forms(tagged("clause"))
_ASIDES = all_forms(tagged("aside"))
_ENDING = all_forms(tagged("ends"))
_VOICED = all_forms(tagged("voiced"))
_TURNED = all_forms(lambda verb: verb.particle == "it")  # «put it»
_CONTINUING = all_forms(lambda verb: verb.particle not in ("", "it"))  # «went on to say»
_RELATIVE_REACH = 14  # tokens
_QUOTED = 8  # tokens from a verb of saying to its quotation
_WITHIN = 4  # tokens between «what» and its subject


def verb_cue(tokens: Sequence[SentenceToken], at: int, found: Sequence[Cue], is_summary: bool) -> Cue | None:
    """The cue with its verb at `at`, if that introduces somebody's words; `found` are those before it in the unit."""
    left = before_auxiliaries(tokens, at)
    between = {token.lower for token in tokens[left + 1 : at]}
    if _is_unsaid(tokens, at, left, between) or (at + 1 < len(tokens) and tokens[at + 1].lower in _UNSAID):
        return None
    if left >= 0 and tokens[left].lower in HYPOTHETICAL and not tokens[left].name:
        left = before_auxiliaries(tokens, left)
    if left == at - 1 and (turned := inverted(tokens, at)) is not None:
        return turned
    word = tokens[at].lower
    # Somebody who "was told" a thing does not say it.
    if left < 0 or (between & BE and not (is_summary and word in _MOODS)):
        return None
    helped = not (between | {tokens[left + 1].lower}).isdisjoint(_HELPING)
    mention = _subject(tokens, at, left, found, helped)
    if mention is None or _is_object(tokens, mention) or _is_order(tokens, mention, at):
        return None
    first = at if tokens[left].lower in _CONJUNCTIONS else min(first_token(tokens, mention), at)
    aside = is_aside(tokens, at, first)
    if (not found and _is_object_clause(tokens, first, at)) or mention.form == "own":
        return None
    if not aside and only_mentions(tokens, first, at, mention.is_work):
        return None
    if not _is_speech(tokens, at, mention, aside, is_summary):
        return None
    embedded = any(token.lower in _EMBEDDING for token in tokens[max(first - _WITHIN, 0) : first])
    return Cue(mention, word, first, at, at, aside=aside, embedded=embedded)


def _is_object(tokens: Sequence[SentenceToken], mention: SpeakerMention) -> bool:
    """Whether "it" is what somebody has seen or heard said: «I have seen it suggested that …»."""
    first = first_token(tokens, mention)
    return mention.head == "it" and first > 0 and tokens[first - 1].lower in _PERCEIVING


def _is_order(tokens: Sequence[SentenceToken], mention: SpeakerMention, at: int) -> bool:
    """Whether what looks like the subject of a deed is an order: «Recover service credits from the company»."""
    first = tokens[0].lower
    if mention.form != "described" or mention.opens != tokens[0].start or first in OPENERS:
        return False
    return can_be_verb(first) and not is_listed(first) and tokens[at].lower not in SAYING


def _is_unsaid(tokens: Sequence[SentenceToken], at: int, left: int, between: set[str]) -> bool:
    """Whether the verb is negated or hypothetical: «did not say», «would say», but not «would only say “…”»."""
    if between & NEGATIONS:
        return True
    if left < 0:
        return False
    before = tokens[left]
    if before.lower in HYPOTHETICAL and not before.name:
        quoted = tokens[at].lower in SAYING and any(each.quote is not None for each in tokens[at + 1 :])
        return not quoted or not NEGATIONS.isdisjoint(each.lower for each in tokens[:left])
    return before.lower in NEGATIONS


def _subject(
    tokens: Sequence[SentenceToken], at: int, left: int, found: Sequence[Cue], helped: bool
) -> SpeakerMention | None:
    """The subject of the verb at `at`, of which `left` is the last token before adverbs and auxiliaries."""
    if tokens[left].lower in _CONJUNCTIONS:
        # «Jo Hill would not resign but said …»
        mention = found[-1].mention if found else _clause_subject(tokens, left)
    else:
        mention = phrase_before(tokens, left) or _whatever(tokens, at, left)
    word = tokens[at].lower
    if mention is None or not agrees(word, mention, helped) or is_governed(tokens, mention):
        mention = _before_relative_clause(tokens, left)
        if mention is None or not agrees(word, mention, helped):
            return None
    return mention


def _whatever(tokens: Sequence[SentenceToken], at: int, left: int) -> SpeakerMention | None:
    """The subject of a verb of saying that a quotation or a clause follows, whatever it is.

    «The sign said: “No bathing”», «The lower deck complained that it leaked»
    """
    quoted = any(token.quote is not None for token in tokens[at + 1 : at + _QUOTED])
    says = (quoted and tokens[at].lower in SAYING) or (
        tokens[at].lower in _VOICED and any(each.lower == "that" for each in tokens[at + 1 : at + _WITHIN])
    )
    # «You have told staff that …», «I am told that …»: neither is a noun
    word = tokens[left].lower
    is_noun = word not in BOUNDARIES and word not in OPENERS | BE
    return phrase_before(tokens, left, anyone=True) if says and is_noun else None


def _clause_subject(tokens: Sequence[SentenceToken], left: int) -> SpeakerMention | None:
    """The subject of the clause before the conjunction at `left`: «It came as Jo Hill resigned and said …»."""
    clause = next((k for k in range(left, 0, -1) if tokens[k].lower in _SUBORDINATORS), None)
    mention = phrase_after(tokens, clause + 1) if clause is not None else None
    return mention or subject(tokens)


def _before_relative_clause(tokens: Sequence[SentenceToken], left: int) -> SpeakerMention | None:
    """«three people who attended the meeting said»: the phrase before "who"."""
    for k in range(left, max(left - _RELATIVE_REACH, 0), -1):
        if tokens[k].text in ",.;:" or tokens[k].quote is not None:
            return None
        if tokens[k].lower in _OVER:
            return phrase_before(tokens, k - 1)
    return None


def _is_object_clause(tokens: Sequence[SentenceToken], first: int, at: int) -> bool:
    """Whether subject and verb only say which thing is meant: «the boat that the council proposed sails in May».

    It is speech where the thing does what is said of it («a boat that the council said is late»), and after a
    preposition («a meeting in which the council defended it»).
    """
    joint = first if tokens[first].lower == "that" else first - 1  # «that Marsh» may pass for «that council»
    if joint < 1 or tokens[joint].lower not in ("that", "which", "whom"):
        return False
    thing = tokens[joint - 1]
    is_noun = joint > 1 and tokens[joint - 2].lower in DETERMINERS  # «the note that»; not «and note that»
    if not thing.word or thing.lower in PREPOSITIONS or (thing.lower in SPEECH_VERBS and not is_noun):
        return False
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    said = tokens[at].lower in SAYING - _WRITING or following in (BE | HYPOTHETICAL) - {"to"}
    return not said and not is_complemented(tokens, at)


def _is_speech(
    tokens: Sequence[SentenceToken], at: int, mention: SpeakerMention, aside: bool, is_summary: bool
) -> bool:
    """Whether the verb, with the words beside it, introduces speech."""
    word = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in _CLAIMING and tokens[at + 1 : at + 2] and _is_sum(tokens[at + 1].text):
        return False  # «had claimed £184,000»
    if word in SAYING:
        # «a story told by»
        return not (word in _TELLING and (is_told_as(tokens, at) or following in PREPOSITIONS))
    if word in _ENDING and not aside and not is_complemented(tokens, at):
        ends = at + 1 == len(tokens) or not tokens[at + 1].word or following in PREPOSITIONS
        if ends:
            return False  # «The inquiry concluded in May.»
    if is_summary and word not in DEEDS and word not in REPORTING:
        return True
    if mention.is_work and word not in DEEDS:
        return True  # what a document does, it does by saying
    if word in ACTING:
        return word not in OF_WORKS or is_complemented(tokens, at)
    if word in _DEMANDING and following == "for":
        return True
    return _is_idiom(tokens, at, aside)


def _is_sum(text: str) -> bool:
    return text[0].isdigit() or unicodedata.category(text[0]) == "Sc"


def is_told_as(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether "told" says how something is told, and nobody tells it: «Findings told as a tale are read»."""
    return tokens[at].lower in _TELLING and at + 1 < len(tokens) and tokens[at + 1].lower == "as"


def _is_idiom(tokens: Sequence[SentenceToken], at: int, aside: bool) -> bool:
    """Whether a verb that speaks only in some constructions stands in one of them."""
    word = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in _COMPARING:
        quoted = any(token.quote is not None for token in tokens[at + 1 : at + 10])
        return quoted or any(token.lower == "as" for token in tokens[at + 1 : at + 15])
    if word in _TURNED:
        return following == "it"
    if word in _CONTINUING:
        say = any(token.lower == "say" for token in tokens[at + 1 : at + 5])
        counts = [each.lower for each in tokens[at + 1 : at + 3]] == ["out", "of"]  # «98 points out of 100»
        return not counts and following in _PARTICLES and (aside or say or is_complemented(tokens, at))
    if word in _ASIDES:
        return aside
    if word in _BEFORE_CLAUSES:
        return following in _CLAUSES
    return aside or is_complemented(tokens, at)
