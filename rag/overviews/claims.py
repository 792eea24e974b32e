"""Each claim made by the reports of an affair, with the other parties' answers, or the fact that they give
none.

A claim is a sentence of the report itself, or of a document that reports what it says. An answer is a
sentence of another party, said no earlier than the claim, that the cross-encoder finds on its point: no
answer is better than a wrong one. Every row is a verified quotation.
"""

import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from rag.answering.citations import cite
from rag.answering.positions import on_point, point
from rag.embedding.cross_encoder import CrossEncoder
from rag.overviews.answers import follows, on_its_point
from rag.overviews.claimants import ClaimMention, claims_of, telling_of
from rag.overviews.opponents import Opponents, opponents
from rag.overviews.remembered import Remembered
from rag.overviews.statements import OpponentStatements
from rag.parties.affiliations import bodies
from rag.parties.opposition import opposition
from rag.parties.parties import Parties
from rag.question.analysis import ask
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.text.repeats import says_again
from rag.text.tokens import words
from rag.types import Citation, Evidence, Filters, Hit

MOST = 200  # claims
_EVERYTHING = Filters()
_OF_ONE = 40  # claims of one work
_ECHOING = 500  # passages that quote other parties, used to choose the claims of a long report
_HITS = 24
# Shared words and cosine. The cosine counts less: a sentence is close to many that answer something else. On two
# affairs labelled by hand, 33 of 46 claims have the right first answer, or rightly none.
_NEARNESS, _ANSWERS = 0.75, 0.67
_ANSWERS_WELL = 0.75  # for parties whose silence is not shown
_ELSEWHERE = 0.08  # deducted in a document that does not mention the work, or dates from years later
_ALSO = 0.85  # of the best answer's score; lower ones are left out
_SHOWN = 2  # answers of one party,
_JUDGED = 4  # of the nearest that are judged


@dataclass(frozen=True, slots=True)
class Answered:
    """What one party answers to a claim; `silent` if nothing.

    `on_the_work` is set only if it is silent: its first sentence on the work as a whole, if there is one, because
    silence on one claim is not silence on all of them.
    """

    party: str
    citations: tuple[Citation, ...]
    silent: bool
    on_the_work: Citation | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, the name of the party that makes it, and the answers of the other parties."""

    claim: Citation
    party: str
    answers: tuple[Answered, ...]


class Claims:
    """The claims of one library, computed once for each revision of it."""

    def __init__(self, stores: Stores, retriever: Retriever, encoder: CrossEncoder | None) -> None:
        """`encoder` judges whether an answer is on the point; without one words and vectors do, less surely."""
        self._encoder = encoder and Remembered(encoder)
        self._stores = stores
        self._library = stores.library
        self._retriever = retriever
        self._rarity = Rarity(stores.lexical)
        self._working = threading.Lock()
        self._known: tuple[int, tuple[Claim, ...]] = (-1, ())

    def rows(self, limit: int = MOST, filters: Filters = _EVERYTHING) -> tuple[Claim, ...]:
        """The claims, those of the work with most claims first, by the date of their documents.

        `filters` restrict where a claim stands and who makes it, not who answers it.
        """
        with self._working, self._stores.database.reading():
            revision = self._library.revision()
            if self._known[0] != revision:
                self._stores.check_model()
                self._known = (revision, tuple(self._all()))
            allowed = self._library.narrowing.matching(filters)
            found = (
                row
                for row in self._known[1]
                if (allowed is None or row.claim.document_id in allowed) and filters.hears(row.claim.speaker)
            )
            return tuple(islice(found, limit))

    def _all(self) -> Iterator[Claim]:
        parties = Parties(
            self._library.catalogue(),
            bodies(self._library),
            opposition=lambda known: opposition(self._library, known),
        )
        number = 0
        for claimant, mentions in claims_of(self._library, parties).items():
            facing = opponents(claimant, mentions, parties, self._library, self._stores.lexical)
            if not facing.parties:
                continue
            heard = OpponentStatements(self._library, facing, telling_of(claimant.names, or_the_work=True))
            found: list[tuple[Claim, frozenset[str]]] = []
            for each in self._taken_up(mentions, facing):
                self._stores.background.check()
                if each.sentence.speaker in facing.speakers:
                    continue  # an opponent's sentence about the work is not a claim of the work
                hit = Hit(each.passage, each.document.metadata, 0.0)
                evidence = Evidence(hit, each.sentence, each.text, 0.0, 0.0, frozenset())
                claim = cite(evidence, number + 1, each.document.pages)
                answers = tuple(self._answers(each, claim.quote, facing, heard))
                if not answers:
                    continue  # no party's silence would mean anything
                number += 1
                named = frozenset(parties.whole(party).name for party in parties.named(each.text))
                found.append((Claim(claim, claimant.name, answers), named))
            engaged = {answer.party for claim, _ in found for answer in claim.answers if not answer.silent}
            for row, named in found:
                yield replace(row, answers=to_the_point(row.answers, named, engaged))

    def _taken_up(self, mentions: Sequence[ClaimMention], facing: Opponents) -> Sequence[ClaimMention]:
        """The claims of a long report that are closest to what other parties say, in their order."""
        if len(mentions) <= _OF_ONE:
            return mentions
        ids = self._library.narrowing.hearing(frozenset(facing.speakers))[:_ECHOING]
        said = [
            vector
            for sentences, vectors in self._library.sentence_vectors(ids).values()
            for sentence, vector in zip(sentences, vectors, strict=False)
            if sentence.speaker in facing.speakers
        ]
        if not said:
            return mentions[:_OF_ONE]
        echo = (np.stack([each.vector for each in mentions]) @ np.stack(said).T).max(axis=1)
        return [mentions[place] for place in sorted(np.argsort(-echo)[:_OF_ONE].tolist())]

    def _answers(
        self, claim: ClaimMention, quote: str, facing: Opponents, heard: "OpponentStatements"
    ) -> Iterator[Answered]:
        """The answer of each main party, or its silence; then the answers of other parties."""
        query = Query(claim.text, Filters(speaker=tuple(sorted(facing.speakers))))
        hits = self._retriever.retrieve(query, _HITS, claim.vector)
        # Names of parties are not part of the point, but "services" is, beside an Association of Services.
        named = {word.stem for word in words(claim.text) if word.capital} & facing.names
        topic = [term for term in point(ask(claim.text, self._rarity), ()) if term.stem not in named]
        measured = []
        for each in heard(hits, claim.vector):
            beside = _replies(each, facing)
            score = on_point(topic, each) + _NEARNESS * each.cosine - (0 if beside else _ELSEWHERE)
            measured.append((beside, score, each))
        # A reply to the work itself comes before a statement made elsewhere, however close.
        measured.sort(key=lambda one: (not one[0], -one[1]))
        for party in facing.parties:
            main = party in facing.main
            least = _ANSWERS if main else _ANSWERS_WELL
            own = [one for one in measured if one[1] >= least and one[2].sentence.speaker in party.speakers]
            best = max((score for beside, score, _ in own if beside == own[0][0]), default=0.0)
            near = _once([each for _, score, each in own if score >= _ALSO * best and follows(claim, each)])
            said = on_its_point(
                quote, party.name, near[:_JUDGED], lambda each: _replies(each, facing), self._encoder
            )[:_SHOWN]
            if said or main:
                citations = tuple(
                    cite(each, number, self._library.pages(each.hit.passage.document_id))
                    for number, each in enumerate(said, 1)
                )
                first = None if said else heard.on_the_work(party)
                whole = cite(first, 1, self._library.pages(first.hit.passage.document_id)) if first else None
                yield Answered(party.name, citations, not said, whole)


def to_the_point(
    answers: tuple[Answered, ...], named: Collection[str], engaged: Collection[str]
) -> tuple[Answered, ...]:
    """The answers to a claim, and the silence of those to whom the claim speaks: whom it names or, where it
    names none of them, who answers the work elsewhere. Where that is nobody, the silence of all.
    """
    called = [answer for answer in answers if answer.party in named]
    spoken_to = {answer.party for answer in called} or engaged
    return tuple(each for each in answers if not each.silent or each.party in spoken_to) or answers


def _replies(evidence: Evidence, facing: Opponents) -> bool:
    """Is it from a document that may be a reply to the work?"""
    return facing.scope.beside(evidence.hit.passage.document_id, evidence.hit.metadata.date)


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without repetitions; the first version is kept."""
    kept: list[Evidence] = []
    for each in evidence:
        if not any(says_again(each.stems, other.stems) for other in kept):
            kept.append(each)
    return kept
