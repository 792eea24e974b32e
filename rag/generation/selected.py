"""From a model's choice to an answer of the sources' own sentences, held to the laws that no choice can break.

No party of a question between parties is dropped, nor what the answer says is missing or differs; a sentence that leans
on the one before it, or that the next one limits, is not shown without it.
"""

from collections.abc import Iterator, Sequence

from rag.answering.compose import NEAREST, Draft
from rag.answering.forms.answering_words import answering_words
from rag.generation.choice import Choice
from rag.generation.offers import Offer, Offers, place
from rag.generation.transcript import Transcript, opening_of
from rag.question.analysis import Asked
from rag.text.leaning import leans_back, person_meant
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words
from rag.types import AnswerSentence, Evidence, Side
from rag.verification.headings import heading_over

_MOST = 8  # sentences chosen
_STEPS = 2  # sentences back for what "it" stands for
_LONG = 240  # characters of a sentence that is brought only where nothing shorter tells who is meant
_QUALIFYING = [entry.word.split() for entry in lexicon.entries("qualifying_words")]
_LONGEST_TURN = max(map(len, _QUALIFYING))


class Selection:
    """One choice as it is shown."""

    def __init__(
        self, offers: Offers, draft: Draft, asked: Asked, question: str, transcript: Transcript
    ) -> None:
        self._offers = offers
        self._draft = draft
        self._asked = asked
        self._question = question
        self._transcript = transcript
        self._opening = NEAREST if any(each.text.startswith(NEAREST) for each in draft.sentences) else ""

    def show(self, choice: Choice) -> None:
        """Add the chosen sentences to the transcript, with what may not be missing beside them."""
        by_key = self._offers.by_key()
        groups = [(group.heading, [by_key[key] for key in group.keys]) for group in choice.groups]
        if self._draft.sides:
            self._by_party([offer for _, offers in groups for offer in offers])
            return
        self._fixed(leading=True)
        left = _MOST
        for heading, offers in groups:
            taken, left = offers[:left], left - len(offers[:left])
            told = heading_over(heading, self._question, [each.evidence for each in taken]) if taken else None
            for offer in taken:
                self._add(offer, told)
        self._required()
        self._fixed(leading=False)

    def _fixed(self, leading: bool) -> None:
        """What the first answer says itself, before its first quotation or after it: what is not in the documents."""
        sentences = self._draft.sentences
        first = next((n for n, each in enumerate(sentences) if each.citations), len(sentences))
        for sentence in sentences[:first] if leading else sentences[first:]:
            if not sentence.citations:
                self._transcript.kept(self._draft, sentence)

    def _required(self) -> None:
        """What a note on the answer points at, such as a figure that differs, and notes on the papers themselves."""
        for sentence in self._draft.sentences:
            noted = any(
                f"[{marker}]" in note for marker in sentence.citations for note in self._draft.warnings
            )
            on_papers = any(
                (offer := self._offers.cited(marker)) and offer.evidence.sentence.role == "note"
                for marker in sentence.citations
            )
            if noted or on_papers:
                self._transcript.kept(self._draft, sentence)

    def _by_party(self, chosen: Sequence[Offer]) -> None:
        """Each party in the order of the first answer with what was chosen of its own words, else with what it had."""
        for side, sentences in self._sections():
            own = [offer for offer in chosen if side and speaks(self._draft, side, offer)]
            for number, offer in enumerate(own):
                self._add(offer, None, f"{side.party}: " if side and number == 0 else "")
            for sentence in [] if own else sentences:
                self._transcript.kept(self._draft, sentence)

    def _sections(self) -> Iterator[tuple[Side | None, list[AnswerSentence]]]:
        """The sentences of the first answer, each run with the party that speaks in it, None where nobody does."""
        of = {marker: side for side in self._draft.sides for marker in side.citations}
        run: list[AnswerSentence] = []
        speaking: Side | None = None
        for sentence in self._draft.sentences:
            side = next((of[marker] for marker in sentence.citations if marker in of), None)
            if run and side is not speaking:
                yield speaking, run
                run = []
            speaking = side
            run.append(sentence)
        if run:
            yield speaking, run

    def _add(self, offer: Offer, group: str | None, opening: str = "") -> None:
        """A chosen sentence, after what it leans on and before what limits it; not at all where too much is quoted
        already for what it leans on. Where that is long, or cannot be shown, and the sentence opens with the "he" of
        one person whom it names, the name stands before it in brackets instead."""
        opening = opening or self._opening
        leant_on = self._leant_on(offer.evidence)
        meant = self._who_is_meant(offer.evidence, leant_on)
        for each in () if meant else leant_on:
            if not self._transcript.shows(each):
                if not self._quote(each, group, opening):
                    return
                opening = self._opening = ""
        if self._quote_offer(offer, group, opening, meant):
            self._opening = ""
        limit = self._offers.after.get(offer.place)
        if limit is not None and _turns(limit.text):
            self._quote(limit, group, "")

    def _leant_on(self, evidence: Evidence) -> list[Evidence]:
        """The sentences before it that it cannot be understood without, the first of them first."""
        found: list[Evidence] = []
        each = evidence
        while len(found) < _STEPS and (leans_back(each.text, _speaker_is_told(each)) or _turns(each.text)):
            before = self._offers.before.get(place(each))
            if before is None:
                break
            found.insert(0, before)
            each = before
        return found

    def _who_is_meant(self, evidence: Evidence, leant_on: Sequence[Evidence]) -> str:
        """ "[“He”: Jo Hill] "; empty if the sentence before it is shown, or does not tell."""
        if not leant_on and not leans_back(evidence.text, _speaker_is_told(evidence)):
            return ""
        before = leant_on[-1] if leant_on else self._offers.preceding.get(place(evidence))
        if before is None or self._transcript.shows(before):
            return ""
        if leant_on and len(before.text) <= _LONG and self._transcript.may_quote(before):
            return ""
        meant = person_meant(evidence.text, before.text)
        return f"[“{meant[0]}”: {meant[1]}] " if meant else ""

    def _quote_offer(self, offer: Offer, group: str | None, opening: str, meant: str) -> bool:
        if offer.citation is None:
            return self._quote(offer.evidence, group, opening + meant)
        marker = offer.citation.marker
        sentence = next((each for each in self._draft.sentences if marker in each.citations), None)
        if sentence is None:  # the first answer only speaks of it, in a note
            return self._quote(offer.evidence, group, opening + meant)
        if meant:
            opening = (opening or opening_of(sentence, offer.citation)) + meant
        return self._transcript.kept(self._draft, sentence, group, opening or None)

    def _quote(self, evidence: Evidence, group: str | None, opening: str) -> bool:
        missing = bool(self._draft.missing)
        answering = None if missing else answering_words(self._asked, evidence)
        return self._transcript.quoted(evidence, group, opening, answering)


def speaks(draft: Draft, side: Side, offer: Offer) -> bool:
    """Is a sentence by one of the speakers that the draft quotes for a side?"""
    speakers = {each.speaker for each in draft.citations if each.marker in side.citations}
    return offer.evidence.sentence.speaker in speakers


def _speaker_is_told(evidence: Evidence) -> bool:
    """Does the lead-in name a speaker of its own?"""
    speaker = evidence.sentence.speaker
    return speaker is not None and speaker != evidence.hit.metadata.publisher


def _turns(text: str) -> bool:
    """Does a sentence open with a word that limits the one before it?"""
    opening = [word.plain for word in words(text)[:_LONGEST_TURN]]
    return any(opening[: len(turn)] == turn for turn in _QUALIFYING)
