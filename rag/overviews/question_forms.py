"""Turns a statement into its question: "214 trains were cancelled" into "How many trains were cancelled?".

Only statements whose question is plain English are converted. A statement that refers to the one before it ("it was",
"the same year") gives no question, because the question could not stand alone.
"""

import re
from collections.abc import Iterator

from rag.text.dates import MONTHS
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import forms
from rag.text.verb_forms import in_the_past

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,5})(?![\d.,]*\d|%| per cent)"
_PLAIN = r"[A-Za-z’'-]+"
_BASE = {past: verb.word for verb in lexicon.entries("change_verbs") for past in forms(verb.word).past}
_THING = r"(?:[a-z’'-]+\s+){0,2}?[a-z’'-]{3,}s"
_AUXILIARY = lexicon.phrases("question_words", "turned")
_MONTH = "|".join(MONTHS)
_DATE = rf"(?:in|on)\s+(?:(?:\d{{1,2}}\s+)?(?:{_MONTH})(?:\s+\d{{4}})?|\d{{4}})"
_END = rf"(?=[.,;:)]|$|\s+(?:{lexicon.alternatives(lexicon.words('phrase_ends'))})\b)"

# "214 trains were cancelled", "61 files had been lost in the fire"
_COUNTED = re.compile(
    rf"(?<![\w£$€.,])({_NUMBER})\s+({_THING})\s+({_AUXILIARY})\s+((?:{_PLAIN}\s+){{0,3}}?{_PLAIN}){_END}"
)
_BESIDE = lexicon.phrases("qualifiers", "before")
_PART = lexicon.alternatives({*lexicon.words("number_words", "ordinal"), "half"})
# "Net sales increased 18.2% to …", "Agency spending rose by a third"
_MOVED = re.compile(
    rf"^((?:The\s+|Its\s+)?{_PLAIN}(?:\s+{_PLAIN}){{0,5}}?)\s+({'|'.join(_BASE)})\s+"
    rf"(?:by\s+)?(?:(?:{_BESIDE})\s+)?(?:\d|a (?:{_PART})\b)"
)
# "The bridge was repaired in 2014"
_DATED = re.compile(
    rf"^((?:The|A|An)\s+{_PLAIN}(?:\s+{_PLAIN}){{0,5}}?|[A-Z]{_PLAIN}(?:\s+[A-Z]{_PLAIN}){{1,3}})\s+(was|were)\s+"
    rf"((?:{_PLAIN}\s+){{0,4}}?[a-z]+)\s+{_DATE}(?=[.,;])"
)
_LEANS = re.compile(rf"\b(?:{lexicon.alternatives(lexicon.words('leaning_words'))})\b", re.IGNORECASE)


def questions(statement: str) -> Iterator[str]:
    """The questions that a sentence answers; usually none."""
    text = " ".join(statement.split())
    for found in _COUNTED.finditer(text):
        thing, auxiliary, rest = found[2], found[3], found[4]
        before = text[: found.start()].split()[-1:]
        if _done(rest) and not _LEANS.search(" ".join(before)):
            yield from _asked(f"How many {thing} {auxiliary} {rest}?", f"{thing} {rest}")
    moved = _MOVED.match(text)
    if moved:
        subject = _lowered(moved[1])
        yield from _asked(f"By how much did {subject} {_BASE[moved[2]]}?", subject)
    dated = _DATED.match(text)
    if dated and _done(dated[3]):
        subject = _lowered(dated[1])
        yield from _asked(f"When {dated[2]} {subject} {dated[3]}?", f"{subject} {dated[3]}")


def _done(rest: str) -> bool:
    """Whether one of these words is a past participle, so that they tell what was done."""
    return any(in_the_past(word) for word in rest.split())


def _asked(question: str, told: str) -> Iterator[str]:
    if not _LEANS.search(told) and not re.search(r"\bnot\b.*\bnot\b", question):
        yield question


def _lowered(subject: str) -> str:
    """A subject in the middle of a sentence: "the bridge", "net sales", but "Ofsted"."""
    first, _, rest = subject.partition(" ")
    opens = first in ("The", "A", "An", "Its") or (rest[:1].islower() and not first.isupper())
    return f"{first.lower()} {rest}".rstrip() if opens else subject
