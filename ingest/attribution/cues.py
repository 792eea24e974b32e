"""All cues of one sentence: every place that says who speaks, by a verb and its subject or otherwise.

Verbs are in `verb_cues`. Here are the cues whose speaker is no subject: "according to Jo Hill", "in her words",
"accused in the report of".
"""

from collections.abc import Sequence

from ingest.attribution.clauses.clause_cues import subject_cue
from ingest.attribution.complements import Cue, cue_behind, is_complemented, says_clause
from ingest.attribution.inversions import gesture_cue, source_cue
from ingest.attribution.noun_groups import SpeakerMention, first_token, last_token, owner_of, pronoun
from ingest.attribution.parsed_text import Unit
from ingest.attribution.phrase_bounds import phrase_start
from ingest.attribution.phrases import phrase_after, phrase_before, subject
from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    AUXILIARIES,
    BE,
    CARRIERS,
    CONTINUING,
    DEEDS,
    NEGATIONS,
    OWN_VOICE,
    OWNERS,
    PASSIVE,
    PASSIVE_BY,
    PRONOUNS,
    SPEECH_VERBS,
)

_VIEWS = words("cue_words", "view")
_HEARD = words("cue_words", "heard")
_UTTERANCES = words("cue_words", "utterance")
_QUOTING = words("cue_words", "quoting")
_FALLS = words("cue_words", "falls")
_NEAR = 4  # tokens
_LONGEST_LABEL = 24  # tokens
_WITH = 16  # tokens between "with" and the verb of its phrase
_HEADING = 24  # tokens before the colon of «Statement from Jo Hill, leader of the council:»


def cues(unit: Unit, is_summary: bool = False) -> list[Cue]:
    """The cues of a unit in order; `is_summary`: the text only tells what others say and think."""
    found: list[Cue] = []
    for at, token in enumerate(unit.tokens):
        if not token.word or (token.capital and at > 1):
            continue
        cue = _cue(unit, at, found, is_summary)
        if cue is None:
            continue
        if unit.tokens[cue.at - 1].text == ",":  # «Jo Hill, who replied to Ann Lee, told her»
            found = [
                other for other in found if other.aside or not cue.first < other.first <= other.at < cue.at
            ]
        if not any(cue.first <= other.at <= cue.last for other in found):
            found.append(cue)
    label = None if found else _label_cue(unit.tokens)
    return found if label is None else [label]


def _cue(unit: Unit, at: int, found: list[Cue], is_summary: bool) -> Cue | None:
    """The cue of the word at `at`; `found` are those before it."""
    tokens, word = unit.tokens, unit.tokens[at].lower
    cue: Cue | None = None
    if word in ("according", "per"):
        cue = source_cue(tokens, at)
    elif word in _VIEWS or word in _UTTERANCES:
        cue = (_view_cue(tokens, at) if word in _VIEWS else None) or _utterance_cue(tokens, at)
    elif word in CARRIERS or (word == "from" and at == 0):
        cue = _heading_cue(tokens, at)
    elif word in _QUOTING and at == 1 and tokens[0].lower == "to":
        cue = cue_behind(tokens, at, phrase_after(tokens, at + 1), None)
    elif word in CONTINUING:
        cue = _continuing_cue(tokens, at, found)
    if cue is None and word in SPEECH_VERBS and word not in CONTINUING:
        cue = subject_cue(
            tokens, at, found, is_summary
        )  # also «the guides claim that», where "claim" is a verb
    if cue is None and word.endswith(("s", "ed")) and word not in SPEECH_VERBS:
        cue = gesture_cue(tokens, at)
    if cue is None and word in PASSIVE:
        cue = _passive_cue(tokens, at)
    return cue


def _utterance_cue(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«Jo Hill’s advice was “…”», «his answer: “…”», «her view is that …»."""
    after, last = at + 1, min(at + _NEAR, len(tokens) - 1)
    while after <= last and (tokens[after].lower in BE or _is_between(tokens, at, after)):
        after += 1
    if after == at + 1 and (after >= len(tokens) or tokens[after].text != ":"):
        return None
    if after >= len(tokens) or not (
        tokens[after].quote is not None or tokens[after].text == ":" or tokens[after].lower == "that"
    ):
        return None
    for k in range(at - 1, max(at - _NEAR, -1), -1):
        if tokens[k].lower in OWNERS:
            mention: SpeakerMention | None = pronoun(tokens[k], OWNERS[tokens[k].lower])
        elif is_possessive(tokens[k]):
            begin = phrase_start(tokens, k)
            mention = owner_of(tokens, k if begin is None else begin, k + 1)
        else:
            continue
        first = first_token(tokens, mention) if mention is not None else k
        return Cue(mention, None, first, at, at, inverted=True) if mention is not None else None
    return None


def _is_between(tokens: Sequence[SentenceToken], at: int, after: int) -> bool:
    """Whether a word stands between "was" and what is said: «her words were plain:»."""
    return (
        after > at + 1
        and tokens[after].word
        and tokens[after].lower != "that"
        and tokens[after].quote is None
    )


def _view_cue(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«in the view of the council», «in Jo Hill’s words», «in her view»."""
    if at >= 2 and tokens[at - 2].lower == "in" and tokens[at - 1].lower == "the":
        if at + 2 >= len(tokens) or tokens[at + 1].lower != "of":
            return None
        return cue_behind(tokens, at - 2, phrase_after(tokens, at + 2), None)
    begin = next((k for k in range(at - 1, max(at - 6, -1), -1) if tokens[k].lower == "in"), None)
    own = OWNERS.get(tokens[at - 1].lower)
    if begin is None or begin == at - 1 or not (is_possessive(tokens[at - 1]) or (own and begin == at - 2)):
        return None
    mention = pronoun(tokens[at - 1], own) if own else owner_of(tokens, begin + 1, at)
    return Cue(mention, None, begin, at, at, inverted=True, aside=True) if mention is not None else None


def _heading_cue(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«Statement from the council:», «From the council:», «Jo Hill’s letter in full:»."""
    colon = next((k for k in range(at + 1, min(at + _HEADING, len(tokens))) if tokens[k].text == ":"), None)
    if colon is None or any(token.text in ".!?" or token.quote is not None for token in tokens[at:colon]):
        return None
    if any(token.lower in PRONOUNS or token.lower in OWN_VOICE for token in tokens[:colon]):
        return None  # a sentence: «I have seen the council’s letters, and they show this: …»
    if tokens[at].lower == "from":
        mention = phrase_after(tokens, at + 1)
    else:
        owned = any(is_possessive(token) for token in tokens[max(at - 3, 0) : at])
        mention = owner_of(tokens, 0, at, colon) if owned else None
        if mention is None and tokens[at + 1].lower in ("from", "by"):
            mention = phrase_after(tokens, at + 2)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, None, 0, colon, colon, inverted=True)


def _label_cue(tokens: Sequence[SentenceToken]) -> Cue | None:
    """«Jo Hill, leader of the council: “…”»."""
    colon = next((k for k, token in enumerate(tokens[:_LONGEST_LABEL]) if token.text == ":"), None)
    if colon is None or colon + 1 >= len(tokens) or tokens[colon + 1].quote is None:
        return None
    mention = phrase_after(tokens, 0)
    if mention is None or mention.form != "name":
        return _last_word_cue(tokens, colon)
    last = last_token(tokens, mention)
    is_label = last + 1 == colon or tokens[last + 1].text == ","
    return Cue(mention, None, 0, colon, colon, inverted=True) if is_label else None


def _last_word_cue(tokens: Sequence[SentenceToken], colon: int) -> Cue | None:
    """«The last word goes to Jo Hill: “…”», «An answer came from Jo Hill: “…”»."""
    mention = phrase_before(tokens, colon - 1)
    if mention is None or mention.form != "name":
        return None
    first = first_token(tokens, mention)
    before = [token.lower for token in tokens[max(first - 2, 0) : first]]
    leads = before[-1:] in (["from"], ["by"]) or (before[-1:] == ["to"] and before[0] in _FALLS)
    return Cue(mention, None, 0, colon, colon, inverted=True) if leads else None


def _passive_cue(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«the council is accused in the report of», «as described by Jo Hill»; not «was not named in the report»."""
    if any(token.lower in NEGATIONS for token in tokens[max(at - 2, 0) : at]):
        return None
    if (
        tokens[at].lower in DEEDS
        and tokens[at - 1].text.islower()
        and tokens[at - 1].lower not in AUXILIARIES
    ):
        return None  # «a meeting called by the residents»
    for k in range(at + 1, min(at + 3, len(tokens) - 1)):
        preposition = tokens[k].lower
        if preposition not in ("in", "by"):
            continue
        if preposition == "in" and any(token.lower in OWN_VOICE for token in tokens[:at]):
            return None  # «I believe that the facts stated in this statement are true»
        mention = phrase_after(tokens, k + 1)
        if mention is None or mention.form in ("own", "pronoun"):
            return None
        if not mention.is_work if preposition == "in" else tokens[at].lower not in PASSIVE_BY:
            return None
        if mention.is_work and mention.opens == mention.start and not (mention.named or mention.plural):
            return None  # «he was warned by e-mail»
        return cue_behind(tokens, at, mention, tokens[at].lower, aside=False)
    return None


def _continuing_cue(tokens: Sequence[SentenceToken], at: int, found: Sequence[Cue]) -> Cue | None:
    """«…, he said, adding: “…”», «Hill was heard saying»: the speaker of the cue before, or the subject, goes on."""
    left = at - 1
    while left >= 0 and tokens[left].lower in _HEARD:
        left -= 1
    if left < at - 2:
        mention = phrase_before(tokens, left)
        if mention is not None and mention.form != "own":
            return Cue(mention, tokens[at].lower, first_token(tokens, mention), at, at, aside=True)
    if not is_complemented(tokens, at) and not says_clause(tokens, at):
        return None
    beside = _subject_with(tokens, at)
    if beside is not None:
        return beside
    mention = found[-1].mention if found else subject(tokens)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, tokens[at].lower, at, at, at)


def _subject_with(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«The plan was dropped, with campaigners for the park saying that …»: the phrase between "with" and the verb."""
    for k in range(at - 1, max(at - _WITH, 0), -1):
        if tokens[k].text in ",.;:" or tokens[k].quote is not None:
            return None
        if tokens[k].lower == "with" and (tokens[k - 1].text in ",;–—" or k == 0):
            mention = phrase_after(tokens[:at], k + 1)
            speaks = mention is not None and mention.form in ("name", "described")
            return Cue(mention, tokens[at].lower, k, at, at) if mention is not None and speaks else None
    return None
