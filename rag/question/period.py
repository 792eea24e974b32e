"""Read the dates that a question sets for its sources: "articles since 2016", "as of 1 June 2015", "latest".

Most dates in a question belong to the events that it asks about; a paper of any day may report those, so they restrict
nothing. Only words of publishing and reporting, or of what was known by a day, restrict the sources, and only to a
stated day, month or year: "after the report" names none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.text.dates import Day, after, before, days, spoken_date
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import chosen, tagged
from rag.types import Evidence, Filters


def _words_of(tag: str) -> str:
    return f"(?:{lexicon.phrases('period_words', tag)})"


_BOUND = re.compile(rf"\b({lexicon.phrases('period_words', 'bound')})(?: the year)?\s*$", re.IGNORECASE)
_WITHIN = lexicon.words("period_words", "within")
_JOINS_RANGE = re.compile(rf"\s*(?:{lexicon.phrases('period_words', 'joins')}|–|-)\s*", re.IGNORECASE)
_RANGE = re.compile(rf"\b(?:{lexicon.phrases('period_words', 'ranges')})\s*$", re.IGNORECASE)
# In the plural ("articles"); "the report" is one, and restricts no other.
_WORKS = lexicon.alternatives(
    form
    for entry in lexicon.entries("works")
    if "published" in entry.tags
    for form in (entry.listed("plural") or (entry.word,))
)
_PUBLISHED = r"(?:published|printed)"
# Of works or figures; people are released too, and crimes reported.
_APPEARED = lexicon.alternatives(form for verb in chosen(tagged("appears")) for form in verb.forms.participle)
_BROUGHT_OUT = rf"(?:{_APPEARED}|{_words_of('appeared')})"
_ONE_WORK = (
    rf"\b(?:{_words_of('one')}|\w+[’']s)\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:{lexicon.alternatives(lexicon.words('works', 'dated'))})"
    rf"(?:,?\s(?:that|which))?(?:\s(?:{_words_of('been')}|is))?\s"
)
_SPOKEN = lexicon.alternatives(
    form
    for verb in chosen(lambda verb: verb.speaks or "appears" in verb.tags)
    for form in verb.forms.participle
)
_SAID = rf"(?:{_SPOKEN})"
_HAVING_SAID = rf"\b(?:has|have|had)\b[^?;]*?\b{_SAID}\b"
_REPORTS = rf"\b(?:did|does)\b[^?,;]*?\b{_words_of('reports')}\b"
_ABOUT = r"(?:\s+(?:on|about|of|to|that)\b[^?;]*?)?,?"
# Each ends where the word before the date begins.
_OF_PUBLISHING = re.compile(
    rf"\b(?:{_WORKS})(?:\s+(?:that|which))?(?:\s+{_words_of('been')})?(?:\s+{_BROUGHT_OUT})?\s*$"
    rf"|\b(?:{lexicon.phrases('period_words', 'counts')})\s+{_BROUGHT_OUT}\s*$"
    rf"|\b{_PUBLISHED}\s*$|{_REPORTS}\s*$",
    re.IGNORECASE,
)
_OF_ONE_WORK = re.compile(rf"{_ONE_WORK}{_BROUGHT_OUT}\s*$", re.IGNORECASE)
_HAVING_TOLD = re.compile(rf"(?:{_HAVING_SAID}|{_REPORTS}){_ABOUT}\s*$", re.IGNORECASE)
_TOLD_AFTER = re.compile(rf"^,?\s*[^?;]*?(?:{_HAVING_SAID}|\b{_PUBLISHED}\b)", re.IGNORECASE)
_LATEST = re.compile(
    rf"(?<!\bat )(?<!\bat the )\b(?:{lexicon.alternatives(lexicon.words('recency', 'newest'))})\b"
    rf"|(?<!\bby )(?<!\bbefore )(?<!\buntil )\b(?:{lexicon.alternatives(lexicon.words('recency', 'now'))})\b",
    re.IGNORECASE,
)
# "Its latest annual report" is one paper, called so at the time.
_NEARLY = 0.8  # of the best score, where no encoder has read the sentences
_NEAR = 3.0  # logits below the most relevant
_OWNED = re.compile(rf"(?:\w[’']s?|\b(?:{lexicon.phrases('period_words', 'owner')}))\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """The dates between which the sources must be published; ISO and inclusive, as in `Filters`.

    `latest`: the newest relevant sources come first. `told` is the restriction in words, "since 2016"; `topic` is the
    question without it, because no source has to contain these words.
    """

    date_from: str | None = None
    date_to: str | None = None
    as_of: str | None = None
    latest: bool = False
    told: str = ""
    topic: str = ""

    @property
    def restricts(self) -> bool:
        return bool(self.told)

    def within(self, filters: Filters) -> Filters:
        """These filters, narrowed to the period."""
        return replace(
            filters,
            date_from=max(filter(None, (filters.date_from, self.date_from)), default=None),
            date_to=_earlier(filters.date_to, self.date_to),
            as_of=_earlier(filters.as_of, self.as_of),
        )


def period(question: str, names: Sequence[tuple[int, int]] = ()) -> Period:
    """The period that a question sets for its sources; an empty one if it sets none. `names` are where names of sources
    stand in it: what belongs to one ("Ferry World Now") sets nothing."""
    found = _told(question, names)
    newest = next(
        (
            each
            for each in _LATEST.finditer(question)
            if not _OWNED.search(question[: each.start()]) and not _is_named(each.span(), names)
        ),
        None,
    )
    spans = [found[1]] if found else []
    spans += [newest.span()] if newest else []
    topic = question
    for start, end in sorted(spans, reverse=True):
        rest = topic[end:].lstrip(" ,")
        topic = f"{topic[:start].rstrip()}{'' if rest[:1] in '?.!' else ' '}{rest}"
    return replace(found[0] if found else Period(), latest=newest is not None, topic=topic.strip())


def _is_named(span: tuple[int, int], names: Sequence[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in names)


def _told(question: str, names: Sequence[tuple[int, int]]) -> tuple[Period, tuple[int, int]] | None:
    """The first restriction in a question, and where its words stand."""
    found = [day for day in days(question) if not _is_named((day.start, day.end), names)]
    for number, day in enumerate(found):
        lead = question[: day.start]
        following = found[number + 1] if number + 1 < len(found) else None
        opening = _RANGE.search(lead)
        if following and opening and _JOINS_RANGE.fullmatch(question[day.end : following.start]):
            if _restricts(question, lead[: opening.start()], following.end, "in"):
                told = f"from {spoken_date(day.iso)} to {spoken_date(following.iso)}"
                return Period(day.iso, following.iso, told=told), (opening.start(), following.end)
            continue
        bound = _BOUND.search(lead)
        if bound and _restricts(question, lead[: bound.start()], day.end, bound[1].casefold()):
            return _bounded(bound[1].casefold(), day), (bound.start(), day.end)
    return None


def newest_first(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The evidence that answers nearly as well as the best, newest first; then the rest in its old order."""
    near = [each for each in evidence if _is_near(each, evidence[0])]
    ranked = sorted(near, key=lambda each: each.hit.metadata.date or "", reverse=True)
    taken = {id(each) for each in near}
    return (*ranked, *(each for each in evidence if id(each) not in taken))


def _is_near(each: Evidence, best: Evidence) -> bool:
    if best.relevance is None:
        return each.score >= _NEARLY * best.score
    return each.relevance is not None and each.relevance >= best.relevance - _NEAR


def _restricts(question: str, lead: str, end: int, word: str) -> bool:
    """Whether the words around a date are about publishing; `lead` is the text before "since" or "in"."""
    if word in ("as of", "as at"):
        return True
    if _OF_PUBLISHING.search(lead):
        return not _OF_ONE_WORK.search(lead)
    if word in _WITHIN:
        return False  # "What had Ofsted said of the failures in 2015?" may be told at any time
    return bool(_HAVING_TOLD.search(lead)) or (not lead.strip() and bool(_TOLD_AFTER.search(question[end:])))


def _bounded(word: str, day: Day) -> Period:
    spoken = spoken_date(day.iso)
    match word:
        case "since":
            return Period(day.iso, told=f"since {spoken}")
        case "after":
            return Period(after(day.iso), told=f"after {spoken}")
        case "before":
            return Period(date_to=before(day.iso), told=f"before {spoken}")
        case _ if word in _WITHIN:
            return Period(day.iso, day.iso, told=f"{'on' if day.iso.count('-') == 2 else 'in'} {spoken}")
        case _:
            return Period(as_of=day.iso, told=f"by {spoken}")


def _earlier(one: str | None, other: str | None) -> str | None:
    """The earlier of two last dates; a year alone ends with its last day."""
    return min(filter(None, (one, other)), key=lambda iso: (iso + "-99-99")[:10], default=None)
