"""A model writes a note in its own words; what holds is shown as its wording, with its evidence quoted under it.

Each sentence is judged twice: the word rules veto what contradicts its sources, and a verifier says whether the
evidence entails it. Without a verifier the word rules decide alone. The note is then checked as a whole.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.answering.compose import Draft
from rag.errors import OperatorError
from rag.generation.answer import RevisionTask
from rag.generation.chat import Chat, ChatFailed
from rag.generation.choice import NOTHING, BadReply
from rag.generation.parse_reply import read_note
from rag.generation.prompt import RULES, SCHEMA, request
from rag.generation.revision import Revision, revised, unchanged
from rag.generation.transcript import Transcript
from rag.generation.verifier import AskedModel
from rag.text.dates import spoken_date
from rag.text.leaning import leans_back
from rag.text.tokens import telling_stems
from rag.types import AnswerSentence, Evidence, Support
from rag.verification.entailment import ModelSentence, Verifier
from rag.verification.gate import DraftSentence, Passed, check
from rag.verification.passages import SentPassage

_MOST = 10  # sentences
_ALIKE = 0.8  # of the words that two sentences have: then they say the same


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence of a note, what it rests on, and whether it may be shown by itself."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    holds: bool = False
    support: Support = "unsupported"


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


def judged(
    written: Sequence[DraftSentence], sent: Mapping[str, SentPassage], verifier: Verifier | None
) -> tuple[list[JudgedSentence], str]:
    """Each sentence by both judges, and a warning where the verifier could not judge; raises Stopped."""
    results = [check(each, sent) for each in written]
    by_rules = [JudgedSentence(each.text, each.evidence, isinstance(each, Passed)) for each in results]
    if verifier is None:
        return by_rules, ""
    asked = [n for n, each in enumerate(results) if isinstance(each, Passed) or not each.veto]
    try:
        entailed = verifier.entailed([_claim(by_rules, number) for number in asked])
    except (ChatFailed, BadReply, OperatorError) as error:
        return by_rules, f"The note was not verified, the verifier {error}: its words alone were compared."
    found = dict(zip(asked, entailed, strict=True))
    return [
        JudgedSentence(each.text, each.evidence, found.get(number, False), "supported")
        for number, each in enumerate(by_rules)
    ], ""


def as_a_whole(note: Sequence[JudgedSentence]) -> list[JudgedSentence]:
    """The sentences that hold, in their order: none that leans on one that was cut, and none that repeats another."""
    kept: list[JudgedSentence] = []
    before: JudgedSentence | None = None  # the sentence before, if it is shown
    for each in note:
        leans = leans_back(each.text)
        shown = each.holds and not (leans and (before is None or not _same_speaker(before, each)))
        if shown and not any(_repeats(each.text, other.text) for other in kept):
            kept.append(each)
        before = each if shown else None
    return kept


def _claim(note: Sequence[JudgedSentence], number: int) -> ModelSentence:
    """A sentence with its evidence; one that leans on the sentence before it is judged after that one."""
    own = note[number]
    before = note[number - 1] if number and leans_back(own.text) else None
    evidence = map(_with_source, (*(before.evidence if before else ()), *own.evidence))
    return ModelSentence(own.text, tuple(dict.fromkeys(evidence)), before.text if before else "")


def _with_source(evidence: Evidence) -> str:
    """ "CYP Now, 29 April 2015, an Ofsted spokesman says: the sentence"."""
    metadata, speaker = evidence.hit.metadata, evidence.sentence.speaker
    known = (
        metadata.publisher or metadata.title,
        spoken_date(evidence.sentence.said_on or metadata.date),
        f"{speaker} says" if speaker and speaker != metadata.publisher else None,
    )
    return f"{', '.join(each for each in known if each)}: {evidence.text}"


def _same_speaker(before: JudgedSentence, each: JudgedSentence) -> bool:
    """Whether what a pronoun leans on may be whom its evidence quotes: the sentence before rests on the same speaker or
    document, or names the speaker."""
    own = each.evidence[0]
    if own.sentence.speaker is None:
        return any(own.hit.passage.document_id == other.hit.passage.document_id for other in before.evidence)
    same = any(own.sentence.speaker == other.sentence.speaker for other in before.evidence)
    return same or bool(telling_stems(own.sentence.speaker) & telling_stems(before.text))


def _repeats(text: str, other: str) -> bool:
    one, two = telling_stems(text), telling_stems(other)
    return len(one & two) >= _ALIKE * max(len(one | two), 1)
