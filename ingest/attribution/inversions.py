"""Cues whose speaker stands behind them, and gestures beside a quotation: "said Jo Hill", "according to Jo Hill"."""

from collections.abc import Sequence

from ingest.attribution.complements import (
    Cue,
    agrees,
    closes_relative_clause,
    cue_behind,
    has_subject_before,
    is_behind_quotation,
    is_quotation_end,
)
from ingest.attribution.noun_groups import SpeakerMention, first_token, last_token, owner_of
from ingest.attribution.phrases import phrase_after, phrase_before
from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import (
    AUXILIARIES,
    BOUNDARIES,
    DETERMINERS,
    OF_WORKS,
    PLAIN_FORMS,
    PREPOSITIONS,
    SAYING,
    STRAIGHT,
)

_NO_SUBJECT = words("cue_words", "no_subject")
_RATES = words("cue_words", "rate")
_NEAR = 4  # tokens


def inverted(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«“…,” said Jo Hill», «the plan had failed, said Jo Hill»."""
    word = tokens[at].lower
    if not _may_invert(tokens, at):
        return None
    quoted = not at or is_quotation_end(tokens, at - 1)
    if not quoted and closes_relative_clause(tokens, at - 1):
        return None
    mention = phrase_after(tokens, at + 1, anyone=at > 0 and quoted and word in SAYING)
    if mention is None or not agrees(word, mention, False) or (word in OF_WORKS and not mention.is_work):
        return None
    rest = tokens[last_token(tokens, mention) + 1 :]
    if at and not quoted and has_subject_before(tokens, at, mention, rest):
        return None
    ends = not rest or not rest[0].word or rest[0].lower in PREPOSITIONS
    if not at and not word.endswith("s"):
        # «Expected guests: Jo Hill, Ann Lee»: a participle, unless a speaker follows, and words that are said.
        names = mention.form == "name" or tokens[1].lower in DETERMINERS
        speaks = any(token.quote is not None or token.text == ":" for token in rest)
        ends = quoted = not rest or (names and speaks)
    return cue_behind(tokens, at, mention, word) if quoted or ends else None


def _may_invert(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether the verb stands behind a punctuation mark, or first, and may have its subject behind it."""
    word = tokens[at].lower
    if word in STRAIGHT or at + 1 >= len(tokens) or not tokens[at + 1].word:
        return False
    if not at:
        allowed = word not in PLAIN_FORMS  # an order: «Tell passengers by six»
    else:
        allowed = tokens[at - 1].quote is not None or tokens[at - 1].text in ",.?!…-–—"
    following = tokens[at + 1].lower
    return allowed and following not in PREPOSITIONS and following not in _NO_SUBJECT


def gesture_cue(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«“…,” shrugs Jo Hill», «“…,” Hill grins.»: any verb beside a quotation and a name."""
    word = tokens[at].lower
    if not at or word in PREPOSITIONS or word in BOUNDARIES or word in AUXILIARIES:
        return None
    before = tokens[at - 1]
    if before.quote is not None or (before.text in ",?!" and is_behind_quotation(tokens, at - 1)):
        mention = phrase_after(tokens, at + 1)
        is_person = mention is not None and mention.form == "name" and mention.person
        return cue_behind(tokens, at, mention, word) if is_person else None
    if at + 1 < len(tokens) and tokens[at + 1].word:
        return None
    mention = phrase_before(tokens, at - 1)
    if mention is None or mention.form not in ("name", "pronoun") or mention.head in ("it", "they"):
        return None
    first = first_token(tokens, mention)
    beside = first > 0 and is_quotation_end(tokens, first - 1)
    return Cue(mention, word, first, at, at, aside=True) if beside else None


def source_cue(tokens: Sequence[SentenceToken], at: int) -> Cue | None:
    """«according to the council», «per the council»."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if tokens[at].lower == "according":
        named = _giver(tokens, phrase_after(tokens, at + 2, anyone=True)) or _owner(tokens, at + 2)
        return cue_behind(tokens, at, named, "according to") if following == "to" else None
    if not following or following in _RATES:
        return None  # «30 per cent of social workers»
    mention = phrase_after(tokens, at + 1)
    if mention is not None and (
        mention.form == "name" or mention.is_work or mention.plural or mention.definite
    ):
        return cue_behind(tokens, at, mention, "per")
    return None  # a unit of measure


def _giver(tokens: Sequence[SentenceToken], thing: SpeakerMention | None) -> SpeakerMention | None:
    """Who gave what a clause is according to: «according to an opinion from the attorney»; else the thing itself."""
    behind = last_token(tokens, thing) + 1 if thing is not None else len(tokens)
    given = behind < len(tokens) and tokens[behind].lower in ("from", "by")
    return (given and phrase_after(tokens, behind + 1)) or thing


def _owner(tokens: Sequence[SentenceToken], begin: int) -> SpeakerMention | None:
    """Whose thing the phrase from `begin` is: «according to Jo Hill’s own figures»."""
    end = next((k for k in range(begin, min(begin + _NEAR, len(tokens))) if is_possessive(tokens[k])), None)
    return owner_of(tokens, begin, end + 1) if end is not None else None
