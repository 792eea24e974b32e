"""What becomes of an answer when a model has been asked: its sentences anew, and which mode wrote them."""

from dataclasses import dataclass
from typing import Literal

from rag.answering.compose import Draft
from rag.generation.transcript import Transcript
from rag.types import AnswerSentence, Citation, Side


@dataclass(frozen=True, slots=True)
class Revision:
    """A whole answer; `mode` is "extractive" where the quotations stand as they were. `again`: taken from the cache."""

    mode: Literal["extractive", "generative"]
    text: str
    sentences: tuple[AnswerSentence, ...]
    citations: tuple[Citation, ...]
    sides: tuple[Side, ...]
    warnings: tuple[str, ...]
    again: bool = False
    missing: tuple[
        str, ...
    ] = ()  # what of the question the model found no sentence for, where our judge lets it say so


def unchanged(draft: Draft, *why: str) -> Revision:
    """The quotations as they are; `why` are warnings that say what came of asking the model."""
    told = (*filter(None, why), *draft.warnings)
    return Revision("extractive", draft.text, draft.sentences, draft.citations, draft.sides, told)


def revised(transcript: Transcript, draft: Draft, *notes: str, missing: tuple[str, ...] = ()) -> Revision:
    """What the transcript holds, with the notes and the sides of the first answer, and what it is `missing` beside
    it."""
    warnings = (*filter(None, notes), *transcript.warned(draft))
    sides = transcript.sides(draft)
    return Revision(
        "generative",
        transcript.text,
        tuple(transcript.sentences),
        tuple(transcript.citations),
        sides,
        warnings,
        missing=missing,
    )
