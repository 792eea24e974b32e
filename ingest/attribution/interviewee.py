"""Who answers in an interview that labels the answers alone: the person whom title and opening are about."""

import re

from ingest.attribution.entities.coreference import named_entity
from ingest.attribution.entities.entity_register import Entity
from ingest.attribution.entities.salience import main_person
from ingest.attribution.parsed_text import bare_name
from ingest.attribution.quoted_speaker import Resolution
from ingest.text.signatures import ends_sentence
from rag.text.lexicon.tables import alternatives
from rag.text.lexicon.word_classes import BODY_NAMES, GIVEN_NAMES, PARTICLES
from rag.text.quotations.wording import is_one_person

_WORD = r"[A-ZÀ-Þ][\w’'-]*"
# «Jo Hill», «Jo A. van Hill»: after the surname of a headline its verb may have a capital too.
_FULL_NAME = re.compile(
    rf"\b(?P<given>{_WORD})(?:[ \t]+[A-Z]\.)*(?:[ \t]+(?:{alternatives(PARTICLES)}))*[ \t]+(?P<last>{_WORD})"
)
_OWNER = re.compile(r"[’']s?$")
_SUBJECT = 2.1  # the weight of a subject


def interviewee(reading: Resolution) -> Entity | None:
    """The person who answers, as title and opening tell; None where no answer says "I"."""
    parsed = reading.parsed
    answers = [turn for turn in parsed.turns.values() if turn.label is None and not turn.asked]
    if not any(is_one_person(parsed.text, turn.start, turn.end) for turn in answers):
        return None  # a body answers: «A. We did.»
    titled, opened = main_person(reading.discourse, _in_title(reading)), _in_opening(reading)
    if titled is not None or (opened is not None and parsed.text[opened.start : opened.end] in parsed.title):
        return titled or opened
    if opened is not None and _is_in_heading(reading, opened):
        return opened
    told = [each.entity for each in reading.discourse.appearances if each.entity.kind == "person"]
    named = [each for each in reading.discourse.counts if _may_answer(reading, each)]
    return main_person(reading.discourse, named) or opened or next(iter(told), None)


def _is_in_heading(reading: Resolution, opened: Entity) -> bool:
    """Whether a line above the questions names the person and is no sentence: «THE BIG STIR: JO HILL»."""
    parsed = reading.parsed
    held = next((each for each in parsed.paragraphs if each[0] <= opened.start < each[1]), None)
    return held is None or not ends_sentence(parsed.text[slice(*held)])


def _in_title(reading: Resolution) -> list[Entity]:
    """The people of the opening whom the title names too, by their last name at least."""
    words = {_OWNER.sub("", word.strip(".,:;?!‘’“”'\"")) for word in reading.parsed.title.casefold().split()}
    return [each for each in reading.discourse.counts if each.head in words and _may_answer(reading, each)]


def _may_answer(reading: Resolution, each: Entity) -> bool:
    """Whether it is a person other than the author, or a name of several words of which the opening tells."""
    entities = reading.discourse.entities
    name = reading.parsed.text[each.start : each.end]
    if bare_name(name) in reading.parsed.bylines:
        return False
    if reading.discourse.is_human(each):
        return True
    if each.kind != "name" or " " not in name or any(map(str.isdigit, name)):
        return False
    subject = any(
        other.entity == each and other.weight >= _SUBJECT for other in reading.discourse.appearances
    )
    return subject and each not in entities.things | entities.places


def _in_opening(reading: Resolution) -> Entity | None:
    """The first full name before the first question, also in a heading."""
    text = reading.parsed.text
    for match in _FULL_NAME.finditer(text, 0, min(turn.start for turn in reading.parsed.turns.values())):
        last = _OWNER.sub("", match["last"])
        end = match.start("last") + len(last)
        bylined = bare_name(text[match.start() : end]) in reading.parsed.bylines
        if match["given"].casefold() in GIVEN_NAMES and last.casefold() not in BODY_NAMES and not bylined:
            own = Entity(match.start(), end, "person", last.casefold())
            return named_entity(reading.discourse, text[match.start() : end]) or own
    return None
