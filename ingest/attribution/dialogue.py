"""Transcripts and interviews: paragraphs that are one speaker's turn, by a label or as the answer to a question."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_LABEL = re.compile(
    r"(?:Q?\d{1,4}[.)]?\s+)?(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*|\([\w ]{1,30}\))(?:\s+(?:[A-ZÀ-Þ][\w.’'-]*|of|the|de|van|"
    r"\([\w .]{1,40}\))){0,6})\s?:\s+(?=\S)"
)
# «The Minister of State for Transport (Jo Hill):», as the record of a parliament introduces an office.
_OFFICE_WORD = r"(?:[A-Z][\w,’'-]*|[a-z]{2,3})"
_OFFICE = re.compile(
    rf"The\s{_OFFICE_WORD}(?:\s{_OFFICE_WORD}){{0,16}}\s\((?P<name>[A-ZÀ-Þ][\w .’'-]{{2,50}})\)\s?:\s+(?=\S)"
)
_ASIDES = re.compile(r"\s*\([^)]*\)")
_ASKING = frozenset("q question interviewer".split())
_ANSWERING = frozenset("a answer interviewee".split())
_ROLES = frozenset("moderator host speaker reporter caller clerk witness narrator".split())
_SHARE = 0.3  # of the paragraphs from the first label to the last
_FEWEST = 3  # labelled paragraphs of a transcript
_QUESTIONS = 4  # questions of an interview that labels nobody
_DIRECTION = 12  # words of a stage direction
_LONGEST = 60  # words of a question
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|[Oo]ur|[Uu]s)\b|\b(?:I|[Ww]e)[’']")
_MARKS = re.compile('[“”"]')


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """The spoken part of a paragraph, `text[start:end]`, and the span of its speaker's label.

    Without a label it is an answer of the interviewee; `asked` turns are the interviewer's.
    """

    start: int
    end: int
    label: tuple[int, int] | None = None
    asked: bool = False


def dialogue_turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    """The turns of a document by paragraph number; empty unless it is a transcript or an interview."""
    return _labelled(text, paragraphs) or _interview(text, paragraphs)


def _labelled(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    matches = {
        number: match
        for number, (start, end) in enumerate(paragraphs)
        if (match := _OFFICE.match(text, start, end) or _LABEL.match(text, start, end)) is not None
    }
    labels = Counter(match["name"].casefold() for match in matches.values())
    people = [label for label in labels if _is_speaker(label)]
    if len(matches) < _FEWEST or len(labels) < 2 or 2 * len(people) < len(labels):
        return {}
    if len(matches) < _SHARE * (max(matches) - min(matches) + 1):
        return {}
    found: dict[int, DialogueTurn] = {}
    current: DialogueTurn | None = None
    for number, (start, end) in enumerate(paragraphs):
        match = matches.get(number)
        if match is not None:
            name = match["name"].casefold()
            label = None if name in _ANSWERING else _name_span(match)
            current = DialogueTurn(match.end(), end, label, asked=name in _ASKING)
        if match is None and _is_stage_direction(text[start:end]):
            continue
        if current is not None:
            found[number] = DialogueTurn(current.start if match else start, end, current.label, current.asked)
    return found


def _name_span(match: re.Match[str]) -> tuple[int, int]:
    """The name in a label, without place and party behind it: «Jo Hill (Leeds) (Lab)»."""
    aside = _ASIDES.search(match["name"])
    start = match.start("name")
    return start, start + aside.start() if aside is not None and aside.start() > 1 else match.end("name")


def _is_stage_direction(paragraph: str) -> bool:
    bare = paragraph.casefold().strip(" .[]()—–-")
    return any(bare.endswith(each) for each in words("stage_directions")) and len(bare.split()) <= _DIRECTION


def _is_speaker(label: str) -> bool:
    if label in _ASKING or label in _ANSWERING:
        return True
    named = (word.strip("().") for word in label.split())
    return any(word in GIVEN_NAMES or is_title(word) or word in _ROLES for word in named)


def _interview(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    questions = [number for number, span in enumerate(paragraphs) if _is_question(text, *span)]
    answers = [number for number in questions if number + 1 < len(paragraphs) and number + 1 not in questions]
    spoken = [number for number in answers if _FIRST_PERSON.search(text, *paragraphs[number + 1])]
    if len(answers) < _QUESTIONS or 3 * len(spoken) < 2 * len(answers):
        return {}
    found: dict[int, DialogueTurn] = {}
    for number in range(questions[0], len(paragraphs)):
        start, end = paragraphs[number]
        if number in questions:
            found[number] = DialogueTurn(start, end, asked=True)
        elif number > questions[-1] + 1 and not _FIRST_PERSON.search(text, start, end):
            break  # behind the last answer
        else:
            found[number] = DialogueTurn(start, end)
    return found


def _is_question(text: str, start: int, end: int) -> bool:
    asked = text[start:end]
    return (
        asked.rstrip().endswith("?")
        and len(asked.split()) <= _LONGEST
        and not _MARKS.search(asked)
        and not re.search(r"\bI\b", asked)
    )
