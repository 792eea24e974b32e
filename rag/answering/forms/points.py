"""A list: every distinct point once, in the order of its source, as many as there are."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.compose import Draft
from rag.answering.forms.copies import once
from rag.answering.forms.material import TOLD, Material, distinct, in_time, place
from rag.answering.lists import listed
from rag.answering.not_found import unanswered
from rag.answering.selection import chosen
from rag.judging.reading import Reading
from rag.parties.parties import Parties, Party
from rag.parties.speaker_keys import work_of
from rag.question.analysis import actor
from rag.types import Evidence

_PASSAGES = 24
_READ = 40  # sentences that the encoder reads
_MOST = 12
_WITHIN = 5.0  # logits below the best
_GAP = 1.5  # logits between two sentences in order of relevance, where the points end
_LEAST = -3.0  # the logit of a point, whatever the best is


def points(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """None where the documents do not answer, or only in part, and where no encoder reads them."""
    if reading.judgement.verdict == "none" or not reading.evidence:
        return None
    whole = listed(reading.evidence, True) or _items_around(reading, material)
    if whole:
        return material.quoted(whole)
    missing = unanswered(reading)
    if reading.evidence[0].relevance is None or (missing and not reading.judgement.missing):
        return None
    found = _likely(reading, material)
    sources = _sources(reading, parties)
    read = [
        each
        for each in material.read(reading.asked.text, found[:_READ])
        if not sources or any(each.sentence.speaker in source.speakers for source in sources)
    ]
    if not read:
        return None
    picked = once(chosen(_relevant(read), None, _MOST, _WITHIN))
    draft = material.quoted(_in_source_order(picked))
    return replace(draft, status="partial", missing=missing) if draft and missing else draft


def _items_around(reading: Reading, material: Material) -> list[Evidence]:
    """The whole list of which the best sentence is an item; nothing where it is none."""
    best = reading.evidence[0]
    if best.sentence.role != "item":
        return []
    own = sorted(
        (each for each in material.sentences(reading, [place(best)[0]])), key=lambda each: each.sentence.start
    )
    at = next((n for n, each in enumerate(own) if place(each) == place(best)), None)
    if at is None:
        return []
    first = last = at
    while first > 0 and own[first - 1].sentence.role == "item":
        first -= 1
    while last + 1 < len(own) and own[last + 1].sentence.role == "item":
        last += 1
    return own[first : last + 1] if 0 < last - first < _MOST else []


def _relevant(read: Sequence[Evidence]) -> list[Evidence]:
    """The sentences down to the first gap in relevance, the best first; one at least."""
    best = read[0].relevance or 0.0
    kept = [read[0]]
    for each in read[1:]:
        relevance = each.relevance if each.relevance is not None else _LEAST - 1
        if relevance < max(best - _WITHIN, _LEAST) or (kept[-1].relevance or 0.0) - relevance >= _GAP:
            break
        kept.append(each)
    return kept


def _likely(reading: Reading, material: Material) -> list[Evidence]:
    """The sentences of the question's passages and of further ones, the best by words and vectors first."""
    further = material.found(reading, reading.asked.text, _PASSAGES)
    several = distinct(each for each in (*reading.evidence, *further) if each.sentence.role in TOLD)
    return sorted((replace(each, relevance=None) for each in several), key=lambda each: -each.score)


def _sources(reading: Reading, parties: Parties) -> list[Party]:
    """Whose points are asked for: of whoever is asked about as saying them, or of the work that is named."""
    text = reading.query.meant
    saying = parties.named(actor(text) or "")
    if saying:
        return list(saying)
    named = parties.named(text)
    works = [party for party in named if work_of(party.name)]
    return works[:1] if work_of(text) else []


def _in_source_order(picked: Sequence[Evidence]) -> list[Evidence]:
    """The document of the best first, each document's sentences in its own order."""
    order: dict[str, int] = {}
    for each in picked:
        order.setdefault(each.hit.passage.document_id, len(order))
    return sorted(picked, key=lambda each: (order[each.hit.passage.document_id], in_time(each)))
