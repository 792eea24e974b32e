"""Each claim of the reports in an affair, with what the other parties answer to it, or that they say nothing to it.

The claims are sentences of the report itself, or of papers that tell what it says; an answer is a sentence of
another party on the same point, published no earlier than the claim. Every row is a verified quotation.
"""

import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from rag.answering.citations import cite
from rag.answering.positions import on_point, point
from rag.embedding.embedder import Vector
from rag.overviews.claimants import Told, claims_of, telling_of
from rag.overviews.opponents import Opponents, opponents
from rag.parties.affiliations import bodies
from rag.parties.parties import Parties, Party
from rag.question.analysis import ask
from rag.retrieval.retriever import Retriever
from rag.storage.library import Library
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.text.repeats import says_again
from rag.text.tokens import telling_stems, words
from rag.types import Citation, Evidence, Filters, Hit, Query, Sentence

MOST = 200  # claims
_OF_ONE = 40  # claims of one work
_ECHOING = 500  # passages with words of others, of which those claims are chosen that they come nearest to
_HITS = 24
# Words shared and cosine, the second counting less: a whole sentence is near to many that answer something else.
# On two affairs labelled by hand, 33 of 46 claims then have the right first answer, or rightly none.
_NEARNESS, _ANSWERS = 0.75, 0.67
_ANSWERS_WELL = 0.75  # for parties whose silence would not be shown
_ELSEWHERE = 0.08  # less for words that stand in no document on the work, or in one of years later
_ALSO = 0.85  # of the best answer's; what answers less than that is left out
_SHOWN = 2  # answers of one party
_FEWEST = 4  # telling words of an answer
_QUOTES = re.compile(r"[“\"]\w")
# "The Herald reported how the council answered" says that something was said, and not what.
_ANNOUNCES = re.compile(r"\breport(?:s|ed)\b[^.;:]{0,40}?\b(?:how|what)\b")


@dataclass(frozen=True, slots=True)
class Answered:
    """What one party says to a claim; nothing where it is `silent`. `on_the_work` is then how it begins where it
    speaks of the whole work, if it does: silence on one claim is not silence on all."""

    party: str
    citations: tuple[Citation, ...]
    silent: bool
    on_the_work: Citation | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    claim: Citation
    party: str
    answers: tuple[Answered, ...]


class Claims:
    """The claims of one library, worked out once for each of its revisions."""

    def __init__(self, stores: Stores, retriever: Retriever) -> None:
        self._stores = stores
        self._library = stores.library
        self._retriever = retriever
        self._rarity = Rarity(stores.lexical)
        self._working = threading.Lock()
        self._known: tuple[int, tuple[Claim, ...]] = (-1, ())

    def rows(self, limit: int = MOST) -> tuple[Claim, ...]:
        """The claims, those of the work that is told of most first, in the order in which it was told of."""
        with self._working:
            revision = self._library.revision()
            if self._known[0] != revision:
                self._stores.check_model()
                self._known = (revision, tuple(self._all()))
            return self._known[1][:limit]

    def _all(self) -> Iterator[Claim]:
        parties = Parties(self._library.catalogue(), bodies(self._library))
        number = 0
        for claimant, told in claims_of(self._library, parties).items():
            facing = opponents(claimant, told, parties, self._library, self._stores.lexical)
            if not facing.parties:
                continue
            heard = _Heard(self._library, facing, telling_of(claimant.names, or_the_work=True))
            for each in self._taken_up(told, facing):
                hit = Hit(each.passage, each.document.metadata, 0.0)
                evidence = Evidence(hit, each.sentence, each.text, 0.0, 0.0, frozenset())
                answers = tuple(self._answers(each, facing, heard))
                if not answers:
                    continue  # nobody is there whose silence would tell anything
                number += 1
                yield Claim(cite(evidence, number, each.document.pages), claimant.name, answers)

    def _taken_up(self, told: Sequence[Told], facing: Opponents) -> Sequence[Told]:
        """The claims of a long report that come nearest to what others say, in their order."""
        if len(told) <= _OF_ONE:
            return told
        ids = self._library.narrowing.hearing(frozenset(facing.speakers))[:_ECHOING]
        said = [
            vector
            for sentences, vectors in self._library.sentence_vectors(ids).values()
            for sentence, vector in zip(sentences, vectors, strict=False)
            if sentence.speaker in facing.speakers
        ]
        if not said:
            return told[:_OF_ONE]
        echo = (np.stack([each.vector for each in told]) @ np.stack(said).T).max(axis=1)
        return [told[place] for place in sorted(np.argsort(-echo)[:_OF_ONE].tolist())]

    def _answers(self, claim: Told, facing: Opponents, heard: "_Heard") -> Iterator[Answered]:
        """What each of the main parties says to a claim, or its silence; then who else speaks to the point."""
        query = Query(claim.text, Filters(speaker=tuple(sorted(facing.speakers))))
        hits = self._retriever.retrieve(query, _HITS, claim.vector)
        # Whom a claim is about is no point of it, but "services" is one beside an Association of Services.
        named = {word.stem for word in words(claim.text) if word.capital} & facing.names
        topic = [term for term in point(ask(claim.text, self._rarity), ()) if term.stem not in named]
        measured = []
        for each in heard(hits, claim.vector):
            beside = facing.beside(each.hit.passage.document_id, each.hit.metadata.date)
            score = on_point(topic, each) + _NEARNESS * each.cosine - (0 if beside else _ELSEWHERE)
            measured.append((beside, score, each))
        # A reply to the work itself before what was said elsewhere, however near.
        measured.sort(key=lambda one: (not one[0], -one[1]))
        for party in facing.parties:
            main = party in facing.main
            least = _ANSWERS if main else _ANSWERS_WELL
            own = [one for one in measured if one[1] >= least and one[2].sentence.speaker in party.speakers]
            best = max((score for beside, score, _ in own if beside == own[0][0]), default=0.0)
            said = _once([each for _, score, each in own if score >= _ALSO * best])[:_SHOWN]
            if said or main:
                citations = tuple(
                    cite(each, number, self._library.pages(each.hit.passage.document_id))
                    for number, each in enumerate(said, 1)
                )
                first = None if said else heard.on_the_work(party)
                whole = cite(first, 1, self._library.pages(first.hit.passage.document_id)) if first else None
                yield Answered(party.name, citations, not said, whole)


class _Heard:
    """What the opponents of one work say in a passage; each passage is read once for all its claims."""

    def __init__(self, library: Library, facing: Opponents, telling_of_it: re.Pattern[str]) -> None:
        self._library = library
        self._facing = facing
        self._telling_of_it = telling_of_it
        self._telling_of_them = telling_of(name for party in facing.parties for name in party.aliases)
        self._read: dict[str, list[tuple[Sentence, str, frozenset[str], Vector]]] = {}
        self._whole: dict[str, Evidence | None] = {}

    def __call__(self, hits: Sequence[Hit], vector: Vector) -> Iterator[Evidence]:
        """The sentences of these passages that may be answers, with the cosines of their vectors to `vector`."""
        unread = {hit.passage.id: hit for hit in hits if hit.passage.id not in self._read}
        for id, (sentences, vectors) in self._library.sentence_vectors(unread).items():
            self._read[id] = list(self._said(unread[id], sentences, vectors))
        for hit in hits:
            for sentence, text, said, own in self._read.get(hit.passage.id, ()):
                yield Evidence(hit, sentence, text, 0.0, float(own @ vector), said)

    def on_the_work(self, party: Party) -> Evidence | None:
        """The first that a party says in the earliest document that speaks of the work, an original before a summary;
        None where it speaks in none."""
        if party.key not in self._whole:
            _, said = next(groupby(self._of_the_work(party), key=_document), ("", iter(())))
            self._whole[party.key] = min(said, key=_remoteness, default=None)
        return self._whole[party.key]

    def _of_the_work(self, party: Party) -> Iterator[Evidence]:
        facing = self._facing
        known = self._library.metadata(facing.naming)
        replies = [
            (about.date, about.text_type, id)
            for id, about in known.items()
            if about.date and facing.beside(id, about.date)
        ]
        for _, _, id in sorted(replies):
            passages = self._library.passages(self._library.passage_ids([id]))
            read = self._library.sentence_vectors(passages)
            for passage in sorted(passages.values(), key=lambda each: each.start):
                hit = Hit(passage, known[id], 0.0)
                for sentence, text, said, _ in self._said(hit, *read[passage.id]):
                    if sentence.speaker in party.speakers and not _ANNOUNCES.search(text):
                        yield Evidence(hit, sentence, text, 0.0, 0.0, said)

    def _said(
        self, hit: Hit, sentences: Sequence[Sentence], vectors: Vector
    ) -> Iterator[tuple[Sentence, str, frozenset[str], Vector]]:
        metadata, id = hit.metadata, hit.passage.document_id
        if id in self._facing.own or not self._facing.in_time(id, metadata.date):
            return
        for sentence, vector in zip(sentences, vectors, strict=False):
            if sentence.speaker not in self._facing.speakers or sentence.role not in ("body", "item"):
                continue
            text = hit.passage.text[sentence.start - hit.passage.start : sentence.end - hit.passage.start]
            # The voice of a summary is ours, unless it says whose words it tells.
            ours = metadata.text_type == "summary" and sentence.manner == "voice"
            # "The review asks us to keep a second ship" tells a claim and does not answer it.
            if (ours and not self._telling_of_them.search(text)) or self._telling_of_it.search(text):
                continue
            said = telling_stems(text)
            # A signature or a contact has no small words.
            if len(said) >= _FEWEST and any(not word.tells for word in words(text)):
                yield sentence, text, said, vector


def _remoteness(evidence: Evidence) -> int:
    """How far a sentence is from the speaker's own words: they, what repeats some of them, what tells of them."""
    if evidence.sentence.manner == "direct":
        return 0
    return 1 if _QUOTES.search(evidence.text) else 2


def _document(evidence: Evidence) -> str:
    return evidence.hit.passage.document_id


def _once(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Each thing said once, the best first."""
    kept: list[Evidence] = []
    for each in evidence:
        if not any(says_again(each.stems, other.stems) for other in kept):
            kept.append(each)
    return kept
