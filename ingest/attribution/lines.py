"""The speakers that one sentence names: who passes on whose words, who answers for it, whose a quotation is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.attribution.figures import Figure
from ingest.attribution.indirect import Cue
from ingest.attribution.units import Unit
from ingest.attribution.verbs import SAYING, TELLING

_PARTING = frozenset(", ; — – and but while whereas as after when".split())
_OPENING = 3  # tokens in which the subject of a sentence begins


@dataclass(frozen=True, slots=True)
class Line:
    """A speaker, the verb, the cue that names him, and who passes his words on."""

    figure: Figure
    verb: str | None = None
    cue: Cue | None = None
    via: Figure | None = None


def passed_on(heard: list[Line], unit: Unit, summing_up: bool) -> list[Line]:
    """Who passes on whose words: «Hill said the minister had told him», «the minister refused, Hill said»."""
    for k in range(1, len(heard)):
        outer, inner = heard[k - 1], heard[k]
        if inner.cue is None or outer.cue is None or outer.figure == inner.figure:
            continue
        if inner.cue.aside and _main(outer, summing_up):
            heard[k - 1] = replace(outer, via=inner.figure)
            continue
        between = unit.tokens[outer.cue.last + 1 : inner.cue.first]
        parted = any(each.text.casefold() in _PARTING for each in between)
        if inner.verb in TELLING and not inner.cue.aside and not outer.cue.inverted and not parted:
            heard[k] = replace(inner, via=outer.figure)
    return heard


def _main(line: Line, summing_up: bool) -> bool:
    """Whether the sentence itself says that this one speaks."""
    cue = line.cue
    if cue is None or cue.aside or cue.inverted or cue.embedded or cue.first > _OPENING:
        return False
    return line.verb in SAYING or summing_up or line.verb in ("found", "finds", "find")


def outermost(heard: Sequence[Line]) -> Line:
    """Who answers for the whole sentence: one whose words are passed on, an aside, else its first speaker."""
    nested = next((each for each in heard if each.via is not None), None)
    aside = next((each for each in heard if each.cue is not None and each.cue.aside), None)
    return nested or aside or heard[0]


def nearest(unit: Unit, at: int, heard: Sequence[Line]) -> Line:
    """The line of a unit that the quotation at this token belongs to."""

    def distance(line: Line) -> float:
        cue = line.cue
        if cue is None:
            return 99.0
        if cue.first > at:
            words = sum(each.word for each in unit.tokens[at + 1 : cue.first])
            return 0.5 * (cue.first - at - 1) + 2 * words if cue.aside else 20.0 + cue.first - at
        return 0.5 + 0.5 * sum(each.word for each in unit.tokens[cue.last + 1 : at])

    return min(heard, key=distance)
