"""Questions about what papers mention, made from their own words, and counted by a plain look through the texts."""

import random
import re
from collections.abc import Callable, Iterator, Sequence

import pytest
from folders import AFFAIR_FOLDER

from rag.question.query import Question
from rag.service import Service
from rag.storage.catalogue import CatalogueEntry

FORMS = (
    "Which documents mention {}?",
    "How many papers mention {}?",
    "How many times is {} mentioned?",
    "Which documents do not mention {}?",
    'how often does the word "{}" occur in the documents',
)
SEEDS = range(10)  # of five questions each


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(AFFAIR_FOLDER / "documents")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_count_and_every_list_is_right(service: Service, seed: int) -> None:
    library = service.stores.library
    texts = library.texts(entry.document_id for entry in library.catalogue())
    words = sorted({word for text in texts.values() for word in re.findall(r"\b[A-Za-z][a-z]{4,}\b", text)})
    for form, word in zip(FORMS, random.Random(seed).sample(words, len(FORMS)), strict=True):
        plain = re.compile(rf"(?<![^\W_]){word}(?![^\W_])", re.IGNORECASE)
        counts = {id: len(plain.findall(text)) for id, text in texts.items()}
        holding = {id for id, count in counts.items() if count}
        wanted = set(texts) - holding if " not " in form else holding
        number = sum(counts.values()) if "often" in form or "times" in form else len(wanted)
        answer = service.pipeline.answer(Question(form.format(word)))
        assert (answer.asked.kind, answer.status) == ("catalogue", "answered"), (form, word)
        assert {each.document_id for each in answer.sentences if each.document_id} == wanted, (form, word)
        first = re.sub("“[^”]*”", "", answer.sentences[0].text)
        told = re.search(r"\d[\d,]*|once|None", first)
        assert told is not None, first
        assert {"once": 1, "None": 0}.get(told[0]) == number or told[0] == str(number), (first, number)


def _asked_of_the_catalogue(held: Sequence[CatalogueEntry]) -> Iterator[tuple[str, int]]:
    """Questions about what is held, each with the number that the library itself gives."""
    known = [entry.metadata for entry in held]
    yield "how many documents are there", len(known)
    yield "how many papers are undated?", sum(each.date is None for each in known)
    yield "how many of them are summaries", sum(each.text_type == "summary" for each in known)
    for kind, called in (("report", "reports"), ("article", "articles"), ("response", "responses")):
        yield f"how many {called} are there?", sum(each.kind == kind for each in known)
    for year in sorted({each.date[:4] for each in known if each.date}):
        yield f"How many documents are from {year}?", sum((each.date or "")[:4] == year for each in known)
    for publisher in sorted({each.publisher for each in known if each.publisher}):
        count = sum(each.publisher == publisher for each in known)
        yield f"How many documents are from {publisher}?", count
        yield f"how many papers do you have by {publisher}", count


def test_what_is_held_is_counted_as_the_library_has_it(service: Service) -> None:
    asked = list(_asked_of_the_catalogue(service.stores.library.catalogue()))
    wrong = []
    for question, number in asked:
        answer = service.pipeline.answer(Question(question))
        told = re.match(r"(\d[\d,]*|None)\b", answer.sentences[0].text)
        if told is None or ("0" if told[0] == "None" else told[0]) != str(number):
            wrong.append((question, number, answer.asked.kind, answer.sentences[0].text))
    assert not wrong
