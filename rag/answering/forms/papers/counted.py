"""How many points a paper makes, where it holds the list of them: the count of its items, and the list."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from rag.answering.compose import Draft
from rag.answering.forms.aims import aims
from rag.answering.forms.material import Material, about, surest
from rag.answering.forms.papers.meant import head, headed
from rag.answering.forms.points import odds, signs, source_lists
from rag.answering.lists import SourceList
from rag.judging.reading import Reading
from rag.parties.parties import Parties
from rag.question.kind import asking_words
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import telling_stems, words
from rag.types import Evidence

_HOW_MANY = ("how", "many")
_NUMBERS = {
    int(entry.values["value"]): entry.word
    for entry in lexicon.entries("number_words")
    if "cardinal" in entry.tags
}


def counted(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """ "Six:" and the list, for "how many recommendations are there in the report"; None where a sentence tells the
    number, something more is asked of them than that, or no paper gives such a list in its own words."""
    things = _things(reading.query.meant)
    told = reading.judgement.verdict == "answered" and surest(reading) is not None
    if not things or told or not reading.evidence:
        return None
    aimed = aims(reading.query.meant, parties)
    own = {entry.document_id for entry in headed(reading, material.held(reading), material)}
    aimed = replace(aimed, papers=frozenset(own))
    named = [name for party in parties.named(reading.query.meant) for name in (party.name, *party.aliases)]
    lists = [
        told
        for told in source_lists(reading, aimed, material)
        if things in telling_stems(f"{told.lead.text} {told.items[0].heading}")
        and (
            told.lead.hit.passage.document_id in own
            or all(aimed.may_make(each.sentence.speaker) for each in told.items)
        )
        and _asks_no_more(reading, things, told, named, material)
    ]
    weighed = zip(lists, map(odds, signs(lists, reading, aimed.papers)), strict=True)
    best, likely = max(weighed, key=itemgetter(1), default=(None, 0.0))
    return _told(best, material) if best is not None and likely >= 0 else None


def _things(question: str) -> str:
    """The stem of what is counted: of "how many recommendations"; "" where nothing is."""
    found = words(question)
    for at in range(len(found) - len(_HOW_MANY)):
        if (found[at].plain, found[at + 1].plain) == _HOW_MANY:
            thing = found[at + 2]
            return thing.stem if thing.tells and thing.plain.endswith("s") else ""
    return ""


def _asks_no_more(
    reading: Reading, things: str, told: SourceList, named: Sequence[str], material: Material
) -> bool:
    """Does the question name nothing but the things, the paper that lists them and whoever made it?"""
    metadata, id = told.lead.hit.metadata, told.lead.hit.passage.document_id
    entry = next(entry for entry in material.held(reading) if entry.document_id == id)
    paper = telling_stems(f"{metadata.publisher} {' '.join(named)}") | head(reading, entry, material)
    making = telling_stems(" ".join(asking_words("list")))
    besides = {term.stem for term in about(reading)} - {things} - paper - making
    return not besides and metadata.text_type == "original"


def _told(told: SourceList, material: Material) -> Draft:
    """The list, led in by how many items it has."""
    number = len(told.items)
    count = _NUMBERS.get(number, str(number)).capitalize()
    quoted: Sequence[Evidence] = told.whole
    writer = material.writer(quoted)
    for place, each in enumerate(quoted):
        writer.quote(each, before=f"{count}: " if place == 0 else "")
    return Draft("answered", tuple(writer.sentences), tuple(writer.citations))
