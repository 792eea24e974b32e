"""Does a sentence hold the kind of thing asked for: a figure, a date, a name, a reason, a rating, a title?"""

import re

from rag.question.analysis import Asked
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.matching import fold
from rag.text.quantities import figures
from rag.text.tokens import words

# A date, or how long before or after another it was; the "day" of "an open day" is none.
_UNITS = {each.word: each.values["plural"] for each in lexicon.entries("time_units") if "spans" in each.tags}
_ANY_UNIT = lexicon.alternatives({*_UNITS, *_UNITS.values()})
_TIME = re.compile(
    r"\b(?:centur\w+|decades?|\d0s|(?:1\d|20)\d\d)\b"
    rf"|\b(?:{lexicon.alternatives(each.word for each in lexicon.entries('weekdays'))})\b"
    r"|\b(?:today|yesterday|tomorrow|tonight|noon|midnight|dawn|(?:spring|summer|autumn|winter) of)\b"
    rf"|\b(?:\d+|an?|{lexicon.alternatives(lexicon.words('number_words', 'cardinal'))}|few|several|many|last|next|this|"
    rf"same|following|previous|every|each|some|in)[\s-]+(?:\w+\s)?(?:{_ANY_UNIT})\b"
    rf"|\b(?:{lexicon.alternatives(_UNITS.values())})\b",
    re.IGNORECASE,
)
_GIVES_A_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|as a result|therefore|so that|in order to|reasons?|caus(?:e|es|ed|ing)|led to"
    r"|leads to|blam\w+|thanks to|explain\w*|which is why)\b|,\s+as\b",
    re.IGNORECASE,
)
_RATED = re.compile(
    r"\b(?:rated|graded|judged|ranked|scored|classed|classified|labelled|deemed|declared|found)\b[^.;]{0,30}"
    r"(?:[“\"‘']\w|\b(?:inadequate|good|outstanding|poor|fair|weak|strong|excellent|satisfactory|best|worst|failing)\b"
    r"|\brequir\w+ improvement\b|\d)"
    r"|\b(?:rating|grade|score|mark|judge?ment|verdict|ranking)s? (?:of|was|is|were|are|as)\b"
    r"|[“\"‘']\w[\w ]{2,25}[”\"’'] (?:rating|grade|score|verdict|ranking)\b"
    r"|\b(?:got|received|earned|awarded|given|achieved)\b[^.;]{0,20}\b(?:rating|grade|score|mark|ranking)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?:called|titled|entitled|named|headed|dubbed)\b,?\s+[“\"‘'*_]*[A-ZÀ-Þ]"
    r"|[“\"‘'*_][A-ZÀ-Þ][\w’'-]*(?:[ :,&-]+[\w’'-]+){1,12}[”\"’'*_]"
)
_COINS = frozenset("$ £ € ¥ ₹ US$ cent pence".split())


def fits(asked: Asked, text: str) -> bool:
    """Whether a sentence holds the kind of thing that is asked for, beyond what the question says itself."""
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
            own = {term.stem for term in asked.terms}
            return any(
                word.capital and word.tells and word.start > 0 and word.stem not in own
                for word in words(text)
            )
        case _:
            return True


def holds_quoted(asked: Asked, text: str) -> bool:
    """Whether words that the question gives in quotation marks (two at least) stand in `text`, to the letter."""
    if not asked.phrases:
        return False
    told = fold(text).casefold()
    return any(fold(phrase).casefold() in told for phrase in asked.phrases)
