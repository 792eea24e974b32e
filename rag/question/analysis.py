"""Read a question: its content words and their weights, its names, and the kind of answer it wants."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rag.question.word_families import kindred
from rag.storage.term_weights import Counted, Rarity
from rag.text.dates import MONTHS
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import bases, chosen
from rag.text.names import proper_names
from rag.text.quotations.quoted_words import quotations
from rag.text.tokens import REPORTING_STEMS, Word, forms, stem, words

Wants = Literal["number", "date", "who", "where", "name", "reason", "yes_no", "list", "other"]
Detail = Literal["", "sum", "title", "rating"]  # of a number, a name, anything

# The verbs that open a question; "may" is left out, which in "when May resigned" is a name.
AUXILIARIES = lexicon.alternatives(
    lexicon.words("question_words", "finite") | (lexicon.words("modals") - {"may"})
)


def _asked(*tags: str) -> str:
    """The words by which a question asks for one of these, as alternatives of a regular expression."""
    return lexicon.alternatives({word for tag in tags for word in lexicon.words("asked_things", tag)})


_HELPS = lexicon.alternatives(lexicon.words("question_words", "helps") - {"has", "have", "is", "was"})
_FEW = lexicon.alternatives(
    lexicon.words("function_words", "article") | lexicon.words("number_words", "cardinal")
)
_NUMBER = re.compile(rf"\bhow (?:{_asked('how_number')})\b|\bwhat (?:{_asked('number')})\b", re.IGNORECASE)
_COST = re.compile(
    rf"\bwhat\b[^?]{{1,60}}\bcosts?\b(?=\s*(?:{_asked('priced')})\b|\s*\?|\s*$)", re.IGNORECASE
)
_MONEY = re.compile(rf"\b(?:how much|what)\b.*\b(?:{_asked('money')})\b", re.IGNORECASE)
_TITLED = [entry for entry in lexicon.entries("works") if "titled" in entry.tags]
_WORK = lexicon.alternatives(entry.word for entry in _TITLED)
_WORKS = lexicon.alternatives({form for each in _TITLED for form in (each.word, *each.listed("plural"))})
_TITLE = re.compile(
    rf"\b(?:{_WORKS})\b[^?,]{{0,40}}\b(?:{_asked('naming')})\b"
    rf"|\b(?:title|name) of \w+ (?:\w+[’']?s? ){{0,3}}?(?:{_WORK})\b",
    re.IGNORECASE,
)
_RATING = re.compile(
    rf"\bhow (?:{AUXILIARIES})\b[^?]{{2,80}}\b(?:{_asked('rated')})\b"
    rf"|\b(?:what|which) (?:\w+ ){{0,2}}(?:{_asked('rating')})\b",
    re.IGNORECASE,
)
_JOINS = lexicon.alternatives(lexicon.words("question_words", "joins") | {"or"})
# "When" asks for a date where it opens a question or a part of one; "what happens when …" asks for none.
_DATE = re.compile(
    rf"(?:^|[,;]|\b(?:{_JOINS}))\W*(?:(?:{_asked('timed')})\W+)*when\s+"
    rf"(?:{AUXILIARIES}|{_asked('exact')})\b"
    rf"|\b(?:what|which) (?:\w+ )?(?:{_asked('date')})\b|\bwhat (?:{_asked('time')})\b"
    rf"|\b(?:{_asked('dated')})\b",
    re.IGNORECASE,
)
_WHO = re.compile(rf"\bwho(?:m|se)?\b|\b(?:which|what) (?:{_asked('person')})\b", re.IGNORECASE)
_WHERE = re.compile(rf"\bwhere\b|\b(?:what|which) (?:{_asked('place')})\b", re.IGNORECASE)
_NAME = re.compile(
    rf"\b(?:what|which) (?:{AUXILIARIES}) the (?:{_asked('name')})\b"
    rf"|\bwhat \b[^?]{{1,60}}\b(?:{_asked('naming')})\b"
    rf"|^\s*name (?:{_FEW})\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"^\s*(?:{_asked('listed')}|which \w+ (?:are|were))\b|\b(?:{_asked('whole')})\b"
    rf"|\bwhat (?:\w+ ){{0,2}}\w+s (?:{_HELPS})\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    rf"^\s*(?:and |but |so )?(?:{AUXILIARIES})\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    rf"\bwhy\b|\b(?:what|which) (?:\w+ ){{0,3}}?(?:{_asked('reason')})\b|\bhow come\b", re.IGNORECASE
)
NEGATED = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('negations', 'asked'))})\b|n[’']t\b", re.IGNORECASE
)
_OF_REPORTING = (
    0.3  # the share of its weight that a word such as "report" keeps: who reports is hardly a topic
)
# Words of the asking itself: a source need not contain them.
_ASKING = frozenset(map(stem, lexicon.words("asking_words") | bases("asks")))


# "What did the auditors say about …?": who is asked about is an actor, with a capital or without.
_SAYING = lexicon.alternatives(verb.forms.base for verb in chosen(lambda verb: verb.speaks))
# "Does the report think": after a determiner "report" is a noun.
_DID = lexicon.alternatives(lexicon.words("question_words", "did"))
_NOT_A_NOUN = "".join(rf"(?<!\b{word})" for word in sorted(lexicon.words("function_words", "determiner")))
_ACTOR = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('question_words', 'how'))})\s+(?:\w+ly\s+)?(?:{_DID})\s+"
    rf"(?P<actor>(?:(?!\b(?:{_DID})\b)[^?,;]){{2,80}}?){_NOT_A_NOUN}\s+(?:(?:{_asked('each')})\s+)?"
    # Before another verb of saying it is a noun: "what does the 2018 report say".
    rf"(?:(?:{_SAYING})(?!\s+(?:{_SAYING})\b)|{_asked('told')})\b"
    r"|\baccording to (?P<source>[^?,;]{2,60})"
    # "What is the position of Acme and of the council on the pier?", "what was Acme's view on it?"
    rf"|\b(?:{_asked('view')})\s+of\s+(?P<holder>[^?,;]{{2,80}}?)\s+(?:{_asked('topical')})\b"
    rf"|\b(?:{AUXILIARIES})\s+(?P<owner>[^?,;]{{2,80}}?)(?:[’']s|(?<=s)[’'])\s+(?:{_asked('view')})\s+(?:{_asked('topical')})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A content word of a question, once for all its forms."""

    stem: str
    plain: str
    weight: float
    name: bool  # written with a capital, and not because it stands first
    number: bool
    held: bool  # some document has it


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what was read from it. `order` is the stems of its terms as they follow each other."""

    text: str
    terms: tuple[Term, ...]
    order: tuple[str, ...]
    names: tuple[str, ...]
    actor: str | None  # whose words are asked for: "the auditors"
    phrases: tuple[str, ...]  # its quotations of two words or more
    wants: Wants
    negated: bool
    detail: Detail = ""

    @property
    def weight(self) -> float:
        """The sum of the weights of all terms; never 0."""
        return sum(term.weight for term in self.terms) or 1.0

    def share(self, stems: frozenset[str] | set[str]) -> float:
        """The weighted share of the terms that these stems cover, from 0 to 1."""
        return sum(term.weight for term in self.terms if term.stem in stems) / self.weight

    def missing(self, stems: frozenset[str] | set[str]) -> tuple[Term, ...]:
        """The terms that these stems lack, the heaviest first."""
        return tuple(sorted((t for t in self.terms if t.stem not in stems), key=lambda term: -term.weight))


def ask(text: str, rarity: Rarity, wanted: str = "") -> Asked:
    """Read a standalone question; `wanted` is the part of it that says what is asked for, where it is not the whole."""
    found = [word for word in words(text) if word.tells and (word.stem not in _ASKING or word.capital)]
    first: dict[str, Word] = {}
    for word in found:
        first.setdefault(word.stem, word)
    plain = [word.plain for word in first.values()]
    counted = rarity.counted([*plain, *(other for each in plain for other in _other_forms(each))])
    terms = {key: _term(word, text, counted) for key, word in first.items()}
    wanted = wanted or text
    wants = _wants(wanted)
    return Asked(
        text,
        tuple(terms.values()),
        tuple(word.stem for word in found),
        _names(text),
        actor(text),
        tuple(
            each.inner for each in quotations(text) if len(each.inner.split("-")) + each.inner.count(" ") > 1
        ),
        wants,
        bool(NEGATED.search(text)),
        _detail(wants, wanted),
    )


def actor(question: str) -> str | None:
    """Who is asked about as saying something: "the auditors"; None where nobody is."""
    found = _ACTOR.search(question)
    return next(filter(None, found.group("actor", "source", "holder", "owner"))) if found else None


def _other_forms(plain: str) -> tuple[str, ...]:
    """The words that show a word to be held, where they are."""
    return (*forms(plain), *kindred(plain))


def _term(word: Word, text: str, counted: Counted) -> Term:
    weight = counted.weight(word.plain)
    if word.stem in REPORTING_STEMS:
        weight *= _OF_REPORTING
    name = word.capital and bool(re.search(r"[\w,;:’'\")]\s*[“\"‘'(]*$", text[: word.start]))
    number = any(character.isdigit() for character in word.plain)
    held = any(counted.holding[form] for form in _other_forms(word.plain))
    return Term(word.stem, word.plain, weight, name, number, held)


def _names(text: str) -> tuple[str, ...]:
    """The full names in a question, without a word that only opens it."""
    found: list[str] = []
    for match in proper_names(text):
        name = match.text.strip(".-&")
        if match.start == len(text) - len(text.lstrip()):
            name = _without_opening(name)
        name = re.sub(r"[’']s?$", "", name)
        if name and name.casefold() not in _MONTHS:
            found.append(name)
    return tuple(dict.fromkeys(found))


_MONTHS = frozenset(month.casefold() for month in MONTHS)
_OPENING = lexicon.words("question_openers")


def _without_opening(name: str) -> str:
    parts = name.split()
    while parts and parts[0].casefold() in _OPENING:
        parts = parts[1:]
    return " ".join(parts)


def _wants(text: str) -> Wants:
    kinds: Sequence[tuple[Wants, re.Pattern[str]]] = (
        ("name", _NAME),
        ("number", _NUMBER),
        ("number", _COST),
        ("date", _DATE),
        ("reason", _REASON),
        ("who", _WHO),
        ("where", _WHERE),
        ("yes_no", _YES_NO),
        ("list", _LIST),
    )
    return next((kind for kind, pattern in kinds if pattern.search(text)), "other")


def _detail(wants: Wants, text: str) -> Detail:
    if wants == "number":
        return "sum" if _MONEY.search(text) else ""
    if wants == "name" and _TITLE.search(text):
        return "title"
    return "rating" if _RATING.search(text) else ""
