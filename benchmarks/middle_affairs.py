"""The made-up affairs of eight papers as libraries, with the questions over them.

`data/answering/small_affairs/middle.jsonl` and `data/answering/together`. The encoder that is shipped was not taught on
these, so what belongs together is learned of them: ten affairs by one writer are a set.
"""

import json
import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.heading import CACHE
from benchmarks.libraries import library
from rag.service import Service

_DATA = Path(__file__).parent / "data" / "answering"
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
    row = _affairs()[affair]
    asked = [(each, False) for each in row["questions"]]
    asked += [(each, True) for each in _together().get(affair, [])]
    papers = row["papers"]
    return [
        MiddleQuestion(each["q"], tuple(papers[p]["sentences"][s] for p, s in each["gold"]), together)
        for each, together in asked
    ]


def opened(affair: str) -> AbstractContextManager[Service]:
    """A service over an affair's papers."""
    folder = CACHE / "middle" / affair
    folder.mkdir(parents=True, exist_ok=True)
    for number, paper in enumerate(_affairs()[affair]["papers"]):
        (folder / f"{number}.md").write_text(_markdown(paper), encoding="utf-8")
    return library(f"middle-{affair}", [folder])


@cache
def _affairs() -> dict[str, dict[str, Any]]:
    lines = (_DATA / "small_affairs" / "middle.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


@cache
def _together() -> dict[str, list[dict[str, Any]]]:
    files = sorted((_DATA / "together").glob("*.jsonl"))
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return {row["id"]: row["questions"] for row in rows}


def _markdown(paper: dict[str, Any]) -> str:
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
