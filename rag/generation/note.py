"""A model writes a note in its own words; what holds is shown as its wording, with its evidence quoted under it.

Where nothing of it holds, the quotations stand as they were.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rag.answering.compose import Draft
from rag.generation.answer import RevisionTask
from rag.generation.chat import Chat, ChatFailed
from rag.generation.choice import NOTHING
from rag.generation.judged_note import as_a_whole, judged
from rag.generation.parse_reply import read_note
from rag.generation.prompt import RULES, SCHEMA, request
from rag.generation.revision import Revision, revised, unchanged
from rag.generation.transcript import Transcript
from rag.generation.verifier import AskedModel
from rag.types import AnswerSentence
from rag.verification.entailment import Verifier

_MOST = 10  # sentences


@dataclass(frozen=True, slots=True)
class NoteWriter:
    """`verifier` is an entailment model, "model" for the chat model itself in a second call, or None."""

    chat: Chat
    verifier: Verifier | Literal["model"] | None
    quoted_characters: int

    @property
    def rules(self) -> str:
        return RULES

    @property
    def stage(self) -> str:
        return "wording"

    def revise(self, task: RevisionTask, deadline: float, stopped: Callable[[], bool]) -> Revision:
        """The answer with a note before its quotations; raises Stopped. `deadline` is by `time.monotonic`."""
        name, draft = f"The chat model {self.chat.name}", task.draft
        sent = {passage.key: passage for passage in task.passages}
        messages = request(task.reading.query.shown, task.passages, task.keys.mark)
        try:
            reply = "".join(self.chat.reply(messages, deadline, stopped, SCHEMA))
        except ChatFailed as error:
            return unchanged(draft, f"{name} {error}; the answer is quoted from the documents.")
        written = [each for each in read_note(reply, sent) if not _is_nothing(each.text)]
        if not any(each.keys for each in written):
            why = (
                "found no answer in the passages"
                if _is_nothing_found(reply)
                else "wrote nothing with a source"
            )
            return unchanged(draft, f"{name} {why}; the answer is quoted from the documents.")
        verifier = AskedModel(self.chat, deadline, stopped) if self.verifier == "model" else self.verifier
        note, warning = judged(written[:_MOST], sent, verifier)
        kept = as_a_whole(note)
        cut = len(written) - len(kept)
        if not kept:
            told = f"{name} wrote nothing that could be verified; the answer is quoted from the documents."
            return unchanged(draft, told, warning)
        transcript = Transcript(task.offers.pages, self.quoted_characters)
        for sentence in kept:
            transcript.worded(sentence.text, sentence.support, sentence.evidence)
        for each in _other_side(transcript, draft):
            transcript.kept(draft, each)
        return revised(transcript, draft, _cut_note(self.chat.name, cut), warning)


def _other_side(transcript: Transcript, draft: Draft) -> list[AnswerSentence]:
    """What the note leaves out of a question about several parties: who is silent, and who is not cited."""
    cited = {citation.speaker for citation in transcript.citations}
    by_marker = {citation.marker: citation for citation in draft.citations}
    missing = {
        marker
        for side in draft.sides
        if not side.silent and not any(by_marker[marker].speaker in cited for marker in side.citations)
        for marker in side.citations
    }
    answered = {marker for side in draft.sides for marker in side.citations}
    return [
        sentence
        for sentence in draft.sentences
        if sentence.kind == "silence"
        or missing & set(sentence.citations)
        or (draft.sides and not answered & set(sentence.citations))
    ]


def _is_nothing(text: str) -> bool:
    return text.strip(" .*").upper() == NOTHING


def _is_nothing_found(reply: str) -> bool:
    return NOTHING in reply.upper()


def _cut_note(name: str, cut: int) -> str:
    if not cut:
        return ""
    if cut == 1:
        return f"One sentence by the chat model {name} is not shown: its sources do not bear it out."
    return f"{cut} sentences by the chat model {name} are not shown: their sources do not bear them out."
