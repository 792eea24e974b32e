"""The line from a question to an answer, stage by stage; `stream` yields as it goes, `answer` drains it.

Question ─context─▶ Query ─read─▶ Reading (hits, ranked sentences, a judgement) ─compose─▶ Draft ─▶ Answer
"""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.compose import Draft
from rag.answering.composer import Composer
from rag.embedding.cross_encoder import CrossEncoder
from rag.errors import DataFolderBusy, DiskFault, DiskFull, not_kept
from rag.generation.answer import Author, RevisionTask
from rag.generation.assembled import Assembled
from rag.generation.events import Clock, Event, Revised, Stage, deltas
from rag.generation.revision import Revision
from rag.judging.reading import Reader, Reading
from rag.parties.affiliations import bodies
from rag.parties.descriptions import described
from rag.parties.offices import offices
from rag.parties.opposition import opposition
from rag.parties.parties import Parties
from rag.question.conversation.context import Context, context
from rag.question.limits import check_filters, check_question
from rag.question.period import Period, newest_first, period
from rag.question.query import Query, Question
from rag.question.vocabulary import Vocabularies
from rag.question.wording import Wording, Words
from rag.retrieval.literal_search import Occurrences
from rag.retrieval.period_filter import within
from rag.retrieval.retriever import Retriever
from rag.storage.archive.answers import Archive, new_id
from rag.storage.derived import Derived
from rag.storage.stores import Stores
from rag.storage.term_weights import Rarity
from rag.types import Answer, Filters, Hit, Turn

_NO_MODEL = (
    "No chat model is configured, so the answer is quoted from the documents. Set REPORT_QA_CHAT_MODEL."
)
_LEADING = 3  # sentences
_NEWEST_FIRST = "The newest paper on this comes first; what older ones say of it may be superseded."
_ANY = "What is said?"  # whatever the documents are
_REMEMBERED = 6  # turns of a conversation that a follow-up may lean on
Listener = Callable[[Answer | Revised, float], None]  # an answer, and the seconds since it was asked for


class Pipeline:
    """Answers questions over `stores` and keeps the answers in `archive`."""

    def __init__(
        self,
        stores: Stores,
        retriever: Retriever,
        archive: Archive,
        quoted_characters: int,
        encoder: CrossEncoder | None = None,
        author: Author | None = None,
        suggested: Callable[[], Sequence[str]] = tuple,
        listeners: Sequence[Listener] = (),
    ) -> None:
        """`encoder` ranks sentences by what they answer; without one, words and vectors do. `author` has answers
        revised by a chat model; without one they are our own choice of quotations. `suggested` gives questions that
        the documents are known to answer. `listeners` hear of each answer before it is given."""
        self._stores = stores
        self._retriever = retriever
        self._archive = archive
        self._author = author
        self._listeners = listeners
        self._reader = Reader(stores, retriever, Rarity(stores.lexical), encoder)
        self._composer = Composer(stores, retriever, self._reader, quoted_characters, suggested)
        vocabularies = Vocabularies(stores.library)
        self._words = Derived(
            stores, lambda: Words(vocabularies.now(), stores.lexical, stores.library.every_text)
        )
        self._parties = Derived(
            stores,
            lambda: Parties(
                stores.library.catalogue(),
                bodies(stores.library),
                offices(stores.library),
                lambda parties: opposition(stores.library, parties),
                lambda parties: described(stores.library, parties),
            ),
        )

    def warm_up(self) -> None:
        """Load what the first question would otherwise wait for. Raises StaleIndex."""
        self._stores.check_model()
        self._parties.now()
        self._reader.read(_worded(Query(_ANY), self._words.now().read(_ANY)))

    def answer(self, question: Question) -> Answer:
        """The whole answer, stored; raises BadQuestion, BadFilter and StaleIndex."""
        last: Answer | None = None
        for event in self.stream(question):
            match event:
                case Answer():
                    last = event
                case Revised(answer):
                    last = answer
        if last is None:
            raise AssertionError("a stream ends with its answer")
        return last

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Ranked passages, no answer."""
        with self._stores.database.reading():
            self.check(query.text, query.filters)
            self._stores.check_model()
            return self._retriever.retrieve(_worded(query, self._words.now().read(query.text)), limit)

    def find(self, text: str, filters: Filters, limit: int) -> Occurrences:
        """Every occurrence of words or a phrase in the texts; needs no model."""
        with self._stores.database.reading():
            self.check(text, filters)
            return self._retriever.literal.find(text, filters, limit)

    def stream(self, question: Question, stopped: Callable[[], bool] = lambda: False) -> Iterator[Event]:
        """Events in order: the Answer, made of quotations and stored, and where a chat model is asked, the Revised one
        that takes its place.

        Raises Stopped soon after `stopped` says that nobody wants the answer any more. All of it is read from one
        state of the library; a chat model, which may take minutes, reads from the newest.
        """
        with self._stores.database.snapshot() as snapshot:
            yield from snapshot.steps(self._events(question, stopped, snapshot.release))

    def _events(
        self, question: Question, stopped: Callable[[], bool], release_snapshot: Callable[[], None]
    ) -> Iterator[Event]:
        begun = time.monotonic()
        self.check(question.text, question.filters)
        self._stores.check_model()
        clock = Clock()
        conversation_id = question.conversation_id or new_id()
        composed = yield from self._compose(question, conversation_id, clock)
        draft, notes = composed.draft, composed.notes
        if fault := self._retriever.without_vectors():
            notes = (*notes, f"{fault} Until then, passages are found by their words alone.")
        if question.mode == "generative" and self._author is None:
            notes = (*notes, _NO_MODEL)
        composed = replace(composed, notes=notes)
        # Whether the documents answer at all is decided without a model, which would answer anything.
        author = self._author if question.mode != "extractive" and draft.may_be_written else None
        task = author.prepare(composed.reading, composed.turns, draft, conversation_id) if author else None
        made = Assembled(self._stores, composed.reading, composed.notes, clock)
        answer = made.answer(question, conversation_id, draft)
        release_snapshot()  # a writer that empties the log waits for it
        with clock("store"):
            answer = self._stored(answer, lambda: self._archive.keep(answer))
        yield from deltas(answer)
        self._tell(answer, begun)
        yield answer
        if author is not None and task is not None:
            yield Stage(author.stage)
            with clock("write"):
                watched = self._stores.background.watching(stopped)
                revision = author.revise(task, begun + author.seconds, watched)
            revised = Revised(self._keep(made.revised(answer, revision), revision, author, task))
            self._tell(revised, begun)
            yield revised

    def _tell(self, event: Answer | Revised, begun: float) -> None:
        for listener in self._listeners:
            listener(event, time.monotonic() - begun)

    def _compose(
        self, question: Question, conversation_id: str, clock: Clock
    ) -> Generator[Stage, None, "_Composed"]:
        """Everything up to a draft of quotations: context, search, judgement, composing."""
        yield Stage("searching")
        with clock("context"):
            parties = self._parties.now()
            turns = self._turns(question, conversation_id)
            leant_on = context(question.text, turns, parties)
            wording = self._words.now().read(leant_on.text)
            asked_for = period(wording.text, self._retriever.names_in(wording.text))
            typed = Query(leant_on.text, question.filters, besides=leant_on.left_out)
            query, notes = within(self._stores.library, asked_for, _worded(typed, wording))
            notes = (*notes, *map(_taken_for, wording.corrected))
        yield Stage("reading")
        with clock("read"):
            reading = self._read(query, asked_for, leant_on)
        if asked_for.latest and len({each.hit.metadata.date for each in reading.evidence[:_LEADING]}) > 1:
            notes = (*notes, _NEWEST_FIRST)
        yield Stage("writing")
        with clock("compose"):
            draft = self._composer.compose(reading, parties, leant_on.heard)
        return _Composed(reading, draft, notes, turns)

    def _stored(self, answer: Answer, store: Callable[[], object]) -> Answer:
        """The answer, stored; where the disk cannot take it, it says so and is given all the same."""
        try:
            store()
        except (DiskFull, DiskFault, DataFolderBusy) as error:
            return replace(answer, warnings=(*answer.warnings, not_kept(error)))  # it has no permalink
        return answer

    def _keep(self, revised: Answer, revision: Revision, author: Author, task: RevisionTask) -> Answer:
        def store() -> None:
            if self._archive.revise(revised):
                author.keep(task, revision, revised)

        return self._stored(revised, store)

    def _turns(self, question: Question, conversation_id: str) -> tuple[Turn, ...]:
        if question.turns or question.alone:
            return question.turns[-_REMEMBERED:]
        return self._archive.turns(conversation_id, _REMEMBERED)

    def _read(self, query: Query, asked_for: Period, leant_on: Context) -> Reading:
        """The reading of the question alone, or with the earlier one where its best sentence is then more relevant."""
        known = self._words.now()
        before = leant_on.before and known.read(leant_on.before).text
        earlier = leant_on.earlier and _worded(
            Query(leant_on.earlier, context=before), known.read(leant_on.earlier)
        )
        reading = self._reader.read(query, asked_for.topic, earlier or None, leant_on.leans)
        if asked_for.latest:
            return replace(reading, evidence=newest_first(reading.evidence))
        return reading

    def check(self, text: str, filters: Filters) -> None:
        """Raises BadQuestion and BadFilter for what cannot be asked or searched."""
        check_question(text)
        check_filters(filters, self._stores.library)


@dataclass(frozen=True, slots=True)
class _Composed:
    """What was read for a question, and the draft of quotations made of it; `notes` are said beside the answer, `turns`
    were said before it."""

    reading: Reading
    draft: Draft
    notes: tuple[str, ...]
    turns: tuple[Turn, ...]


def _worded(query: Query, wording: Wording) -> Query:
    return replace(query, worded=wording.text, also=wording.also)


def _taken_for(slip: tuple[str, str]) -> str:
    return f"“{slip[0]}” was taken for “{slip[1]}”."
