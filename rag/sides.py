"""What each party says on the point, in its own words, and which of them the documents leave silent on it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.asked import Asked, Term
from rag.parties import Party
from rag.types import Evidence
from rag.words import stems

# Words of a question that say how parties stand to each other, and name no point on which they do.
_STANCES = stems(
    "respond response reply react reaction answer accept agree agreement disagree deny dispute reject comment position "
    "stance view opinion side party both other each say think argue criticism critic claim account version defend "
    "defence attack compare differ difference between against call ask put exactly anything point promise pledge propose "
    "announce recommend want suggest find conclude write statement"
)
_WORKS = stems("report study review paper article document letter statement findings audit inquiry research")
_ON_POINT = (
    0.62  # of words shared and cosine, added; below it a party's nearest words are about something else
)
_MOST = 3


@dataclass(frozen=True, slots=True)
class Stand:
    """One party on one point. Where it is `silent`, `evidence` is what comes nearest, and no answer."""

    party: Party
    evidence: tuple[Evidence, ...]
    silent: bool


Heard = Callable[[Party], Sequence[Evidence]]  # a party's own sentences, best first


def stands(asked: Asked, parties: Sequence[Party], heard: Heard) -> tuple[Stand, ...]:
    """Each party's stand, in the order given."""
    return tuple(_stand(asked, party, heard(party)) for party in parties)


def point(asked: Asked, parties: Sequence[Party]) -> tuple[Term, ...]:
    """The terms of the question that say on what point the parties are heard; empty where it asks for all."""
    named = stems(
        " ".join(word for party in parties for word in re.findall(r"\w+", f"{party.key} {party.name}"))
    )
    return tuple(term for term in asked.terms if term.stem not in _STANCES | _WORKS | named)


def _stand(asked: Asked, party: Party, evidence: Sequence[Evidence]) -> Stand:
    topic = point(asked, (party,))
    if not evidence:
        return Stand(party, (), True)
    if not topic:
        # Asked for its answer as such: all that it says is to the point.
        return Stand(party, tuple(evidence[:_MOST]), False)
    weight = sum(term.weight for term in topic)
    measured = [
        (sum(term.weight for term in topic if term.stem in each.stems) / weight + each.cosine, each)
        for each in evidence
    ]
    best = max(score for score, _ in measured)
    if best < _ON_POINT:
        return Stand(party, tuple(evidence[:_MOST]), True)
    measured.sort(key=lambda pair: -pair[0])
    good = [each for score, each in measured if score >= max(_ON_POINT, 0.7 * best)]
    return Stand(party, tuple(good[:_MOST]), False)
