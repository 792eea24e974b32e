"""What a question asks of the catalogue: which documents, what they have to mention, and what is to be counted.

The words of asking are data (`catalogue_words.tsv`, `document_words.tsv`); what is left of the question is what the
documents have to mention.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rag.question.catalogue_words import (
    DOCUMENTS,
    denied,
    frames,
    is_document,
    tagged,
    tags_of,
    tells,
    without_date,
)
from rag.text.dates import after, before, days, spoken_date
from rag.text.lexicon import tables as lexicon
from rag.text.quotations.quoted_words import quotations
from rag.text.tokens import FUNCTION, Word, words

_NOT = lexicon.words("negations", "not")
_POINTING = lexicon.words("stop_words", "pronoun") | lexicon.words("stop_words", "determiner")
_ASKING = lexicon.words("stop_words", "asking")
_OPENING = 4  # words into a question at which it still asks
_LONGEST = 5  # words that are looked for as they stand, where they are not in quotation marks
_NONE: frozenset[str] = frozenset()
_POSSESSIVE = re.compile(r"['’]s?$")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CatalogueQuery:
    """`mentioned` are the words that documents have to hold, as typed; `often` asks how many times they stand there.

    Dates are ISO prefixes and inclusive, `dated` says them in words. `certain`: it can only be meant as a question
    about what is held and what the texts hold.
    """

    text: str
    mentioned: tuple[str, ...] = ()
    lacking: bool = False  # wanted are the documents that do not mention it
    often: bool = False
    quoted: bool = False  # it stands in quotation marks
    treated: bool = False  # wanted are those that treat of it, in whatever words
    publishers: Collection[str] = ()
    kinds: tuple[str, ...] = ()
    wanted: frozenset[str] = field(default=_NONE)  # tags of the words that stand outside of what is mentioned
    date_from: str | None = None
    date_to: str | None = None
    dated: str = ""
    certain: bool = False


def catalogue_query(text: str, named: Sequence[tuple[Span, str]] = ()) -> CatalogueQuery:
    """Read a question; `named` are the publishers that it names, and where."""
    plain = words(text)
    named = [each for each in named if not _begins_a_name(plain, each[0])]
    quoted = [((each.start, each.end), each.inner) for each in quotations(text, fewest=1)]
    period = _period(text, plain)
    aside = [span for span, _ in named] + ([period[0]] if period else [])
    spans = [span for span, _ in quoted] or _mentioned(plain, aside)
    if period and _overlaps(period[0], spans):
        period = None
    outside = [word for word in plain if not _inside(word, spans)]
    places = [span for span, _ in named]
    often = bool(spans) and any(_asks_how_often(plain, word) for word in outside)
    of_texts = (
        _asks_of_texts(plain, outside, places, often, bool(quoted)) if spans else _counts_documents(plain)
    )
    unquoted = tuple(_POSSESSIVE.sub("", text[start:end]) for start, end in spans)
    long = not quoted and _is_long(unquoted)
    kinds, wanted = _narrowing([word for word in outside if not _inside(word, places)])
    return CatalogueQuery(
        text,
        tuple(each for _, each in quoted) or unquoted,
        bool(spans) and denied(plain, min(start for start, _ in spans)),
        often,
        bool(quoted),
        bool(spans) and of_texts and not quoted and not _asks_for_words(outside),
        _beside(named, spans),
        kinds,
        wanted | without_date(plain),
        *(period[1:] if period else (None, None, "")),
        certain=of_texts and not long,
    )


def _beside(named: Sequence[tuple[Span, str]], spans: Sequence[Span]) -> tuple[str, ...]:
    """The publishers that are named outside of what documents have to mention."""
    return tuple(sorted({name for span, name in named if not _overlaps(span, spans)}))


def _is_long(phrases: Sequence[str]) -> bool:
    return any(len(words(phrase)) > _LONGEST for phrase in phrases)


def _asks_for_words(outside: Sequence[Word]) -> bool:
    return any(tagged(word, "mention", "word") for word in outside)


def _narrowing(free: Sequence[Word]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The kinds of document that these words stand for, and all their tags."""
    kinds = [DOCUMENTS[word.plain].values.get("kind") for word in free if word.plain in DOCUMENTS]
    told = tuple(dict.fromkeys(kind for kind in kinds if kind))
    return told, frozenset(tag for word in free for tag in tags_of(word))


def _mentioned(plain: Sequence[Word], aside: Sequence[Span]) -> list[Span]:
    """Where the words stand that documents have to hold; none where any document is meant."""
    for lead, word in enumerate(plain):
        if not tagged(word, "mention", "word") or (tagged(word, "word") and _passive(plain, lead)):
            continue
        following = _skipped(plain, lead + 1)
        if following < len(plain) and (tells(plain, following) or _inside(plain[following], aside)):
            return [_run(plain, following, aside)]
        before_it = _passive(plain, lead)
        if before_it is not None:
            return [before_it]
        if following < len(plain) and not tagged(plain[following], "frame"):
            return [_run(plain, following, aside)]
    for lead, word in enumerate(plain):
        following = _skipped(plain, lead + 1)
        if tagged(word, "about") and following < len(plain) and tells(plain, following):
            return [_run(plain, following, aside)]
    first = next((at for at, word in enumerate(plain) if tells(plain, at) and not _inside(word, aside)), None)
    return _small_words(plain) if first is None else [_run(plain, first, aside, whole=False)]


def _small_words(plain: Sequence[Word]) -> list[Span]:
    """What follows the verb where it is all small words: "which papers mention without"."""
    lead = next((at for at, word in enumerate(plain) if tagged(word, "mention", "word")), len(plain))
    rest = [word for word in plain[lead + 1 :] if not tagged(word, "word")]
    return [(rest[0].start, rest[-1].end)] if rest else []


def _passive(plain: Sequence[Word], lead: int) -> Span | None:
    """What "is … mentioned", "does … occur"; None where nothing of its own stands between."""
    opens = [at for at in range(lead) if tagged(plain[at], "passive")]
    for at in reversed(opens):
        between = [word for word in plain[at + 1 : lead] if not tagged(word, "word", "not")]
        telling = [
            word for word in between if word.capital or (word.plain not in FUNCTION and not frames(word))
        ]
        telling = telling or [word for word in between if word.plain in DOCUMENTS]
        telling = telling or [word for word in between if word.plain not in _POINTING | _NOT]
        if telling:
            return telling[0].start, telling[-1].end
    return None


def _run(plain: Sequence[Word], first: int, aside: Sequence[Span], whole: bool = True) -> Span:
    """From a word to the last that belongs to it: up to what is set aside, or a word of the asking.

    `whole`: "report" belongs to "injury report" before it; otherwise it is one of the documents that are asked for.
    """
    last = first
    for at in range(first + 1, len(plain)):
        word = plain[at]
        if _inside(word, aside) and not _inside(plain[first], aside):
            break
        small = word.plain in FUNCTION or tagged(word, "and", "or")
        if small and not word.capital:
            continue
        named = word.capital or (whole and word.plain in DOCUMENTS and last == at - 1)
        if frames(word) and not named and not (at + 1 < len(plain) and tells(plain, at + 1)):
            break
        last = at
    return plain[first].start, plain[last].end


def _skipped(plain: Sequence[Word], at: int) -> int:
    """The next place with no small word, "the word" or the like."""
    while at < len(plain) and (
        (plain[at].plain in FUNCTION and not plain[at].tells and not plain[at].capital)
        or tagged(plain[at], "word", "not")
    ):
        at += 1
    return at


def _asks_how_often(plain: Sequence[Word], word: Word) -> bool:
    """ "How often", "how many times", "the number of mentions"; "which paper mentions" does not."""
    if not tagged(word, "often"):
        return False
    place = plain.index(word)
    near = plain[max(0, place - 2) : place]
    # "How often" asks; "one word is often all that people see" does not.
    alone = tagged(word, "alone") and place <= _OPENING
    return alone or any(tagged(each, "quantity") for each in near)


def _asks_of_texts(
    plain: Sequence[Word], outside: Sequence[Word], named: Sequence[Span], often: bool, quoted: bool
) -> bool:
    """ "Which papers mention …", "which of them talk about …", "how often is … named"; not "which towns does the report
    mention"."""
    verbs = [plain.index(word) for word in outside if tagged(word, "mention", "word")]
    if often:
        return quoted or bool(verbs)
    if not verbs and not any(
        word.plain in _ASKING for word in plain[1:]
    ):  # "discuss how towns pay" is of no thing
        verbs = [plain.index(word) for word in outside if tagged(word, "treats")]
    head = next((at for at, word in enumerate(plain) if is_document(word)), len(plain))
    if not verbs or head > verbs[0]:
        return False
    other = (tells(plain, at) and not _inside(plain[at], named) for at in range(verbs[0]))
    named_between = (word.capital for word in plain[: verbs[0]])
    opening = any(tagged(word, "passive") for word in plain[:head])
    return not opening and not any(told and not name for told, name in zip(other, named_between, strict=True))


def _counts_documents(plain: Sequence[Word]) -> bool:
    """ "How many of these are summaries", "list the responses": it has no other words than those of such a question."""
    several = any(word.plain in DOCUMENTS and word.plain.endswith("s") for word in plain)
    counted = any(tagged(word, "quantity") and word.plain not in _POINTING for word in plain)
    return several and counted and not any(tells(plain, at) for at in range(len(plain)))


def _period(text: str, plain: Sequence[Word]) -> tuple[Span, str | None, str | None, str] | None:
    """The dates between which the documents are dated, and where they are told."""
    found = days(text)
    if not found:
        return None
    day = found[0]
    lead = next((word for word in reversed(plain) if word.end <= day.start), None)
    start = lead.start if lead else day.start
    tags = tags_of(lead) if lead else _NONE
    spoken = spoken_date(day.iso)
    if len(found) > 1:
        other = found[1]
        first, last = sorted((day.iso, other.iso))
        return (start, other.end), first, last, f"from {spoken_date(first)} to {spoken_date(last)}"
    if "before" in tags:
        return (start, day.end), None, before(day.iso), f"before {spoken}"
    if "after" in tags:
        return (start, day.end), after(day.iso), None, f"after {spoken}"
    if "since" in tags:
        return (start, day.end), day.iso, None, f"since {spoken}"
    return (start, day.end), day.iso, day.iso, f"of {spoken}"


def _begins_a_name(plain: Sequence[Word], span: Span) -> bool:
    """Is the name of a publisher the beginning of another: "Ofsted's single inspection framework"?"""
    after = next((at for at, word in enumerate(plain) if word.start >= span[1]), len(plain))
    return after < len(plain) and tells(plain, after) and plain[after].start - span[1] <= len("'s ")


def _inside(word: Word, spans: Sequence[Span]) -> bool:
    return any(start <= word.start < end for start, end in spans)


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in spans)
