"""The parties of an affair: whoever is heard in its documents, known by what they are called there.

"An Ofsted spokesman" and "Ofsted's chief inspector" speak for one party; "Norvane" and "Norvane Ferries" are one;
"the report" in a question is the party whose words are introduced as a report's; who speaks for a body, as its
documents say, is heard as that body too. Nothing is listed by hand: the parties are the speakers of the documents.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rag.storage.catalogue import CatalogueEntry
from rag.text.name_aliases import SHORT_OF_A_NAME, SHORTEST_INITIALS, ShortForms, is_proper, is_short_for

# The first letter of "iMPOWER" is small.
_CAPITAL = r"(?:[a-z](?=[A-Z]))?[A-ZÀ-Þ][\w’'&.-]*"
_NAME = re.compile(rf"\b{_CAPITAL}(?:\s+(?:(?:of|for|and|the)\s+){{0,2}}{_CAPITAL})*")
_POSSESSIVE = re.compile(r"[’']s?$")
# Words that open a description and are capital only because they stand first.
_OPENERS = frozenset("a an the our its his her their this that one two some another mr mrs ms dr sir".split())
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
_JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
# Words of a question that set one party beside another.
_FACING = re.compile(
    r"\b(?:respond\w*|repl(?:y|ies|ied)|react\w*|response|answer(?:s|ed)? to|both|each (?:of|say|side)|sides?|agree\w*|"
    r"disagree\w*|accept\w*|den(?:y|ies|ied)|disput\w*|reject\w*|compar\w*|differ\w*|versus|vs|against|common|"
    r"contradict\w*|oppos\w*)\b",
    re.IGNORECASE,
)
_THE_WORK = re.compile(rf"\bthe (?:\w+[’']?s? )?(?P<work>{'|'.join(_WORKS)})\b", re.IGNORECASE)
_BOTH = re.compile(
    r"\b(?:both|two|each|either)\s+(?:of the\s+)?(?:sides?|parties|camps)\b|\bthe two sides\b", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*['’]?")
_LONGEST_NAME = 8  # words
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Party:
    """`name` is what it is called in an answer; `aliases` all that its speakers are called, the fullest first."""

    name: str
    key: str
    aliases: tuple[str, ...]
    speakers: frozenset[str]
    documents: frozenset[str]  # in which it is heard

    @property
    def weight(self) -> int:
        """In how many documents it is heard."""
        return len(self.documents)


class Parties:
    """The parties of a catalogue, the most heard first; `bodies` says for whom a person speaks, by their names."""

    def __init__(self, catalogue: Iterable[CatalogueEntry], bodies: Mapping[str, str] | None = None) -> None:
        entries = list(catalogue)
        heard: dict[str, set[str]] = {}  # key → documents
        speakers: dict[str, set[str]] = {}
        outlets: set[str] = set()
        wrote: dict[str, set[str | None]] = {}  # key of a publisher → the kinds of work that its titles name
        alone = frozenset(_bare_name(speaker) for entry in entries for speaker in entry.speakers)
        for entry in entries:
            for speaker in entry.speakers:
                for key in keys_of(speaker, alone):
                    heard.setdefault(key, set()).add(entry.document_id)
                    speakers.setdefault(key, set()).add(speaker)
                if speaker == entry.metadata.publisher and entry.metadata.kind in (
                    "article",
                    "other",
                    "research",
                ):
                    outlets.add(key_of(speaker))
            if entry.metadata.kind == "report" and entry.metadata.publisher:
                of_title = work_of(entry.metadata.title or "")
                wrote.setdefault(key_of(entry.metadata.publisher), set()).add(of_title)
        merged = _merged(heard, speakers, wrote)
        self._bodies = {key_of(person): key_of(body) for person, body in (bodies or {}).items()}
        found: list[Party] = []
        for key, members in merged.items():
            own = {speaker for member in members for speaker in speakers[member]}
            documents = {id for member in members for id in heard[member]}
            for person, body in self._bodies.items():
                if body in members and person in speakers:
                    own |= speakers[person]
                    documents |= heard[person]
            aliases = tuple(sorted(members, key=lambda each: (-len(each), each)))
            titled = frozenset(kind for member in members for kind in wrote.get(member, ()))
            found.append(Party(_name(key, own, titled), key, aliases, frozenset(own), frozenset(documents)))
        self.all = tuple(sorted(found, key=lambda party: (-party.weight, party.key)))
        self._outlets = {key for key, members in merged.items() if members & outlets}
        self._forms: dict[tuple[str, ...], Party] = {}
        for party in self.all:
            if party.key not in self._outlets and is_proper(party.key):
                for form in _forms(party):
                    self._forms.setdefault(form, party)
        # A body before the persons who speak for it, the most heard before others.
        ranked = sorted(self.all, key=lambda party: party.key in self._bodies)
        self._of = {speaker: party for party in reversed(ranked) for speaker in party.speakers}

    def of(self, speaker: str | None) -> Party | None:
        """The party that a speaker belongs to; the body, where the speaker speaks for one."""
        return self._of.get(speaker) if speaker is not None else None

    def disputants(self) -> tuple[Party, ...]:
        """Who is reported on and does not merely report, the most heard first; each body once, not by its people."""
        return tuple(
            party
            for party in self.all
            if party.key not in self._outlets and party.key not in self._bodies and is_proper(party.key)
        )

    def named(self, question: str) -> tuple[Party, ...]:
        """The parties that a question names, in its order, at most six; the longest name where several begin."""
        found = list(_TOKEN.finditer(question.casefold()))
        tokens = [_bare(match.group()) for match in found]
        places: dict[int, tuple[int, Party]] = {}  # start → (end, party)
        at = 0
        while at < len(tokens):
            for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
                party = self._forms.get(tuple(tokens[at : at + length]))
                if party is not None:
                    if all(party is not other for _, other in places.values()):
                        places[found[at].start()] = (found[at + length - 1].end(), party)
                    at += length - 1
                    break
            at += 1
        work = _THE_WORK.search(question)
        if work and not any(start <= work.start() < end for start, (end, _) in places.items()):
            meant = self._the_work(work["work"].casefold())
            if meant is not None and all(meant is not other for _, other in places.values()):
                places[work.start()] = (work.end(), meant)
        return tuple(places[start][1] for start in sorted(places))[:_MOST_NAMED]

    def _the_work(self, noun: str) -> Party | None:
        """Who speaks as "the report": the most heard that is described so, else the only one that is any work."""
        works = [party for party in self.all if any(work_of(speaker) for speaker in party.speakers)]
        called = [party for party in works if any(work_of(speaker) == noun for speaker in party.speakers)]
        if called:
            return called[0]
        return works[0] if len(works) == 1 else None

    def facing(self, question: str) -> tuple[Party, ...]:
        """The parties that a question sets against each other; none where it sets none."""
        setting = _FACING.search(question)
        if setting is None:
            return ()
        if _BOTH.search(question):
            return self.disputants()[:2]
        found = self.named(question)
        if len(found) == 1 and not self.named(question[: setting.start()]):
            return ()  # "Does the government agree with Acme?" asks what others say
        return found

    def other(self, party: Party) -> Party | None:
        """Who stands on the other side: the most heard of the others that are no mere reporters."""
        return next((each for each in self.disputants() if not each.speakers & party.speakers), None)


def keys_of(speaker: str, alone: frozenset[str]) -> tuple[str, ...]:
    """The keys of a description; several where it joins several who speak, of whom one at least is heard alone.

    "ADCS, the LGA and Solace" are three, "Sallow and Hethersay Council" is one.
    """
    parts = [_bare_name(part) for part in _JOINED.split(speaker)]
    names = len(parts) > 1 and all(_NAME.fullmatch(part) for part in parts)
    return tuple(parts) if names and alone.intersection(parts) else (key_of(speaker),)


def _bare_name(speaker: str) -> str:
    return speaker.removeprefix("the ").removeprefix("The ")


def key_of(speaker: str) -> str:
    """The longest proper name in a description, else the description itself."""
    names = []
    for found in _NAME.finditer(speaker):
        parts = found.group().split()
        while parts and parts[0].casefold().rstrip(".") in _OPENERS:
            parts = parts[1:]
        if parts:
            parts[-1] = _POSSESSIVE.sub("", parts[-1])
            if parts[-1].count(".") == 1:
                parts[-1] = parts[-1].rstrip(".")  # of the sentence; "U.S." keeps its own
            names.append(" ".join(parts))
    return max(names, key=len) if names else speaker


def _merged(
    heard: Mapping[str, set[str]], speakers: Mapping[str, set[str]], wrote: Mapping[str, set[str | None]]
) -> dict[str, set[str]]:
    """Keys that mean one party, under the most heard of its names: an opening or closing part of a name is its
    short form; a work without a name ("the review") is the only named work of its kind."""
    order = sorted(heard, key=lambda key: (_is_bare_work(key), -len(key.split()), -len(heard[key]), key))
    groups: list[set[str]] = []
    works: list[set[str | None]] = []  # for each group, what kinds of work its speakers are
    known = ShortForms()
    for key in order:
        fitting = known.groups(key)
        work = work_of(key) if _is_bare_work(key) else None
        if work and not fitting:
            fitting = {number for number, kinds in enumerate(works) if work in kinds}
        # A short form of two names is neither's: "Courier" beside two Couriers.
        number = fitting.pop() if len(fitting) == 1 else len(groups)
        if number == len(groups):
            groups.append(set())
            works.append(set())
        groups[number].add(key)
        works[number].update(wrote.get(key, ()), map(work_of, speakers[key]))
        known.add(key, number)
    return {max(group, key=lambda key: _called(key, group, heard)): group for group in groups}


def _called(key: str, group: set[str], heard: Mapping[str, set[str]]) -> tuple[bool, bool, int, int, str]:
    """How well a party is called so: by a name rather than as "the review", in full, as it is heard most."""
    return not _is_bare_work(key), not _is_initials(key, group), len(heard[key]), len(key), key


def _is_initials(key: str, group: Iterable[str]) -> bool:
    """Whether a key only shortens another: the body is called by its name."""
    return key.isupper() and any(is_short_for(key, other) for other in group if other != key)


def _is_bare_work(key: str) -> bool:
    return work_of(key) is not None and key == key.lower()


def work_of(description: str) -> str | None:
    """The kind of work that a description names: "report", "study"; None for whoever is no work."""
    words = set(re.findall(r"\w+", description.casefold()))
    return next((work for work in _WORKS if work in words), None)


def _forms(party: Party) -> Iterable[tuple[str, ...]]:
    """What a question may call a party: each of its names, whole or without its first words ("users' group")."""
    for alias in party.aliases:
        parts = tuple(_bare(match.group()) for match in _TOKEN.finditer(alias.casefold()))
        for start in range(len(parts)):
            if start == 0 or len(" ".join(parts[start:])) > SHORT_OF_A_NAME:
                yield parts[start:]
        initials = "".join(word[0] for word in alias.split() if word[0].isupper())
        if len(initials) >= SHORTEST_INITIALS:
            yield (initials.casefold(),)


def _bare(token: str) -> str:
    return _POSSESSIVE.sub("", token)


def _name(key: str, speakers: Iterable[str], titled: frozenset[str | None]) -> str:
    """What to call a party: its name, with what it is where it is a document that speaks; `titled` are the kinds of
    work that its own reports are by title."""
    described = [speaker.casefold() for speaker in sorted(speakers)]
    works = Counter(work for each in described if (work := work_of(each)))
    most = works.most_common(1)
    # Only where that work is held or says most of it; a body that also wrote a report is a body.
    if most and (most[0][0] in titled or most[0][1] * 2 > len(described)) and not work_of(key):
        return f"{key} {most[0][0]}"
    return key if is_proper(key) else key[:1].upper() + key[1:]
