"""Events in their order: those that a question names one by one, or those of a topic or a time.

A row is a sentence under the day that it tells. Where the papers tell no day of an event its sentence stands apart,
and says so; nothing is inferred from "a week later".
"""

from collections.abc import Sequence

from rag.answering.compose import Draft
from rag.answering.forms.chronology.beginning import Beginning, beginning
from rag.answering.forms.chronology.day_rows import DayRow, once, rows_of, tells
from rag.answering.forms.chronology.listed_events import listed_events
from rag.answering.forms.chronology.named_event import named_event
from rag.answering.forms.chronology.one_day import by_the_clock, named_day
from rag.answering.forms.chronology.window import Window, window
from rag.answering.forms.material import (
    Material,
    candidates,
    distinct,
    in_time,
    led,
    place,
    surest,
    topic,
)
from rag.answering.forms.papers.appearance import WORKS, opening
from rag.answering.summary import summary
from rag.judging.belonging import belonging
from rag.judging.reading import Reading
from rag.text.dates import spoken_date
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import stem, telling_stems
from rag.text.told_days import told_days
from rag.types import Evidence

_PARTS = frozenset(map(stem, lexicon.words("time_parts", "part")))  # of a day: no topic
_PASSAGES, _OF_A_TIME = 40, 120
_READ = 32  # sentences that the encoder reads for a topic
_MOST = 14  # rows
_PAPERS = 40  # documents that are gone through where the whole affair is asked for
_PUBLISHED = 6  # of them, of documents that appeared in the time
_A_MONTH = len("2015-04")
_APART = 4  # undated sentences
_WITHIN = 6.0  # logits below the best, for a row of a topic
_LEAST = -6.0  # the logit of a row of a topic
_SURE = 0.8  # the probability from which on an order was asked for in nearly all of the held-out questions
_FEW = 5  # rows of a topic, where as many dated sentences speak of it


def in_order(reading: Reading, material: Material) -> Draft | None:
    """The events that the question names, or those of its topic; None where nothing is found of them."""
    text = reading.query.meant
    events = listed_events(text)
    # Each event that is named is looked for by itself.
    if len(events) < 2 and reading.judgement.verdict == "none" and reading.judgement.missing:
        return None
    undated = ""
    if len(events) > 1:
        found = [named_event(reading, material, event) for event in events]
        missing = tuple(event for event, row in zip(events, found, strict=True) if row is None)
        rows = [row for row in found if row is not None]
    else:
        when = window(text) or named_day(text, reading.evidence)
        begun = None if when else beginning(reading, material)
        undated = begun.event if begun and not begun.day else ""
        rows, missing = _of_topic(reading, material, text, when, begun), ()
    return _draft(reading, material, rows, missing, undated) if rows else None


def _of_topic(
    reading: Reading, material: Material, text: str, when: Window | None, begun: Beginning | None
) -> list[DayRow]:
    asked = topic(reading, text, when.stems | _PARTS if when else begun.stems if begun else frozenset())
    if asked and when is None and (told := belonging(reading, candidates(reading, material))):
        return _with_days(reading, material, asked, led(told, reading))
    sought = f"{asked} {when.told}".strip() if when else asked
    if not sought:
        return _of_all(reading, material, begun)
    limit = _OF_A_TIME if when else _PASSAGES
    sentences = material.found(reading, sought, limit)
    rows = [row for each in sentences if tells(each) for row in rows_of(each, when)]
    if when is not None and (clocked := by_the_clock(sentences, rows, when)):
        papers = {place(row.evidence)[0] for row in clocked}
        return once([*clocked, *(row for row in rows if place(row.evidence)[0] in papers)])[:_MOST]
    if asked:
        rows = _relevant(material, asked, _on(asked, rows), _FEW)
    elif when is not None:
        rows = [*_published(reading, material, when), *rows]
    return once(rows)[:_MOST] + [DayRow("", each) for each in _told_apart(reading, when)]


def _with_days(reading: Reading, material: Material, asked: str, told: Sequence[Evidence]) -> list[DayRow]:
    """What belongs to the answer under its days, and what else on the topic tells a day, wherever it stands. What tells
    no day stands apart; a row of a table is no event."""
    rows = _to_the_point(asked, [row for each in told for row in rows_of(each, None)])
    known = set(map(place, told))
    found = [
        each for each in material.found(reading, asked, _PASSAGES) if tells(each) and place(each) not in known
    ]
    others = [row for each in found for row in rows_of(each, None) if len(row.iso) >= _A_MONTH]
    rows += _relevant(material, asked, _on(asked, others), 0)
    named = telling_stems(asked)
    apart = [
        each
        for each in told
        if not rows_of(each, None) and each.sentence.role != "row" and named & _around(each)
    ]
    return once([*rows[:_MOST], *(DayRow("", each) for each in apart[:_APART])])


def _to_the_point(asked: str, rows: Sequence[DayRow]) -> list[DayRow]:
    """The rows on the topic; of those of a mere year the ones that name it themselves, not only by what stands around
    them: "83 orders were applied for in 2023" is a figure of that year."""
    named = telling_stems(asked)
    return [row for row in _on(asked, rows) if len(row.iso) >= _A_MONTH or named & row.evidence.stems]


def _on(asked: str, rows: Sequence[DayRow]) -> list[DayRow]:
    """The rows whose surroundings have a word of the topic."""
    named = telling_stems(asked)
    return [row for row in rows if named & _around(row.evidence)]


def _of_all(reading: Reading, material: Material, begun: Beginning | None) -> list[DayRow]:
    """The days of the whole affair, where neither a topic nor a time is named: of all sentences that tell a day or a
    month, those that say most of it."""
    papers = [entry.document_id for entry in material.held(reading)][:_PAPERS]
    told = [each for each in material.sentences(reading, papers) if tells(each)]
    rows = [row for each in told for row in rows_of(each, None) if len(row.iso) >= _A_MONTH]
    rows = [row for row in rows if begun is None or begun.precedes(row.iso)]
    rows = once(sorted(rows, key=lambda row: in_time(row.evidence)))
    sentences = distinct(row.evidence for row in rows)
    picked = summary(sentences, material.vectors(sentences), lambda speaker: speaker, _MOST, lead=False)
    chosen = set(map(place, picked))
    return [row for row in rows if place(row.evidence) in chosen]


def _published(reading: Reading, material: Material, when: Window) -> list[DayRow]:
    """The reports, answers and rulings of a time, each by its first words under its date."""
    found = []
    for entry in material.held(reading):
        metadata = entry.metadata
        own = metadata.date or ""
        if metadata.kind in WORKS and metadata.text_type == "original" and own and when.holds(own):
            first = opening(reading, material, entry)
            found += [DayRow(own, first)] if first else []
    return found[:_PUBLISHED]


def _around(each: Evidence) -> frozenset[str]:
    """The words of a sentence, of the one before it, of its heading and of its paper's title."""
    return each.stems | telling_stems(f"{each.before} {each.heading} {each.hit.metadata.title}")


def _relevant(material: Material, asked: str, rows: Sequence[DayRow], fewest: int) -> list[DayRow]:
    """The rows that are relevant to what is asked, at least so many where there are, the most relevant first."""
    sentences = distinct(row.evidence for row in rows)[:_READ]
    read = material.read(asked, sentences) if rows else ()
    if not read:
        return []
    best = read[0].relevance
    kept = [
        each
        for each in read
        if best is None or (each.relevance is not None and each.relevance >= max(best - _WITHIN, _LEAST))
    ]
    # A day or two are no order of events: then those that come next in relevance stand beside them.
    kept = kept if len(kept) >= fewest else list(read[:fewest])
    days: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        days.setdefault(place(row.evidence), []).append(row.iso)
    return [DayRow(iso, each) for each in kept for iso in days[place(each)]]


def _told_apart(reading: Reading, when: Window | None) -> list[Evidence]:
    """What follows the best sentence in its paragraph, where that one leads in the events and tells no day."""
    best = reading.evidence[0] if reading.evidence else None
    if best is None or any(len(day.iso) >= _A_MONTH or when is None for day in told_days(best.text)):
        return []
    found, before = [], best
    for _ in range(_APART):
        after = next(
            (
                each
                for each in reading.evidence
                if each.before == before.text
                and each.hit.passage.document_id == before.hit.passage.document_id
                and each.sentence.start > before.sentence.start
            ),
            None,
        )
        if after is None:
            break
        found.append(after)
        before = after
    return [each for each in found if not told_days(each.text, each.hit.metadata.date)]


def _draft(
    reading: Reading, material: Material, rows: Sequence[DayRow], missing: tuple[str, ...], undated: str
) -> Draft:
    """Dated rows, each after its day; then those without a day, by their papers; then what is missing. What is asked
    to be told from may be `undated`: then it is missing too. Where an order is not surely asked for, and no events are
    listed to be put in order, the sentence that surely answers leads, if it is no row.
    """
    listed = len(listed_events(reading.query.meant)) > 1
    best = None if listed or reading.understood.probability >= _SURE else surest(reading)
    leading = [best] if best is not None and place(best) not in {place(row.evidence) for row in rows} else []
    writer = material.writer([*leading, *(row.evidence for row in rows)])
    for each in leading:
        writer.quote(each)
    if undated:
        writer.silence(f"The documents give no date for “{undated}”: what follows may have come before it.")
    dated = sorted((row for row in rows if row.iso), key=lambda row: (row.iso, in_time(row.evidence)))
    for row in dated:
        writer.quote(row.evidence, before=f"{spoken_date(row.iso)}: ")
    apart = sorted((row for row in rows if not row.iso), key=lambda row: in_time(row.evidence))
    if apart:
        writer.silence("The documents tell no date of what follows, which is in the order of its papers:")
        for row in apart:
            writer.quote(row.evidence)
    if missing:
        named = "; ".join(f"“{each}”" for each in missing)
        writer.silence(f"Nothing found in these documents on {named}.")
    lacking = (undated,) if undated else missing
    return Draft(
        "partial" if lacking else "answered",
        tuple(writer.sentences),
        tuple(writer.citations),
        missing=lacking,
    )
