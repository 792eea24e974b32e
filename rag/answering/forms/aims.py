"""Whose points a question asks for, and at whom they are aimed: "the criticisms that Acme made of the bank"."""

from dataclasses import dataclass

from rag.parties.parties import Parties, Party
from rag.question.analysis import actor
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words

_ATTACKS, _DEFECTS = lexicon.words("aimed_words", "attack"), lexicon.words("aimed_words", "defect")
_TOWARDS = lexicon.words("aimed_words", "towards") | lexicon.words("aimed_words", "bids")
_SKIPPED = lexicon.words("stop_words", "determiner") | lexicon.words("stop_words", "article")
_TIMES = lexicon.words("period_words", "event")
_OF = "of"


@dataclass(frozen=True, slots=True)
class Aims:
    """Who makes the points, and who is their target; a question may name either, both or neither. `papers` are the
    documents that it names by what stands at their head."""

    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    papers: frozenset[str] = frozenset()

    def may_make(self, speaker: str | None) -> bool:
        """Is a point by this speaker one of those asked for? A target's own defence is none."""
        if self.sources:
            return any(speaker in source.speakers for source in self.sources)
        return not any(speaker in target.speakers for target in self.targets)


def aims(question: str, parties: Parties) -> Aims:
    """Read a question; a party is a target where the words before its name, or behind "its", say so."""
    saying = parties.speaking(actor(question) or "")
    found = words(question)
    sources: list[Party] = []
    targets: list[Party] = []
    for start, end, party in parties.places(question):
        if any(party is each for each in saying):
            continue
        before = [word.plain for word in found if word.end <= start]
        if _is_a_time(before):
            continue
        behind = next((word.plain for word in found if word.start >= end), "")
        (targets if _is_target(before, behind) else sources).append(party)
    return Aims(saying or tuple(sources), tuple(targets))


def _is_a_time(before: list[str]) -> bool:
    """ "After the review": the party is only when it was said."""
    told = [word for word in before if word not in _SKIPPED][-1:]
    return not _TIMES.isdisjoint(told)


def _is_target(before: list[str], behind: str) -> bool:
    """Do the words before and behind a name make whoever has it the target?"""
    while before and before[-1] in _SKIPPED:
        before.pop()
    if before and before[-1] == _OF:
        return any(word in _ATTACKS | _DEFECTS for word in before)
    return bool(before and before[-1] in _TOWARDS) or behind in _DEFECTS
