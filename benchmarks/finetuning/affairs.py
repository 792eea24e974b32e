"""Questions over whole made-up affairs, each with the sentences that the service read for it, labelled one by one.

`data/answering/affairs/*.jsonl`, an affair a file. Its papers were written for this, its questions typed as people
type, and a reader judged each sentence that words, vectors and the encoder of that day found best. The first line has
the `sentences`: title, heading and speaker, the sentence `before` and the `text`. Then a question a line:

    q, kind
    answers     numbers of the sentences that answer it by themselves
    partly      of those that give a part, which are left out of the teaching
    none        of those that do not, the ones that the encoder found best first

`data/answering/short/*.jsonl` are of the same form: questions with eight sentences each that were written for them. In
some everything deceives (rows of tables, notes of a sentence, a party that is only mentioned, a neighbouring house); in
`plain*` the answer repeats the question, as it mostly does. Over the first alone the encoder unlearns that "The council
promised repairs" says who did.

`data/answering/broad/*.jsonl` too: questions for lists, summaries, orders of events and comparisons over five of the
affairs of `data/taught`, with all sentences that belong to the answer and some that stand near.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.finetuning.papers import Pair, PaperQuestion, near_miss_weights
from rag.judging.relevance import in_place, with_speaker
from rag.text.tokens import telling_stems, text_stems

_DATA = Path(__file__).resolve().parents[1] / "data" / "answering"
FILES = tuple(
    file for folder in ("affairs", "short", "broad") for file in sorted((_DATA / folder).glob("*.jsonl"))
)
BROAD = tuple(file.stem for file in FILES if file.parent.name == "broad")
_NEAR = 6  # of the sentences that do not answer; the others are on something else
_READ = {"affairs": 8, "short": 8, "broad": 12}
_HELD_OUT = 6  # of the short questions the last of so many parts of a file


def affairs() -> dict[str, list[PaperQuestion]]:
    """The questions of every affair by its name, each with its sentences in one of the ways in which they are read."""
    return _questions("affairs")


def short() -> dict[str, list[PaperQuestion]]:
    """The same of the short questions, by the names of their files; the last of each file are held out."""
    return {
        name: [
            replace(each, held_out=number >= len(several) - len(several) // _HELD_OUT)
            for number, each in enumerate(several)
        ]
        for name, several in _questions("short").items()
    }


def broad() -> dict[str, list[PaperQuestion]]:
    """The same of the questions that several sentences answer together."""
    return _questions("broad")


def _questions(folder: str) -> dict[str, list[PaperQuestion]]:
    files = [file for file in FILES if file.parent.name == folder]
    lines = {file.stem: file.read_text(encoding="utf-8").splitlines() for file in files}
    sentences = {name: json.loads(first)["sentences"] for name, (first, *_) in lines.items()}
    asked = {name: list(map(json.loads, rows)) for name, (_, *rows) in lines.items()}
    weights = near_miss_weights(
        (each["kind"], bool(each["answers"])) for several in asked.values() for each in several
    )
    return {
        name: [
            _group(
                name, each, sentences[name], 1.0 if each["answers"] else weights[each["kind"]], _READ[folder]
            )
            for each in several
        ]
        for name, several in asked.items()
    }


def _group(
    affair: str, asked: Mapping[str, Any], sentences: Sequence[Mapping[str, str]], weight: float, read: int
) -> PaperQuestion:
    question = asked["q"]
    named = telling_stems(question)
    turn = hashlib.sha256(question.encode()).digest()[0]
    # Half of the questions after the sentence before, and half of those without heads: papers are held that have none.
    led, bare = turn % 2 == 1, turn % 4 == 1

    def pair(number: int, answers: bool, near: bool) -> Pair:
        each = sentences[number]
        text = with_speaker(named, each["speaker"], each["text"], text_stems(each["text"]))
        title, heading = ("", "") if bare else (each["title"], each["heading"])
        return Pair(question, in_place(title, heading, text, each["before"] if led else ""), answers, near)

    pairs = [pair(number, True, False) for number in asked["answers"]]
    pairs += [pair(number, False, place < _NEAR) for place, number in enumerate(asked["none"][:read])]
    return PaperQuestion(affair, tuple(pairs), held_out=False, weight=weight)
