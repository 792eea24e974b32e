"""Which sentences of a model's note may be shown: each judged for itself, then the note as a whole.

The word rules veto what contradicts its sources, and a verifier says whether the evidence entails a sentence. Without a
verifier the word rules decide alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.errors import OperatorError
from rag.generation.chat import ChatFailed
from rag.generation.choice import BadReply
from rag.text.dates import spoken_date
from rag.text.leaning import leans_back
from rag.text.tokens import telling_stems
from rag.types import Evidence, Support
from rag.verification.entailment import ModelSentence, Verifier
from rag.verification.gate import DraftSentence, Passed, check
from rag.verification.passages import SentPassage

_ALIKE = 0.8  # of the words that two sentences have: then they say the same


@dataclass(frozen=True, slots=True)
class JudgedSentence:
    """A sentence of a note, what it rests on, and whether it may be shown by itself."""

    text: str
    evidence: tuple[Evidence, ...] = ()
    holds: bool = False
    support: Support = "unsupported"


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
