"""Which of the parties that were heard an answer tells of, whose words come first, and what papers tell of somebody
whom they never quote."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answering.compose import Draft, Writer
from rag.answering.forms.material import led, place, surest
from rag.answering.positions import Stand
from rag.judging.reading import Reading
from rag.parties.parties import Parties, Party
from rag.text.lexicon import tables as lexicon
from rag.text.names import proper_names
from rag.text.tokens import telling_stems, text_stems
from rag.types import Evidence

_JOINED = re.compile(rf",|(?:{lexicon.alternatives(lexicon.words('question_words', 'joins') | {'or'})})")
_FEWEST = 2  # parties that are set beside each other


def worth_telling(heard: Sequence[Stand], reading: Reading, unasked: bool) -> tuple[Stand, ...]:
    """All of them. Of parties whom nobody asked about those that say something: that the others do not is no answer;
    and none if the sentence that surely answers is not among their words."""
    if not unasked:
        return tuple(heard)
    found = tuple(stand for stand in heard if not stand.silent)
    best = surest(reading)
    said = {place(each) for stand in found for each in stand.evidence}
    lost = best is not None and place(best) not in said
    return () if lost or len(found) < _FEWEST else found


_DEEDS = 3  # sentences that tell of somebody
_PAPERS = lexicon.words("works") | lexicon.words("document_words")  # "according to the Leith report"


def told_of_the_unheard(
    reading: Reading, parties: Parties, writer_for: Callable[[Sequence[Evidence]], Writer]
) -> Draft | None:
    """What papers tell of somebody whose words are asked for and whom they name and never quote, after saying so; None
    where that is nobody's name, or somebody is heard under it."""
    actor = reading.asked.actor or ""
    name = telling_stems(actor)
    names = {stem for each in reading.asked.names for stem in telling_stems(each)}
    plain = {word.casefold() for word in actor.split()}
    if not name or not name <= names or plain & _PAPERS or parties.speaking(actor):
        return None
    told = [
        each
        for each in reading.evidence
        if each.sentence.role in ("body", "item") and name <= telling_stems(f"{each.before} {each.text}")
    ]
    of_it = [each for each in told if name & telling_stems(each.text)]
    makers = (
        f"{each.sentence.speaker} {each.hit.metadata.publisher} {each.hit.metadata.author} {each.hit.metadata.title}"
        for each in reading.evidence
    )
    if not any(name <= telling_stems(each.text) for each in of_it) or any(
        name <= text_stems(maker) for maker in makers
    ):
        return None
    writer = writer_for(of_it)
    called = next(each for each in reading.asked.names if telling_stems(each) & name)
    writer.silence(f"{called}: no words of it on this in these documents. What they tell of it:")
    for each in of_it[:_DEEDS]:
        writer.quote(each)
    missing = (f"what {actor} says of this",)
    return Draft("partial", tuple(writer.sentences), tuple(writer.citations), missing=missing)


def led_by_surest(heard: Sequence[Stand], reading: Reading, asked_first: bool = False) -> tuple[Stand, ...]:
    """The party whose own sentence surely answers the whole question first, and that sentence first of its words."""
    best = surest(reading)
    if best is None or (
        asked_first and heard[0].silent
    ):  # whose words were asked for is silent: that is the answer
        return tuple(heard)
    foremost = [
        replace(stand, evidence=tuple(led(stand.evidence, reading)))
        for stand in heard
        if not stand.silent and best.sentence.speaker in stand.party.speakers
    ][:1]
    keys = {stand.party.key for stand in foremost}
    return (*foremost, *(stand for stand in heard if stand.party.key not in keys))


def claimant_of(reading: Reading, facing: Sequence[Party], parties: Parties) -> list[Party]:
    """Who says what the only one of the `facing` is asked about, where a sentence of another party answers best."""
    if len(facing) != 1 or not reading.evidence or reading.judgement.verdict != "answered":
        return []
    claimant = parties.of(reading.evidence[0].sentence.speaker)
    if claimant is None or claimant not in parties.disputants() or claimant.speakers & facing[0].speakers:
        return []
    return [claimant]


def not_heard(called: str, facing: Sequence[Party], parties: Parties) -> list[Party]:
    """Whoever is named beside the `facing` and speaks nowhere: of "Acme and Leith Ferries" the one whom no paper
    quotes. Only by a name with a capital: who is described may be heard under another."""
    if not facing:
        return []
    for start, end, _ in reversed(parties.places(called, True)):
        called = f"{called[:start]},{called[end:]}"
    names = [
        name.text for part in _JOINED.split(called) for name in proper_names(part, begins_sentence=False)
    ]
    return [Party(name, name, (name,), frozenset(), frozenset()) for name in names]


def are_among(party: Party, several: Sequence[Party]) -> bool:
    return any(party.speakers & other.speakers or party.key == other.key for other in several)


def opposed(found: Sequence[Party], parties: Parties) -> list[Party]:
    """The first of those who speak on a point that has an opponent, with that opponent, preferably one who speaks on
    it too; the first two where none opposes another."""
    for party in found:
        against = parties.opponents(party)
        if against:
            return [party, next((other for other in against if other in found), against[0])]
    return list(found[:2]) if len(found) > 1 else []
