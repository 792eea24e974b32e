"""How much work an answer is, counted and not timed: calls of functions, statements to the library, texts embedded.

Times hang on the machine and the hour; counts do not. An answer must not do more because the library grows or because a
filter narrows it, and nothing is done twice.
"""

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from types import FrameType
from typing import Any

import pytest
from loaded import service_of

from ingest.sync.sync import sync
from rag.question.analysis import ask
from rag.question.query import Query, Question
from rag.question.scope import orders
from rag.service import Service
from rag.settings import Settings
from rag.storage.term_weights import Rarity
from rag.text import quantities
from rag.types import Filters

FEW, MANY = 20, 200  # papers
TOWNS = "Leith Portree Oban Wick Thurso Nairn Banff Elgin Forres Cupar".split()
WORKS = ("pier", "library")
QUESTIONS = [
    f"What did the mayor of {town} say about the {WORKS[number % 2]}?" for number, town in enumerate(TOWNS)
]
ELSEWHERE = "Truro Bude Looe Fowey Hayle Saltash Launceston Padstow Falmouth Penryn".split()
OTHER_WORKS = "bridge market tram school bakery lighthouse ferry hospital quarry mill".split()
NARROWED = {
    "publisher": Filters(publisher=("The Herald",)),
    "speaker": Filters(speaker=("mayor",)),
    "date": Filters(date_from="2015-06-01"),
}


@dataclass(slots=True)
class Work:
    """What one answer took of the thread that asked."""

    calls: int = 0
    statements: int = 0
    status: str = ""


def work_of(service: Service, text: str, filters: Filters | None = None) -> Work:
    counted = Work()

    def count(_: FrameType, event: str, of: Any) -> None:
        counted.calls += event in ("call", "c_call")
        if event == "c_call" and of.__name__ == "execute":
            counted.statements += isinstance(of.__self__, sqlite3.Connection | sqlite3.Cursor)

    question = Question(text, alone=True, filters=filters or Filters())
    sys.setprofile(count)
    try:
        counted.status = service.pipeline.answer(question).status
    finally:
        sys.setprofile(None)
    return counted


def usual(service: Service, filters: Filters | None = None) -> Work:
    """Medians over all questions that are answered: what is answered in part, or not at all, is looked for again."""
    found = [work_of(service, text, filters) for text in QUESTIONS]
    whole = [each for each in found if each.status == "answered"]
    assert 2 * len(whole) >= len(found)
    return Work(round(median(each.calls for each in whole)), round(median(each.statements for each in whole)))


@pytest.fixture(scope="module")
def whole(libraries: dict[int, Service]) -> Work:
    """What answers over all the papers take."""
    return usual(libraries[MANY])


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Service]]:
    made = {}
    for size in (FEW, MANY):
        folder = tmp_path_factory.mktemp(f"papers{size}")
        for number in range(size):
            _write(folder, number)
        made[size] = service_of(
            Settings(data_dir=tmp_path_factory.mktemp("data"), chat_model="", _env_file=None)
        )
        assert sync(made[size].stores, [folder]).failed == []
        made[size].pipeline.warm_up()
    yield made
    for service in made.values():
        service.stores.close()


def _write(folder: Path, number: int) -> None:
    """The first few are asked about; the others are of other places and things."""
    if number < FEW:
        town, work = TOWNS[number % 10], WORKS[number // 10]
    else:
        town, work = ELSEWHERE[number % 10], OTHER_WORKS[number // 10 % 10]
    (folder / f"{number}.md").write_text(
        f"---\npublisher: {('The Herald', 'The Gazette')[number % 2]}\ndate: 2015-{1 + number % 12:02}-11\n---\n"
        f"# The {work} of {town}, part {number}\n\n"
        f"The {work} of {town} was closed for {number + 2} weeks. “We shall open the {work} again,” said the mayor "
        f"of {town}. Traders near the {work} lost {number + 3} thousand pounds, and the council paid nothing.\n",
        encoding="utf-8",
    )


def test_an_answer_is_hardly_more_work_in_a_library_ten_times_as_large(
    libraries: dict[int, Service], whole: Work
) -> None:
    few = usual(libraries[FEW])
    assert whole.calls < 1.5 * few.calls
    assert whole.statements < 1.5 * few.statements


@pytest.mark.parametrize("sort", NARROWED)
def test_a_filter_makes_an_answer_hardly_more_work(
    libraries: dict[int, Service], whole: Work, sort: str
) -> None:
    narrowed = usual(libraries[MANY], NARROWED[sort])
    assert narrowed.calls < 1.5 * whole.calls
    assert narrowed.statements < 1.5 * whole.statements


def test_asked_again_an_answer_is_less_work(libraries: dict[int, Service]) -> None:
    service = libraries[MANY]
    text = f"Who said that the pier would open, {QUESTIONS[3][5:]}"
    assert work_of(service, text).calls > work_of(service, text).calls


def test_a_question_is_embedded_once_whoever_is_heard(
    libraries: dict[int, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = libraries[FEW]
    asked: list[str] = []
    query = type(service.stores.embedder).query

    def counting(self: Any, text: str) -> Any:
        asked.append(text)
        return query(self, text)

    monkeypatch.setattr(type(service.stores.embedder), "query", counting)
    service.pipeline.answer(Question("What did the mayor of Oban say about the school, and who lost money?"))
    assert len(asked) == 1


def test_the_parts_of_a_question_are_read_among_passages_that_were_fetched_once(
    libraries: dict[int, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    library = libraries[FEW].stores.library
    fetched: list[list[str]] = []
    sentence_vectors = type(library).sentence_vectors

    def counting(self: Any, ids: Any) -> Any:
        fetched.append(sorted(ids))
        return sentence_vectors(self, fetched[-1])

    monkeypatch.setattr(type(library), "sentence_vectors", counting)
    query = Query("How long was the pier of Leith closed, and what did traders near the pier of Leith lose?")
    reading = libraries[FEW].pipeline._reader.read(query)
    assert len(reading.parts) == 2
    assert len(fetched) == 1


def test_the_index_is_looked_into_once_for_the_words_of_a_question(
    libraries: dict[int, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    lexical = libraries[FEW].stores.lexical
    looks: list[list[str]] = []
    frequencies = type(lexical).frequencies

    def counting(self: Any, words: Any) -> list[int]:
        looks.append(list(words))
        return frequencies(self, looks[-1])

    monkeypatch.setattr(type(lexical), "frequencies", counting)
    ask("How long was the pier of Leith closed, and who paid the traders?", Rarity(lexical))
    assert len(looks) == 1


def test_what_does_not_depend_on_the_question_is_read_once_for_several(
    libraries: dict[int, Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = libraries[FEW]
    read: list[tuple[str, str]] = []

    def counting(what: str, work: Any) -> Any:
        def counted(text: str, *rest: Any) -> Any:
            read.append((what, text))
            return work(text, *rest)

        return counted

    monkeypatch.setattr(quantities, "_may_hold_one", counting("figures", quantities._may_hold_one))
    monkeypatch.setattr("rag.retrieval.gathered.orders", counting("orders", orders))
    for text in ("How many weeks was the pier of Leith closed?", "For how many weeks was Leith's pier shut?"):
        service.pipeline.answer(Question(text, alone=True))
    assert {each for each in read if read.count(each) > 1} == set()
