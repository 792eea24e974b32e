"""The parties of an affair: whoever is heard in its documents, known by what they are called there.

"An Ofsted spokesman" and "Ofsted's chief inspector" speak for one party; "the report" in a question is the
party whose words are introduced as a report's. Nothing is listed by hand: the parties are the speakers of the
documents that are held.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rag.library import CatalogueEntry

_NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w’'&.-]*(?:\s+(?:of|for|and|the)\s+(?=[A-ZÀ-Þ])|\s+)?(?:[A-ZÀ-Þ][\w’'&.-]*\s*)*"
)
_POSSESSIVE = re.compile(r"[’']s?$")
# Words that open a description and are capital only because they stand first.
_OPENERS = frozenset("a an the our its his her their this that one two some another".split())
# What a question may call a document that speaks, and what its speaker is then described as.
_WORKS = (
    "report",
    "study",
    "audit",
    "review",
    "paper",
    "analysis",
    "inquiry",
    "survey",
    "research",
    "letter",
)
# Words of a question that set one party beside another.
_FACING = re.compile(
    r"\b(?:respond\w*|repl(?:y|ies|ied)|react\w*|response|answer(?:s|ed)? to|both|each|sides?|agree\w*|disagree\w*|"
    r"accept\w*|den(?:y|ies|ied)|disput\w*|reject\w*|compar\w*|differ\w*|versus|vs|against|common|concede\w*|"
    r"contradict\w*|counter\w*|acknowledg\w*|admit\w*)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|either|each|two|opposing) (?:sides?|parties|camps)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """`name` is what it is called in an answer; `key` what its speakers have in common."""

    name: str
    key: str
    speakers: frozenset[str]
    weight: int  # in how many documents it is heard


class Parties:
    """The parties of a catalogue, the most heard first."""

    def __init__(self, catalogue: Iterable[CatalogueEntry]) -> None:
        speakers: dict[str, set[str]] = {}
        heard: Counter[str] = Counter()
        self._outlets: set[str] = set()
        for entry in catalogue:
            publisher = entry.metadata.publisher
            keys = set()
            for speaker in entry.speakers:
                key = _key(speaker)
                speakers.setdefault(key, set()).add(speaker)
                keys.add(key)
                if speaker == publisher and entry.metadata.kind in ("article", "other", "research"):
                    self._outlets.add(key)
            heard.update(keys)
        self.all = tuple(
            Party(_name(key, names), key, frozenset(names), heard[key])
            for key, names in sorted(speakers.items(), key=lambda item: (-heard[item[0]], item[0]))
        )

    def of(self, speaker: str | None) -> Party | None:
        """The party that a speaker belongs to."""
        if speaker is None:
            return None
        return next((party for party in self.all if speaker in party.speakers), None)

    def disputants(self) -> tuple[Party, ...]:
        """The parties that are reported on, and do not merely report, the most heard first."""
        return tuple(party for party in self.all if party.key not in self._outlets)

    def named(self, question: str) -> tuple[Party, ...]:
        """The parties that a question names, in its order."""
        words = question.casefold()
        places: list[tuple[int, Party]] = []
        for party in self.disputants():
            place = _place(words, party)
            if place is not None:
                places.append((place, party))
        return tuple(party for _, party in sorted(places, key=lambda item: item[0]))

    def facing(self, question: str) -> tuple[Party, ...]:
        """The parties that a question sets against each other; none where it sets none."""
        if not _FACING.search(question):
            return ()
        if _BOTH.search(question):
            return self.disputants()[:2]
        return self.named(question)

    def other(self, party: Party) -> Party | None:
        """Who stands on the other side: the most heard of the others that are no mere reporters."""
        return next((each for each in self.disputants() if each.key != party.key), None)


def _place(words: str, party: Party) -> int | None:
    forms = [party.key.casefold()]
    if " " in party.key:
        forms.append(party.key.rsplit(" ", 1)[1].casefold())  # a surname
    for form in forms:
        found = re.search(rf"\b{re.escape(form)}\b", words)
        if found:
            return found.start()
    described = " ".join(party.speakers).casefold()
    for work in _WORKS:
        found = re.search(rf"\bthe (?:\w+ )?{work}\b", words)
        if found and re.search(rf"\b{work}\b", described):
            return found.start()
    return None


def _key(speaker: str) -> str:
    """The longest proper name in a description, else the description itself."""
    names = []
    for found in _NAME.finditer(speaker):
        parts = found.group().split()
        while parts and parts[0].casefold() in _OPENERS:
            parts = parts[1:]
        if parts:
            parts[-1] = _POSSESSIVE.sub("", parts[-1])
            names.append(" ".join(parts))
    return max(names, key=len) if names else speaker


def _name(key: str, speakers: Sequence[str] | set[str]) -> str:
    """What to call a party: its name, with what it is where it is a document that speaks."""
    described = " ".join(sorted(speakers)).casefold()
    work = next((work for work in _WORKS if re.search(rf"\b{work}\b", described)), None)
    if work is None or work in key.casefold():
        return key[:1].upper() + key[1:]
    return f"{key} {work}"
