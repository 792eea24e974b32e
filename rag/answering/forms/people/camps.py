"""Who is for or against something: one sentence of each who takes that side, in the words of whoever does."""

import re
from dataclasses import dataclass

from rag.answering.compose import Draft, with_missing
from rag.answering.forms.material import Material, candidates, surely_answers
from rag.judging.belonging import chance, signs
from rag.judging.reading import Reading
from rag.parties.opposition import AGAINST, FOR, Side, side_of
from rag.parties.parties import Parties, Party
from rag.question.analysis import Term
from rag.text.lexicon import tables as lexicon
from rag.text.name_aliases import is_proper
from rag.text.negation import denial_in
from rag.text.tokens import words
from rag.types import Evidence

_WHO = re.compile(
    rf"^\W*(?:{lexicon.alternatives(lexicon.words('question_words', 'chooses'))})\b", re.IGNORECASE
)
_WHO_IS = "who"  # what is missing
_FIRST = 5  # words of a question among which it says which side
# The probability from which on a sentence belongs to the answer where the papers surely answer, and where they may.
_LIKELY, _LIKELIER = 0.3, 0.5
_LEAST = 0.0  # the logit from which on a sentence that takes the side is on the matter
_SHARE = 0.3  # of what the question is about, that such a sentence holds
_OPENING = 4  # characters before a name that opens a sentence: a quotation mark, "The"
_MOST, _NEAREST = 6, 2


@dataclass(frozen=True, slots=True)
class _Asked:
    """The `side` that is asked for, of what: `targets` that are named, and the `matter` in terms; `least` is the
    probability from which on a sentence belongs to the answer."""

    side: Side
    targets: tuple[Party, ...]
    matter: tuple[Term, ...]
    least: float


def camps(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """None where no side is asked for, or nobody takes it in words that are on the matter."""
    asked = None if reading.parts or reading.judgement.missing else _asked(reading, parties)
    if asked is None:
        return None
    read = candidates(reading, material)
    chances = list(map(chance, signs(reading, read)))
    shown: dict[str, Evidence] = {}
    for likely, each in sorted(zip(chances, read, strict=True), key=lambda pair: -pair[0]):
        speaker = parties.of(each.sentence.speaker)
        if speaker is not None and is_proper(speaker.key) and _takes_it(each, likely, asked, parties):
            shown.setdefault(parties.whole(speaker).key, each)
    own = asked.side == "against" and reading.evidence and _own(reading.evidence[0], asked.targets, parties)
    if shown or not own:
        return material.quoted(list(shown.values())[:_MOST])
    # What the target says of itself is no answer, however near it comes.
    others = [each for each in reading.evidence if not _own(each, asked.targets, parties)][:_NEAREST]
    near = material.quoted(others)
    return with_missing(near, (_WHO_IS,), (_WHO_IS,)) if near else None


def _asked(reading: Reading, parties: Parties) -> _Asked | None:
    """Which side a question asks for; None where it asks for none."""
    text = reading.query.meant
    found = words(text)
    told = next((word for word in found[1:_FIRST] if word.stem in AGAINST | FOR), None)
    if told is None or not _WHO.match(text):
        return None
    denied = denial_in(tuple(word for word in found if word.end <= told.start))
    return _Asked(
        "against" if (told.stem in AGAINST) != denied else "for",
        parties.named(text[told.end :]),
        tuple(term for term in reading.asked.terms if term.stem != told.stem),
        _LIKELY if reading.judgement.verdict == "answered" else _LIKELIER,
    )


def _takes_it(each: Evidence, likely: float, asked: _Asked, parties: Parties) -> bool:
    """Is a sentence likely to answer and not of the other side, or of the side and on the matter?"""
    side = side_of(each.text)
    # Whoever is attacked may defend themselves, and attacks nobody.
    own = asked.side == "against" and _own(each, asked.targets, parties)
    if own or each.text.rstrip().endswith("?") or side not in (None, asked.side):
        return False
    surely = likely >= asked.least and surely_answers(each)
    return surely or (side is not None and _is_on_it(each, asked, parties))


def _is_of(speaker: Party, targets: tuple[Party, ...]) -> bool:
    return any(speaker.speakers & target.speakers for target in targets)


def _own(each: Evidence, targets: tuple[Party, ...], parties: Parties) -> bool:
    """Is a sentence by somebody who is asked about, or does it begin with the name of one, whose words it tells?"""
    speaker = parties.of(each.sentence.speaker)
    first = next(iter(parties.places(each.text)), None)
    tells = first is not None and first[0] <= _OPENING and _is_of(first[2], targets)
    return tells or (speaker is not None and _is_of(speaker, targets))


def _is_on_it(each: Evidence, asked: _Asked, parties: Parties) -> bool:
    """Is a sentence that takes the side about what the question is about: does it name that, or share its words?"""
    if each.relevance is None or each.relevance < _LEAST:
        return False
    named = parties.named(f"{each.before} {each.text}") if asked.targets else ()
    held = sum(term.weight for term in asked.matter if term.stem in each.stems)
    shares = held > 0 and held >= _SHARE * sum(term.weight for term in asked.matter)
    return shares or any(_is_of(party, asked.targets) for party in named)
