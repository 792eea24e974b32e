"""The tokenizer: words with their offsets, their stems, and whether they carry meaning; or words and marks as written.

A draft says "rose" for a source's "rise" and "councils" for its "council". Stems (Snowball English, as in the lexical
index) and a table of irregular forms make them the same; nothing looser counts as the same word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import irregular as irregular_verbs
from rag.text.lexicon.speech_verbs import chosen, tagged

_LETTERS = r"(?:[^\W\d_]\.){2,}"  # U.S., e.g.
_TOKEN = re.compile(
    rf"{_LETTERS}"
    r"|[^\W_]+(?:[’'][^\W\d_]+)*"  # words, numbers, don't, Ofsted's
)
_PIECE = re.compile(
    r"(?P<mask>[\ue000-\uf8ff])(?P=mask)*"
    rf"|{_LETTERS}"
    rf"|(?:{lexicon.alternatives(lexicon.words('abbreviations'))}|[A-Z])\.(?=\s)"
    r"|@?\w+(?:[’'&.@-]\w+)*[’']?"
    r"|[^\w\s]"
)
_ENDED = re.compile(r"[.?!:;…][”’\"')\]]*$")
WORD = re.compile(
    r"[^\W_]+"
)  # a run of letters and digits: for names and keys, where a blank or a mark divides
_STEMMER = (
    TextAnalyzerBuilder(Tokenizer.raw())
    .filter(Filter.lowercase())
    .filter(Filter.ascii_fold())
    .filter(Filter.stemmer("english"))
    .build()
)
# Words that carry no claim of their own: they neither need support nor give any.
FUNCTION = lexicon.words("stop_words")


def _regular_stem(form: str) -> str:
    stemmed = _STEMMER.analyze(form)
    return str(stemmed[0]) if stemmed else form


def _irregular() -> dict[str, tuple[str, ...]]:
    """By its base form every word some of whose forms the stemmer does not bring together, with all its forms."""
    found = {entry.word: (entry.word, *entry.listed("forms")) for entry in lexicon.entries("irregular_words")}
    for verb in irregular_verbs().values():
        kept = sorted(form for form in verb.all if _regular_stem(form) != _regular_stem(verb.base))
        if kept:
            found.setdefault(verb.base, (verb.base, *kept))
    return found


_FORMS_OF = _irregular()
_BASE_OF = {form: base for base, several in _FORMS_OF.items() for form in several}


class Token(NamedTuple):
    """A word as it is written, without its place; texts share one object for each word."""

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
    """The words of `text`, in order, without their places; three times as fast as `words`."""
    return tuple([token for token in map(_token, _TOKEN.findall(text)) if token[0]])


def names_behind_the_first(text: str, found: Sequence[Token]) -> frozenset[str]:
    """The stems of the telling words with a capital among the `tokens` of `text`, but for one that it begins with."""
    behind = found[1:] if text[:1].isalnum() else found
    return frozenset([word.stem for word in behind if word.capital and word.tells])


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of all words and punctuation marks of `text[start:end]`, for those who read how a sentence is built.

    A word is whole as it is written: with its hyphens, as an address or a handle, or with the full stop of an
    abbreviation. A run of one character for private use is one piece: a quotation may be masked so.
    """
    return (match.span() for match in _PIECE.finditer(text, start, end))


@lru_cache(maxsize=1024)
def text_stems(text: str) -> frozenset[str]:
    """The stems of all words of `text`."""
    return frozenset(token.stem for token in tokens(text))


@lru_cache(maxsize=1024)
def telling_stems(text: str | None) -> frozenset[str]:
    """The stems of the words that carry the meaning of `text`."""
    return frozenset(token.stem for token in tokens(text or "") if token.tells)


def numbered(stems: Iterable[str]) -> frozenset[str]:
    """Of these stems those that hold a digit: "1990s", "50", "mh370"."""
    return frozenset(each for each in stems if any(map(str.isdigit, each)))


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
    return _regular_stem(_BASE_OF.get(form, form))


def forms(form: str) -> tuple[str, ...]:
    """All forms of an irregular word, which an index of regular stems keeps apart; another word alone."""
    base = _BASE_OF.get(form, form)
    return _FORMS_OF.get(base) or _FORMS_OF.get(stem(base)) or (form,)


def stems(listing: str) -> frozenset[str]:
    """The stems of a list of words."""
    return frozenset(stem(word) for word in listing.split())


# Who reports a thing, and that it is reported: the lead-in of a sentence, which adds no claim.
REPORTING = lexicon.words("works", "neutral") | {verb.forms.base for verb in chosen(tagged("neutral"))}
REPORTING_STEMS = frozenset(map(stem, REPORTING))


def is_ended(text: str) -> bool:
    """Whether a text ends as sentences do, and lines of names or labels do not."""
    return _ENDED.search(text.rstrip()) is not None
