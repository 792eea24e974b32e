"""What stands before a turn as its label: a name or an office before a colon, «Q.» and «A.», and what only looks so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_ASKED = r"to the"  # «JO HILL (Leeds) to the Minister for Transport: Will she …»
_CLOCK = r"[\[(]?\d{1,2}(?:[:.]\d\d){1,2}[)\]]?"  # «[00:04:12] JO HILL: …»
_LABEL = re.compile(
    rf"(?:{_CLOCK}\s+)?(?:Q?\d{{1,4}}[.)]?\s+)?"
    r"(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*|\([\w ]{1,30}\))(?:\s+(?:[A-ZÀ-Þ][\w.’'-]*|of|the|de|van|"
    rf"\([\w .]{{1,40}}\))){{0,6}})(?:\s{_ASKED}\s[^:.?!\n]{{3,90}})?\s?:\s+(?=\S)"
)
# «The Minister of State for Transport (Jo Hill):», as the record of a parliament introduces an office.
_OFFICE_WORD = r"(?:[A-Z][\w,’'-]*|[a-z]{2,3})"
OFFICE = re.compile(
    rf"The\s(?P<office>{_OFFICE_WORD}(?:\s{_OFFICE_WORD}){{0,16}})\s\((?P<name>[A-ZÀ-Þ][\w .’'-]{{2,50}})\)"
    r"(?:\s\([\w ./-]{1,40}\))?\s?:\s+(?=\S)"
)
_ASIDES = re.compile(r"\s*\([^)]*\)")
ASKING = words("cue_words", "asks")
ANSWERING = words("cue_words", "answers")
_ROLES = words("cue_words", "role")
_PIECES = words("cue_words", "piece")
# «Q. Did you know?», «A – I did.»
_MARK = re.compile(
    rf"(?P<name>{alternatives(ASKING | ANSWERING)})\s?\d{{0,3}}\s?[.:)–—]\s+(?=\S)", re.IGNORECASE
)
_SENTENCE_END = (".", "?", "!", "…", "–", "—", "-")  # somebody may break off
_NUMBERED = re.compile(r"\((?:[a-z]|[ivx]+|\d+)\)$")  # «Recommendation (a):»
_CLOSING = "”\"’')] "


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a turn, folded: its `name` as it stands, and the `person` at `span`; it stops before `end`."""

    name: str
    person: str
    span: tuple[int, int]
    end: int


def matches_in(text: str, paragraphs: Sequence[tuple[int, int]]) -> dict[int, re.Match[str]]:
    """The label that each paragraph begins with; marks without a colon only where one of them asks."""
    marks = {number: _MARK.match(text, *span) for number, span in enumerate(paragraphs)}
    asking = any(each is not None and each["name"].casefold() in ASKING for each in marks.values())
    shouts = 2 * sum(text[slice(*span)].isupper() for span in paragraphs) > len(paragraphs)
    found: dict[int, re.Match[str]] = {}
    for number, (start, end) in enumerate(paragraphs):
        if text[start:end].isupper() and not shouts:
            continue  # «THE LONG VIEW: JO HILL»
        match = OFFICE.match(text, start, end) or _LABEL.match(text, start, end)
        match = match or (marks[number] if asking else None)
        if match is not None and match["name"].split()[0].casefold() not in _PIECES:
            found[number] = match
    return found


def name_span(match: re.Match[str]) -> tuple[int, int]:
    """The name in a label, without place and party behind it: «Jo Hill (Leeds) (Lab)»."""
    aside = _ASIDES.search(match["name"])
    start = match.start("name")
    return start, start + aside.start() if aside is not None and aside.start() > 1 else match.end("name")


def told_by_somebody(
    text: str, paragraphs: Sequence[tuple[int, int]], labels: Mapping[int, Label]
) -> dict[int, Label]:
    """The labels without those that only head a part: «ANNEX B: THE FIGURES», «ORAL EVIDENCE: CANALS».

    Such a label calls nobody, and nothing that stands behind it is a sentence.
    """
    people = {each.person for each in labels.values() if each.person != each.name or is_speaker(each.name)}
    people |= {
        each.person
        for number, each in labels.items()
        if text[each.end : paragraphs[number][1]].rstrip(_CLOSING).endswith(_SENTENCE_END)
    }
    return {
        number: each
        for number, each in labels.items()
        if each.person in people and not _NUMBERED.search(each.name)
    }


def is_speaker(label: str) -> bool:
    """Whether a label in small letters calls somebody: by a given name, a title or a part in a conversation."""
    if label in ASKING or label in ANSWERING:
        return True
    named = (word.strip("().") for word in label.split())
    return any(word in GIVEN_NAMES or is_title(word) or word in _ROLES for word in named)
