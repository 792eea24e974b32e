"""Interviews without names before the turns, and pages of questions and answers."""

import re
from collections.abc import Iterator, Sequence

from ingest.attribution.dialogue.closing_notes import closing_note, unquoted
from rag.text.quotations.wording import is_one_person

_QUESTIONS = 4  # of an interview without names before the turns
_OWN_QUESTIONS = 3  # of a page of questions and answers
_ALONE = 5  # one answer in this many says "I"; an organisation's page says "we"
_LONGEST = 60  # words of a question
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b|\b(?:I|[Ww]e)[’']")
_SECOND_PERSON = re.compile(r"\b[Yy]our?\b")
_LONGEST_REMARK = 30  # words
_MARKS = re.compile('[“”"]')


def questions_and_answers(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, bool]]:
    """The paragraphs of an interview, each with whether the interviewer asks it; none where it is no interview."""
    questions = {number for number, span in enumerate(paragraphs) if _is_question(text, *span)}
    answers = [number for number in questions if number + 1 < len(paragraphs) and number + 1 not in questions]
    spoken = [number for number in answers if _FIRST_PERSON.search(text, *paragraphs[number + 1])]
    alone = [number for number in answers if is_one_person(text, *paragraphs[number + 1])]
    addressed = [number for number in answers if _SECOND_PERSON.search(text, *paragraphs[number])]
    personal = 2 * len(spoken) >= len(answers) and 3 * len(addressed) >= len(answers)
    if (
        len(answers) < _QUESTIONS
        or _ALONE * len(alone) < len(answers)
        or not (personal or 3 * len(spoken) >= 2 * len(answers))
    ):
        return
    for number in range(min(questions) + 1, len(paragraphs) - 1):
        beside_none = not {number - 1, number, number + 1} & questions
        goes_on = number < max(questions) or _FIRST_PERSON.search(text, *paragraphs[number + 1])
        if beside_none and goes_on and _is_remark(text, *paragraphs[number]):
            questions.add(number)
    last = max(questions)
    for number in range(min(questions), closing_note(text, paragraphs, last + 1)):
        if number > last + 1 and not _FIRST_PERSON.search(unquoted(text[slice(*paragraphs[number])])):
            return  # it stands after the last answer
        yield number, number in questions


def own_questions(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[int]:
    """The paragraphs of a page that are questions answered in the next paragraph; none if there are only a few."""
    asking = [number for number, span in enumerate(paragraphs) if _asks(text, *span)]
    found = [number for number in asking if number + 1 < len(paragraphs) and number + 1 not in asking]
    return found if len(found) >= _OWN_QUESTIONS else []


def _is_question(text: str, start: int, end: int) -> bool:
    return _asks(text, start, end) and not re.search(r"\bI\b", text[start:end])


def _asks(text: str, start: int, end: int) -> bool:
    asked = text[start:end]
    return asked.rstrip("*_ ").endswith("?") and len(asked.split()) <= _LONGEST and not _MARKS.search(asked)


def _is_remark(text: str, start: int, end: int) -> bool:
    """Whether it is a remark to the interviewee, who replies to it as to a question: «You said that last year.»"""
    said = text[start:end]
    return (
        len(said.split()) <= _LONGEST_REMARK
        and _SECOND_PERSON.search(said) is not None
        and _FIRST_PERSON.search(said) is None
    )
