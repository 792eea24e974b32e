"""Interviews that label nobody: questions, each with its answer below it."""

import re
from collections.abc import Iterator, Sequence

_QUESTIONS = 4  # of an interview that labels nobody
_LONGEST = 60  # words of a question
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b|\b(?:I|[Ww]e)[’']")
_MARKS = re.compile('[“”"]')


def questions_and_answers(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """The paragraphs of an interview, each with whether the interviewer asks it; none where it is no interview."""
    questions = {number for number, span in enumerate(paragraphs) if _is_question(text, *span)}
    answers = [number for number in questions if number + 1 < len(paragraphs) and number + 1 not in questions]
    spoken = [number for number in answers if _FIRST_PERSON.search(text, *paragraphs[number + 1])]
    if len(answers) < _QUESTIONS or 3 * len(spoken) < 2 * len(answers):
        return
    for number in range(min(questions), len(paragraphs)):
        behind = number > max(questions) + 1 and not _FIRST_PERSON.search(text, *paragraphs[number])
        if behind:
            return  # it stands behind the last answer
        yield number, number in questions


def _is_question(text: str, start: int, end: int) -> bool:
    asked = text[start:end]
    return (
        asked.rstrip().endswith("?")
        and len(asked.split()) <= _LONGEST
        and not _MARKS.search(asked)
        and not re.search(r"\bI\b", asked)
    )
