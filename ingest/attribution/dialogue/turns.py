"""Transcripts and interviews: paragraphs that are one speaker's turn, by a label, a head, or as an answer."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.attribution.dialogue.closing_notes import closing_note
from ingest.attribution.dialogue.heads import below_heads, in_full, spelt_out, titled_in_full
from ingest.attribution.dialogue.interviews import questions_and_answers
from ingest.attribution.dialogue.labels import (
    ANSWERING,
    ASKING,
    OFFICE,
    Label,
    is_speaker,
    matches_in,
    name_span,
    told_by_somebody,
)
from ingest.attribution.dialogue.speaker_roles import by_office, holders
from ingest.attribution.dialogue.stage_directions import is_stage_direction
from ingest.attribution.dialogue.witnesses import Named, who_answers, witnesses_listed
from ingest.metadata.speaker_lines import named_by
from ingest.text.posts import only_answers, post_heads
from rag.text.lexicon.word_classes import is_title

_SHARE = 0.3  # of the paragraphs from the first label to the last
_TWO = 2  # who asks and who answers
_FEWEST = 3  # labelled paragraphs of a transcript
_INITIALS = 8  # characters with their full stops
_MOST_INITIALS = 20  # of different people, or surnames


@dataclass(frozen=True, slots=True)
class DialogueTurn:
    """The spoken part of a paragraph, `text[start:end]`, and the span of its speaker's label.

    Without a label it is an answer of the interviewee; `asked` turns are the interviewer's.
    """

    start: int
    end: int
    label: tuple[int, int] | None = None
    asked: bool = False


def dialogue_turns(
    text: str, paragraphs: Sequence[tuple[int, int]], one_voice: bool = False
) -> dict[int, DialogueTurn]:
    """The turns of a document by paragraph number; empty unless it is a transcript or an interview.

    `one_voice`: one person has written all of it, such as a letter that repeats the questions that it answers.
    """
    found = _posted(text, paragraphs) or _labelled(text, paragraphs) or _headed(text, paragraphs)
    asked = () if found or one_voice else questions_and_answers(text, paragraphs)
    return found or {number: DialogueTurn(*paragraphs[number], asked=asks) for number, asks in asked}


def may_speak(text: str, start: int, end: int, known: frozenset[str]) -> bool:
    """Whether a heading may belong to a dialogue: it asks something, or names who speaks below it."""
    return text[end - 1] == "?" or named_by(text, start, end, known) is not None


def _labelled(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    labels = _labels(text, paragraphs)
    listed = witnesses_listed(text, paragraphs, {each.name for each in labels.values()})
    labels = {number: label for number, label in labels.items() if number not in listed}
    if not _is_transcript(labels):
        return {}
    found: dict[int, DialogueTurn] = {}
    current: DialogueTurn | None = None
    marked = _marked(text, paragraphs, labels)
    for number, (start, end) in enumerate(paragraphs[: _end(text, paragraphs, labels)]):
        label = labels.get(number)
        if number in marked:
            span = marked[number]
            current = DialogueTurn(labels[number].end, end, span) if span is not None else None
        elif label is not None:
            span = None if label.name in ANSWERING else label.span
            current = DialogueTurn(label.end, end, span, asked=label.name in ASKING)
        elif (
            number in listed
            or is_stage_direction(text[start:end])
            or (marked and named_by(text, start, end) is not None)
        ):
            continue
        if current is not None:
            found[number] = DialogueTurn(current.start if label else start, end, current.label, current.asked)
    return found


def _marked(
    text: str, paragraphs: Sequence[tuple[int, int]], labels: Mapping[int, Label]
) -> dict[int, tuple[int, int] | None]:
    """Who speaks in the turns marked «Q.» and «A.» of a hearing that names others who speak; none in an interview."""
    marks = {
        number: each.name in ASKING for number, each in labels.items() if each.name in ASKING | ANSWERING
    }
    named = [
        Named(paragraphs[number][0], each.person, each.span)
        for number, each in labels.items()
        if number not in marks
    ]
    if not marks or len({each.person for each in named}) < _TWO:
        return {}
    found = who_answers(text, named, {paragraphs[number][0]: asks for number, asks in marks.items()})
    spans = {number: found[paragraphs[number][0]] for number in marks}
    return {
        number: span and (titled_in_full(text, text[slice(*span)]) or span) for number, span in spans.items()
    }


def _end(text: str, paragraphs: Sequence[tuple[int, int]], labels: Mapping[int, Label]) -> int:
    """The number of paragraphs up to the end of the last turn: an interview closes with a note of its paper."""
    asks = any(each.name in ASKING for each in labels.values())
    interview = asks or len({each.person for each in labels.values()}) == _TWO
    return closing_note(text, paragraphs, max(labels)) if interview else len(paragraphs)


def _labels(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, Label]:
    """What may be the label of a speaker, by paragraph: a word that stands once and calls nobody is none."""
    matches = matches_in(text, paragraphs)
    names = sorted({match["name"] for match in matches.values()})
    short = [each for each in names if " " not in each][:_MOST_INITIALS]
    titled = [each for each in names if is_title(each.split()[0].casefold().strip("."))][:_MOST_INITIALS]
    whole = {each: _whole_name(text, each) for each in short} | {
        each: titled_in_full(text, each) for each in titled
    }
    offices = {f"the {office}": span for office, span in by_office(holders(text)).items()}
    found: dict[int, Label] = {}
    for number, match in matches.items():
        called = f"the {match['name'].casefold().removeprefix('the ')}"
        span = whole.get(match["name"]) or offices.get(called) or name_span(match)
        if match.re is OFFICE:
            offices[f"the {match['office']}".casefold()] = (
                span  # «The Convener (Jo Hill):», then «The Convener:»
            )
        found[number] = Label(match["name"].casefold(), text[slice(*span)].casefold(), span, match.end())
    found = told_by_somebody(text, paragraphs, found)
    counted = Counter(each.name for each in found.values())
    people = Counter(each.person for each in found.values())
    return {
        number: each
        for number, each in found.items()
        if counted[each.name] > 1
        or people[each.person] > 1
        or each.person != each.name
        or " " in each.name
        or is_speaker(each.name)
    }


def _is_transcript(labels: Mapping[int, Label]) -> bool:
    """Whether these label the turns of several speakers, most of whom are known to be such."""
    names = {each.name: each for each in labels.values()}
    written = {each.person for each in names.values() if each.person != each.name}
    people = [
        each
        for each in names.values()
        if each.person != each.name or each.person in written or is_speaker(each.name)
    ]
    if len(labels) < _FEWEST or len(names) < 2 or 2 * len(people) < len(names):
        return False
    return len(labels) >= _SHARE * (max(labels) - min(labels) + 1)


def _whole_name(text: str, label: str) -> tuple[int, int] | None:
    """The name that a label of one word stands for: that with these initials, or this surname."""
    return (spelt_out(text, label) if len(label) <= _INITIALS else None) or in_full(text, label)


def _posted(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    """The posts of a thread, each below who posted it."""
    heads = post_heads(text)
    starts = [each.start for each in heads]
    found: dict[int, DialogueTurn] = {}
    for number, (start, end) in enumerate(paragraphs):
        at = bisect_left(starts, end)
        above = heads[at - 1] if at else None
        if above is None or above.end >= end or only_answers(text[start:end]):
            continue
        begins = max(start, above.end)
        begins += len(text[begins:end]) - len(text[begins:end].lstrip())
        found[number] = DialogueTurn(begins, end, above.name)
    return found


def _headed(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, DialogueTurn]:
    """The turns below lines that name their speaker."""
    found = {
        number: label
        for number, label in below_heads(text, paragraphs)
        if not is_stage_direction(text[slice(*paragraphs[number])])
    }
    called = {text[slice(*label)]: label for label in reversed(found.values())}
    full: dict[str, tuple[int, int]] = {}
    for name in called:
        whole = titled_in_full(text, name)
        if whole is not None:
            others = (label for other, label in called.items() if other.endswith(text[slice(*whole)]))
            full[name] = next(others, whole)
    return {
        number: DialogueTurn(*paragraphs[number], full.get(text[slice(*label)], label))
        for number, label in found.items()
    }
