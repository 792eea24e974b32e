"""Where documents disagree on the figure or the date that a question asks for.

Two figures differ far more often than two documents disagree: another year, another part of the whole, the figure of
the year before. So two sentences are held against each other only where both bear on the question nearly as well as
the best, count the same things in the same unit, name no different time and tell no figure that the other has too.
Two dates must differ in one part alone: a slip or a dispute is in the day, the month or the year; where all differ,
two events are told.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from rag.answering.asked_values import YEAR, Telling, telling_date, telling_number
from rag.question.analysis import Asked, Term
from rag.text.dates import MONTHS, When, dates, spoken_date
from rag.text.lexicon import tables as lexicon
from rag.text.quantities import Figure, figures, shares
from rag.text.synonyms import mentions
from rag.text.tokens import Word, stems, words
from rag.types import Evidence, Metadata

_NEAR = 0.66  # of the best score
_SAID_ITSELF = 0.8  # of the best score, for a sentence that says that sources differ
_ABOUT = {"number": 0.5, "date": 0.75}  # of the weight of the question's words, its dates left out
_FEWEST = 2  # telling words: "how much would it cost" says of nothing what it costs
_APART = 2.0  # one figure is at most so many times the other, or they tell of different things
_YEARS_APART = 2  # of two dates that are years alone
_ROUGHLY = 0.1  # what "about" leaves open
_DIFFER = re.compile(
    rf"\b(?:{lexicon.phrases('differing_words', 'source')})\s+(?:{lexicon.phrases('differing_words', 'differs')})\b"
    rf"|\b(?:{lexicon.phrases('differing_words', 'disputes')}) (?:the|that|this)"
    rf" (?:{lexicon.phrases('differing_words', 'value')})\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('modals'))}"
    rf"|{lexicon.phrases('differing_words', 'supposed')})\b"
)
# A count that goes on: another day, another number.
_SO_FAR = re.compile(
    rf"\b(?:{lexicon.phrases('differing_words', 'so_far')}|by (?:{'|'.join(MONTHS)}|(?:1\d|20)\d\d))\b",
    re.IGNORECASE,
)
_AGREEING = lexicon.words("agreement", "agrees")
_ASKS_WHETHER = re.compile(
    rf"\b(?:{lexicon.alternatives(word for word in lexicon.words('agreement', 'source') if word.endswith('s'))})\b"
    rf"[^?]*\b(?:{lexicon.alternatives(_AGREEING)})\b",
    re.IGNORECASE,
)
# What asks whether sources agree, and no source has to hold.
_OF_AGREEING = stems(" ".join(lexicon.words("agreement")))
# The question's own words for a time, and for the sort of answer: no source has to hold them.
_OF_TIME = stems(" ".join((*lexicon.words("differing_words", "asked"), *MONTHS)).casefold())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sentences of different documents that tell different figures, or a sentence that says that sources differ."""

    tellings: tuple[Telling, ...]
    noted: Evidence | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The sentences that an answer has to show."""
        return tuple(each.evidence for each in self.tellings) or ((self.noted,) if self.noted else ())

    def warning(self, marker: Callable[[Evidence], int | None]) -> str:
        """What an answer says of it; empty where it could not show both. `marker` gives that of a sentence."""
        markers = [marker(each) for each in self.evidence]
        if None in markers:
            return ""
        if not self.tellings:
            return f"The documents themselves say that sources differ on this [{markers[0]}]."
        newest_first = sorted(
            zip(self.tellings, markers, strict=True),
            key=lambda told: told[0].evidence.hit.metadata.date or "",
            reverse=True,
        )
        told = [
            f"{each.shown} ({source_words(each.evidence.hit.metadata)} [{number}])"
            for each, number in newest_first
        ]
        return f"The documents disagree: {' and '.join(told)}."


def source_words(metadata: Metadata) -> str:
    """Who published it and when: "The Herald, 3 May 2021"."""
    # A summary is never given out for what it sums up.
    ours = "our summary of " if metadata.text_type == "summary" else ""
    name = metadata.publisher or (f"“{metadata.title}”" if metadata.title else "an untitled document")
    return f"{ours}{name}, {spoken_date(metadata.date) or 'undated'}"


def asks_whether_they_agree(question: str) -> bool:
    """ "Do the papers agree on how many were cancelled?" """
    return bool(_ASKS_WHETHER.search(question))


def disagreement(asked: Asked, evidence: Sequence[Evidence]) -> Disagreement | None:
    """None where the question asks for no figure or date, and where nothing disagrees."""
    if asked.wants not in ("number", "date") or not evidence:
        return None
    best = evidence[0].score
    near = [
        each for each in evidence if each.score >= _NEAR * best and each.sentence.role in ("body", "item")
    ]
    about = [
        each
        for each in near
        if _share(asked, each) >= _ABOUT[asked.wants] and _of_one_thing(asked, evidence[0], each)
    ]
    tell = telling_number if asked.wants == "number" else telling_date
    plain = [each for each in about if not _DIFFER.search(each.text) and _when_asked(asked.text, each)]
    told = [found for each in plain if (found := tell(asked, each)) is not None]
    differ = _numbers_differ if asked.wants == "number" else _dates_differ
    pair = next(
        (
            (one, other)
            for one, other in combinations(told, 2)
            if one.evidence.hit.passage.document_id != other.evidence.hit.passage.document_id
            and _of_one_time(one.evidence.text, other.evidence.text)
            and _of_one_thing(asked, one.evidence, other.evidence)
            and differ(one, other)
        ),
        (),
    )
    noted = next(
        (each for each in about if each.score >= _SAID_ITSELF * best and _DIFFER.search(each.text)), None
    )
    return Disagreement(pair, noted) if pair or noted else None


def _share(asked: Asked, each: Evidence) -> float:
    """How much of what is asked the sentence is about, in the question's words or in others that stand for them."""
    asking = _OF_TIME | _OF_AGREEING if asks_whether_they_agree(asked.text) else _OF_TIME
    terms = [term for term in asked.terms if term.stem not in asking and not term.number]
    if len(terms) < _FEWEST:
        return 0.0
    found = words(each.text)
    held = [term for term in terms if term.stem in each.stems or _otherwise(term, found)]
    return sum(term.weight for term in held) / (sum(term.weight for term in terms) or 1.0)


def _when_asked(question: str, each: Evidence) -> bool:
    """Whether a sentence tells of the month that is asked for, or its passage does where it names none itself."""
    wanted = [date for date in dates(question) if date.month is not None]
    if not wanted:
        return True
    own = [date for date in dates(each.text) if date.month is not None]
    return any(
        one.within(other, frozenset()) for one in wanted for other in own or dates(each.hit.passage.text)
    )


def _otherwise(term: Term, found: Sequence[Word]) -> bool:
    return not term.name and next(mentions(term.stem, found), None) is not None


def _of_one_time(one: str, other: str) -> bool:
    """Whether no year of the one shuts out those of the other, and both tell what is or both what would be."""
    if _SO_FAR.search(one) or _SO_FAR.search(other):
        return False
    ours, theirs = set(YEAR.findall(one)), set(YEAR.findall(other))
    if bool(_SUPPOSED.search(one)) != bool(_SUPPOSED.search(other)):
        return False
    return not ours or not theirs or bool(ours & theirs)


def _of_one_thing(asked: Asked, one: Evidence, other: Evidence) -> bool:
    """Whether no word of the question that the one has is another in the same place of the other: the north quay's
    figure says nothing against the south quay's."""
    return not (_tells_of_another(asked, one, other) or _tells_of_another(asked, other, one))


def _tells_of_another(asked: Asked, one: Evidence, other: Evidence) -> bool:
    wanted = {term.stem for term in asked.terms if not term.number and term.stem not in _OF_TIME}
    theirs = dict[str, set[str]]()
    for before, word in pairwise(words(other.text)):
        if before.tells and word.tells:
            theirs.setdefault(word.stem, set()).add(before.stem)
    return any(
        before.stem in wanted - other.stems and theirs.get(word.stem, set()) - one.stems
        for before, word in pairwise(words(one.text))
        if before.tells and word.tells
    )


def _numbers_differ(one: Telling, other: Telling) -> bool:
    ours, theirs = (figures(text) + shares(text) for text in (one.evidence.text, other.evidence.text))
    if any(_agree(a, b) for a in ours for b in theirs if a.unit == b.unit != "th"):
        return False
    if not one.figures[0].unit and (not one.counted & other.counted or one.of_part != other.of_part):
        return False
    first, second = one.figures[0], other.figures[0]
    if first.unit != second.unit or min(first.value, second.value) <= 0:
        return False
    if first.unit == "%" and (_is_of_elsewhere(one, other) or _is_of_elsewhere(other, one)):
        return False
    return max(first.value, second.value) <= _APART * min(first.value, second.value)


def _is_of_elsewhere(one: Telling, other: Telling) -> bool:
    """Whether a share is of what lies in a place that the other sentence does not name: "30 per cent in Leeds"."""
    text = one.evidence.text
    whole = re.split(r"[,;.:]| and ", text[one.figures[0].end :], maxsplit=1)[0]
    named = {word.stem for word in words(whole) if word.capital and word.tells}
    return bool(named - other.evidence.stems)


def _agree(one: Figure, other: Figure) -> bool:
    """Whether two figures may both be right: "over 5,000" and 5,470, "about 2.3" and 2.34."""
    if one.same_amount(other):
        return True
    for figure, exact in ((one, other), (other, one)):
        if figure.qualifier in ("over", "at least", "just over") and exact.value >= figure.value:
            return True
        if figure.qualifier in ("under", "at most", "almost") and exact.value <= figure.value:
            return True
        if figure.qualifier == "about" and abs(figure.value - exact.value) <= _ROUGHLY * figure.value:
            return True
        if abs(figure.value - exact.value) <= _last_place(figure.value) / 2:
            return True
    return False


def _last_place(value: float) -> float:
    """What the last digit stands for that is no nought: 5,500 may be rounded to hundreds. 1 at most from ten down."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    if "." in digits:
        return 10.0 ** -len(digits.split(".")[1])
    noughts = len(digits) - len(digits.rstrip("0"))
    return 10.0**noughts if noughts > 1 else 0.0


def _dates_differ(one: Telling, other: Telling) -> bool:
    return all(_one_part_differs(a, b) for a in one.dates for b in other.dates)


def _one_part_differs(one: When, other: When) -> bool:
    if one.turned or other.turned or (one.month is None) != (other.month is None):
        return False
    if (one.day is None) != (other.day is None):
        return False
    if one.month is None and one.year and other.year:
        return 0 < abs(one.year - other.year) <= _YEARS_APART
    parts = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return sum(a != b for a, b in parts if a is not None and b is not None) == 1
