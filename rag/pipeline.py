"""The line from a question to an answer, stage by stage; `stream` yields as it goes, `answer` drains it.

Question ─rewrite─▶ Query ─retrieve─▶ Hits ─select─▶ Evidence ─judge, compose─▶ Answer
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from rag.answering.byline import asks_for_byline, bylines
from rag.answering.compose import Draft, Pages, answer_by_party, answer_plainly, answer_unfounded
from rag.answering.corroboration import corroborated
from rag.answering.disagreement import disagreement
from rag.answering.not_found import not_said
from rag.answering.positions import Stand, stands
from rag.answering.reporter_voice import as_told
from rag.embedding.embedder import Vector
from rag.errors import BadFilter, BadQuestion, DataFolderBusy, DiskFault, DiskFull, UnknownDocument, not_kept
from rag.generation.answer import Author
from rag.generation.generator import Written
from rag.judging.answerability import Judgement, Reason, judge
from rag.judging.premise import false_premise
from rag.parties.affiliations import bodies
from rag.parties.parties import Parties, Party
from rag.question.analysis import Asked, ask
from rag.question.period import Period, newest_first, period
from rag.question.rewrite import rewrite
from rag.question.scope import beside
from rag.retrieval.retriever import Begun, Retriever
from rag.retrieval.sentences import select
from rag.storage.answers import Archive, new_id, now
from rag.storage.derived import Derived
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import KINDS, Answer, AnswerSentence, Citation, Evidence, Filters, Hit, Query, Question

LONGEST_QUESTION = 2000  # characters
_HITS = 12
_NEAREST = 3
_TOLD = 12  # sentences of which one may be cited
_NO_MODEL = (
    "No chat model is configured, so the answer is quoted from the documents. Set REPORT_QA_CHAT_MODEL."
)
_ANY = "What is said?"  # whatever the documents are
_REMEMBERED = 6  # turns of a conversation that a follow-up may lean on


@dataclass(frozen=True, slots=True)
class Delta:
    """A sentence of the answer that has been verified, with the citations that it brings."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being done now: "searching", "reading" or "writing"."""

    name: str


Event = Stage | Delta | Answer


class Pipeline:
    """Answers questions over `stores` and keeps the answers in `archive`."""

    def __init__(
        self,
        stores: Stores,
        retriever: Retriever,
        archive: Archive,
        quoted_characters: int,
        author: Author | None = None,
    ) -> None:
        """`author` has answers written by a chat model; without one they are composed of quotations."""
        self._stores = stores
        self._retriever = retriever
        self._archive = archive
        self._quoted_characters = quoted_characters
        self._author = author
        self._rarity = Rarity(stores.lexical)
        self._parties = Derived(stores, lambda: Parties(stores.library.catalogue(), bodies(stores.library)))

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for. Raises StaleIndex."""
        self._stores.check_model()
        self._parties.now()
        query = Query(_ANY)
        vector = self._stores.embedder.query(query.text)
        hits = self._retriever.retrieve(query, 1, vector)
        self._evidence(ask(query.text, self._rarity), vector, hits, query.filters.hears)

    def answer(self, question: Question) -> Answer:
        """The whole answer, stored; raises BadQuestion, BadFilter and StaleIndex."""
        for event in self.stream(question):
            if isinstance(event, Answer):
                return event
        raise AssertionError("a stream ends with its answer")

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Ranked passages, no answer."""
        with self._stores.database.reading():
            self.check(query.text, query.filters)
            self._stores.check_model()
            return self._retriever.retrieve(query, limit)

    def stream(self, question: Question, stopped: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """Events in order, the last of them the Answer that was stored. Raises Stopped soon after `stopped` says that
        nobody wants it any more.

        All of it is read from one state of the library; a chat model, which may take minutes, from the newest.
        """
        with self._stores.database.snapshot() as snapshot:
            yield from snapshot.steps(self._events(question, stopped, snapshot.release))

    def _events(
        self, question: Question, stopped: Callable[[], bool], release_snapshot: Callable[[], None]
    ) -> Iterator[Event]:
        begun = time.monotonic()
        self.check(question.text, question.filters)
        self._stores.check_model()
        clock = _Clock()
        conversation_id = question.conversation_id or new_id()
        turns = question.turns or (
            () if question.alone else self._archive.turns(conversation_id, _REMEMBERED)
        )
        yield Stage("searching")
        with clock("rewrite"):
            parties = self._parties.now()
            query = Query(rewrite(question.text, turns, parties), question.filters)
            asked_for = period(query.text)
            asked = ask(asked_for.topic, self._rarity)
            query, notes = self._within(asked_for, query)
        key = self._author.key(query) if self._author is not None else None
        with clock("embed"):
            search = self._retriever.begin(query, _HITS)
            vector = self._stores.embedder.query(query.text)
        with clock("retrieve"):
            hits = search.hits(vector)
        yield Stage("reading")
        with clock("select"):
            evidence = self._evidence(asked, vector, hits, query.filters.hears)
            judgement = judge(asked, evidence, hits)
            evidence = newest_first(evidence) if asked_for.latest else evidence
        yield Stage("writing")
        with clock("compose"):
            draft = self._compose(asked, query, vector, evidence, judgement, parties)
        written = Written(
            "extractive", draft.text, draft.sentences, draft.citations, draft.sides, draft.warnings
        )
        author = self._author if question.mode != "extractive" else None
        if author is None and question.mode == "generative":
            notes = (*notes, _NO_MODEL)
        # Whether the documents answer at all is decided without a model, which would answer anything.
        asks_model = author is not None and draft.status != "not_in_documents" and not draft.settled
        if author is not None and asks_model:
            deadline = begun + author.seconds
            release_snapshot()
            with clock("write"):
                for event in author.write(asked, query, vector, hits, draft, key, deadline, stopped):
                    if isinstance(event, Written):
                        written = event
                    else:
                        yield Delta(*event)
        with clock("corroborate"):
            library = self._stores.library
            citations = corroborated(
                written.citations,
                [hit.passage.id for hit in hits],
                library,
                self._stores.lexical,
                library.narrowing.matching(query.filters),
            )
        with clock("store"):
            answer = Answer(
                id=new_id(),
                conversation_id=conversation_id,
                question=question.text,
                query=query.text,
                status=draft.status,
                mode=written.mode,
                text=written.text,
                sentences=written.sentences,
                citations=citations,
                sides=written.sides,
                nearest=tuple(hits[:_NEAREST]) if draft.status == "not_in_documents" else (),
                searched=library.narrowing.extent(query.filters),
                created_at=now(),
                reason=draft.reason,
                warnings=tuple(dict.fromkeys((*notes, *written.warnings))),
                timings_ms=clock.milliseconds,
                filters=question.filters,
            )
            release_snapshot()  # a writer that empties the log waits for it
            try:
                self._archive.keep(answer)
                if author is not None:
                    author.keep(key, written, answer)
            except (DiskFull, DiskFault, DataFolderBusy) as error:
                # Whoever asked gets the answer all the same; there is no permalink to it.
                answer = replace(answer, warnings=(*answer.warnings, not_kept(error)))
        for sentence in () if asks_model else answer.sentences:
            yield Delta(
                sentence, tuple(each for each in answer.citations if each.marker in sentence.citations)
            )
        yield answer

    def _compose(
        self,
        asked: Asked,
        query: Query,
        vector: Vector,
        evidence: Sequence[Evidence],
        judgement: Judgement,
        parties: Parties,
    ) -> Draft:
        request = beside(asked.text)
        unheld = any(not term.held for term in asked.terms)
        if request == "instruction" or (request and (unheld or not judgement.answerable)):
            return self._not_said(asked, judgement, request, query.filters)
        if asks_for_byline(asked.text):
            lines = bylines(
                asked.text, evidence, self._retriever.named(asked.text) or self._only_document(asked.text)
            )
            if lines:
                return answer_plainly(lines, self._pages_of(lines), self._quoted_characters)
        premise = None if judgement.missing else false_premise(asked, evidence)
        if premise is not None and (premise.contradicted or judgement.near):
            return answer_unfounded(premise, self._pages_of(evidence), self._quoted_characters)
        facing = list(parties.facing(asked.text) or parties.named(asked.actor or ""))
        if len(facing) > 1 or (facing and asked.wants not in ("number", "date", "name")):
            if len(facing) == 1 and evidence and judgement.answerable:
                claimant = parties.of(evidence[0].sentence.speaker)
                facing += [claimant] if claimant in parties.disputants() and claimant not in facing else []
            hearings = {party.key: self._hearing(party, query) for party in facing}
            heard = stands(asked, facing, lambda party: self._heard(hearings[party.key], asked, vector))
            if any(not stand.silent for stand in heard):
                return answer_by_party(heard, self._pages(heard), self._quoted_characters)
        if not judgement.answerable:
            return self._not_said(asked, judgement, "no_evidence", query.filters)
        evidence = [*(as_told(asked, each) for each in evidence[:_TOLD]), *evidence[_TOLD:]]
        return answer_plainly(
            evidence,
            self._pages_of(evidence),
            self._quoted_characters,
            asked,
            disagreement(asked, evidence),
        )

    def _not_said(self, asked: Asked, judgement: Judgement, reason: Reason, filters: Filters) -> Draft:
        library = self._stores.library
        return not_said(asked, judgement, reason, library.narrowing.extent(filters), filters != Filters())

    def _hearing(self, party: Party, query: Query) -> "_Hearing":
        speakers = frozenset(filter(query.filters.hears, party.speakers))
        within = replace(query, filters=replace(query.filters, speaker=tuple(sorted(speakers))))
        return _Hearing(speakers, self._retriever.begin(within, _HITS) if speakers else None)

    def _heard(self, hearing: "_Hearing", asked: Asked, vector: Vector) -> Sequence[Evidence]:
        """What a party itself says, the best first."""
        if hearing.search is None:
            return ()
        return self._evidence(asked, vector, hearing.search.hits(vector), hearing.speakers.__contains__)

    def _within(self, asked_for: Period, query: Query) -> tuple[Query, tuple[str, ...]]:
        """The query held to the period that it asks for, and what to say of it; as it was where nothing is left."""
        if not asked_for.restricts:
            return query, ()
        library = self._stores.library
        narrowed = asked_for.within(query.filters)
        if not library.narrowing.matching(narrowed):
            return query, (f"No document published {asked_for.told} is held, so all were searched.",)
        told = f"Only documents published {asked_for.told} were searched, as the question asks."
        allowed = library.narrowing.matching(query.filters)
        undated = sum(
            entry.metadata.date is None
            for entry in library.catalogue()
            if allowed is None or entry.document_id in allowed
        )
        left = f" {undated} undated {'one was' if undated == 1 else 'ones were'} left out." if undated else ""
        return replace(query, filters=narrowed), (told + left,)

    def _evidence(
        self, asked: Asked, vector: Vector, hits: Sequence[Hit], heard: Callable[[str | None], bool]
    ) -> tuple[Evidence, ...]:
        """A passage passes a filter of speakers for one sentence of theirs; the others around it do not."""
        sentences = self._stores.library.sentence_vectors(hit.passage.id for hit in hits)
        return select(asked, vector, hits, sentences, heard)

    def _pages(self, heard: Sequence[Stand]) -> Pages:
        return self._pages_of([each for stand in heard for each in stand.evidence])

    def _pages_of(self, evidence: Sequence[Evidence]) -> Pages:
        return {
            id: self._stores.library.pages(id) for id in {each.hit.passage.document_id for each in evidence}
        }

    def _only_document(self, text: str) -> frozenset[str]:
        """The one document that there is, where its publisher is named; a name that all share tells nothing else."""
        held = self._stores.library.catalogue()
        return frozenset(
            entry.document_id
            for entry in held
            if len(held) == 1
            and entry.metadata.publisher
            and entry.metadata.publisher.casefold() in text.casefold()
        )

    def check(self, text: str, filters: Filters) -> None:
        """Raises BadQuestion and BadFilter for what cannot be asked or searched."""
        if not text.strip():
            raise BadQuestion("The question is empty. Type what you want to know.")
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise BadQuestion("The question holds bytes that are no text. Type it again, in UTF-8.")
        if len(text) > LONGEST_QUESTION:
            raise BadQuestion(
                f"The question has {len(text):,} characters; {LONGEST_QUESTION:,} are read. Ask in fewer words."
            )
        for kind in filters.kind:
            if kind not in KINDS:
                raise BadFilter(f"There is no kind {kind!r}. The kinds are {', '.join(KINDS)}.")
        held = filters.document_id and {entry.document_id for entry in self._stores.library.catalogue()}
        for id in filters.document_id:
            if id not in held:
                raise UnknownDocument(id)


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One party that is being heard: its search is under way while the one before it is read."""

    speakers: frozenset[str]
    search: Begun | None


@dataclass(slots=True)
class _Clock:
    """How long each stage took, in milliseconds."""

    milliseconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.milliseconds[stage] = round((time.perf_counter() - start) * 1000, 2)
