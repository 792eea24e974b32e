"""Models that choose well, badly and falsely, over people's questions: `python -m benchmarks selection`.

Each chooser sees what a real model would be sent and replies with keys. The figures are those of `benchmarks people`
over the questions that are to be answered, beside our own order; and every sentence shown is held against the text of
its document. `--url=http://127.0.0.1:PORT/v1` asks a real server in their place, each question with a limit of
`--seconds=120`, and prints what became of each question; `--questions=9` asks only so many.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks import people
from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.libraries import library, scorer
from benchmarks.options import number
from benchmarks.scripted import chat_of, pipeline_of, sentences_in
from rag.generation.chat import Chat
from rag.generation.providers import chat
from rag.generation.selector import Selector
from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.types import Answer
from server.schemas import answer_values

_SET = SHARED / "eval" / "people"
_SEED = 7
_CHOSEN = 3
_TOKENS = 200  # of a real model's reply
_SECONDS = 120  # until a real model's reply is given up
# From a question of the set and the sentences that were sent, by key, to the reply.
Chooser = Callable[[dict[str, Any], dict[str, str]], str]


def chosen(keys: Sequence[str], heading: str | None = None) -> str:
    groups = [{"heading": heading, "keys": list(keys)}] if keys else []
    return json.dumps({"nothing": not keys, "groups": groups, "open": []})


def _perfect(row: dict[str, Any], sent: dict[str, str]) -> str:
    """The gold, else what may fairly stand beside it, else the first sentence."""
    for wanted in (row["gold"], row.get("fair") or ()):
        right = [key for key, text in sent.items() if any(_same(each["sentence"], text) for each in wanted)]
        if right:
            return chosen(right)
    return chosen([*sent][:1])


def _random(row: dict[str, Any], sent: dict[str, str]) -> str:
    dice = random.Random(f"{_SEED} {row['id']}")
    return chosen(dice.sample([*sent], min(_CHOSEN, len(sent))))


def _last_two(_: dict[str, Any], sent: dict[str, str]) -> str:
    return chosen([*sent][-2:])


def _lying(_: dict[str, Any], sent: dict[str, str]) -> str:
    """The first two, with keys that were not sent, a false heading, and sentences of its own between them."""
    keys = [*sent][:2]
    lie = "Ofsted apologised and withdrew the report."
    reply = chosen([keys[0], "pzzzzz9", *keys[1:], "pyyyyy8"], "Ofsted has withdrawn everything")
    return f"{lie} [{keys[0]}]\n{reply}\n{lie}"


def _broken(_: dict[str, Any], sent: dict[str, str]) -> str:
    return f"<think>Perhaps [{[*sent][-1]}]"


CHOOSERS: dict[str, Chooser] = {
    "picks what is right": _perfect,
    "three at random": _random,
    "the last two": _last_two,
    "the first two, with lies": _lying,
    "cut off while thinking": _broken,
}


@dataclass
class AnswersOfChooser:
    """What was answered with one chooser, as `score.py` judges it; `foreign` are sentences that no source has."""

    verdicts: list[dict[str, Any]] = field(default_factory=list)
    shown: int = 0
    foreign: list[str] = field(default_factory=list)
    followed: int = 0
    seconds: float = 0.0

    def add(self, verdict: dict[str, Any], answer: Answer, texts: dict[str, str], seconds: float) -> None:
        self.verdicts.append(verdict)
        self.shown += len(answer.citations)
        self.foreign += _foreign(answer, texts)
        self.followed += answer.mode == "generative"
        self.seconds += seconds

    @property
    def row(self) -> list[str]:
        asked = len(self.verdicts)
        right, shown = (sum(each[name] for each in self.verdicts) for name in ("right", "shown"))
        return [
            share(sum(each["in1"] for each in self.verdicts), asked),
            share(sum(each["in3"] for each in self.verdicts), asked),
            share(right, shown),
            f"{len(self.foreign)} of {self.shown}",
            share(self.followed, asked),
            f"{self.seconds / max(asked, 1):.2f} s",
        ]


def _foreign(answer: Answer, texts: dict[str, str]) -> list[str]:
    """The citations that are no slice of their document, and what the answer says that is neither a source's own
    sentence nor ours: ours are what the answer says of itself, which no model can change."""
    found = [
        each.quote
        for each in answer.citations
        if texts[each.document_id][each.start : each.end] != each.quote
    ]
    quotes = {each.marker: each.quote for each in answer.citations}
    for sentence in answer.sentences:
        own = [quotes[marker] for marker in sentence.citations]
        if sentence.worded or (
            sentence.kind in ("quote", "paraphrase")
            and not any(_bare(each) in _bare(sentence.text) for each in own)
        ):
            found.append(sentence.text)
    return found


def _same(wanted: str, text: str) -> bool:
    return _bare(wanted) in _bare(text) or _bare(text.rpartition(": ")[2]) in _bare(wanted)


def _bare(text: str) -> str:
    return re.sub(r"[\s\"“”'‘’…]+", "", text).casefold()


def _url() -> str:
    given = [each.partition("=")[2] for each in sys.argv if each.startswith("--url=")]
    return given[-1] if given else ""


def _server(url: str) -> Chat:
    made = chat(
        Settings(
            chat_model="local",
            chat_base_url=url,
            chat_timeout=number("seconds", _SECONDS),
            chat_max_tokens=_TOKENS,
            _env_file=None,
        )
    )
    assert made is not None
    return made


def _pipelines(service: Service, row: dict[str, Any]) -> Iterator[tuple[str, Pipeline]]:
    yield "our own order", service.pipeline
    url = _url()
    for name, chooser in {} if url else CHOOSERS.items():

        def script(prompt: str, chooser: Chooser = chooser) -> str:
            return chooser(row, sentences_in(prompt))

        yield name, pipeline_of(service, Selector(chat_of(script), service.encoder, 1500))
    if url:
        yield url, pipeline_of(service, Selector(_server(url), service.encoder, 1500))


def main() -> int:
    if absent("Models that choose", _SET):
        return 0
    score = scorer(_SET / "score.py")
    found: dict[str, AnswersOfChooser] = {}
    left = number("questions", 1000)
    for corpus in ("documents", "seed"):
        rows = [
            row
            for row in people.questions()
            if row["corpus"] == corpus and row["expect"] in ("answer", "partial")
        ][:left]
        left -= len(rows)
        with library(corpus, people.sources(corpus)) as service:
            for row in rows:
                for name, pipeline in _pipelines(service, row):
                    begun = time.perf_counter()
                    answer = _answer(service.pipeline, pipeline, row)
                    took = time.perf_counter() - begun
                    texts = service.stores.library.texts(each.document_id for each in answer.citations)
                    verdict = score.judge(row, answer_values(answer, service.stores.library))
                    found.setdefault(name, AnswersOfChooser()).add(verdict, answer, dict(texts), took)
                    if name == _url():
                        print(_told(row, found, answer, took), file=sys.stderr, flush=True)
    asked = len(next(iter(found.values())).verdicts)
    columns = ["first right", "in three", "precision", "not a source's own", "choice followed", "each took"]
    print(heading("Models that choose", f"{asked} of people's questions, dev half"))
    print(table(columns, [[name, *each.row] for name, each in found.items()]))
    for name, each in found.items():
        print("\n".join(f"{name}: {text}" for text in each.foreign))
    return 0


def _told(row: dict[str, Any], found: dict[str, AnswersOfChooser], answer: Answer, took: float) -> str:
    """What became of the last question with a real server: right in the first and in the first three, ours before
    its; and the notes on it."""
    ours, its = found["our own order"].verdicts[-1], found[_url()].verdicts[-1]
    right = " ".join(f"{name} {ours[name]:d}→{its[name]:d}" for name in ("in1", "in3"))
    precision = f"{ours['right']}/{ours['shown']}→{its['right']}/{its['shown']}"
    return f"{row['id']}: {right}, {precision}, {answer.mode}, {took:.1f} s: {' '.join(answer.warnings)}"


def _answer(extractive: Pipeline, pipeline: Pipeline, row: dict[str, Any]) -> Answer:
    """The answer of `pipeline`; earlier turns are asked without a model."""
    conversation = None
    for turn in row.get("turns") or ():
        if turn.strip():
            conversation = extractive.answer(Question(turn, conversation_id=conversation)).conversation_id
    return pipeline.answer(Question(row["question"], conversation_id=conversation))


if __name__ == "__main__":
    main()
