"""All cues of one sentence: every place that says who speaks, by verb or otherwise."""

from ingest.attribution.complements import Cue
from ingest.attribution.indirect_cues import (
    continuing_cue,
    heading_cue,
    label_cue,
    passive_cue,
    source_cue,
    view_cue,
)
from ingest.attribution.parsed_text import Unit
from ingest.attribution.verb_cues import gesture_cue, verb_cue
from ingest.attribution.word_classes import CARRIERS, CONTINUING, PASSIVE, SPEECH_VERBS

_VIEWS = frozenset("view opinion words".split())


def cues(unit: Unit, is_summary: bool = False) -> list[Cue]:
    """The cues of a unit in order; `is_summary`: the text only tells what others say and think."""
    found: list[Cue] = []
    for at, token in enumerate(unit.tokens):
        if not token.word or (token.capital and at > 1):
            continue
        cue = _cue(unit, at, found, is_summary)
        if cue is not None and not any(cue.first <= other.at <= cue.last for other in found):
            found.append(cue)
    if found:
        return found
    label = label_cue(unit.tokens)
    return [label] if label is not None else []


def _cue(unit: Unit, at: int, found: list[Cue], is_summary: bool) -> Cue | None:
    """The cue of the word at `at`; `found` are those before it."""
    tokens, word = unit.tokens, unit.tokens[at].lower
    cue: Cue | None = None
    if word in ("according", "per"):
        cue = source_cue(tokens, at)
    elif word in _VIEWS:
        cue = view_cue(tokens, at)
    elif word in CARRIERS or (word == "from" and at == 0):
        cue = heading_cue(tokens, at)
    elif word in CONTINUING:
        cue = continuing_cue(tokens, at, found)
    elif word in SPEECH_VERBS:
        cue = verb_cue(tokens, at, found, is_summary)
    if cue is None and word.endswith(("s", "ed")) and word not in SPEECH_VERBS:
        cue = gesture_cue(tokens, at)
    if cue is None and word in PASSIVE:
        cue = passive_cue(tokens, at)
    return cue
