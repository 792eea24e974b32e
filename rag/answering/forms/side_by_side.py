"""Two parties compared point by point: each one's sentence beside the other's on the same point.

Sentences are paired by the likeness of their vectors, the most alike first; what has no counterpart stands apart, and
the answer says that only one of them is heard on it.
"""

from collections.abc import Sequence

import numpy as np

from rag.answering.compose import Draft, Writer
from rag.answering.forms.material import Material, place
from rag.answering.positions import Stand
from rag.types import Evidence, Side

_ALIKE = 0.4  # the cosine from which on two sentences are on the same point

Pair = tuple[Evidence, Evidence]


def side_by_side(stands: Sequence[Stand], material: Material) -> Draft | None:
    """None where not exactly two parties speak, or no two sentences of theirs are on the same point."""
    if len(stands) != 2 or any(stand.silent or not stand.evidence for stand in stands):
        return None
    one, other = stands
    pairs = _pairs(one.evidence, other.evidence, material)
    if not pairs:
        return None
    writer = material.writer([*one.evidence, *other.evidence])
    markers: dict[str, list[int]] = {one.party.name: [], other.party.name: []}
    for first, second in pairs:
        if place(first) == place(second):  # what the two say together stands once, for both of them
            marker = writer.quote(first, before=f"{one.party.name} and {other.party.name}: ")
            if marker is not None:
                markers[one.party.name].append(marker)
                markers[other.party.name].append(marker)
            continue
        _quote(writer, one, first, markers)
        _quote(writer, other, second, markers)
    for number, stand in enumerate(stands):
        alone = [each for each in stand.evidence if not any(each is pair[number] for pair in pairs)]
        if alone:
            writer.silence(f"Only {stand.party.name} is found here on what follows.")
            for each in alone:
                _quote(writer, stand, each, markers)
    sides = tuple(Side(stand.party.name, tuple(markers[stand.party.name])) for stand in stands)
    return Draft("answered", tuple(writer.sentences), tuple(writer.citations), sides)


def _pairs(ones: Sequence[Evidence], others: Sequence[Evidence], material: Material) -> list[Pair]:
    """The pairs of sentences on the same point, each sentence in one pair, in the order of relevance of the first."""
    alike = material.vectors(ones) @ material.vectors(others).T
    found: list[tuple[int, int]] = []
    while alike.size and float(alike.max()) >= _ALIKE:
        row, column = np.unravel_index(int(alike.argmax()), alike.shape)
        found.append((int(row), int(column)))
        alike[row, :] = alike[:, column] = -1
    return [(ones[row], others[column]) for row, column in sorted(found)]


def _quote(writer: Writer, stand: Stand, each: Evidence, markers: dict[str, list[int]]) -> None:
    marker = writer.quote(each, side=stand.party)
    if marker is not None:
        markers[stand.party.name].append(marker)
