"""What each party says on the point, in its own words, and which of them the documents leave silent on it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.parties.parties import Party
from rag.question.analysis import Asked, Term
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.speech_verbs import bases
from rag.text.tokens import stem, stems
from rag.types import Evidence

# Words of a question that say how parties stand to each other, and name no point on which they do.
_STANCES = frozenset(map(stem, lexicon.words("stances") | bases("asked")))
_WORKS = frozenset(
    map(stem, {*lexicon.words("works", "titled"), *lexicon.words("works", "claims"), "statement", "findings"})
)
# Of the weight of the point's words; where a party's own sentences share less, they are about something else. On our
# own affair and on the seed's the silent parties share at most .26, the others at least .34.
_ON_POINT = 0.3
_ALSO = 0.6  # of the best; what bears on the point less than that is left out
_MOST = 3
_FEW = 6
_MOST_OF_ALL = 5  # where all that a party says is asked for
_COMING = lexicon.alternatives(lexicon.words("modals", "coming"))
_FORWARD = re.compile(
    rf"\b(?:{_COMING}|promis\w+|pledg\w+|vow\w*|commit\w*|undertak\w+|guarant\w+)\b|[’']ll\b",
    re.IGNORECASE,
)
_PROMISE = stems("promise pledge vow commit undertake guarantee")


@dataclass(frozen=True, slots=True)
class Stand:
    """One party on one point. Where it is `silent`, `evidence` is what comes nearest, and no answer.

    `whole` tells that `evidence` is all that the party says anywhere.
    """

    party: Party
    evidence: tuple[Evidence, ...]
    silent: bool
    whole: bool = False


Heard = Callable[[Party], Sequence[Evidence]]  # a party's own sentences, best first


def stands(asked: Asked, parties: Sequence[Party], heard: Heard) -> tuple[Stand, ...]:
    """Each party's stand, in the order given."""
    topic = point(asked, parties)
    most = _MOST if len(parties) > 1 else _MOST_OF_ALL
    found = []
    for number, party in enumerate(parties):
        evidence = heard(party) if topic else _together(heard(party), party, parties)
        first = not topic and number == 0
        found.append(_stand(asked, topic, party, evidence, _MOST_OF_ALL if first else most))
    return tuple(found)


def _together(evidence: Sequence[Evidence], party: Party, parties: Sequence[Party]) -> Sequence[Evidence]:
    """What a party says where another of the parties is heard too, as a reply is; all, where they never meet."""
    others = [other for other in parties if other is not party and not other.speakers & party.speakers]
    met = [
        each for each in evidence if any(each.hit.passage.document_id in other.documents for other in others)
    ]
    return met or evidence


def point(asked: Asked, parties: Sequence[Party]) -> tuple[Term, ...]:
    """The terms of the question that say on what point the parties are heard; empty where it asks for all."""
    named = stems(
        " ".join(word for party in parties for name in (party.name, *party.aliases) for word in _words(name))
    )
    return tuple(term for term in asked.terms if term.stem not in _STANCES | _WORKS | named)


def on_point(topic: Sequence[Term], evidence: Evidence) -> float:
    """How much of the point's words a sentence shares, from 0 to 1."""
    weight = sum(term.weight for term in topic) or 1.0
    return sum(term.weight for term in topic if term.stem in evidence.stems) / weight


def _stand(
    asked: Asked, topic: Sequence[Term], party: Party, evidence: Sequence[Evidence], most: int
) -> Stand:
    if not evidence:
        return Stand(party, (), True)
    if not topic:
        # Asked for its answer as such, or for what it promised: all that it says is to the point.
        said = [each for each in evidence if _FORWARD.search(each.text)] if _asks_for_a_promise(asked) else []
        return Stand(party, tuple(said or evidence)[:most], False)
    measured = sorted(
        ((on_point(topic, each), each.cosine, each) for each in evidence), key=lambda one: -(one[0] + one[1])
    )
    nearest = tuple(each for _, _, each in measured[:_MOST])
    if not any(term.held for term in topic):
        alike = sorted(evidence, key=lambda each: -each.score)  # the score knows words of like meaning
        return Stand(
            party, tuple(alike[:_MOST]), False
        )  # in words that no document has; only what is nearest can be told
    best = max(share for share, _, _ in measured)
    if best < _ON_POINT:
        own = [
            each
            for _, _, each in measured
            if each.sentence.role == "body" and each.sentence.manner == "direct"
        ]
        # Who says little is best shown to be silent by all that is said.
        return Stand(party, tuple(own), True, True) if 0 < len(own) <= _FEW else Stand(party, nearest, True)
    # A heading names the point; what stands below it is said on it.
    below = [one for one in measured if one[2].sentence.role != "heading"]
    measured = below if any(share >= _ON_POINT for share, _, _ in below) else measured
    bound = _ALSO * max(share + cosine for share, cosine, _ in measured)
    good = [each for share, cosine, each in measured if share >= _ON_POINT and share + cosine >= bound]
    return Stand(party, tuple(good[:most]), False)


def _asks_for_a_promise(asked: Asked) -> bool:
    return any(term.stem in _PROMISE for term in asked.terms)


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name)
