"""The part of a sentence that only says who reports it: "According to the Herald, …", "…, the minister said".

Its words need not be in the cited sentence. They must agree with what is known about it: the speaker, who reports it,
and the document's publisher, author, title and date.
"""

import re
from collections.abc import Iterable

from rag.text.analysis import Told
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import chosen, tagged
from rag.text.tokens import REPORTING_STEMS, stem, telling_stems
from rag.types import Metadata, Sentence
from rag.verification.alignment import Alignment

_LEADING_IN = chosen(tagged("leads_in"))
_VERBS = lexicon.alternatives(frozenset().union(*(verb.phrases for verb in _LEADING_IN)))
# "The claim" and "every report" are no verbs.
_NO_NOUN = "".join(
    rf"(?<!\b{word}\s)"
    for word in sorted(lexicon.words("stop_words", "determiner") - lexicon.words("stop_words", "pronoun"))
)
_MODALS = lexicon.alternatives(lexicon.words("modals") - {"may"})
# Attributions at the beginning and at the end of a sentence.
_OPENING = (
    re.compile(rf"^\s*(?:{lexicon.phrases('source_phrases')})\b[^,:“\"]{{1,160}}[,:]", re.IGNORECASE),
    re.compile(rf"^\s*as\b[^,:“\"]{{1,120}}\b(?:{_VERBS})\b[^,:“\"]{{0,60}}[,:]", re.IGNORECASE),
    re.compile(r"^[^:“\"]{1,140}:(?=\s)"),
    re.compile(
        rf"^[^“\":;]{{1,120}}?\b{_NO_NOUN}(?:{_VERBS})\b(?:\s+(?:on|in)\s+[^,“\"]{{3,30}}?)?(?=\s+that\b|\s*[,:“\"]|\s)",
        re.IGNORECASE,
    ),
)
_CLOSING = (
    re.compile(r",?\s*\baccording to\b[^“\"]{1,160}$", re.IGNORECASE),
    re.compile(rf"(?<=[,”\"])\s*[^,“”\"]{{1,80}}\b(?:{_VERBS})\b[^,“”\"]{{0,60}}$", re.IGNORECASE),
)
# A span with one of these says more than who reports: it has a verb of its own, or a clause.
_CLAUSE = re.compile(
    rf"\b(?:{lexicon.alternatives(lexicon.words('clause_words', 'clause'))}|{_MODALS}|(?-i:may))\b|n[’']t\b"
    rf"|\b(?:{lexicon.alternatives(lexicon.words('clause_words', 'helps'))})\b"
    rf"(?!\s+(?:\w+ly\s+)?(?:also\s+)?(?:{_VERBS})\b)",
    re.IGNORECASE,
)
_LONGEST = 16  # words; a longer span says more than who reports
_SAYING = frozenset(map(stem, {"accord", *(verb.forms.base for verb in _LEADING_IN)}))
_TO_ITS_VERB = 3  # words from a name to its speech verb
_TITLE = 0.5  # of a title's words, for the document to be named by its title
# Words for a document and its speakers that need no further proof.
_LEAD_INS = lexicon.words("lead_in_words")
_CALLED = REPORTING_STEMS | _SAYING | frozenset(map(stem, _LEAD_INS))
_KINDS = {
    "response": "response reply answer letter",
    "official": "official government",
    "research": "research",
}


def reporting_places(told: Told, names: Iterable[str] = ()) -> frozenset[int]:
    """The places of the words that only say who reports; `names` may contain a colon or a quotation mark."""
    text = told.text
    for name in names:
        text = text.replace(name, re.sub(r"\W", "x", name))
    spans = [match.span() for pattern in _CLOSING if (match := pattern.search(text))][:1]
    openings = [match.span() for pattern in _OPENING if (match := pattern.match(text))]
    if openings:
        spans.append(min(openings, key=lambda span: span[1]))
    found: set[int] = set()
    for start, end in spans:
        inside = [place for place, word in enumerate(told.words) if start <= word.start and word.end <= end]
        if (
            0 < len(inside) <= _LONGEST
            and len(inside) < len(told.words)
            and not _CLAUSE.search(text[start:end])
        ):
            found.update(inside)
    if told.words and told.words[0].plain in _LEAD_INS and text[told.words[0].end :][:1] in (",", ":"):
        found.add(0)
    return frozenset(found)


def vouched_places(
    told: Told,
    places: frozenset[int],
    metadata: Metadata,
    sentence: Sentence,
    names: Iterable[frozenset[str]],
) -> frozenset[int]:
    """The reporting words that agree with what is known about the speaker.

    `names` are the names in the context, in which a first name or an office goes with a surname.
    """
    known = _CALLED.union(
        *map(telling_stems, (metadata.publisher, metadata.author, sentence.speaker, sentence.said_via)),
        telling_stems(metadata.kind),
        telling_stems(_KINDS.get(metadata.kind)),
    )
    title = telling_stems(metadata.title)
    named = {told.words[place].stem for place in places} & title
    if len(named) > _TITLE * len(title):
        known |= title
    whose = frozenset().union(*map(telling_stems, (metadata.author, sentence.speaker, sentence.said_via)))
    known = known.union(*(name for name in names if name & whose))
    return frozenset(
        place for place in places if not told.words[place].tells or told.words[place].stem in known
    )


def says_more(told: Told, found: Alignment, places: frozenset[int], vouched: frozenset[int]) -> bool:
    """Whether a presumed reporting part has ordinary words that nothing supports; then it is not one."""
    dated = [(date.start, date.end) for date in told.dates]
    return any(
        not told.words[place].capital
        and not found.held(place)
        and not any(start <= told.words[place].start < end for start, end in dated)
        for place in places - vouched
    )


def reporting_fault(
    told: Told, found: Alignment, places: frozenset[int], vouched: frozenset[int], metadata: Metadata
) -> str:
    """What in the reporting part does not agree with the speaker of the cited sentence; empty if everything does.

    Words about which nothing is known must be in the sentence, together with the speech verb.
    """
    verbs = [place for place in places if told.words[place].stem in _SAYING]
    repeated = any(found.held(place) for place in verbs) if verbs else _colon_repeated(found, places)
    dated = [(date.start, date.end) for date in told.dates]
    for place in sorted(places - vouched):
        word = told.words[place]
        if any(start <= word.start < end for start, end in dated):
            continue
        if (repeated and found.held(place)) or _speaks(found, place):
            continue
        return f"“{told.text[word.start : word.end]}” does not agree with who speaks in the cited sentence"
    known = [*dates(metadata.date or ""), *found.source.dates]
    years = frozenset(each.year for each in known if each.year)
    for date in told.dates:
        if told.word_at(date.start) in places and not any(date.within(each, years) for each in known):
            return f"the date “{told.text[date.start : date.end]}” is not that of the cited document"
    return ""


def _speaks(found: Alignment, place: int) -> bool:
    """Whether a speech verb follows this word in the source: "Jo Hill told", for "Jo Hill said"."""
    at = found.places[place]
    after = found.source.words[at + 1 : at + 1 + _TO_ITS_VERB] if at is not None else ()
    return any(word.stem in _SAYING for word in after)


def _colon_repeated(found: Alignment, places: frozenset[int]) -> bool:
    """Whether the source also has a colon after the words before a colon."""
    at = found.places[max(places)] if places else None
    return at is not None and found.source.text[found.source.words[at].end :].lstrip('”"’ ')[:1] == ":"


def names_its_source(told: Told, places: frozenset[int], metadata: Metadata, sentence: Sentence) -> bool:
    """Whether the reporting part names the source."""
    publication = (metadata.publisher, metadata.author, metadata.title)
    whose = telling_stems(sentence.speaker) or frozenset().union(*map(telling_stems, publication))
    return any(told.words[place].tells and told.words[place].stem in whose for place in places)
