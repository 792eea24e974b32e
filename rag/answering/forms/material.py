"""What the forms are made of: the documents that are held, their sentences, and the encoder that reads them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from rag.answering.compose import Draft, Pages, Writer, with_missing
from rag.answering.forms.copies import once
from rag.answering.forms.own_corrections import corrections, with_corrections
from rag.answering.not_found import perhaps_said, unanswered
from rag.answering.positions import says_something
from rag.embedding.embedder import Vector
from rag.judging.belonging import belonging
from rag.judging.reading import Reader, Reading
from rag.parties.parties import Party
from rag.question.analysis import Term
from rag.question.kind import subject
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.catalogue import CatalogueEntry, passes
from rag.storage.lexical_index import QueryPart
from rag.storage.stores import Stores
from rag.text.dates import spoken_date
from rag.text.negation import denial_in
from rag.text.tokens import words
from rag.types import Evidence, Hit, Passage

_READ = 60  # passages from the start of a document
_DOCUMENTS = 6  # those found first, all of whose sentences may belong to an answer
_READ_BESIDE = 60  # sentences that the encoder reads beside those it has read for the question
_BEGINNING = 4  # of them, that hold what it is called
_SURE = 1.0  # the logit from which on a sentence answers, whatever the form
_FAR_ABOVE = 5.0  # logits
_SEVERAL = 0.6  # the probability that several sentences are asked for from which on their own order stays
TOLD = ("body", "item", "row")  # the roles of sentences that tell something by themselves


class Material:
    """Reads what the forms need over one set of stores."""

    def __init__(self, stores: Stores, retriever: Retriever, reader: Reader, quoted_characters: int) -> None:
        self._stores = stores
        self.retriever = retriever
        self._reader = reader
        self._quoted_characters = quoted_characters

    def held(self, reading: Reading) -> list[CatalogueEntry]:
        """The documents that pass the filters."""
        filters = reading.query.filters
        return [entry for entry in self._stores.library.catalogue() if passes(entry, filters)]

    def found(
        self, reading: Reading, text: str, limit: int, documents: frozenset[str] | None = None
    ) -> tuple[Evidence, ...]:
        """The sentences of the `limit` passages found for `text`, the best by words and vectors first; in these
        `documents` only, where they are given."""
        filters = reading.query.filters
        if documents is not None:
            held = {entry.document_id for entry in self.held(reading)} & documents
            if not held:
                return ()
            filters = replace(filters, document_id=tuple(sorted(held)))
        return self._reader.found(Query(text, filters), limit)

    def holding(self, reading: Reading, phrase: str, limit: int) -> tuple[Evidence, ...]:
        """The sentences of the `limit` passages that have most of the words of a phrase."""
        ids = [id for id, _ in self._stores.lexical.search([QueryPart((phrase,))], limit)]
        held = {entry.document_id for entry in self.held(reading)}
        passages = self._stores.library.passages(ids).values()
        return self._of(reading, [passage for passage in passages if passage.document_id in held])

    def sentences(
        self, reading: Reading, documents: Iterable[str], most: int = _READ
    ) -> tuple[Evidence, ...]:
        """The sentences of the first passages of these documents, of each at `most` so many."""
        library = self._stores.library
        passages = []
        for id in documents:
            own = library.passages(library.passage_ids([id])).values()
            passages += sorted(own, key=lambda each: each.start)[:most]
        return self._of(reading, passages)

    def text(self, document_id: str) -> str:
        """All that a document holds, also what is in none of its passages."""
        return self._stores.library.texts([document_id]).get(document_id, "")

    def beginning(self, reading: Reading, entry: CatalogueEntry, characters: int) -> Evidence | None:
        """Who issued a document, when, and its first `characters`, as one text to be read; None where it is empty."""
        first = self.sentences(reading, [entry.document_id], _BEGINNING)
        own = sorted(first, key=lambda each: each.sentence.start)
        if not own:
            return None
        metadata = entry.metadata
        issued = ", ".join(filter(None, (metadata.publisher or metadata.author, spoken_date(metadata.date))))
        text = " ".join(each.text for each in own)[:characters]
        return replace(own[0], text=f"{issued}. {text}", before="", heading="")

    def spoken(self, reading: Reading, party: Party) -> list[Evidence]:
        """What a party itself says anywhere, by date, in the order of its documents."""
        heard = set(filter(reading.query.filters.hears, party.speakers))
        held = {entry.document_id for entry in self.held(reading)}
        found = [
            each
            for each in self.sentences(reading, sorted(party.documents & held))
            if each.sentence.speaker in heard and each.sentence.role in TOLD and says_something(each)
        ]
        return sorted(found, key=in_time)

    def read(self, question: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """All of these sentences with their relevance to `question`, the most relevant first."""
        return self._reader.rank(question, evidence, every=True)

    def rank(
        self, question: str, evidence: Sequence[Evidence], speakers: bool = True
    ) -> tuple[Evidence, ...]:
        """The best of them by words and vectors, the most relevant first; all of them where there is no encoder."""
        ranked = self._reader.rank(question, evidence, speakers=speakers)
        read = tuple(each for each in ranked if each.relevance is not None)
        return read or ranked

    def vectors(self, evidence: Sequence[Evidence]) -> Vector:
        """The vector of each sentence: (number of sentences, dimension)."""
        known = self._stores.library.sentence_vectors(each.hit.passage.id for each in evidence)
        rows = []
        for each in evidence:
            sentences, vectors = known[each.hit.passage.id]
            rows.append(vectors[[own.start for own in sentences].index(each.sentence.start)])
        return np.array(rows, dtype=np.float32).reshape(len(rows), self._stores.embedder.dimension)

    def writer(self, evidence: Iterable[Evidence]) -> Writer:
        """A writer that can cite these sentences."""
        documents = {each.hit.passage.document_id for each in evidence}
        pages: Pages = {id: self._stores.library.pages(id) for id in documents}
        return Writer(pages, self._quoted_characters)

    def quoted(self, evidence: Sequence[Evidence]) -> Draft | None:
        """These sentences as they are, each cited; None where there are none."""
        if not evidence:
            return None
        writer = self.writer(evidence)
        for each in evidence:
            writer.quote(each)
        return Draft("answered", tuple(writer.sentences), tuple(writer.citations))

    def _of(self, reading: Reading, passages: Sequence[Passage]) -> tuple[Evidence, ...]:
        known = self._stores.library.metadata({passage.document_id for passage in passages})
        hits = [Hit(passage, known[passage.document_id], 1.0) for passage in passages]
        return self._reader.sentences(reading, hits)


def in_time(each: Evidence) -> tuple[str, str, int]:
    """Orders sentences by the date of their document, undated last, and within it."""
    return each.hit.metadata.date or "9", each.hit.passage.document_id, each.sentence.start


def place(each: Evidence) -> tuple[str, int]:
    """Where a sentence stands: its document and its start."""
    return each.hit.passage.document_id, each.sentence.start


def distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    """The sentences in the order given, each place once."""
    found: dict[tuple[str, int], Evidence] = {}
    for each in evidence:
        found.setdefault(place(each), each)
    return list(found.values())


def about(reading: Reading) -> tuple[Term, ...]:
    """What the question is about, in terms."""
    return subject(reading.asked, reading.understood.kind)


def topic(reading: Reading, text: str, without: frozenset[str] = frozenset()) -> str:
    """The words of `text` that say what the question is about, as they are typed, without some stems."""
    wanted = {term.stem for term in about(reading)} - without
    return " ".join(text[word.start : word.end] for word in words(text) if word.stem in wanted)


def surely_answers(evidence: Evidence) -> bool:
    """Whether a sentence answers whatever the form, as far as one was read."""
    return evidence.relevance is not None and evidence.relevance >= _SURE


def surest(reading: Reading) -> Evidence | None:
    """The sentence that answers, where one surely does."""
    best = reading.evidence[0] if reading.evidence else None
    if best is None or reading.judgement.verdict == "none":
        return None
    whole = best.sentence.role in TOLD and says_something(best)
    return best if surely_answers(best) and whole else None


def led(evidence: Sequence[Evidence], reading: Reading) -> list[Evidence]:
    """These sentences after the one that surely answers: a form that was chosen by a kind understood wrongly must not
    lose it. Where it is one of several that are asked for, it stays in its place."""
    best = surest(reading)
    if best is None or not evidence:
        return list(evidence)
    others = [each for each in evidence if place(each) != place(best)]
    stays = len(others) < len(evidence) and reading.understood.several >= _SEVERAL
    return list(evidence) if stays else [best, *others]


def denied_alone(reading: Reading) -> bool:
    """Does one sentence surely answer what is asked of what is not so, far above all others? What else the papers tell
    of its subject ("what did the audit not look at") tells what is so."""
    best = surest(reading)
    if best is None or not reading.asked.negated or not denial_in(words(best.text)):
        return False
    others = (each for each in reading.evidence if place(each) != place(best) and each.sentence.role in TOLD)
    next_best = max((each.relevance for each in others if each.relevance is not None), default=-math.inf)
    return (best.relevance or 0.0) - next_best >= _FAR_ABOVE


def gathered(reading: Reading, material: Material, among: Sequence[Evidence] | None = None) -> Draft | None:
    """The sentences that are likely to belong to the answer, `among` these or among all of the documents found first;
    it is partial where the judge is not sure. None if the documents do not answer, hold nothing of somebody who is
    named, or no encoder reads them."""
    if reading.judgement.verdict == "none" or reading.judgement.missing:
        return None
    read = candidates(reading, material, among)
    told = once(led(belonging(reading, read), reading))
    draft = material.quoted(with_corrections(told, corrections(told, read)))
    missing = unanswered(reading)
    return with_missing(draft, missing, perhaps_said(reading)) if draft and missing else draft


def candidates(
    reading: Reading, material: Material, among: Sequence[Evidence] | None = None
) -> list[Evidence]:
    """The sentences of which some may belong, each document's in their order and the documents as they were found;
    the best by words and vectors with their relevance. Nothing where no encoder reads them."""
    sentences = told_in(reading, material) if among is None else among
    read = {place(each): each for each in reading.evidence if each.relevance is not None}
    if not sentences or not read:
        return []
    others = sorted((each for each in sentences if place(each) not in read), key=lambda each: -each.score)
    read |= {place(each): each for each in material.read(reading.asked.text, others[:_READ_BESIDE])}
    found = [place(each)[0] for each in (*reading.evidence, *sentences)]
    order = {id: number for number, id in enumerate(dict.fromkeys(found))}
    inside = sorted(sentences, key=lambda each: (order[place(each)[0]], each.sentence.start))
    return [read.get(place(each), each) for each in inside]


def told_in(reading: Reading, material: Material) -> list[Evidence]:
    """What the documents that were found first tell, without the names below a letter."""
    ids = list(dict.fromkeys(hit.passage.document_id for hit in reading.hits))[:_DOCUMENTS]
    sentences = material.sentences(reading, ids)
    return [each for each in sentences if each.sentence.role in TOLD and says_something(each)]
