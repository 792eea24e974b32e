"""The questions of a briefing: read from lines and asked one after another, each independently."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.errors import BadQuestion, UserError
from rag.pipeline import Pipeline
from rag.question.limits import LONGEST_QUESTION
from rag.question.query import Question
from rag.types import Answer

MOST = 100  # questions of one briefing
_SECTION, _COMMENT = "## ", "#"


class BadBriefing(UserError):
    code = "bad_briefing"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading among the questions."""

    title: str


@dataclass(frozen=True, slots=True)
class Unasked:
    """A question that could not be asked, and why."""

    question: str
    why: str


def read_questions(lines: Sequence[str]) -> list[Section | str]:
    """One question a line; `## ` begins a heading, other lines with `#` are comments, blank lines are skipped.

    Raises BadBriefing where no question is left, or more than `MOST`.
    """
    found: list[Section | str] = []
    for line in (line.strip() for line in lines):
        if line.startswith(_SECTION):
            found.append(Section(line.removeprefix(_SECTION).strip()))
        elif line and not line.startswith(_COMMENT):
            found.append(line)
    count = sum(isinstance(each, str) for each in found)
    if not count:
        raise BadBriefing("There is no question. Write one question a line.")
    if count > MOST:
        raise BadBriefing(f"There are {count} questions; {MOST} go into one briefing. Make several.")
    return found


def check_length(questions: Sequence[Section | str]) -> None:
    """Raises BadQuestion for a question that is too long."""
    for each in questions:
        if isinstance(each, str) and len(each) > LONGEST_QUESTION:
            raise BadQuestion(
                f"The question “{each[:40]}…” has {len(each):,} characters; {LONGEST_QUESTION:,} are read. "
                "Ask in fewer words."
            )


def put(
    questions: Sequence[Section | str], pipeline: Pipeline, conversation_id: str
) -> Iterator[Section | Unasked | Answer]:
    """Each question's answer, in order, kept in one conversation. No question depends on the one before it."""
    for each in questions:
        if isinstance(each, Section):
            yield each
            continue
        try:
            yield pipeline.answer(Question(each, conversation_id=conversation_id, alone=True))
        except UserError as error:
            yield Unasked(each, str(error))
