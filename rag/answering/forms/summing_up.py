"""What a question wants summarised: a document, a party, a topic or everything; and the choices if that is
unclear. The whole affair is summarised by the paper that quotes most parties, the report that it is about,
and the newest paper.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.compose import Draft
from rag.answering.forms.claim import said_by
from rag.answering.forms.material import Material, about, gathered, in_time, topic
from rag.answering.forms.papers.appearance import KIND_OF, NOUNS
from rag.answering.forms.papers.meant import forms_in, meant, party_in
from rag.answering.help import which_is_meant
from rag.answering.summary import MOST, PartyOf, central, own_summary, summary, told
from rag.judging.reading import Reading
from rag.parties.parties import Parties, Party
from rag.parties.speaker_keys import work_of
from rag.question.paper_forms import NamedForm
from rag.storage.catalogue import CatalogueEntry
from rag.text.dates import dates
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import telling_stems, text_stems, words
from rag.types import Evidence

_PARTIES = 6
_MAIN = 5  # sentences of the main paper, where the whole affair is told
_OPENING = 300  # characters that name to whom it is written and of what
_BEGINNING = 500  # characters of a document that are read to tell whether it is meant
# Logits: of the beginning of a document that is meant, and its lead over the next.
_IS_MEANT, _AHEAD = -6.0, 1.5
_ANY = lexicon.words("document_words", "any")
_ONE = frozenset(word for word in KIND_OF if f"{word}s" in KIND_OF)  # "the report" is one of them


def summing_up(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """None if it is about something on which there is no document."""
    # "What the owner says about the survey": the survey is not what is summed up.
    if said := said_by(reading.query.meant, parties):
        return _of_party(reading, said[0], _beside(reading, said[0]), parties, material)
    return _of_what_is_named(reading, parties, material)


def said_in_a_paper(reading: Reading, party: Party, parties: Parties, material: Material) -> Draft | None:
    """What a party says in a paper of its own that the question names by its form, where nothing besides is asked:
    "what did the board say in its statement?"."""
    forms = forms_in(reading)
    if not forms or topic(reading, reading.query.meant, _called(party, forms)):
        return None
    documents = [
        entry
        for entry in meant(reading, material.held(reading), material, parties)
        if entry.document_id in party.documents
        and (_wrote(party, [entry]) or parties.of(entry.metadata.voice) == party)
    ]
    if len(documents) != 1:
        return None
    return material.quoted(_in_brief(reading, documents[0], parties, material, MOST))


def _called(party: Party, forms: Sequence[NamedForm]) -> frozenset[str]:
    """The stems of what a party and the papers are called."""
    return text_stems(" ".join((party.name, *party.aliases, *(each.called for each in forms))))


def _beside(reading: Reading, party: Party) -> str:
    """What the question names besides a party, in its own words."""
    return topic(reading, reading.query.meant, text_stems(" ".join((party.name, *party.aliases))))


def _of_what_is_named(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    text, held = reading.query.meant, material.held(reading)
    documents, party = meant(reading, held, material, parties), party_in(text, parties)
    forms = forms_in(reading)
    called = bool(forms) or any(word.plain in NOUNS | KIND_OF.keys() for word in words(text))
    if party is not None and not (documents and (called or _wrote(party, documents))):
        beside = _beside(reading, party)
        of = None if work_of(_typed(text, party, parties)) else party  # "the paper" may be anybody's
        documents = _clearly(_by_beginnings(reading, held, material, of)) if beside else []
        if not documents:
            return _of_party(reading, party, beside, parties, material)
    if len(documents) > 1 and _means_one(reading):
        best = _the_one(documents, reading)
        if best is None:
            return which_is_meant(documents)
        documents = [best]
    settled = documents or _means_all(text) or not about(reading)
    likely = [] if settled else _by_beginnings(reading, held, material)
    documents = documents or _clearly(likely)
    if len(documents) == 1 and (forms or not called) and _of_a_part(reading, documents[0], parties, material):
        return _part_of(reading, documents[0], material)
    if documents:
        return material.quoted(_of_documents(reading, documents, parties, material))
    if any(len(held) > 1 or not term.held for term in about(reading)):
        return gathered(reading, material) or _which(reading, likely)
    return material.quoted(_of_all(reading, held, parties, material))


def _part_of(reading: Reading, entry: CatalogueEntry, material: Material) -> Draft | None:
    """What one paper says on something; what others say of it answers nothing."""
    own = told(material.sentences(reading, [entry.document_id]))
    found = tuple(each for each in reading.evidence if each.hit.passage.document_id == entry.document_id)
    return gathered(replace(reading, evidence=found or reading.evidence), material, own)


def _which(reading: Reading, likely: Sequence[tuple[CatalogueEntry, float]]) -> Draft | None:
    """Asks which of the likely papers is meant, where the documents may answer."""
    near = likely if reading.judgement.verdict != "none" and not reading.judgement.missing else []
    return which_is_meant([entry for entry, _ in near]) if near else None


def _the_one(documents: Sequence[CatalogueEntry], reading: Reading) -> CatalogueEntry | None:
    """Of several papers that may be meant the one on what is asked besides; None if nothing is, or none is on it."""
    called = text_stems(" ".join(each.called for each in forms_in(reading)))
    besides = telling_stems(topic(reading, reading.query.meant, called))
    if not besides:
        return None
    on_it = {hit.passage.document_id for hit in reading.hits if besides & telling_stems(hit.passage.text)}
    likely = [entry for entry in documents if entry.document_id in on_it or besides & _names(entry)]
    return _preferred(likely, reading)


def _names(entry: CatalogueEntry) -> frozenset[str]:
    named = (entry.metadata.title, entry.metadata.publisher, entry.metadata.author, entry.path)
    return telling_stems(" ".join(filter(None, named)))


def _means_one(reading: Reading) -> bool:
    """ "The report", "the minutes" is a single paper."""
    one = any(each.one for each in forms_in(reading))
    return one or any(word.plain in _ONE for word in words(reading.query.meant))


def _of_a_part(reading: Reading, entry: CatalogueEntry, parties: Parties, material: Material) -> bool:
    """Does it ask for part of a document, without what calls it (a letter its opening): "the institute's lessons"?"""
    text, metadata = reading.query.meant, entry.metadata
    names = [metadata.title, metadata.publisher, metadata.author]
    names += [name for party in parties.named(reading.query.meant) for name in (party.name, *party.aliases)]
    opening = material.beginning(reading, entry, _OPENING) if forms_in(reading) else None
    names += [opening.text if opening else None, *(each.called for each in forms_in(reading))] + [
        text[each.start : each.end] for each in dates(text)
    ]
    return bool(topic(reading, text, text_stems(" ".join(filter(None, names)))))


def _typed(text: str, party: Party, parties: Parties) -> str:
    """The words of a question that name a party."""
    return next((text[start:end] for start, end, named in parties.places(text) if named is party), "")


def _means_all(text: str) -> bool:
    """ "What do the papers say about the roof" means all papers."""
    return any(word.plain in _ANY for word in words(text))


def _by_beginnings(
    reading: Reading, held: Sequence[CatalogueEntry], material: Material, of: Party | None = None
) -> list[tuple[CatalogueEntry, float]]:
    """The documents of the passages found, ranked by how well their beginnings answer the question, in
    logits; with `of`, only those that this party wrote or speaks in; empty without a cross-encoder. What a
    paper is called ("the debate") often stands in its first lines and nowhere else.
    """
    own = [each for each in held if of is None or each.document_id in of.documents or _wrote(of, [each])]
    known = {entry.document_id: entry for entry in own}
    ids = [hit.passage.document_id for hit in reading.hits if hit.passage.document_id in known]
    beginnings = [material.beginning(reading, known[id], _BEGINNING) for id in dict.fromkeys(ids)]
    read = material.read(reading.asked.text, [each for each in beginnings if each is not None])
    return [
        (known[each.hit.passage.document_id], each.relevance) for each in read if each.relevance is not None
    ]


def _clearly(likely: Sequence[tuple[CatalogueEntry, float]]) -> list[CatalogueEntry]:
    """The first one, if it is relevant and far ahead of the next."""
    if not likely or likely[0][1] < _IS_MEANT:
        return []
    ahead = len(likely) == 1 or likely[0][1] - likely[1][1] >= _AHEAD
    return [likely[0][0]] if ahead else []


def _preferred(documents: Sequence[CatalogueEntry], reading: Reading) -> CatalogueEntry | None:
    """The one of several that the search finds first; None where it finds none of them."""
    order = [hit.passage.document_id for hit in reading.hits]
    found = [entry for entry in documents if entry.document_id in order]
    return min(found, key=lambda entry: order.index(entry.document_id), default=None)


def _of_documents(
    reading: Reading, documents: Sequence[CatalogueEntry], parties: Parties, material: Material
) -> list[Evidence]:
    """One document in seven sentences; of several the first sentence of each, by date."""
    if len(documents) == 1:
        return _in_brief(reading, documents[0], parties, material, MOST)
    first = sorted(documents[:MOST], key=lambda entry: entry.metadata.date or "9")
    return [each for entry in first for each in _in_brief(reading, entry, parties, material, 1)]


def _in_brief(
    reading: Reading, entry: CatalogueEntry, parties: Parties, material: Material, most: int
) -> list[Evidence]:
    sentences = told(material.sentences(reading, [entry.document_id]))
    sentences = own_summary(sentences) or sentences
    return summary(sentences, material.vectors(sentences), _party_of(parties), most)


def _wrote(party: Party, documents: Sequence[CatalogueEntry]) -> bool:
    """Was each of these written by the person named, under their own name?"""
    return all(entry.metadata.author in (party.name, *party.aliases) for entry in documents)


def _of_party(
    reading: Reading, party: Party, beside: str, parties: Parties, material: Material
) -> Draft | None:
    """The central sentences of a party; if the question names something else (`beside`), its sentences on that."""
    own = told(material.spoken(reading, party))
    return gathered(reading, material, own) if beside else material.quoted(_central(own, parties, material))


def _central(sentences: Sequence[Evidence], parties: Parties, material: Material) -> list[Evidence]:
    """The central ones of these sentences, by date."""
    ordered = sorted(sentences, key=in_time)
    return summary(ordered, material.vectors(ordered), _party_of(parties), MOST, lead=False)


def _of_all(
    reading: Reading, held: Sequence[CatalogueEntry], parties: Parties, material: Material
) -> list[Evidence]:
    if not held:
        return []
    foremost = _foremost(parties)
    main = central(held, [each.speakers for each in foremost])[0]
    others = [entry for entry in held if entry is not main]
    reports = [
        entry
        for party in foremost
        for entry in others
        if entry.metadata.kind == "report" and entry.document_id in party.documents
    ]
    newest = max(others, key=lambda entry: entry.metadata.date or "", default=None)
    also = {entry.document_id: entry for entry in (*reports[:1], *([newest] if newest else []))}
    found = _in_brief(reading, main, parties, material, _MAIN if also else MOST)
    found += [each for entry in also.values() for each in _in_brief(reading, entry, parties, material, 1)]
    return sorted(found, key=in_time)


def _foremost(parties: Parties) -> list[Party]:
    """The parties quoted most, with all that are quoted as often as the last of them."""
    several = parties.disputants()
    least = several[:_PARTIES][-1].weight if several else 0
    return [party for party in several if party.weight >= least]


def _party_of(parties: Parties) -> PartyOf:
    """Gives the key of the party that a speaker belongs to."""

    def key(speaker: str | None) -> str | None:
        found = parties.of(speaker)
        return found.key if found else None

    return key
