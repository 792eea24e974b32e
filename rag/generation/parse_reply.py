"""Parses a model's reply, while it arrives, into draft sentences with the keys that they cite.

Two forms are accepted: lines of text whose sentences end with their keys, "… rose. [pa1b2c3]", and an object
{"sentences": [{"text": …, "keys": […]}]}. A draft sentence is shown only after it has passed the gate.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from rag.errors import ReportQAError
from rag.text import sentences
from rag.text.quotations.quoted_words import open_marks
from rag.verification.gate import DraftSentence

KEY = r"p[a-z0-9]{6}"
_KEYS = re.compile(
    rf"\s*(?:[(,;]\s*)?\[\s*{KEY}(?:\s*[,;]\s*\[?{KEY}\]?)*\s*\](?:\s*[,;]?\s*\[\s*{KEY}\s*\])*\)?"
)
_ONE_KEY = re.compile(KEY)
_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*```(?:json)?\s*|\s*```\s*$")
_LIST = re.compile(r'"sentences"\s*:\s*\[')
_ENTRY = re.compile(r"[\s,]*\{")
_DECODER = json.JSONDecoder()
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|#+\s+|>\s+|\d{1,2}[.)]\s+)")


class BadDraft(ReportQAError):
    """The reply is in neither form; the text follows the model's name in a sentence."""

    code = "bad_draft"


class DraftReader:
    """Takes a reply piece by piece and yields each sentence as soon as it is complete."""

    def __init__(self) -> None:
        self._pending = ""
        self._whole = ""
        self._is_object: bool | None = None  # None before the first characters
        self._read = 0  # in an object: the end of the last entry that was yielded
        self._given = 0  # and the number of entries

    def feed(self, piece: str) -> Iterator[DraftSentence]:
        """The sentences that `piece` completes. The last one of a line waits for what may follow it."""
        self._pending += piece
        if "<think" in self._pending[:20]:
            if "</think" not in self._pending:
                return
            self._pending = _THINKING.sub("", self._pending, count=1)
        if self._is_object is None:
            start = self._pending.lstrip()
            if not start or "<think".startswith(start[:6]):
                return
            self._is_object = start[0] == "{" or start.startswith("```")
        if self._is_object:
            yield from self._entries()
            return
        *lines, self._pending = self._pending.split("\n")
        for line in lines:
            yield from of_line(line)
        # A sentence with keys is complete once something other than another key follows it.
        for match in _KEYS.finditer(self._pending):
            rest = self._pending[match.end() :]
            if re.match(r"\s*[.!?]?\s*[^\s\[,;.!?)]", rest):
                cut = match.end() + len(re.match(r"\s*[.!?]?\s*", rest).group())  # type: ignore[union-attr]
                yield from of_line(self._pending[:cut])
                self._pending = self._pending[cut:]
                break

    def _entries(self) -> Iterator[DraftSentence]:
        """The entries of an object's list that are complete so far."""
        if not self._read:
            begins = _LIST.search(self._pending)
            if begins is None:
                return
            self._read = begins.end()
        while (start := _ENTRY.match(self._pending, self._read)) is not None:
            try:
                entry, self._read = _DECODER.raw_decode(self._pending, start.end() - 1)
            except ValueError:
                return
            self._given += 1
            yield from of_entry(entry)

    def finish(self) -> Iterator[DraftSentence]:
        """The rest, at the end of the reply; raises BadDraft for a broken object."""
        text, self._pending = _THINKING.sub("", self._pending), ""
        if self._is_object:
            try:
                read = json.loads(_FENCE.sub("", text.strip()))
            except ValueError as error:
                raise BadDraft("did not write valid JSON") from error
            yield from of_object(read, self._given)
        else:
            for line in text.split("\n"):
                yield from of_line(line)


def of_line(line: str) -> Iterator[DraftSentence]:
    """The sentences of one line; a key applies to everything since the previous key."""
    line = _BULLET.sub("", line)
    at = 0
    for match in _KEYS.finditer(line):
        # Models write keys before or after the full stop.
        stop = re.match(r"\s*[.!?]+(?=\s|$)", line[match.end() :])
        text = line[at : match.start()].strip() + (stop.group().strip() if stop else "")
        at = match.end() + (stop.end() if stop else 0)
        yield from _sentences(text, tuple(dict.fromkeys(_ONE_KEY.findall(match.group()))))
    yield from _sentences(line[at:].strip(), ())


def of_object(read: Any, skipped: int = 0) -> Iterator[DraftSentence]:
    """The sentences of a structured reply after its first `skipped` entries; raises BadDraft for another shape."""
    listed = read.get("sentences") if isinstance(read, dict) else None
    if not isinstance(listed, list):
        raise BadDraft('did not write a list of "sentences"')
    for entry in listed[skipped:]:
        yield from of_entry(entry)


def of_entry(entry: Any) -> Iterator[DraftSentence]:
    """One entry of the list; keys may have brackets or not, and stand in a list or in the text."""
    if not (isinstance(entry, dict) and isinstance(entry.get("text"), str)):
        raise BadDraft('wrote a sentence that has no "text"')
    keys = entry.get("keys")
    named = tuple(
        found for key in (keys if isinstance(keys, list) else [keys]) for found in _ONE_KEY.findall(str(key))
    )
    for sentence in of_line(" ".join(entry["text"].split())):
        yield DraftSentence(sentence.text, tuple(dict.fromkeys((*sentence.keys, *named))))


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
