"""Which of the parties that were heard an answer tells of, and whose words come first."""

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.forms.material import led, place, surest
from rag.answering.positions import Stand
from rag.judging.reading import Reading

_FEWEST = 2  # parties that are set beside each other


def worth_telling(heard: Sequence[Stand], reading: Reading, unasked: bool) -> tuple[Stand, ...]:
    """All of them. Of parties whom nobody asked about those that say something: that the others do not is no answer;
    and none where the sentence that surely answers is not among their words."""
    if not unasked:
        return tuple(heard)
    found = tuple(stand for stand in heard if not stand.silent)
    best = surest(reading)
    said = {place(each) for stand in found for each in stand.evidence}
    lost = best is not None and place(best) not in said
    return () if lost or len(found) < _FEWEST else found


def led_by_surest(heard: Sequence[Stand], reading: Reading) -> tuple[Stand, ...]:
    """The party whose own sentence surely answers the whole question first, and that sentence first of its words."""
    best = surest(reading)
    if best is None:
        return tuple(heard)
    foremost = [
        replace(stand, evidence=tuple(led(stand.evidence, reading)))
        for stand in heard
        if not stand.silent and best.sentence.speaker in stand.party.speakers
    ][:1]
    keys = {stand.party.key for stand in foremost}
    return (*foremost, *(stand for stand in heard if stand.party.key not in keys))
