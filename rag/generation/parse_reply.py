"""A note read from a model's reply: its sentences, each with the keys that it cites.

Lines of text whose sentences stand before or after their keys, in whatever brackets, and JSON with a `text` and `keys`
for each sentence are read alike. Nothing of it is shown before it has passed the gate.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any

from rag.generation.keys import KEY
from rag.generation.reply import json_values, meant
from rag.text import sentences
from rag.text.quotations.quoted_words import open_marks
from rag.verification.gate import DraftSentence

_ONE = re.compile(rf"(?<![a-z0-9]){KEY}(?![a-z0-9])", re.IGNORECASE)
# A key with what may stand around it: [k], (k), 【k】, [passage k], **k**; without brackets only one that was sent.
_MARKED = re.compile(
    rf"\s*(?P<open>[\[(【{{⟨<*]+\s*(?:[a-z]{{3,8}}\b[:\s]\s*)?)?(?<![a-z0-9])(?P<key>{KEY})(?![a-z0-9])"
    r"(?:†[^】\]]{0,20})?\s*[\])】}⟩>*]*",
    re.IGNORECASE,
)
_BETWEEN = " ,;&|"
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|#+\s+|>\s+|\d{1,2}[.)]\s+)")
_STOP = re.compile(r"\s*[.!?]+(?=\s|$)")


def read_note(reply: str, sent: Collection[str]) -> list[DraftSentence]:
    """The sentences of a reply in their order, without those that only introduce what follows."""
    text = meant(reply)
    listed = [sentence for value in json_values(text) for sentence in _of_json(value, sent)]
    if listed:
        return listed
    found: list[DraftSentence] = []
    for line in text.splitlines():
        of = list(_of_line(_BULLET.sub("", line), sent))
        if len(of) == 1 and not re.search(r"\w", of[0].text):  # keys on a line of their own
            found = [each if each.keys else DraftSentence(each.text, of[0].keys) for each in found]
            continue
        found += of
    return [each for each in found if each.keys or not each.text.endswith(":")]


def _of_json(value: Any, sent: Collection[str]) -> Iterator[DraftSentence]:
    """The sentences of any shape of JSON whose entries have a text and keys."""
    if isinstance(value, list):
        for each in value:
            yield from _of_json(each, sent)
        return
    if not isinstance(value, dict):
        return
    text = next((value[name] for name in ("text", "sentence") if isinstance(value.get(name), str)), None)
    if text is None:
        for each in value.values():
            yield from _of_json(each, sent)
        return
    named = tuple(key for each in value.values() if each is not text for key in _keys_in(str(each)))
    for sentence in _of_line(" ".join(text.split()), sent):
        yield DraftSentence(sentence.text, tuple(dict.fromkeys((*sentence.keys, *named))))


def _of_line(line: str, sent: Collection[str]) -> Iterator[DraftSentence]:
    """The sentences of one line; keys apply to what stands before them, or after them where a key begins the line."""
    marks = _groups(line, sent)
    if not marks:
        yield from _sentences(line.strip(), ())
        return
    if not line[: marks[0][0]].strip() and line[marks[0][1] :].strip(" .,:;–-"):
        ends = [start for start, _, _ in marks[1:]] + [len(line)]
        for (_, end, keys), following in zip(marks, ends, strict=True):
            yield from _sentences(line[end:following].strip(" :–-"), keys)
        return
    at = 0
    for start, end, keys in marks:
        stop = _STOP.match(line, end)
        text = line[at:start].strip() + (stop.group().strip() if stop else "")
        at = stop.end() if stop else end
        yield from _sentences(text, keys) if text else iter([DraftSentence("", keys)])
    yield from _sentences(line[at:].strip(), ())


def _groups(line: str, sent: Collection[str]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Runs of keys that stand together: where each begins and ends, and its keys in lower case."""
    runs: list[tuple[int, int, tuple[str, ...]]] = []
    for match in _MARKED.finditer(line):
        key = match["key"].lower()
        joined = bool(runs) and (
            not line[runs[-1][1] : match.start()].strip(_BETWEEN)
            or _is_open(line[runs[-1][0] : match.start()])
        )
        if key not in sent and (key.isalpha() or not (match["open"] or joined)):
            continue  # an ordinary word of seven letters
        if joined:
            start, _, keys = runs[-1]
            runs[-1] = (start, match.end(), (*keys, key))
        else:
            runs.append((match.start(), match.end(), (key,)))
    return [(start, end, tuple(dict.fromkeys(keys))) for start, end, keys in runs]


def _is_open(text: str) -> bool:
    """Whether a bracket in it is not closed yet."""
    return sum(map(text.count, "[(【")) > sum(map(text.count, "])】"))


def _keys_in(text: str) -> list[str]:
    return [match.group().lower() for match in _ONE.finditer(text)]


def _sentences(text: str, keys: tuple[str, ...]) -> Iterator[DraftSentence]:
    """Sentences with the same keys; a quotation of several sentences is kept in one piece."""
    start: int | None = None
    for left, right in sentences.spans(text):
        start = left if start is None else start
        if not open_marks(text[start:right]):
            yield DraftSentence(text[start:right], keys)
            start = None
    if start is not None:
        yield DraftSentence(text[start:].strip(), keys)
