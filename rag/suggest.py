"""Questions to begin with, made of what the documents themselves speak of, and each tried before it is offered.

The parties that are heard, the phrases that several documents share and the things that are counted give the
candidates; the pipeline says which of them it can answer. Nothing is written in.
"""

import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from rag.archive import Archive
from rag.build import Service
from rag.errors import ReportQAError
from rag.library import Library
from rag.parties import Parties, Party
from rag.pipeline import Pipeline
from rag.types import Answer, Document, Question, Turn
from rag.words import FUNCTION, REPORTING

WANTED = 4
_SAMPLE = 150  # documents read for phrases; more would tell no more
_PARTIES = 6
_TRIES = 12  # candidates of one sort that are put to the pipeline
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# A count and what is counted: "214 sailings", "1,204 single crossings".
_COUNTED = re.compile(r"(?<![\d.,£$€])\b\d{1,3}(?:,\d{3})*\s+((?:[a-z-]{4,}\s)?[a-z-]{3,}s)\b")
_MEASURES = frozenset(
    "years months weeks days hours minutes seconds metres miles pounds euros dollars pence times pages percentage "
    "points kilometres feet tonnes others its was has this is his".split()
)
# What follows a plural and not a verb: "agency workers are", "agency workers." but not "the company expects to".
_AFTER_PLURAL = re.compile(
    r"\s*(?:[.,;:!?)]|$|(?:who|whose|are|were|have|had|do|did|and|or|of|can|could|will|would|must)\b)"
)
# Forms that are mostly verbs or adverbs: a phrase with one at either end names nothing.
_NOT_A_THING = re.compile(r"(?:ed|ing|ly)$")


class Unkept(Archive):
    """An archive that keeps nothing: for questions that nobody asked."""

    def __init__(self) -> None:
        """Needs no database."""

    def turns(self, conversation_id: str, limit: int) -> tuple[Turn, ...]:  # noqa: ARG002
        return ()

    def keep(self, answer: Answer) -> None:
        """Let it go."""


class Suggestions:
    """Suggestions over the library of one service, made in the background once for each of its revisions."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._making = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = threading.Event()

    def held(self) -> tuple[tuple[str, ...], bool]:
        """The questions, and whether they are those of the library as it is; if not, they are being made."""
        stores = self._service.stores
        revision = stores.library.revision()
        known = json.loads(stores.database.setting("suggestions") or '{"revision": -1, "questions": []}')
        ready = known["revision"] == revision
        if not ready and not self._closed.is_set() and self._making.acquire(blocking=False):
            self._thread = threading.Thread(target=self._make, args=(revision,), daemon=True)
            self._thread.start()
        return tuple(known["questions"]), ready

    def close(self) -> None:
        """Stop making them; the stores are about to be closed."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join()

    def _make(self, revision: int) -> None:
        try:
            stores = self._service.stores
            trial = Pipeline(
                stores, self._service.retriever, Unkept(), self._service.settings.quoted_characters
            )
            found = list(islice(suggest(stores.library, trial, self._closed.is_set), WANTED))
            if not self._closed.is_set():
                stores.database.set_setting(
                    "suggestions", json.dumps({"revision": revision, "questions": found})
                )
        except ReportQAError:
            pass  # Whoever asks a question is told what is wrong.
        finally:
            self._making.release()


def suggest(
    library: Library, pipeline: Pipeline, stopped: Callable[[], bool] = lambda: False
) -> Iterator[str]:
    """Questions that `pipeline` answers, one of each sort in turn, until there are no more or it is `stopped`."""
    catalogue = library.catalogue()
    parties = [party for party in Parties(catalogue).disputants() if _is_name(party.name)][:_PARTIES]
    documents = [library.document(entry.document_id) for entry in catalogue[:: len(catalogue) // _SAMPLE + 1]]
    spoken_of = _phrases(documents)
    names = {party.key: _with_article(party.name, documents) for party in parties}
    taken: set[str] = set()  # phrases that a question is about already
    sorts = [
        _answered(candidates, pipeline, stopped)
        for candidates in (
            _responses([names[party.key] for party in parties]),
            _sayings(parties, names, documents, spoken_of, taken),
            _counts(documents, spoken_of, taken),
            (f"What is said about {phrase}?" for phrase in _named(spoken_of) if phrase not in taken),
        )
    ]
    while sorts:
        sort = sorts.pop(0)
        question = next(sort, None)
        if question is not None:
            yield question
            sorts.append(sort)


def _answered(candidates: Iterable[str], pipeline: Pipeline, stopped: Callable[[], bool]) -> Iterator[str]:
    """The candidates that are answered in full, no two of them answered by the same place first."""
    answered: set[tuple[str, int]] = set()
    for question in islice(dict.fromkeys(candidates), _TRIES):
        if stopped():
            return
        answer = pipeline.answer(Question(question, mode="extractive"))
        if answer.status == "answered" and answer.citations:
            first = answer.citations[0]
            if (first.document_id, first.start) not in answered:
                answered.add((first.document_id, first.start))
                yield question


def _responses(names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        for other in names[:place]:
            if name not in other and other not in name:
                yield f"How did {name} respond to {other}?"
                yield f"How did {other} respond to {name}?"


def _sayings(
    parties: Iterable[Party],
    names: Mapping[str, str],
    documents: Sequence[Document],
    spoken_of: Counter[str],
    taken: set[str],
) -> Iterator[str]:
    """What each party says about the phrases that it shares with the most documents; a phrase is taken once."""
    for party in parties:
        own: set[str] = set()
        for document in documents:
            for sentence in document.sentences:
                if sentence.speaker in party.speakers:
                    own |= set(_pairs(document.text[sentence.start : sentence.end]))
        for phrase in sorted(own - taken, key=lambda phrase: (-spoken_of[phrase], phrase))[:2]:
            if spoken_of[phrase] > 1:
                taken.add(phrase)
                yield f"What did {names[party.key]} say about {phrase}?"


def _counts(documents: Iterable[Document], spoken_of: Counter[str], taken: set[str]) -> Iterator[str]:
    """How many there are of what is counted, the things that most documents speak of first."""
    things: Counter[str] = Counter()
    for document in documents:
        for found in _COUNTED.finditer(document.text):
            thing = found[1]
            words = thing.split()
            if not any(word in _MEASURES or word in FUNCTION or word in REPORTING for word in words):
                # Two words say better than one what is counted.
                things[thing] += len(words) + 2 * spoken_of[thing]
    for thing, _ in sorted(things.items(), key=lambda item: (-item[1], item[0])):
        if thing not in taken:
            taken.add(thing)
            yield f"How many {thing} were there?"


def _named(spoken_of: Counter[str]) -> list[str]:
    ranked = sorted(spoken_of.items(), key=lambda item: (-item[1], item[0]))
    return [phrase for phrase, documents in ranked if documents > 1]


def _phrases(documents: Iterable[Document]) -> Counter[str]:
    """Pairs of words that name something, and how many documents have each."""
    counted: Counter[str] = Counter()
    for document in documents:
        spans = (
            document.text[each.start : each.end] for each in document.sentences if each.role != "furniture"
        )
        counted.update({pair for text in spans for pair in _pairs(text)})
    return counted


def _pairs(text: str) -> Iterator[str]:
    words = list(_WORD.finditer(text))
    for first, second in pairwise(words):
        joined = text[first.end() : second.start()] == " " and _AFTER_PLURAL.match(text, second.end())
        if (
            joined
            and _names(first[0])
            and not first[0].endswith("s")
            and _names(second[0])
            and second[0][-1] == "s"
        ):
            yield f"{first[0]} {second[0]}"


def _names(word: str) -> bool:
    return (
        word.islower()
        and len(word) > 3
        and word not in FUNCTION
        and word not in REPORTING
        and word not in _MEASURES
        and not _NOT_A_THING.search(word)
    )


def _with_article(name: str, documents: Iterable[Document]) -> str:
    """ "the Local Government Association", "Ofsted": as the documents themselves mostly put it."""
    bare = articled = 0
    for document in documents:
        bare += document.text.count(name)
        articled += document.text.count(f"the {name}") + document.text.count(f"The {name}")
    return f"the {name}" if 2 * articled > bare else name


def _is_name(party: str) -> bool:
    """Whether a party is called by a name, which a question can use as it stands."""
    return all(word[:1].isupper() or word in ("of", "and", "for", "the") for word in party.split())
