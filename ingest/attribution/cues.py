"""Where a unit says who speaks: "Jo Hill said", "said Jo Hill", "according to Jo Hill", "accused in the report of"."""

from collections.abc import Sequence

from ingest.attribution.asides import complemented, is_aside, quote_before, relative
from ingest.attribution.grammar import (
    AUXILIARIES,
    BOUNDARIES,
    GOVERNING,
    HYPOTHETICAL,
    NEGATIONS,
    PREPOSITIONS,
)
from ingest.attribution.indirect import (
    VIEWS,
    Cue,
    first_token,
    headed,
    in_the_view_of,
    is_source,
    labelled,
    last_token,
    passive,
    standing_behind,
)
from ingest.attribution.mentions import Mention
from ingest.attribution.nouns import CARRIERS, QUANTITIES, can_speak, is_work
from ingest.attribution.phrases import MADE, Phrases
from ingest.attribution.units import Token, Unit
from ingest.attribution.verbs import (
    ACTING,
    BASE_FORMS,
    CONTINUING,
    OF_WORKS,
    PASSIVE,
    REPORTING,
    SAYING,
    STRAIGHT,
    VERBS,
)

_MOODS = frozenset("worried concerned opposed critical convinced".split())  # «was worried about»
_NO_ADVERBS = frozenset("ally assembly monopoly reply supply rally bully".split())
_HEARD = frozenset(
    "heard seen quoted caught filmed recorded as can could be been was is are were has have later".split()
)
# At the head of a sentence these are orders: «Tell passengers by six», «Write down the reason».
_ORDERS = frozenset(
    "tell say ask write call admit explain add note warn promise accept state describe stress report claim argue "
    "insist recommend urge suggest".split()
)
_BE = frozenset("is was were are been be being".split())
_CONJUNCTIONS = frozenset("and but then or".split())
_NO_SUBJECT = frozenset("that how why whether what".split())
_SUBORDINATORS = frozenset("as when while after before because since although".split())
_EMBEDDING = frozenset("what as than which whom".split())
_DEEDS = frozenset(
    "shows showed show repeated repeats put puts goes went read reads shared shares began begins posted called".split()
)
_RELATIVE_REACH = 14  # tokens
_WITHIN = 4  # tokens between «what» and its subject


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
            cue = standing_behind(tokens, at, at + 2, "according to", phrases)
        elif word == "per" and at + 1 < len(tokens) and is_source(tokens, at + 1, phrases):
            cue = standing_behind(tokens, at, at + 1, "per", phrases)
        elif word in VIEWS:
            cue = in_the_view_of(tokens, at, phrases)
        elif word in CARRIERS or (word == "from" and at == 0):
            cue = headed(tokens, at, phrases)
        elif word in CONTINUING:
            cue = _continued(tokens, at, found, phrases)
        elif word in VERBS:
            cue = _spoken(tokens, at, found, phrases, summing_up)
        if cue is None and word.endswith(("s", "ed")) and word not in VERBS:
            cue = _gestured(tokens, at, phrases)
        if cue is None and word in PASSIVE:
            cue = passive(tokens, at, phrases)
        if cue is not None and not any(cue.first <= other.at <= cue.last for other in found):
            found.append(cue)
    return found or labelled(unit, phrases)


def _continued(tokens: Sequence[Token], at: int, found: Sequence[Cue], phrases: Phrases) -> Cue | None:
    """«…, he said, adding: “…”»: the speaker before goes on, or the subject; «Hill was heard saying»."""
    left = at - 1
    while left >= 0 and tokens[left].lower in _HEARD:
        left -= 1
    if left < at - 2:
        mention = phrases.before(tokens, left)
        if mention is not None and mention.form != "own":
            return Cue(mention, tokens[at].lower, first_token(tokens, mention), at, at, aside=True)
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
    # Who "was told" a thing is not who says it.
    if left < 0 or (between & _BE and not (summing_up and word in _MOODS)):
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
    first = min(first_token(tokens, mention), at) if tokens[left].lower not in _CONJUNCTIONS else at
    aside = is_aside(tokens, at, first)
    if not found and word not in SAYING and _tells_a_thing_apart(tokens, first, at):
        return None
    if mention.form == "own" or not _speaks(tokens, at, word, mention, aside, summing_up):
        return None
    embedded = any(token.lower in _EMBEDDING for token in tokens[max(first - _WITHIN, 0) : first])
    return Cue(mention, word, first, at, at, aside=aside, embedded=embedded)


def _gestured(tokens: Sequence[Token], at: int, phrases: Phrases) -> Cue | None:
    """«“…,” shrugs Jo Hill», «“…,” Hill grins.»: whatever verb stands beside a quotation and a name."""
    word = tokens[at].lower
    if not at or word in PREPOSITIONS or word in BOUNDARIES or word in AUXILIARIES:
        return None
    if (quote_before(tokens, at - 1) and tokens[at - 1].text in ",?!") or tokens[at - 1].quote is not None:
        mention = phrases.after(tokens, at + 1)
        if mention is not None and mention.form == "name" and mention.person:
            return Cue(mention, word, at, last_token(tokens, mention), at, inverted=True, aside=True)
        return None
    if at + 1 < len(tokens) and tokens[at + 1].word:
        return None
    mention = phrases.before(tokens, at - 1)
    if mention is None or mention.form not in ("name", "pronoun") or mention.head in ("it", "they"):
        return None
    first = first_token(tokens, mention)
    behind = first and (tokens[first - 1].quote is not None or quote_before(tokens, first - 1))
    return Cue(mention, word, first, at, at, aside=True) if behind else None


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
    if word in ("sang", "sings"):
        return aside
    if word in ("show", "shows", "showed"):
        return following in ("that", "how", "why")
    return aside or complemented(tokens, at)


def _inverted(tokens: Sequence[Token], at: int, left: int, phrases: Phrases) -> Cue | None:
    """«“…,” said Jo Hill», «the plan had failed, said Jo Hill»."""
    word = tokens[at].lower
    behind_mark = left < 0 or tokens[left].quote is not None or tokens[left].text in ",.?!…-–—"
    if not behind_mark or word in STRAIGHT or at + 1 >= len(tokens) or not tokens[at + 1].word:
        return None
    if left < 0 and word in _ORDERS:
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
    last = last_token(tokens, mention)
    ends = last + 1 >= len(tokens) or not tokens[last + 1].word or tokens[last + 1].lower in PREPOSITIONS
    return Cue(mention, word, at, last, at, inverted=True, aside=True) if quoted or ends else None


def _over_relative(tokens: Sequence[Token], left: int, phrases: Phrases) -> Mention | None:
    """«three people who attended the meeting said»: who stands before "who"."""
    for k in range(left, max(left - _RELATIVE_REACH, 0), -1):
        if tokens[k].text in ",.;:" or tokens[k].quote is not None:
            return None
        if tokens[k].lower in ("who", "that", "which", "familiar", "close", "involved"):
            return phrases.before(tokens, k - 1)
    return None


def _tells_a_thing_apart(tokens: Sequence[Token], first: int, at: int) -> bool:
    """«I urge you to let the panel that the review proposed begin»: which panel, and nothing that the review says."""
    if first < 2 or tokens[first - 1].lower not in ("that", "which", "whom"):
        return False
    named = tokens[first - 2]
    return named.word and named.lower not in VERBS and not complemented(tokens, at)


def _governed(tokens: Sequence[Token], mention: Mention) -> bool:
    """Whether a preposition stands before it, so that something else is the subject."""
    if mention.form == "name" and mention.start != mention.opens:
        return False  # an office stands before the name: «ambassador to France Jo Hill»
    first = first_token(tokens, mention)
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
    if token.capital or token.lower in _NO_ADVERBS or can_speak(token.lower):
        return False
    return token.lower in AUXILIARIES or token.lower.endswith("ly")
