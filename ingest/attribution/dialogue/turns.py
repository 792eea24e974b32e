"""Transcripts and interviews: paragraphs that are one speaker's turn, by a label, a head, or as an answer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.attribution.dialogue.heads import below_heads, in_full, named_by, spelt_out
from ingest.attribution.dialogue.interviews import questions_and_answers
from rag.text.lexicon.tables import alternatives, words
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
_ASKING = words("cue_words", "asks")
_ANSWERING = words("cue_words", "answers")
_ROLES = words("cue_words", "role")
# «Q. Did you know?», «A – I did.»
_MARK = re.compile(
    rf"(?P<name>{alternatives(_ASKING | _ANSWERING)})\s?\d{{0,3}}\s?[.:)–—]\s+(?=\S)", re.IGNORECASE
)
_SHARE = 0.3  # of the paragraphs from the first label to the last
_FEWEST = 3  # labelled paragraphs of a transcript
_INITIALS = 8  # characters with their full stops
_MOST_INITIALS = 20  # of different people, or surnames
_DIRECTION = 12  # words of a stage direction


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
    return _labelled(text, paragraphs) or _headed(text, paragraphs) or _interview(text, paragraphs)


def may_speak(heading: str) -> bool:
    """Whether a heading may belong to a dialogue: it asks something, or names who speaks below it."""
    return heading.endswith("?") or named_by(heading, 0, len(heading)) is not None


def _labelled(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    matches = _labels(text, paragraphs)
    labels = Counter(match["name"].casefold() for match in matches.values())
    short = sorted({match["name"] for match in matches.values() if " " not in match["name"]})
    whole = {each: _whole_name(text, each) for each in short[:_MOST_INITIALS]}
    names = {number: whole.get(match["name"]) for number, match in matches.items()}
    known = {matches[number]["name"].casefold() for number, name in names.items() if name is not None}
    people = [label for label in labels if label in known or _is_speaker(label)]
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
            label = None if name in _ANSWERING else names[number] or _name_span(match)
            current = DialogueTurn(match.end(), end, label, asked=name in _ASKING)
        if match is None and _is_stage_direction(text[start:end]):
            continue
        if current is not None:
            found[number] = DialogueTurn(current.start if match else start, end, current.label, current.asked)
    return found


def _labels(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, re.Match[str]]:
    """The label that each paragraph begins with; marks without a colon only where one of them asks."""
    marks = {number: _MARK.match(text, *span) for number, span in enumerate(paragraphs)}
    asking = any(each is not None and each["name"].casefold() in _ASKING for each in marks.values())
    found: dict[int, re.Match[str]] = {}
    for number, (start, end) in enumerate(paragraphs):
        match = _OFFICE.match(text, start, end) or _LABEL.match(text, start, end)
        match = match or (marks[number] if asking else None)
        if match is not None:
            found[number] = match
    return found


def _whole_name(text: str, label: str) -> tuple[int, int] | None:
    """The name that a label of one word stands for: that with these initials, or this surname."""
    return (spelt_out(text, label) if len(label) <= _INITIALS else None) or in_full(text, label)


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


def _headed(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    """The turns below lines that name their speaker."""
    return {
        number: DialogueTurn(*paragraphs[number], label)
        for number, label in below_heads(text, paragraphs)
        if not _is_stage_direction(text[slice(*paragraphs[number])])
    }


def _interview(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    return {
        number: DialogueTurn(*paragraphs[number], asked=asked)
        for number, asked in questions_and_answers(text, paragraphs)
    }
