"""Who is for or against something: one sentence of each who takes that side, in the words of whoever does."""

import re
from collections.abc import Sequence

from rag.answering.compose import Draft, with_missing
from rag.answering.forms.material import Material, candidates, surely_answers
from rag.judging.belonging import chance, signs
from rag.judging.reading import Reading
from rag.parties.opposition import AGAINST, FOR, side_of
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


def camps(reading: Reading, parties: Parties, material: Material) -> Draft | None:
    """None where no side is asked for, or nobody takes it in words that are on the matter."""
    text = reading.query.meant
    found = words(text)
    told = next((word for word in found[1:_FIRST] if word.stem in AGAINST | FOR), None)
    if reading.parts or told is None or not _WHO.match(text) or reading.judgement.missing:
        return None
    against = (told.stem in AGAINST) != denial_in([word for word in found if word.end <= told.start])
    least = _LIKELY if reading.judgement.verdict == "answered" else _LIKELIER
    matter = [term for term in reading.asked.terms if term.stem != told.stem]
    targets = parties.named(text[told.end :])
    read = candidates(reading, material)
    chances = list(map(chance, signs(reading, read)))
    shown: dict[str, Evidence] = {}
    for likely, each in sorted(zip(chances, read, strict=True), key=lambda pair: -pair[0]):
        speaker = parties.of(each.sentence.speaker)
        if (
            speaker is None
            or not is_proper(speaker.key)
            or _is_of(speaker, targets)
            or each.text.rstrip().endswith("?")
        ):
            continue
        side = side_of(each.text)
        takes = side is not None and (side == "against") == against
        if (side is not None and not takes) or each.text.rstrip().endswith("?"):
            continue
        if (likely >= least and surely_answers(each)) or (
            takes and _is_on_it(each, matter, targets, parties)
        ):
            shown.setdefault(parties.whole(speaker).key, each)
    if shown or not reading.evidence or not _own(reading.evidence[0], targets, parties):
        return material.quoted(list(shown.values())[:_MOST])
    # What the target says of itself is no answer, however near it comes.
    others = [each for each in reading.evidence if not _own(each, targets, parties)][:_NEAREST]
    near = material.quoted(others)
    return with_missing(near, (_WHO_IS,), (_WHO_IS,)) if near else None


def _is_of(speaker: Party, targets: tuple[Party, ...]) -> bool:
    return any(speaker.speakers & target.speakers for target in targets)


def _own(each: Evidence, targets: tuple[Party, ...], parties: Parties) -> bool:
    """Is a sentence by somebody who is asked about, or does it begin with the name of one, whose words it tells?"""
    speaker = parties.of(each.sentence.speaker)
    first = next(iter(parties.places(each.text)), None)
    tells = first is not None and first[0] <= _OPENING and _is_of(first[2], targets)
    return tells or (speaker is not None and _is_of(speaker, targets))


def _is_on_it(each: Evidence, matter: Sequence[Term], targets: tuple[Party, ...], parties: Parties) -> bool:
    """Is a sentence that takes the side about what the question is about: does it name that, or share its words?"""
    if each.relevance is None or each.relevance < _LEAST:
        return False
    named = parties.named(f"{each.before} {each.text}") if targets else ()
    held = sum(term.weight for term in matter if term.stem in each.stems)
    shares = held > 0 and held >= _SHARE * sum(term.weight for term in matter)
    return shares or any(_is_of(party, targets) for party in named)
