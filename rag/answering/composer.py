"""From what was read for a question to a draft: by line, by party, part by part, or that the documents do not say."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.answering.asked_values import telling_row
from rag.answering.by_kind import ByKind
from rag.answering.byline import asks_for_both, bylines
from rag.answering.compose import Draft, Pages, Writer, answer_by_party, answer_plainly
from rag.answering.disagreement import asks_whether_they_agree, disagreement
from rag.answering.forms.hearing import (
    are_among,
    claimant_of,
    led_by_surest,
    not_heard,
    opposed,
    told_of_the_unheard,
    worth_telling,
)
from rag.answering.forms.material import surest
from rag.answering.not_found import answers_nothing, not_said, note_leads, noted, perhaps_said, unanswered
from rag.answering.positions import (
    asks_for_an_order,
    asks_for_no_words,
    only_about,
    point,
    says_something,
    stands,
)
from rag.answering.reporter_voice import as_told
from rag.judging.answerability import Reason
from rag.judging.reading import Reader, Reading
from rag.parties.parties import Parties, Party
from rag.question.analysis import actor
from rag.question.authorship import asks_for_byline
from rag.question.kind import CERTAIN
from rag.question.query import Query
from rag.question.scope import beside
from rag.retrieval.retriever import Begun, Retriever
from rag.storage.stores import Stores
from rag.types import Evidence, Filters

_TOLD = 12  # sentences of which one may be cited
_UNNAMED = 4  # parties heard where a comparison names none
_HELD = ("number", "date", "name")


class Composer:
    """Composes drafts of verbatim sentences over one set of stores."""

    def __init__(
        self,
        stores: Stores,
        retriever: Retriever,
        reader: Reader,
        quoted_characters: int,
        suggested: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self._stores = stores
        self._retriever = retriever
        self._reader = reader
        self._quoted_characters = quoted_characters
        self._by_kind = ByKind(stores, retriever, reader, quoted_characters, suggested)

    def compose(self, reading: Reading, parties: Parties, referred: Party | None = None) -> Draft:
        """The draft for one reading; `referred` is the party that a pronoun of the question refers to."""
        asked = reading.asked
        request = beside(reading.query.meant)
        if request == "instruction" and not asks_for_an_order(reading):
            return self._not_said(reading, request)
        evidence, known_as_missing = noted(reading, self._of_each_part(reading))
        told = replace(
            reading, evidence=tuple(each for each in reading.evidence if each.sentence.role != "note")
        )
        by_note = note_leads(reading, evidence)
        whether = disagreement(asked, evidence) if asks_whether_they_agree(asked.text) else None
        in_form = None if whether else self._in_form(reading, None if by_note else told, parties)
        if in_form is not None:
            return in_form
        if request and _is_beside(reading):
            return self._not_said(reading, request)
        # What the note tells of a party is not what the party says.
        settled_by_note = by_note and reading.understood.kind == "yes_no"
        draft = None if whether or settled_by_note else self._by_party(reading, parties, referred)
        if draft is not None:
            return draft
        unheard = None if whether or reading.parts else told_of_the_unheard(told, parties, self._writer)
        if unheard is not None:
            return unheard
        if answers_nothing(reading):
            return self._not_said(reading, "no_evidence")
        several = None if whether or by_note or reading.parts else self._by_kind.of_several(told)
        if several is not None:
            return several
        evidence = [*(as_told(asked, each) for each in evidence[:_TOLD]), *evidence[_TOLD:]]
        row = () if reading.parts or by_note else telling_row(asked, evidence)
        return answer_plainly(
            evidence,
            self._pages_of(evidence),
            self._quoted_characters,
            asked,
            disagreement(asked, evidence),
            () if row else unanswered(reading) or known_as_missing,
            len(reading.parts),
            # A note may be on something else, where what is found holds a figure, date or name of the kind asked for.
            perhaps=perhaps_said(reading) if not known_as_missing or asked.wants in _HELD else (),
            first=row,
        )

    def _in_form(self, reading: Reading, told: Reading | None, parties: Parties) -> Draft | None:
        """Who wrote a paper, by its own top rather than by a list of papers that may be meant; or `told`, the reading
        without notes on the papers, in the form of its kind."""
        return self._byline(reading, parties) or (self._by_kind.draft(told, parties) if told else None)

    def _byline(self, reading: Reading, parties: Parties) -> Draft | None:
        """Who wrote a document and when, from its own top, else from its metadata; None if that is not asked, or
        nothing is found."""
        text = reading.query.meant
        if not asks_for_byline(text):
            return None
        documents = self._retriever.named(text) or self._only_document(text)
        lines = bylines(text, reading.evidence, documents)
        if lines and not asks_for_both(text):
            return answer_plainly(lines, self._pages_of(lines), self._quoted_characters)
        return self._by_kind.publication(reading, parties)

    def _by_party(self, reading: Reading, parties: Parties, referred: Party | None) -> Draft | None:
        """What each party that the question sets against others says; None where it asks for no party's words."""
        asked, text = reading.asked, reading.query.meant
        named = [referred] if referred else parties.speaking(actor(text) or "")
        facing = list(parties.facing(text) or named)
        unasked = not named and not parties.named(text)
        if unasked:
            facing = self._unnamed(reading, parties) or facing
        if not facing or asks_for_no_words(reading, parties, len(facing), bool(named)):
            return None
        about = [party for party in parties.named(text) if not are_among(party, facing)]
        facing += not_heard(actor(text) or "", named, parties) or claimant_of(reading, facing, parties)
        hearings = {party.key: self._hearing(party, reading.query) for party in facing}
        called = parties.called(actor(text) or "")
        heard = stands(
            asked,
            facing,
            lambda party, topic: self._heard(hearings[party.key], reading, topic),
            called,
            about,
        )
        heard = worth_telling(heard, reading, unasked)
        # Whose own sentence answers the question is not silent, whatever is said on the words of its topic alone.
        asked_one = bool(named) and _asked_alone(reading, facing, called, about)
        if all(stand.silent and not (asked_one and stand.evidence) for stand in heard):
            return None
        compared = self._by_kind.side_by_side(reading, heard)
        if compared is not None:
            return compared
        heard = led_by_surest(heard, reading, asked_first=bool(named))
        pages = self._pages_of([each for stand in heard for each in stand.evidence])
        return answer_by_party(heard, pages, self._quoted_characters)

    def _unnamed(self, reading: Reading, parties: Parties) -> list[Party]:
        """The parties that speak on the point of a comparison which names none: those whose own sentences come first;
        two of them where "both sides" are asked for. Where there is no point either ("who disagrees with whom?") all
        the main ones."""
        if parties.sets_against(reading.query.meant) and not point(reading.asked, ()):
            return list(parties.facing(reading.query.meant) or parties.disputants()[:_UNNAMED])
        compared = reading.understood.kind == "comparison" and reading.understood.probability >= CERTAIN
        if not compared or reading.judgement.verdict == "none":
            return []
        both = bool(parties.facing(reading.query.meant))
        found: list[Party] = []
        for each in reading.evidence:
            party = parties.of(each.sentence.speaker)
            if party in parties.disputants() and not any(party.speakers & other.speakers for other in found):
                found.append(party)
        if both:
            return opposed(found, parties)
        return found[:_UNNAMED] if len(found) > 1 else []

    def _hearing(self, party: Party, query: Query) -> "_Hearing":
        speakers = frozenset(filter(query.filters.hears, party.speakers))
        within = replace(query, filters=replace(query.filters, speaker=tuple(sorted(speakers))))
        return _Hearing(speakers, self._reader.begin(within) if speakers else None)

    def _heard(self, hearing: "_Hearing", reading: Reading, topic: str) -> Sequence[Evidence]:
        """What a party itself says, the most relevant to the topic first, or to the whole question without one."""
        if hearing.search is None:
            return ()
        hits = hearing.search.hits(reading.vector)
        heard = hearing.speakers.__contains__
        question = reading.asked.text
        gathered = self._reader.gathered(reading.vector, hits, heard)
        found = self._reader.evidence(
            reading.asked, gathered, topic or question, whole=question if topic else ""
        )
        return [each for each in found if says_something(each)]

    def _of_each_part(self, reading: Reading) -> Sequence[Evidence]:
        """The evidence with the best sentence of each answered part first, in the order that they were asked."""
        first = [
            part.evidence[0] for part in reading.parts if part.judgement.verdict != "none" and part.evidence
        ]
        places = {(each.hit.passage.document_id, each.sentence.start): each for each in first}
        rest = [
            each
            for each in reading.evidence
            if (each.hit.passage.document_id, each.sentence.start) not in places
        ]
        return [*places.values(), *rest]

    def _not_said(self, reading: Reading, reason: Reason) -> Draft:
        filters = reading.query.filters
        searched = self._stores.library.narrowing.extent(filters)
        return not_said(reading, reason, searched, filters != Filters())

    def _pages_of(self, evidence: Sequence[Evidence]) -> Pages:
        library = self._stores.library
        return {id: library.pages(id) for id in {each.hit.passage.document_id for each in evidence}}

    def _writer(self, evidence: Sequence[Evidence]) -> Writer:
        return Writer(self._pages_of(evidence), self._quoted_characters)

    def _only_document(self, text: str) -> frozenset[str]:
        """The only document there is, where the question names its publisher."""
        held = self._stores.library.catalogue()
        return frozenset(
            entry.document_id
            for entry in held
            if len(held) == 1
            and entry.metadata.publisher
            and entry.metadata.publisher.casefold() in text.casefold()
        )


def _is_beside(reading: Reading) -> bool:
    """Is what a request is about beside the documents: nothing answers it, or not surely and a word is not held?"""
    verdict = reading.judgement.verdict
    sure = verdict == "answered" or surest(reading) is not None
    return verdict == "none" or (not sure and any(not term.held for term in reading.asked.terms))


def _asked_alone(reading: Reading, facing: Sequence[Party], called: str, about: Sequence[Party]) -> bool:
    """Is one party asked alone, which does not answer the question best, or speaks of nobody whom it is asked about?"""
    of_others = only_about(point(reading.asked, facing, called), about)
    may_be_silent = of_others or not _answers(facing[0], reading)
    return len(facing) == 1 and reading.judgement.verdict != "none" and may_be_silent


def _answers(party: Party, reading: Reading) -> bool:
    """Does a sentence of this party's own answer the question best?"""
    return reading.judgement.verdict == "answered" and reading.evidence[0].sentence.speaker in party.speakers


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One party that is being heard: its search is under way while the one before it is read."""

    speakers: frozenset[str]
    search: Begun | None
