"""Twice the text is at most twice the work: calls and scanned characters are counted, never time."""

import re
import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest
import sentencex

from ingest.readers.mail.eml import POLICY, mail_of, read_eml
from ingest.readers.mail.lines import lines_of_text
from ingest.readers.mail.thread import blocks_of_thread
from ingest.readers.plain import read_plain
from ingest.text import furniture
from rag.text import sentences

SIZES = (1, 2, 4)
MARKS = ["`", "‘", '"', "“", "„", "«", " '"]


def calls(work: Callable[[], Any]) -> int:
    """How many functions are called, in Python and in C."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def grows_no_faster_than_the_text(work: list[int]) -> bool:
    return all(more <= 2.2 * less + 500 for less, more in pairwise(work))


@pytest.mark.parametrize(
    "line", ["> a", "a ", "Kind regards", "", "> > > > ", "On 3 May 2012, Jo Hill wrote:", "From: Jo Hill"]
)
def test_a_mail_of_twice_the_lines_is_twice_the_calls(line: str) -> None:
    def work(size: int) -> Callable[[], Any]:
        return lambda: blocks_of_thread(lines_of_text("\n".join([line] * 300 * size), flowed=True))

    assert grows_no_faster_than_the_text([calls(work(size)) for size in SIZES])


@pytest.mark.parametrize("word", ["=?utf-8?q?=C3?= ", '"Jo" <jo@hill.example>, ', ";a=b"])
@pytest.mark.parametrize("name", ["Subject", "From", "Content-Type"])
def test_no_more_of_a_header_is_read_than_programs_write(name: str, word: str) -> None:
    """The standard library takes more than linear time over a header, so it gets a limited part of it."""

    def mail(size: int) -> bytes:
        opening = "text/plain" if name == "Content-Type" else ""
        head = f"{name}: {opening}{word * (20_000 * size // len(word))}\r\nTo: a@b.example"
        return f"{head}\r\n\r\nHello there.\r\n".encode()

    whole = [len(str(dict(mail_of(mail(size)).raw_items()).get(name, ""))) for size in SIZES]
    assert max(whole) <= 8_000
    assert calls(lambda: read_eml(mail(4))) < 1.3 * calls(lambda: read_eml(mail(1)))
    assert POLICY.header_source_parse([f"{name}: short\r\n"]) == (name, "short")


class Counted:
    """A pattern that counts the most steps that a search can take: one for each pair of places in the text."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.count = pattern, 0

    def search(self, text: str) -> re.Match[str] | None:
        self.count += len(text) ** 2
        return self.pattern.search(text)


@pytest.mark.parametrize("text", ["1", "1,", "9 ", "£1", "9 pounds\n\n"])
def test_a_price_is_looked_for_in_short_lines_alone(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    work = []
    for size in SIZES:
        counted = Counted(furniture._PRICE)
        monkeypatch.setattr(furniture, "_PRICE", counted)
        read_plain((text * 400 * size).encode())
        monkeypatch.undo()
        work.append(counted.count)
    assert grows_no_faster_than_the_text(work)


@pytest.mark.parametrize("mark", MARKS)
def test_the_splitter_gets_no_mark_whose_end_it_would_look_for(
    monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    given: list[str] = []

    class Splitter:
        @staticmethod
        def get_sentence_boundaries(language: str, text: str) -> Any:
            given.append(text)
            return sentencex.get_sentence_boundaries(language, text)

    monkeypatch.setattr(sentences, "sentencex", Splitter)
    text = f"It rained. {mark}" * 50
    assert sentences.spans(text)
    assert mark.strip() not in given[0]
    assert len(given[0]) == len(text)


@pytest.mark.parametrize("words", ["He’s here. It's gone.", "The boys' hats. The rock 'n' roll."])
def test_apostrophes_end_no_sentence(words: str) -> None:
    middle = words.index(". ") + 1
    assert sentences.spans(words) == [(0, middle), (middle + 1, len(words))]
