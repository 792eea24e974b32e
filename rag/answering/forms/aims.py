"""Whose points a question asks for, and at whom they are aimed: "the criticisms that Acme made of the bank"."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.parties.parties import Parties, Party
from rag.question.analysis import actor
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import Word, words

_ATTACKS, _DEFECTS = lexicon.words("aimed_words", "attack"), lexicon.words("aimed_words", "defect")
_TOWARDS = lexicon.words("aimed_words", "towards")
_SKIPPED = lexicon.words("stop_words", "determiner")
_OF = "of"


@dataclass(frozen=True, slots=True)
class Aims:
    """Who makes the points, and who is their target; a question may name either, both or neither."""

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]

    def may_make(self, speaker: str | None) -> bool:
        """Is a point by this speaker one of those asked for? A target's own defence is none."""
        if self.sources:
            return any(speaker in source.speakers for source in self.sources)
        return not any(speaker in target.speakers for target in self.targets)


def aims(question: str, parties: Parties) -> Aims:
    """Read a question; a party is a target where the words before its name, or behind "its", say so."""
    saying = parties.named(actor(question) or "")
    found = words(question)
    sources: list[Party] = []
    targets: list[Party] = []
    for party in parties.named(question):
        if any(party is each for each in saying):
            continue
        aimed = _is_target(question, found, party, parties)
        (targets if aimed else sources).append(party)
    return Aims(saying or tuple(sources), tuple(targets))


def _is_target(question: str, found: Sequence[Word], party: Party, parties: Parties) -> bool:
    first, last = _place(question, found, party, parties)
    before = [word.plain for word in found[:first]]
    while before and before[-1] in _SKIPPED:
        before.pop()
    if before and before[-1] == _OF:
        return any(word in _ATTACKS | _DEFECTS for word in before)
    if before and before[-1] in _TOWARDS:
        return True
    behind = found[last + 1].plain if last + 1 < len(found) else ""
    return behind in _DEFECTS


def _place(question: str, found: Sequence[Word], party: Party, parties: Parties) -> tuple[int, int]:
    """The first and the last word of a party's name in the question."""
    last = next(at for at, word in enumerate(found) if _named(question[: word.end], party, parties))
    first = next(
        at
        for at in range(last, -1, -1)
        if _named(question[found[at].start : found[last].end], party, parties)
    )
    return first, last


def _named(text: str, party: Party, parties: Parties) -> bool:
    return any(party is each for each in parties.named(text))
