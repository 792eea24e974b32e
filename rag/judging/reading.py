"""One query read from end to end: passages found, sentences ranked by what they answer, and a judgement on them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rag.embedding.cross_encoder import CrossEncoder
from rag.embedding.embedder import Vector
from rag.judging.answerability import Judgement, judge
from rag.judging.exchanges import answered
from rag.judging.relevance import favour, holds_the_kind, places_of, ranked
from rag.question.analysis import Asked, ask
from rag.question.authorship import asks_for_byline
from rag.question.catalogue_query import catalogue_query
from rag.question.claimed import claim_in
from rag.question.conversation.follow_up import asks_itself, is_fragment, says_nothing
from rag.question.kind import SAFE, UNKNOWN, QuestionKinds, Understanding, subject
from rag.question.parts import parts
from rag.question.query import Query
from rag.retrieval.gathered import Gathered, gather
from rag.retrieval.retriever import Begun, Retriever
from rag.retrieval.sentences import weighed
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import AskedKind, Evidence, Hit

HITS = 30
# Their sentences are rarely relevant to the question by themselves: "summarise the letter" is answered by its first.
_OPEN: tuple[AskedKind, ...] = ("summary", "comparison", "order", "exact_words", "identity")
_HELD = 0.5  # of the weight of a question's subject, that its words resolve to documents


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found for a query. `evidence` is the most relevant first; `parts` are there where it asks several
    things: each part with the same passages, ranked and judged for it alone."""

    query: Query
    asked: Asked
    vector: Vector
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    judgement: Judgement
    parts: tuple["Reading", ...] = ()
    understood: Understanding = UNKNOWN


class Reader:
    """Reads queries over the stores; `encoder` is None where sentences are ranked by words and vectors alone."""

    def __init__(
        self, stores: Stores, retriever: Retriever, rarity: Rarity, encoder: CrossEncoder | None
    ) -> None:
        self._stores = stores
        self._retriever = retriever
        self._rarity = rarity
        self._encoder = encoder
        self._kinds = QuestionKinds(stores.embedder)

    def read(
        self, query: Query, topic: str | None = None, earlier: Query | None = None, leans: bool = False
    ) -> Reading:
        """Search and judge; `topic` is the query's text without the period that it asks for, where it asks for one.

        The `earlier` question joins as context where that makes the best sentence more relevant, and always where it
        is known that the question `leans` on it.
        """
        if catalogue_query(query.text).certain and not asks_for_byline(query.text):
            return self._unread(query)
        if earlier is None:
            return self._read(query, topic)
        both = replace(query, context=earlier.text, context_worded=earlier.worded, before=earlier.context)
        leaning = self._read(both, topic)
        if leans:
            return leaning
        alone = self._read(query, topic)
        return leaning if leaning.judgement.relevance > alone.judgement.relevance else alone

    def _read(self, query: Query, topic: str | None) -> Reading:
        search = self.begin(query)
        vector = self._stores.embedder.question(query.whole)
        # "And the council?" is of the kind of what it adds to.
        telling = next((each for each in reversed(query.said) if not is_fragment(each)), query.meant)
        understood = self._kinds.of(telling, self._stores.embedder.query(telling))
        asked = self._ask(replace(query, worded=topic or query.worded))
        return self.judged(query, asked, vector, search.hits(vector), understood)

    def _ask(self, query: Query) -> Asked:
        """The query with its context; what is asked for is told by the last of its questions that says so."""
        return ask(query.whole, self._rarity, next(filter(asks_itself, reversed(query.said)), ""))

    def _unread(self, query: Query) -> Reading:
        """A question about what the texts hold is answered by looking through them all: no passage is read for it."""
        asked = ask(query.text, self._rarity)
        nothing = np.zeros(0, dtype=np.float32)
        understood = Understanding("catalogue", 1.0)
        return Reading(query, asked, nothing, (), (), judge(asked, (), ()), understood=understood)

    def judged(
        self, query: Query, asked: Asked, vector: Vector, hits: Sequence[Hit], understood: Understanding
    ) -> Reading:
        """The sentences of these hits ranked and judged, for the query and for each part of it."""
        # Else the sentence that answers the earlier question would come first again.
        own = query.meant if query.context else ""
        # A sentence that says what is claimed is relevant to the claim, and less so to "can I write that …".
        question = asked.text if own else claim_in(query.meant) or asked.text
        # Before what it says, a name would make all of it tell who it is.
        named = understood.kind != "identity"
        gathered = self.gathered(vector, hits, query.hears)
        evidence = self.evidence(asked, gathered, question, whole=own, speakers=named)
        judgement = judge(asked, evidence, hits)
        # What is claimed of somebody is settled by what is held of him or her, also where it is something else.
        if is_open(understood) or claim_in(query.meant):
            judgement = _spared(judgement, asked, evidence, understood)
        if judgement.verdict == "answered" and says_nothing(query.meant):
            judgement = replace(judgement, verdict="partial")
        found = Reading(query, asked, vector, tuple(hits), evidence, judgement, understood=understood)
        several, typed = parts(query.meant), parts(query.text)
        if len(several) == 1:
            return found
        shown = typed if len(typed) == len(several) else several
        return replace(
            found,
            parts=tuple(
                self._part(found, gathered, *each, several[0]) for each in zip(shown, several, strict=True)
            ),
        )

    def begin(self, query: Query) -> Begun:
        """Start to search, so that several searches run side by side."""
        return self._retriever.begin(query, HITS)

    def evidence(
        self,
        asked: Asked,
        gathered: Gathered,
        question: str,
        part: str = "",
        whole: str = "",
        speakers: bool = True,
    ) -> tuple[Evidence, ...]:
        """The sentences that were gathered, the most relevant to `question` first; with `speakers`, one of somebody who
        is named is read with the name."""
        scored = weighed(asked, gathered)
        places = places_of(gathered.hits)
        return answered(
            ranked(
                question,
                scored,
                self._encoder,
                part,
                whole,
                favour=lambda each: favour(asked, each, places),
                speakers=speakers,
            ),
            tells=lambda each: holds_the_kind(asked, each),
        )

    def rank(
        self, question: str, evidence: Sequence[Evidence], every: bool = False, speakers: bool = True
    ) -> tuple[Evidence, ...]:
        """These sentences, the most relevant to `question` first; `every` one is read, or only the best."""
        return ranked(question, evidence, self._encoder, every=every, speakers=speakers)

    def found(self, query: Query, limit: int) -> tuple[Evidence, ...]:
        """The sentences of the `limit` passages that are found for a query, by words and vectors alone."""
        vector = self._stores.embedder.question(query.text)
        hits = self._retriever.retrieve(query, limit, vector)
        return weighed(ask(query.text, self._rarity), self.gathered(vector, hits, query.filters.hears))

    def sentences(self, reading: Reading, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """The sentences of `hits` by speakers that the filters hear, in no order that means relevance."""
        return weighed(reading.asked, self.gathered(reading.vector, hits, reading.query.hears))

    def gathered(self, vector: Vector, hits: Sequence[Hit], heard: Callable[[str | None], bool]) -> Gathered:
        """The sentences of `hits` by speakers that are `heard`, for whatever is asked of them."""
        sentences = self._stores.library.sentence_vectors(hit.passage.id for hit in hits)
        return gather(hits, sentences, vector, heard)

    def _part(self, whole: Reading, gathered: Gathered, typed: str, part: str, first: str) -> Reading:
        """One part, after the first where it is another: "how much did it cost" leans on what was paid for."""
        context = "" if part == first else first
        before = f"{whole.query.context_worded or whole.query.context} {context}".strip()
        query = replace(whole.query, text=typed, worded=part, context=before, context_worded="")
        asked = self._ask(query)
        own = part if context else ""
        evidence = self.evidence(asked, gathered, asked.text, own)
        return Reading(query, asked, whole.vector, whole.hits, evidence, judge(asked, evidence, whole.hits))


def is_open(understood: Understanding) -> bool:
    """Is it a question of a kind that is not refused for low relevance alone?"""
    return understood.kind in _OPEN and understood.probability >= SAFE


def _spared(
    judgement: Judgement, asked: Asked, evidence: Sequence[Evidence], understood: Understanding
) -> Judgement:
    """An open question is not refused for low relevance alone, where documents are held on what it is about."""
    if judgement.verdict != "none":
        return judgement
    about = subject(asked, understood.kind)
    held = sum(term.weight for term in about if term.held)
    resolved = not judgement.missing and held >= _HELD * sum(term.weight for term in about)
    return replace(judgement, verdict="partial") if resolved and evidence else judgement
