"""A list: every distinct point once, in the order of its source, as many as there are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter

from rag.answering.compose import Draft
from rag.answering.forms.aims import Aims, aims
from rag.answering.forms.material import Material, denied_alone, gathered, led, place, told_in
from rag.answering.forms.papers.meant import headed, names_in
from rag.answering.lists import SourceList, listed, lists_in
from rag.judging.reading import Reading
from rag.judging.relevance import places_of
from rag.parties.parties import Parties, Party
from rag.text.quantities import figures
from rag.text.tokens import telling_stems
from rag.types import Evidence

_DOCUMENTS = 6  # of the best sentences, and of whoever is named, in which lists are looked for
_FEWEST = 3  # sentences of whoever is asked about, that make a list by themselves
_MOST = 12  # items around one
_OF_ANOTHER = 2.0  # log odds against a list that somebody else gives than is asked
_BEYOND_DOUBT = 3.0  # log odds of a list that is given although no sentence is found to answer
_UNREAD = -11.0  # the lowest logit that there is
_WEIGHTS = {
    "cosine of its lead": 3.42,
    "best cosine of an item": 4.92,
    "words of its lead and heading": 11.14,
    "numbered paragraphs of a section": -3.32,
    "as many as are asked for": 0.85,
    "place of its document": 1.60,
    "best relevance of an item": 0.18,
    "bias": -4.59,
}


def points(reading: Reading, parties: Parties, material: Material, given: bool = False) -> Draft | None:
    """A list that a document gives, else the points that are spread over its text; None if the documents do not
    answer, or no encoder reads them; with `given`, where no document gives a list that is to the point."""
    if reading.judgement.missing or not reading.evidence:
        return None
    # What a list says item by item ("Publish the rates every quarter") may answer nothing in an encoder's eyes.
    unread = reading.judgement.verdict == "none"
    aimed = aims(reading.query.meant, parties)
    if own := headed(reading, material.held(reading), material):
        aimed = replace(aimed, papers=frozenset(entry.document_id for entry in own))
    if not aimed.sources and (called := so_called(reading, parties)):
        aimed = replace(aimed, sources=(called,))
    told = _source_list(reading, aimed, material, _BEYOND_DOUBT if unread else 0.0)
    if told and place(told[0])[0] in aimed.papers:
        return material.quoted(told)
    if told or given or unread:
        return material.quoted(led(told, reading))
    if denied_alone(reading):
        return None
    whole = listed(reading.evidence, True) or _items_around(reading, material)
    if whole and all(aimed.may_make(each.sentence.speaker) for each in whole):
        return material.quoted(led(whole, reading))
    return gathered(reading, material, _made(told_in(reading, material), aimed))


def _made(told: Sequence[Evidence], aimed: Aims) -> list[Evidence]:
    """What those who are asked about say; of one who says next to nothing what its papers tell: "the board agreed"."""
    own = [each for each in told if aimed.may_make(each.sentence.speaker)]
    if len(own) >= _FEWEST or not aimed.sources:
        return own
    papers = {id for source in aimed.sources for id in source.documents}
    return [
        each
        for each in told
        if aimed.may_make(each.sentence.speaker)
        or (each.sentence.manner == "voice" and place(each)[0] in papers)
    ]


def so_called(reading: Reading, parties: Parties) -> Party | None:
    """Whoever the papers call what the question calls somebody: "the union" by "Amalgam, the dockers' union, said"."""
    noun = (reading.asked.actor or "").split()[-1:]
    for each in reading.evidence if noun else ():
        name = each.sentence.speaker
        if name is None or each.sentence.manner == "voice":
            continue
        called, own = re.escape(noun[0]), re.escape(name)
        if re.search(
            rf"\b{called},? {own}\b|\b{own}, (?:[\w’']+ ){{0,4}}{called}\b", each.text, re.IGNORECASE
        ):
            return parties.of(name)
    return None


def _source_list(reading: Reading, aimed: Aims, material: Material, least: float) -> tuple[Evidence, ...]:
    """A list that a document gives, where it is likely to be the one that is asked for, in log odds; else nothing. One
    that somebody else gives than is asked has to be likelier.
    """
    if reading.evidence[0].relevance is None:
        return ()
    lists = source_lists(reading, aimed, material)
    weighed = [
        (told, odds(found) - _OF_ANOTHER * (not _may_make(aimed, told)))
        for told, found in zip(lists, signs(lists, reading, aimed.papers), strict=True)
    ]
    best = max(weighed, key=itemgetter(1), default=None)
    return best[0].whole if best is not None and best[1] >= least else ()


def _may_make(aimed: Aims, told: SourceList) -> bool:
    of_paper = place(told.lead)[0] in aimed.papers and all(
        each.sentence.manner == "voice" for each in told.whole
    )
    return of_paper or all(aimed.may_make(each.sentence.speaker) for each in told.whole)


def source_lists(reading: Reading, aimed: Aims, material: Material) -> list[SourceList]:
    """The lists in the documents of the best sentences, and in those of whoever is asked about."""
    held = {entry.document_id for entry in material.held(reading)}  # what passes the filters
    own = {id for source in aimed.sources for id in source.documents} | aimed.papers
    documents = sorted(own & held)
    likely = dict.fromkeys(each.hit.passage.document_id for each in reading.evidence)
    wanted = dict.fromkeys([*islice(likely, _DOCUMENTS), *documents[:_DOCUMENTS]])
    return [one for id in wanted for one in lists_in(material.sentences(reading, [id]))]


def signs(
    lists: Sequence[SourceList], reading: Reading, papers: frozenset[str] = frozenset()
) -> list[Mapping[str, float]]:
    """For each list what tells whether it is the one that a question asks for, each sign by its name. What a question
    names these `papers` by is no part of what it asks of their lists."""
    names = names_in(reading)
    places = places_of(reading.hits)
    read = {place(each): each.relevance for each in reading.evidence if each.relevance is not None}
    counted = {
        figure.value for figure in figures(reading.query.meant) if not figure.unit and figure.value > 1
    }
    return [
        {
            "cosine of its lead": told.lead.cosine,
            "best cosine of an item": max(each.cosine for each in told.items),
            "words of its lead and heading": reading.asked.share(
                told.lead.stems
                | telling_stems(told.items[0].heading)
                | (names if place(told.lead)[0] in papers else frozenset())
            ),
            "numbered paragraphs of a section": float(told.is_section),
            "as many as are asked for": float(len(told.items) in counted),
            "place of its document": places.get(place(told.items[0])[0], 0.0),
            "best relevance of an item": max(read.get(place(each), _UNREAD) for each in told.items),
        }
        for told in lists
    ]


def odds(found: Mapping[str, float]) -> float:
    """The log odds that it is, learned by `python -m benchmarks lists` over 52 questions of six affairs."""
    return _WEIGHTS["bias"] + sum(_WEIGHTS[name] * value for name, value in found.items())


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
