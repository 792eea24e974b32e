"""Answers for kinds of question that have a form of their own: what is held, help, a summary, who somebody is.

A form is used only where the kind is certain enough and what is asked about resolves to something held; otherwise the
question is answered plainly.
"""

from collections.abc import Callable, Sequence

from rag.answering.compose import Draft
from rag.answering.forms.choices.deciding import decided, undecided
from rag.answering.forms.chronology.listed_events import listed_events
from rag.answering.forms.chronology.order import in_order
from rag.answering.forms.exact_words import exact_words
from rag.answering.forms.material import Material, about, denied_alone, gathered, led, surest
from rag.answering.forms.offices import office_holders
from rag.answering.forms.papers.counted import counted
from rag.answering.forms.papers.holdings import Holdings
from rag.answering.forms.papers.meant import names_a_paper, party_in
from rag.answering.forms.people.attendance import attendance
from rag.answering.forms.people.camps import camps
from rag.answering.forms.points import points, so_called
from rag.answering.forms.publication import publication
from rag.answering.forms.reason import reasons
from rag.answering.forms.sayings import saying
from rag.answering.forms.settling import settled
from rag.answering.forms.side_by_side import side_by_side
from rag.answering.forms.signatures import signatures
from rag.answering.forms.sources import between_sources, voices
from rag.answering.forms.summing_up import said_in_a_paper, summing_up
from rag.answering.help import service_help
from rag.answering.identity import identifying
from rag.answering.positions import Stand
from rag.judging.reading import Reader, Reading
from rag.parties.parties import Parties, Party
from rag.question.analysis import actor
from rag.question.catalogue_query import catalogue_query
from rag.question.claimed import claimed
from rag.question.kind import CERTAIN, SAFE, is_a_word
from rag.question.parts import of_both_camps
from rag.retrieval.retriever import Retriever
from rag.storage.stores import Stores
from rag.text.tokens import telling_stems
from rag.types import AskedKind, Evidence

_LIKELY = 0.3
_BROAD: tuple[AskedKind, ...] = ("summary", "list")  # their forms show much, and not the best sentence first
# The probability from which on they are used where a plain answer would lack nothing. Over thirteen affairs as many of
# the questions understood as a list between CERTAIN and this need one sentence as several; above it more need several.
_BROADLY = 0.6
# Where such a question sets parties against each other, it is answered party by party.
_BETWEEN: tuple[AskedKind, ...] = ("yes_no", "reason", "comparison", "who_said")
# So is one that only looks like another kind: "what is the view of Acme on it?".
_ALIKE: tuple[AskedKind, ...] = ("identity",)
_WHOLE: tuple[AskedKind, ...] = ("catalogue", "order")  # what they list is one question
_OF_WORDS: tuple[AskedKind, ...] = ("yes_no", "who_said", "exact_words")


class ByKind:
    """Composes the forms over one set of stores; `suggested` gives questions that they are known to answer."""

    def __init__(
        self,
        stores: Stores,
        retriever: Retriever,
        reader: Reader,
        quoted_characters: int,
        suggested: Callable[[], Sequence[str]],
    ) -> None:
        self._suggested = suggested
        self._material = Material(stores, retriever, reader, quoted_characters)
        self._holdings = Holdings(stores, retriever, self._material)

    def draft(self, reading: Reading, parties: Parties) -> Draft | None:
        """The answer in the form of the question's kind; None where it is to be answered plainly."""
        if catalogue_query(reading.query.text).certain:
            return self._holdings.draft(reading)
        listed = counted(reading, parties, self._material)
        return listed or self._of_people(reading, parties) or self._in_form(reading, parties)

    def _of_people(self, reading: Reading, parties: Parties) -> Draft | None:
        """Who came, who is of the one camp or the other, and which of two it was: asked in any kind of question."""
        if of_both_camps(reading.query.meant):
            return voices(reading, self._material)
        came = attendance(reading, self._material)
        return came or camps(reading, parties, self._material) or decided(reading, self._material)

    def _in_form(self, reading: Reading, parties: Parties) -> Draft | None:
        kind, text = reading.understood.kind, reading.query.meant
        asked = parties.speaking(actor(text) or "")
        if said := self._said(reading, parties, asked):
            return said
        between = kind in _BETWEEN or (kind in _ALIKE and bool(asked))
        if (reading.parts and kind not in _WHOLE) or (between and _by_party(text, parties, kind)):
            return None
        if kind == "yes_no" or claimed(text) is not None:
            return undecided(settled(reading, parties, self._material), reading)
        if reading.understood.probability < self._needed(reading, parties):
            # Where a list may not be asked for, only one that a document gives is shown whole.
            return points(reading, parties, self._material, given=True) if kind == "list" else None
        match kind:
            case "reason":
                return reasons(reading, self._material)
            case "list":
                return points(reading, parties, self._material)
            case "comparison":
                return between_sources(reading, self._material) or self._compared(reading, parties)
            case "order":
                return in_order(reading, self._material)
            case "exact_words":
                return exact_words(reading, party_in(text, parties), self._material)
            case "chat":
                return self._help(reading)
            case "catalogue":
                return self._holdings.draft(reading)
            case "summary":
                return summing_up(reading, parties, self._material)
            case "identity":
                holders = office_holders(reading, self._material)
                return holders or self._material.quoted(self._identity(reading))
            case _:
                return None

    def _said(self, reading: Reading, parties: Parties, asked: Sequence[Party]) -> Draft | None:
        """Whose words are at issue, and what the one party that is asked about says in a paper of its own."""
        if reading.understood.kind in _OF_WORDS:
            party = party_in(reading.query.meant, parties)
            if said := saying(reading, party, self._material):
                return said
        alone = len(asked) == 1 and not reading.parts
        return said_in_a_paper(reading, asked[0], parties, self._material) if alone else None

    def _needed(self, reading: Reading, parties: Parties) -> float:
        """The probability of its kind from which on a question is answered in that kind's form."""
        kind = reading.understood.kind
        if kind in _BROAD and not (kind == "summary" and names_a_paper(reading, self._material)):
            # Where a broad kind is understood wrongly, the sentence that answers is lost; where a plain answer lacks
            # something, little is; nor where a list is all of what one body says.
            whole = reading.judgement.verdict == "answered"
            of_one = kind == "list" and so_called(reading, parties)
            return _BROADLY if whole and not of_one else _LIKELY
        if kind == "order":
            # Rows under days take the place of the answer: unless the question lists what to put in order, it has to
            # ask for that.
            return _LIKELY if len(listed_events(reading.query.meant)) > 1 else SAFE
        return CERTAIN

    def of_several(self, reading: Reading) -> Draft | None:
        """The sentences that belong to the answer, where it is likely that several do, of whatever kind it is."""
        sure = reading.judgement.verdict == "answered"
        likely = reading.understood.several >= (_BROADLY if sure else _LIKELY)
        return gathered(reading, self._material) if likely and not denied_alone(reading) else None

    def publication(self, reading: Reading, parties: Parties) -> Draft | None:
        """When the documents that a question names appeared, and by whom; None where it names none."""
        return publication(reading, parties, self._material)

    def side_by_side(self, reading: Reading, stands: Sequence[Stand]) -> Draft | None:
        """What two parties say on the same points; None where no comparison is asked for."""
        return side_by_side(stands, self._material) if reading.understood.kind == "comparison" else None

    def _compared(self, reading: Reading, parties: Parties) -> Draft | None:
        """None where the sides of a dispute are asked for: each is heard by itself."""
        apart = parties.sets_against(reading.query.meant)
        return None if apart else gathered(reading, self._material)

    def _help(self, reading: Reading) -> Draft | None:
        """None where it names something that the documents speak of: "thanks, and the bridge?" is no thanks."""
        terms = about(reading)
        named = any(term.held for term in terms) and reading.judgement.verdict != "none"
        if named or not all(is_a_word(term.plain) for term in terms):
            return None
        return service_help(self._material.held(reading), self._suggested())

    def _identity(self, reading: Reading) -> Sequence[Evidence]:
        terms = about(reading)
        name = tuple(term.stem for term in terms)
        if not name:
            return ()
        found = identifying(
            name, reading.evidence, lambda some: self._material.rank(reading.asked.text, some, speakers=False)
        )
        if not found:
            return signatures(name, reading, self._material)
        # "The authority is led by its director, Jo Hill" answers who runs it and does not hold its name. What somebody
        # says of other things does not tell who that is.
        best = surest(reading)
        says_it = best is not None and frozenset(name) <= telling_stems(best.sentence.speaker)
        return found if says_it else led(found, reading)


def _by_party(text: str, parties: Parties, kind: AskedKind) -> bool:
    """Whether a question sets parties against each other, or asks what some of them say. (The reason that one of them
    gives is a reason first.)"""
    return bool(parties.facing(text) or (kind != "reason" and parties.speaking(actor(text) or "")))
