"""A list: every distinct point once, in the order of its source, as many as there are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

from rag.answering.compose import Draft
from rag.answering.forms.aims import Aims, aims
from rag.answering.forms.copies import once
from rag.answering.forms.material import TOLD, Material, distinct, in_time, place
from rag.answering.lists import SourceList, listed, lists_in
from rag.answering.not_found import unanswered
from rag.answering.selection import chosen, told_values
from rag.judging.reading import Reading
from rag.parties.parties import Parties
from rag.text.quantities import figures
from rag.types import Evidence

_PASSAGES = 24
_DOCUMENTS = 6  # in which lists are looked for
_READ = 40  # sentences that the encoder reads
_MOST = 12
_WITHIN = 5.0  # logits below the best
_GAP = 1.5  # logits between two sentences in order of relevance, where the points end
_LEAST = -3.0  # the logit of a point, whatever the best is
_OF_A_LIST = 3.0  # logits that a whole list may lie below the best sentence
_AS_MANY = (
    6.0  # logits for a list with as many items as are asked for ("the four options"), if it is to the point
)
_SAME = 0.82  # the cosine of two sentences that say the same in other words


def points(reading: Reading, parties: Parties, material: Material, given: bool = False) -> Draft | None:
    """None where the documents do not answer, or only in part, and where no encoder reads them; with `given`, where no
    document gives a list that is to the point."""
    if reading.judgement.verdict == "none" or not reading.evidence:
        return None
    aimed = aims(reading.query.meant, parties)
    told = _source_list(reading, aimed, material)
    if told or given:
        return material.quoted(told)
    whole = listed(reading.evidence, True) or _items_around(reading, material)
    if whole and all(aimed.may_make(each.sentence.speaker) for each in whole):
        return material.quoted(whole)
    missing = unanswered(reading)
    if reading.evidence[0].relevance is None or (missing and not reading.judgement.missing):
        return None
    read = material.read(reading.asked.text, _likely(reading, aimed, material)[:_READ])
    if not read:
        return None
    picked = _told_apart(chosen(_relevant(read), None, _MOST, _WITHIN), material)
    draft = material.quoted(_in_source_order(picked))
    return replace(draft, status="partial", missing=missing) if draft and missing else draft


def _source_list(reading: Reading, aimed: Aims, material: Material) -> tuple[Evidence, ...]:
    """A list that a document gives, where it is about as relevant as the best sentence; else nothing. One that somebody
    else gives than is asked has to be more relevant."""
    documents = sorted({id for source in aimed.sources for id in source.documents})
    found = _best_list(reading, documents, material)
    best = reading.evidence[0].relevance
    if found is None or best is None:
        return ()
    told, relevance = found
    own = all(aimed.may_make(each.sentence.speaker) for each in told.whole)
    return told.whole if relevance >= max(best - _OF_A_LIST * own, _LEAST) else ()


def _best_list(
    reading: Reading, documents: Iterable[str], material: Material
) -> tuple[SourceList, float] | None:
    """The list that is most relevant to a question, and its relevance in logits, with what speaks for it where it has
    as many items as are asked for; None where nothing is read.

    Looked for in the documents of the best sentences, and in these besides.
    """
    likely = [each.hit.passage.document_id for each in reading.evidence]
    wanted = list(dict.fromkeys([*documents, *likely]))[:_DOCUMENTS]
    lists = [one for id in wanted for one in lists_in(material.sentences(reading, [id]))]
    read = material.read(reading.asked.text, [one.begun for one in lists])
    if not read or read[0].relevance is None:
        return None
    of_items = {place(one.items[0]): one for one in reversed(lists)}  # the first stands
    counted = {
        figure.value for figure in figures(reading.query.meant) if not figure.unit and figure.value > 1
    }
    told = [(of_items[place(each)], each.relevance or 0.0) for each in read if place(each) in of_items]
    weighed = [
        (one, logit + _AS_MANY * (logit >= _LEAST and len(one.items) in counted)) for one, logit in told
    ]
    return max(weighed, key=itemgetter(1))


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


def _likely(reading: Reading, aimed: Aims, material: Material) -> list[Evidence]:
    """The sentences of the question's passages, of further ones and of all that the asked party says; the best by
    words and vectors first."""
    further = material.found(reading, reading.asked.text, _PASSAGES)
    spoken = [each for source in aimed.sources for each in material.spoken(reading, source)]
    several = distinct(
        each
        for each in (*reading.evidence, *further, *spoken)
        if each.sentence.role in TOLD and aimed.may_make(each.sentence.speaker)
    )
    return sorted((replace(each, relevance=None) for each in several), key=lambda each: -each.score)


def _told_apart(picked: Sequence[Evidence], material: Material) -> list[Evidence]:
    """Each point once: of sentences that say the same in other words the most relevant."""
    several = once(picked)
    vectors = material.vectors(several)
    kept: list[int] = []
    for number, each in enumerate(several):
        told = told_values(each)
        if not any(
            float(vectors[number] @ vectors[other]) >= _SAME and told <= told_values(several[other])
            for other in kept
        ):
            kept.append(number)
    return [several[number] for number in kept]


def _in_source_order(picked: Sequence[Evidence]) -> list[Evidence]:
    """The document of the best first, each document's sentences in its own order."""
    order: dict[str, int] = {}
    for each in picked:
        order.setdefault(each.hit.passage.document_id, len(order))
    return sorted(picked, key=lambda each: (order[each.hit.passage.document_id], in_time(each)))
