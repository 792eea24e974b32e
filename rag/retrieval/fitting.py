"""Does a sentence hold the kind of thing asked for: a figure, a date, a name, a reason, a rating, a title?"""

import re

from rag.question.analysis import Asked
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import forms
from rag.text.matching import fold
from rag.text.quantities import figures
from rag.text.tokens import names_behind_the_first, numbered, telling_stems, tokens
from rag.types import Evidence

# A date, or how long before or after another it was; the "day" of "an open day" is none.
_UNITS = {each.word: each.values["plural"] for each in lexicon.entries("time_units") if "spans" in each.tags}
_ANY_UNIT = lexicon.alternatives({*_UNITS, *_UNITS.values()})
_IS_OR_WAS = lexicon.alternatives((*forms("be").third, *forms("be").past))
_SEASON = lexicon.alternatives(lexicon.words("seasons") - {"fall"})
# "At 1.40 a.m.", "at 14:05".
_CLOCK = rf"\d{{1,2}}(?:[.:]\d\d)?\s?(?:{lexicon.phrases('time_words', 'clock')})|(?:[01]?\d|2[0-3]):[0-5]\d"
# "In the autumn", "by early spring", "last summer".
_BEFORE_A_SEASON = (
    rf"(?:{lexicon.phrases('time_parts', 'within')}|{lexicon.phrases('period_words', 'bound')})"
    rf"(?:\s+the)?(?:\s+(?:{lexicon.phrases('time_parts', 'within_it')}))?"
    rf"|{lexicon.phrases('time_parts', 'points')}"
)
_TIME = re.compile(
    rf"\b(?:{lexicon.phrases('time_words', 'moment')}|\d0s|(?:1\d|20)\d\d|(?:{_SEASON}) of)\b"
    rf"|\b(?:{_BEFORE_A_SEASON})[\s-]+(?:{_SEASON})\b"
    rf"|\b(?:{lexicon.alternatives(each.word for each in lexicon.entries('weekdays'))})\b"
    rf"|\b(?:\d+|{lexicon.alternatives(lexicon.words('number_words', 'cardinal'))}"
    rf"|{lexicon.phrases('time_words', 'counts')})[\s-]+(?:\w+\s)?(?:{_ANY_UNIT})\b"
    rf"|\b(?:{lexicon.alternatives(_UNITS.values())})\b"
    rf"|\b(?:{_CLOCK})\b",
    re.IGNORECASE,
)
_GIVES_A_REASON = re.compile(rf"\b(?:{lexicon.phrases('reason_words')})\b|,\s+as\b", re.IGNORECASE)
_RATING = lexicon.phrases("rating_words", "rating")
_RATED = re.compile(
    rf"\b(?:{lexicon.phrases('rating_words', 'rates')})\b[^.;]{{0,30}}"
    rf"(?:[“\"‘']\w|\b(?:{lexicon.phrases('rating_words', 'grade')})\b|\d)"
    rf"|\b(?:{_RATING}) (?:of|as|{_IS_OR_WAS})\b"
    rf"|[“\"‘']\w[\w ]{{2,25}}[”\"’'] (?:{_RATING})\b"
    rf"|\b(?:{lexicon.phrases('rating_words', 'gets')})\b[^.;]{{0,20}}\b(?:{_RATING})\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"\b(?:{lexicon.phrases('naming_words')})\b,?\s+[“\"‘'*_]*[A-ZÀ-Þ]"
    r"|[“\"‘'*_][A-ZÀ-Þ][\w’'-]*(?:[ :,&-]+[\w’'-]+){1,12}[”\"’'*_]"
)
# Of a question's words by weight, in a row that it names: .65 and more of those that a row answered, .47 and less of
# those that none did, over four affairs.
_NAMES_LITTLE_ELSE = 0.55
_COINS = frozenset("$ £ € ¥ ₹ US$ cent pence".split())


def fits(asked: Asked, text: str, named: frozenset[str] | None = None) -> bool:
    """Whether a sentence holds the kind of thing that is asked for, beyond what the question says itself; `named` are
    its `names_behind_the_first`, where they are at hand."""
    match asked.wants:
        case _ if asked.detail == "rating":
            return bool(_RATED.search(text))
        case _ if asked.detail == "title":
            return bool(_TITLED.search(text))
        case "number" if asked.detail == "sum":
            return any(figure.unit in _COINS for figure in figures(text))
        case "number":
            return any(figure.unit != "th" for figure in figures(text)) or bool(dates(text))
        case "date":
            return bool(dates(text) or _TIME.search(text))
        case "reason":
            return bool(_GIVES_A_REASON.search(text))
        case "who" | "where" | "name":
            names = names_behind_the_first(text, tokens(text)) if named is None else named
            return not names <= {term.stem for term in asked.terms}
        case _:
            return True


def holds_quoted(asked: Asked, text: str) -> bool:
    """Whether words that the question gives in quotation marks (two at least) stand in `text`, to the letter."""
    if not asked.phrases:
        return False
    told = fold(text).casefold()
    return any(fold(phrase).casefold() in told for phrase in asked.phrases)


def names_row(asked: Asked, evidence: Evidence) -> bool:
    """Whether a question names a row of a table and one of its heads, and little else: "complaints from Holt House" the
    row "Block: Holt House | Homes: 192 | Complaints: 77"."""
    if evidence.sentence.role != "row" or asked.share(evidence.stems) < _NAMES_LITTLE_ELSE:
        return False
    label, *others = [cell.partition(": ") for cell in evidence.text.split(" | ")]
    own = {term.stem for term in asked.terms}
    named = telling_stems(label[2]) - numbered(telling_stems(label[2]))
    heads = {stem for head, colon, _ in others if colon for stem in telling_stems(head)} - named
    return bool(named) and named <= own and bool((heads - numbered(heads)) & own)
