"""The made-up affairs of eight papers as libraries, with the questions over them.

`data/answering/small_affairs/middle.jsonl` and `data/answering/together`. The encoder that is shipped was not taught on
these, so what belongs together is learned of them: ten affairs by one writer are a set.
"""

import json
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from benchmarks.finetuning import small_affairs
from benchmarks.finetuning.small_affairs import SmallAffair
from benchmarks.heading import CACHE
from benchmarks.libraries import library
from rag.service import Service

_PARAGRAPH = 4  # sentences
_TURN = re.compile(r"(?:Q\d+ )?[A-Z][\w'’. -]{1,40}: ")  # "Q14 Chair: Was it?", which begins a paragraph


@dataclass(frozen=True, slots=True)
class MiddleQuestion:
    """A question with the sentences of the papers that answer it, `together` or each by itself."""

    text: str
    gold: tuple[str, ...]
    together: bool


def names() -> dict[str, list[str]]:
    """The affairs of each set."""
    return {f"middle, {key}": list(each) for key, each in groupby(_affairs(), key=lambda name: name[:2])}


def questions(affair: str) -> list[MiddleQuestion]:
    """All that is asked over an affair; a near miss has no gold."""
    sentences = _affairs()[affair].sentences
    return [
        MiddleQuestion(
            each.question, tuple(sentences[number] for number in each.answers), each.asked == "together"
        )
        for each in _affairs()[affair].questions
    ]


def opened(affair: str) -> AbstractContextManager[Service]:
    """A service over an affair's papers."""
    folder = CACHE / "middle" / affair
    folder.mkdir(parents=True, exist_ok=True)
    for number, paper in enumerate(_affairs()[affair].papers):
        (folder / f"{number}.md").write_text(_markdown(paper), encoding="utf-8")
    return library(f"middle-{affair}", [folder])


@cache
def _affairs() -> dict[str, SmallAffair]:
    return {each.name: each for each in small_affairs.read() if each.of_eight}


def _markdown(paper: Mapping[str, Any]) -> str:
    head = f"---\ntitle: {json.dumps(paper['title'], ensure_ascii=False)}\nkind: {paper['kind']}\n---\n"
    body = [f"# {paper['title']}", *([f"## {paper['heading']}"] if paper["heading"] else [])]
    paragraph: list[str] = []
    for sentence in paper["sentences"]:
        full = len(paragraph) == _PARAGRAPH or paper["kind"] == "table" or _TURN.match(sentence)
        if paragraph and full:
            body.append(" ".join(paragraph))
            paragraph = []
        paragraph.append(sentence)
    return head + "\n\n".join([*body, " ".join(paragraph)]) + "\n"
