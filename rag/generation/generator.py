"""The model writes, the gate decides what is shown, and if little passes the documents are quoted instead.

A sentence that passes is shown at once. One that fails goes back to the model once, with the reason; after that it is
left out and counted. Whatever the model does, there is a cited answer at the deadline.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answering.compose import Draft, Pages
from rag.generation.chat import Chat, ChatFailed
from rag.generation.parse_reply import BadDraft, DraftReader
from rag.generation.prompt import NOTHING, Message, repair, request
from rag.generation.transcript import Shown, Transcript
from rag.types import AnswerSentence, Citation, Side
from rag.verification.gate import DraftSentence, Failed, check
from rag.verification.passages import SentPassage

_MOST = 10  # sentences of the model in one answer
_LEAST_LEFT = 0.2  # of the time limit, for a second attempt


@dataclass(frozen=True, slots=True)
class Written:
    """A finished answer: everything that was shown, and which mode wrote it. `again`: taken from the cache."""

    mode: Literal["extractive", "generative"]
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    sides: tuple[Side, ...]
    warnings: tuple[str, ...]
    again: bool = False


@dataclass(slots=True)
class _Attempt:
    """The result of one request: `failed` are the sentences that did not pass, `why` is any other error."""

    reply: str = ""
    passed: int = 0
    failed: tuple[Failed, ...] = ()
    why: str = ""
    found_nothing: bool = False


class Generator:
    """Writes answers with a chat model; `count` returns the word-pieces of texts, to fit `passage_tokens`."""

    def __init__(
        self,
        chat: Chat,
        count: Callable[[Sequence[str]], list[int]],
        passage_tokens: int,
        quoted_characters: int,
    ) -> None:
        self.chat = chat
        self._count = count
        self._passage_tokens = passage_tokens
        self._quoted_characters = quoted_characters

    def fitting(self, passages: Sequence[SentPassage]) -> list[SentPassage]:
        """The first passages, as many as fit into a request; at least one."""
        left = self._passage_tokens
        found: list[SentPassage] = []
        sizes = self._count([passage.text for passage in passages])
        for passage, size in zip(passages, sizes, strict=True):
            if found and size > left:
                break
            found.append(passage)
            left -= size
        return found

    def write(
        self,
        question: str,
        passages: Sequence[SentPassage],
        pages: Pages,
        extracted: Draft,
        deadline: float,
        stopped: Callable[[], bool],
    ) -> Iterator[Shown | Written]:
        """Sentences as they pass the gate, then the whole answer. Raises Stopped.

        `extracted` is the answer without a model; `deadline` is by `time.monotonic`.
        """
        transcript = Transcript(pages, self._quoted_characters)
        sent = {passage.key: passage for passage in self.fitting(passages)}
        messages = request(question, list(sent.values()))
        first = _Attempt()
        yield from self._attempt(first, messages, sent, transcript, deadline, stopped)
        last = first
        if first.failed and not first.why and self._time_left(deadline):
            last = _Attempt()
            again = repair(messages, first.reply, first.failed)
            yield from self._attempt(last, again, sent, transcript, deadline, stopped)
        passed = first.passed + (last.passed if last is not first else 0)
        cut = len(first.failed) if last is first else max(len(first.failed) - last.passed, len(last.failed))
        why = self._why_quoted(first, passed, cut)
        if why:
            yield from _quoted(transcript, extracted, extracted.sentences)
        else:
            yield from _quoted(transcript, extracted, _other_side(transcript, extracted))
        warnings = (why, _cut_note(self.chat.name, cut), *transcript.warned(extracted))
        yield Written(
            "extractive" if why else "generative",
            transcript.text,
            tuple(transcript.sentences),
            tuple(transcript.citations),
            transcript.sides(extracted),
            tuple(each for each in warnings if each),
        )

    def _attempt(
        self,
        made: _Attempt,
        messages: Sequence[Message],
        sent: Mapping[str, SentPassage],
        transcript: Transcript,
        deadline: float,
        stopped: Callable[[], bool],
    ) -> Iterator[Shown]:
        """Send one request; its result is recorded in `made`."""
        failed: list[Failed] = []
        try:
            for sentence in self._sentences(made, messages, deadline, stopped):
                if _is_nothing(sentence.text):
                    made.found_nothing = True
                    continue
                result = check(sentence, sent)
                if isinstance(result, Failed):
                    failed.append(result)
                    continue
                made.passed += 1
                shown = transcript.written(result)
                if shown is not None:
                    yield shown
                if len(transcript.sentences) >= _MOST:
                    break
        except (ChatFailed, BadDraft) as error:
            made.why = str(error)
        made.failed = tuple(failed)

    def _sentences(
        self, made: _Attempt, messages: Sequence[Message], deadline: float, stopped: Callable[[], bool]
    ) -> Iterator[DraftSentence]:
        reader = DraftReader()
        for piece in self.chat.reply(messages, deadline, stopped):
            made.reply += piece
            yield from reader.feed(piece)
        yield from reader.finish()

    def _time_left(self, deadline: float) -> bool:
        return deadline - time.monotonic() > _LEAST_LEFT * self.chat.seconds

    def _why_quoted(self, first: _Attempt, passed: int, cut: int) -> str:
        """Why the documents are quoted instead of the model, or in addition to it; empty if it wrote enough."""
        name = f"The chat model {self.chat.name}"
        if first.why:
            return f"{name} {first.why}; the answer is quoted from the documents."
        if not (first.passed or first.failed):
            if first.found_nothing:
                return f"{name} found no answer in the passages; the closest sentences are quoted from the documents."
            return f"{name} gave an empty reply; the answer is quoted from the documents."
        if not passed:
            return f"{name} wrote nothing that could be verified; the answer is quoted from the documents."
        if cut > passed:
            return f"{name} wrote little that could be verified; quotations from the documents follow."
        return ""


def _quoted(transcript: Transcript, extracted: Draft, sentences: Sequence[AnswerSentence]) -> Iterator[Shown]:
    for sentence in sentences:
        shown = transcript.quoted(extracted, sentence)
        if shown is not None:
            yield shown


def _other_side(transcript: Transcript, extracted: Draft) -> list[AnswerSentence]:
    """What the model left out of a question about several parties: who is silent, and who is not cited."""
    cited = {citation.speaker for citation in transcript.citations}
    by_marker = {citation.marker: citation for citation in extracted.citations}
    missing = {
        marker
        for side in extracted.sides
        if not side.silent and not any(by_marker[marker].speaker in cited for marker in side.citations)
        for marker in side.citations
    }
    answered = {marker for side in extracted.sides for marker in side.citations}
    return [
        sentence
        for sentence in extracted.sentences
        if sentence.kind == "silence"
        or missing & set(sentence.citations)
        or (extracted.sides and not answered & set(sentence.citations))
    ]


def _is_nothing(text: str) -> bool:
    return text.strip(" .*").upper() == NOTHING


def _cut_note(name: str, cut: int) -> str:
    if not cut:
        return ""
    wrote = f"by the chat model {name}"
    if cut == 1:
        return (
            f"One sentence {wrote} is not shown: the passages do not support it, or it is off the question."
        )
    return f"{cut} sentences {wrote} are not shown: the passages do not support them, or they are off the question."
