"""Where a unit says who speaks: "Jo Hill said", "said Jo Hill", "according to Jo Hill", "accused in the report of"."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.asides import complemented, is_aside, quote_before, relative
from ingest.attribution.grammar import AUXILIARIES, GOVERNING, HYPOTHETICAL, NEGATIONS, PREPOSITIONS
from ingest.attribution.mentions import Mention, possessive
from ingest.attribution.nouns import CARRIERS, QUANTITIES, is_work
from ingest.attribution.phrases import MADE, Phrases
from ingest.attribution.units import Token, Unit
from ingest.attribution.verbs import (
    ACTING,
    BASE_FORMS,
    CONTINUING,
    OF_WORKS,
    PASSIVE,
    PASSIVE_BY,
    REPORTING,
    SAYING,
    STRAIGHT,
    VERBS,
)

_VIEWS = frozenset("view opinion words".split())
_MOODS = frozenset("worried concerned opposed critical convinced".split())  # «was worried about»
_BE = frozenset("is was were are been be being".split())
_CONJUNCTIONS = frozenset("and but then or".split())
_NO_SUBJECT = frozenset("that how why whether what".split())
_SUBORDINATORS = frozenset("as when while after before because since although".split())
_EMBEDDING = frozenset("what as than which whom".split())
_DEEDS = frozenset(
    "shows showed show repeated repeats put puts goes went read reads shared shares began begins posted called".split()
)
_HEADING = 12  # tokens before the colon of «Statement from the council:»
_RELATIVE_REACH = 14  # tokens
_WITHIN = 4  # tokens between «what» and its subject


@dataclass(frozen=True, slots=True)
class Cue:
    """Who is said to speak, by which verb; tokens `first` to `last` of the unit hold it, the verb is at `at`.

    `inverted`: the verb stands first; `aside`: between commas or behind a quotation; `embedded`: in a clause
    that is not what the sentence says.
    """

    mention: Mention
    verb: str | None
    first: int
    last: int
    at: int
    inverted: bool = False
    aside: bool = False
    embedded: bool = False


def cues(unit: Unit, phrases: Phrases, summing_up: bool = False) -> list[Cue]:
    """The cues of a unit in order; `summing_up`: the text only tells what others say and think."""
    tokens = unit.tokens
    found: list[Cue] = []
    for at, token in enumerate(tokens):
        if not token.word or (token.capital and at > 1):
            continue
        word = token.lower
        cue: Cue | None = None
        if word == "according" and at + 2 < len(tokens) and tokens[at + 1].lower == "to":
            cue = _standing_behind(tokens, at, at + 2, "according to", phrases)
        elif word == "per" and at + 1 < len(tokens) and phrases.is_name(tokens, at + 1):
            cue = _standing_behind(tokens, at, at + 1, "per", phrases)
        elif word in _VIEWS:
            cue = _view(tokens, at, phrases)
        elif word in CARRIERS or (word == "from" and at == 0):
            cue = _headed(tokens, at, phrases)
        elif word in CONTINUING:
            cue = _continued(tokens, at, found, phrases)
        elif word in VERBS:
            cue = _spoken(tokens, at, found, phrases, summing_up)
        if cue is None and word in PASSIVE:
            cue = _passive(tokens, at, phrases)
        if cue is not None and not any(cue.first <= other.at <= cue.last for other in found):
            found.append(cue)
    return found


def _standing_behind(
    tokens: Sequence[Token], at: int, begin: int, verb: str | None, phrases: Phrases
) -> Cue | None:
    mention = phrases.after(tokens, begin)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, verb, at, _last(tokens, mention), at, inverted=True, aside=True)


def _view(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«in the view of the council», «in Jo Hill’s words»."""
    if at >= 2 and tokens[at - 2].lower == "in" and tokens[at - 1].lower == "the":
        tied = at + 2 < len(tokens) and tokens[at + 1].lower == "of"
        return _standing_behind(tokens, at - 2, at + 2, None, phrases) if tied else None
    begin = next((k for k in range(at - 1, max(at - 6, -1), -1) if tokens[k].lower == "in"), None)
    if begin is None or begin == at - 1 or not possessive(tokens[at - 1]):
        return None
    mention = phrases.owner(tokens, begin + 1, at)
    return Cue(mention, None, begin, at, at, inverted=True, aside=True) if mention is not None else None


def _headed(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«Statement from the council:», «From the council:», «Jo Hill’s letter in full:»."""
    colon = next((k for k in range(at + 1, min(at + _HEADING, len(tokens))) if tokens[k].text == ":"), None)
    if colon is None or any(token.text in ".!?" or token.quote is not None for token in tokens[at:colon]):
        return None
    if tokens[at].lower == "from":
        mention = phrases.after(tokens, at + 1)
    else:
        mention = phrases.owner(tokens, 0, at, colon) if _possessive_before(tokens, at) else None
        if mention is None and tokens[at + 1].lower in ("from", "by"):
            mention = phrases.after(tokens, at + 2)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, None, 0, colon, colon, inverted=True)


def _possessive_before(tokens: Sequence[Token], at: int) -> bool:
    return any(possessive(token) for token in tokens[max(at - 3, 0) : at])


def _continued(tokens: Sequence[Token], at: int, found: Sequence[Cue], phrases: Phrases) -> Cue | None:
    """«…, he said, adding: “…”»: the speaker before goes on, or the subject of the sentence."""
    if not complemented(tokens, at):
        return None
    mention = found[-1].mention if found else phrases.subject(tokens)
    if mention is None or mention.form == "own":
        return None
    return Cue(mention, tokens[at].lower, at, at, at)


def _spoken(
    tokens: Sequence[Token], at: int, found: Sequence[Cue], phrases: Phrases, summing_up: bool
) -> Cue | None:
    word = tokens[at].lower
    left = at - 1
    while left >= 0 and tokens[left].word and _adverbial(tokens[left]):
        left -= 1
    between = {token.lower for token in tokens[left + 1 : at]}
    denied = between & NEGATIONS or (left >= 0 and tokens[left].lower in NEGATIONS)
    supposed = left >= 0 and tokens[left].lower in HYPOTHETICAL and not phrases.is_name(tokens, left)
    if denied or supposed:
        return None
    if left == at - 1:
        inverted = _inverted(tokens, at, left, phrases)
        if inverted is not None:
            return inverted
    if left < 0 or (between & _BE and word != "told" and not (summing_up and word in _MOODS)):
        return None
    if tokens[left].lower in _CONJUNCTIONS:
        # «Jo Hill would not resign but said …»
        mention = found[-1].mention if found else _clause_subject(tokens, left, phrases)
    else:
        mention = phrases.before(tokens, left)
    helped = bool(between & {"did", "do", "does"})
    if mention is None or not _agree(word, mention, helped) or _governed(tokens, mention):
        mention = _over_relative(tokens, left, phrases)
        if mention is None or not _agree(word, mention, helped):
            return None
    first = min(_at(tokens, mention), at) if tokens[left].lower not in _CONJUNCTIONS else at
    aside = is_aside(tokens, at, first)
    if mention.form == "own" or not _speaks(tokens, at, word, mention, aside, summing_up):
        return None
    embedded = any(token.lower in _EMBEDDING for token in tokens[max(first - _WITHIN, 0) : first])
    return Cue(mention, word, first, at, at, aside=aside, embedded=embedded)


def _clause_subject(tokens: Sequence[Token], left: int, phrases: Phrases) -> Mention | None:
    """Whom the verb before the conjunction at `left` is about: «It came as Jo Hill resigned and said …»."""
    clause = next((k for k in range(left, 0, -1) if tokens[k].lower in _SUBORDINATORS), None)
    mention = phrases.after(tokens, clause + 1) if clause is not None else None
    return mention or phrases.subject(tokens)


def _speaks(
    tokens: Sequence[Token], at: int, word: str, mention: Mention, aside: bool, summing_up: bool
) -> bool:
    """Whether the verb, with what stands beside it, tells of speech."""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in SAYING:
        return not (word in ("told", "tells", "tell") and following in PREPOSITIONS)  # «a story told by»
    if summing_up and word not in _DEEDS and word not in REPORTING:
        return True
    if mention.work and word not in _DEEDS:
        return True  # what a document does, it does by saying
    if word in ACTING:
        return word not in OF_WORKS or complemented(tokens, at)
    if word in ("called", "calls", "call") and following == "for":
        return True
    if word in ("described", "describes", "describe", "likens"):
        quoted = any(token.quote is not None for token in tokens[at + 1 : at + 10])
        return quoted or any(token.lower == "as" for token in tokens[at + 1 : at + 15])
    if word in ("put", "puts"):
        return following == "it"
    if word in ("goes", "went", "chimed", "chimes", "pointed", "points"):
        say = any(token.lower == "say" for token in tokens[at + 1 : at + 5])
        return following in ("on", "in", "out") and (aside or say or complemented(tokens, at))
    return aside or complemented(tokens, at)


def _inverted(tokens: Sequence[Token], at: int, left: int, phrases: Phrases) -> Cue | None:
    """«“…,” said Jo Hill», «the plan had failed, said Jo Hill»."""
    word = tokens[at].lower
    behind_mark = left < 0 or tokens[left].quote is not None or tokens[left].text in ",.?!…-–—"
    if not behind_mark or word in STRAIGHT or at + 1 >= len(tokens) or not tokens[at + 1].word:
        return None
    following = tokens[at + 1].lower
    if following in PREPOSITIONS or following in _NO_SUBJECT:
        return None
    quoted = left < 0 or tokens[left].quote is not None or quote_before(tokens, left)
    if not quoted and relative(tokens, left):
        return None
    mention = phrases.after(tokens, at + 1, anyone=left >= 0 and quoted and word in SAYING)
    if mention is None or mention.form == "own" or not _agree(word, mention, False):
        return None
    if word in OF_WORKS and not mention.work:
        return None
    last = _last(tokens, mention)
    ends = last + 1 >= len(tokens) or not tokens[last + 1].word or tokens[last + 1].lower in PREPOSITIONS
    return Cue(mention, word, at, last, at, inverted=True, aside=True) if quoted or ends else None


def _passive(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«Ofsted is accused in the report of», «as described by Jo Hill»."""
    for k in range(at + 1, min(at + 3, len(tokens) - 1)):
        preposition = tokens[k].lower
        if preposition not in ("in", "by"):
            continue
        mention = phrases.after(tokens, k + 1)
        if mention is None or mention.form in ("own", "pronoun"):
            return None
        if not mention.work if preposition == "in" else tokens[at].lower not in PASSIVE_BY:
            return None
        return Cue(mention, tokens[at].lower, at, _last(tokens, mention), at, inverted=True)
    return None


def _over_relative(tokens: Sequence[Token], left: int, phrases: Phrases) -> Mention | None:
    """«three people who attended the meeting said»: who stands before "who"."""
    for k in range(left, max(left - _RELATIVE_REACH, 0), -1):
        if tokens[k].text in ",.;:" or tokens[k].quote is not None:
            return None
        if tokens[k].lower in ("who", "that", "which", "familiar", "close", "involved"):
            return phrases.before(tokens, k - 1)
    return None


def _governed(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a preposition stands before it, so that something else is the subject."""
    if mention.form == "name" and mention.start != mention.opens:
        return False  # an office stands before the name: «ambassador to France Jo Hill»
    first = _at(tokens, mention)
    if first > 2 and tokens[first - 1].lower == "by" and tokens[first - 2].lower in MADE:
        return not is_work(tokens[first - 3].lower)  # «a letter signed by Jo Hill says»
    if first > 1 and tokens[first - 1].lower == "of" and tokens[first - 2].lower in QUANTITIES:
        return False
    return first > 0 and tokens[first - 1].lower in GOVERNING


def _agree(word: str, mention: Mention, helped: bool) -> bool:
    """Whether verb and subject agree in number, as far as English shows it."""
    several = mention.plural or mention.form == "own"
    if helped:
        return True
    if word in BASE_FORMS and word != "read":
        return several
    return not (word.endswith("s") and several)


def _adverbial(token: Token) -> bool:
    return not token.capital and (token.lower in AUXILIARIES or token.lower.endswith("ly"))


def _at(tokens: Sequence[Token], mention: Mention) -> int:
    """The token that a mention begins with, its article included."""
    return next((k for k, token in enumerate(tokens) if token.end > mention.opens), 0)


def _last(tokens: Sequence[Token], mention: Mention) -> int:
    return max((k for k, token in enumerate(tokens) if token.start < mention.end), default=len(tokens) - 1)
