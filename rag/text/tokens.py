"""Words as the gate compares them: where they stand, what they stem to, and which of them carry meaning.

A draft says "rose" of a source's "rise" and "councils" of its "council". Stems (Snowball English, as in the
lexical index) and a table of irregular forms make those one; nothing looser than that is taken for the same.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|[^\W_]+(?:[’'][^\W\d_]+)*"  # words, numbers, don't, Ofsted's
)
_STEMMER = (
    TextAnalyzerBuilder(Tokenizer.raw())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .filter(Filter.stemmer("english"))
    .build()
)
# Verbs and nouns whose forms share no stem; each line is one word.
IRREGULAR = """
be am is are was were been being
have has had having
do does did done doing
go goes went gone
say says said
rise rose risen
fall fell fallen
grow grew grown
make made
take took taken
give gave given
get got gotten
come came
become became
begin began begun
bring brought
build built
buy bought
catch caught
choose chose chosen
cost costs
cut cuts cutting
deal dealt
draw drew drawn
drive drove driven
eat ate eaten
feel felt
fight fought
find found
fly flew flown
forget forgot forgotten
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
leave left
lend lent
lose lost
mean meant
meet met
pay paid
read reads
run ran
see saw seen
seek sought
sell sold
send sent
shake shook shaken
show showed shown
sing sang sung
sit sat
speak spoke spoken
spend spent
stand stood
steal stole stolen
strike struck
swear swore sworn
teach taught
tell told
think thought
throw threw thrown
understand understood
wear wore worn
win won
withdraw withdrew withdrawn
write wrote written
break broke broken
beat beaten
arise arose arisen
bend bent
bleed bled
blow blew blown
dig dug
drink drank drunk
feed fed
flee fled
forbid forbade forbidden
forgive forgave forgiven
freeze froze frozen
hang hung
overtake overtook overtaken
overthrow overthrew overthrown
prove proved proven
ride rode ridden
shoot shot
shrink shrank shrunk
sink sank sunk
sleep slept
slide slid
spin spun
stick stuck
sweep swept
swim swam swum
swing swung
tear tore torn
undergo underwent undergone
undertake undertook undertaken
uphold upheld
wake woke woken
withhold withheld
withstand withstood
child children
man men
woman women
person people
good better best
bad worse worst
"""
_LINES = tuple(tuple(line.split()) for line in IRREGULAR.strip().splitlines())
_SAME = {form: line[0] for line in _LINES for form in line}
_FORMS = {form: line for line in _LINES for form in line}
# Words that carry no claim of their own: they neither need support nor give any.
FUNCTION = frozenset(
    "a about above across after again against all along also although am among an and another any are around as "
    "at away back be because been before being below between both but by can could did do does doing done down "
    "during each either else even ever every few for from further had has have having he her here hers herself "
    "him himself his how however i if in into is it its itself just least less many may me might mine more most "
    "much must my myself near neither no none nor not nothing now of off often on once one only onto or other "
    "our ours out over own per rather same she should since so some such than that the their theirs them "
    "themselves then there these they this those though through thus to too toward towards under until up upon "
    "us very was we were what when where whereas whether which while who whom whose why will with within "
    "without would yet you your yours cannot never nobody "
    "mr mrs ms dr sir".split()
)
# Who reports a thing, and that it is reported: the lead-in of a sentence, which adds no claim.
REPORTING = frozenset(
    "say report write state note add tell explain describe accord mention publish article quote remark comment "
    "statement story piece passage source document".split()
)


class Token(NamedTuple):
    """A word as it is written, wherever it stands; one for all its places, so that texts share them."""

    plain: str  # lower case, no accents, no possessive
    stem: str
    capital: bool  # written with a capital somewhere, or with letters and digits mixed
    tells: bool  # carries meaning by itself: "US" does, "us" does not


class Word(NamedTuple):
    """A `Token` and where it stands in its text."""

    start: int
    end: int
    plain: str
    stem: str
    capital: bool
    tells: bool


@lru_cache(maxsize=512)  # sentences that were read for one question are read for the next
def words(text: str) -> tuple[Word, ...]:
    """The words of `text`, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        token = _token(match.group())
        if token.plain:
            found.append(Word._make((match.start(), match.end(), *token)))
    return tuple(found)


def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text`, in order, without their places: that is made three times as fast."""
    return tuple([token for token in map(_token, _TOKEN.findall(text)) if token[0]])


@lru_cache(maxsize=1024)
def text_stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(token.stem for token in tokens(text))


@lru_cache(maxsize=1024)
def telling_stems(text: str | None) -> frozenset[str]:
    """The stems of the words that carry the meaning of `text`."""
    return frozenset(token.stem for token in tokens(text or "") if token.tells)


@lru_cache(maxsize=16_384)  # about what a language has in use
def _token(raw: str) -> Token:
    form = plain(raw)
    mixed = any(c.isdigit() for c in raw) and any(c.isalpha() for c in raw)
    acronym = len(form) > 1 and raw.replace("’s", "").replace("'s", "").isupper()
    return Token(form, stem(form), mixed or raw != raw.lower(), acronym or form not in FUNCTION)


@lru_cache(maxsize=4096)
def plain(raw: str) -> str:
    """ "Ofsted’s" → "ofsted", "U.S." → "us", "Café" → "cafe"; "didn’t" stays whole."""
    form = raw.replace("’", "'").lower()
    form = form.removesuffix("'s").removesuffix("'").replace(".", "")
    if form.isascii():
        return form
    marked = unicodedata.normalize("NFKD", form)
    return "".join(character for character in marked if not unicodedata.combining(character))


@lru_cache(maxsize=16_384)
def stem(form: str) -> str:
    """The stem of one plain word; forms of an irregular word share one."""
    stemmed = _STEMMER.analyze(_SAME.get(form, form))
    return str(stemmed[0]) if stemmed else form


def forms(form: str) -> tuple[str, ...]:
    """All forms of an irregular word, which an index of regular stems keeps apart; another word alone."""
    return _FORMS.get(form) or _FORMS.get(stem(form)) or (form,)


def stems(listing: str) -> frozenset[str]:
    """The stems of a list of words."""
    return frozenset(stem(word) for word in listing.split())


REPORTING_STEMS = stems(" ".join(REPORTING))
