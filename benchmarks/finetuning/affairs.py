"""Questions over whole made-up affairs, each with the sentences that the service read for it, labelled one by one.

`data/answering/affairs/*.jsonl`, an affair a file. Its papers were written for this, its questions typed as people
type, and a reader judged each sentence that words, vectors and the encoder of that day found best. The first line has
the `sentences`: title, heading and speaker, the sentence `before` and the `text`. Then a question a line:

    q, kind
    answers     numbers of the sentences that answer it by themselves
    partly      of those that give a part, which are left out of the teaching
    none        of those that do not, the ones that the encoder found best first
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.finetuning.papers import Pair, PaperQuestion
from rag.judging.relevance import in_place, with_speaker
from rag.text.tokens import telling_stems, text_stems

FOLDER = Path(__file__).resolve().parents[1] / "data" / "answering" / "affairs"
_NEAR = 6  # of the sentences that do not answer; the others are on something else
_READ = 12


def affairs() -> dict[str, list[PaperQuestion]]:
    """The questions of every affair by its name; each twice, with its sentences in place and after the one before."""
    found = {}
    for file in sorted(FOLDER.glob("*.jsonl")):
        first, *lines = file.read_text(encoding="utf-8").splitlines()
        sentences = json.loads(first)["sentences"]
        asked = list(map(json.loads, lines))
        found[file.stem] = [
            _group(file.stem, each, sentences, led) for led in (False, True) for each in asked
        ]
    return found


def _group(
    affair: str, asked: Mapping[str, Any], sentences: Sequence[Mapping[str, str]], led: bool
) -> PaperQuestion:
    question = asked["q"]
    named = telling_stems(question)

    def pair(number: int, answers: bool, near: bool) -> Pair:
        each = sentences[number]
        text = with_speaker(named, each["speaker"], each["text"], text_stems(each["text"]))
        return Pair(
            question,
            in_place(each["title"], each["heading"], text, each["before"] if led else ""),
            answers,
            near,
        )

    pairs = [pair(number, True, False) for number in asked["answers"]]
    pairs += [pair(number, False, place < _NEAR) for place, number in enumerate(asked["none"][:_READ])]
    return PaperQuestion(affair, tuple(pairs), held_out=False)
