"""The parties of an affair: everyone who is quoted in its documents, under all the names used for them.

"An Ofsted spokesman" and "Ofsted's chief inspector" speak for one party; "Acme" and "Acme Water" are one party;
"the report" in a question is the party whose statements are introduced as a report's. A person who speaks for a body,
according to the documents, also counts as that body. There is no list of parties: they are the documents' speakers.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rag.parties.called import TOKEN, NameWords, names_of, only_beginnings
from rag.parties.merging import merged, party_name
from rag.parties.speaker_index import SpeakerIndex, speaker_index
from rag.parties.speaker_keys import WORKS, key_of, without_possessive, work_of
from rag.storage.catalogue import CatalogueEntry
from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import PLAIN_BODIES, names_nobody
from rag.text.name_aliases import is_proper

# Words in a question that compare parties or set them against each other.
_FACING = re.compile(
    rf"\b(?:(?:{lexicon.alternatives(lexicon.words('comparing_words', 'begins'))})\w*"
    rf"|{lexicon.alternatives(lexicon.words('comparing_words') - lexicon.words('comparing_words', 'begins'))})\b",
    re.IGNORECASE,
)
_THE_WORK = re.compile(rf"\bthe (?:\w+[’']?s? )?(?P<work>{'|'.join(WORKS)})\b", re.IGNORECASE)
_BOTH = re.compile(rf"\b(?:{lexicon.phrases('side_words')})\b", re.IGNORECASE)
_SEATS = lexicon.words("office_words", "seat")
_LONGEST_NAME = 8  # words
_MOST_NAMED = 6

Opposition = Mapping[str, Counter[str]]  # a party's key → how often it speaks against each other one


@dataclass(frozen=True, slots=True)
class Party:
    """`name` is used in answers; `aliases` are all the names of its speakers, longest first."""

    name: str
    key: str
    aliases: tuple[str, ...]
    speakers: frozenset[str]
    documents: frozenset[str]  # in which it speaks

    @property
    def weight(self) -> int:
        """The number of documents in which it speaks."""
        return len(self.documents)


class Parties:
    """The parties of a catalogue, those in most documents first."""

    def __init__(
        self,
        catalogue: Iterable[CatalogueEntry],
        affiliations: Mapping[str, str] | None = None,
        offices: Mapping[NameWords, str] | None = None,
        opposition: Callable[["Parties"], Opposition] | None = None,
        described: Callable[["Parties"], Mapping[NameWords, str]] | None = None,
    ) -> None:
        """`affiliations` maps a person's name to the name of the body that the person speaks for, `offices` the words
        for an office to the person who holds it. Once somebody asks, `opposition` tells who speaks against whom, and
        `described` who is meant by a noun: ("the", "company")."""
        self._opposition = opposition
        self._opposed: Opposition | None = None
        self._describing = described
        self._described: Mapping[NameWords, str] | None = None
        self._bodies = {key_of(person): key_of(body) for person, body in (affiliations or {}).items()}
        mentions = speaker_index(list(catalogue), self._bodies.values())
        keys = merged(mentions, offices or {})
        found = [_party(key, members, mentions, self._bodies) for key, members in keys.items()]
        self.all = tuple(sorted(found, key=lambda party: (-party.weight, party.key)))
        self._outlets = {key for key, members in keys.items() if members & mentions.outlets}
        self._disputants = tuple(
            party
            for party in self.all
            if party.key not in self._outlets
            and party.key not in self._bodies
            and is_proper(party.key)
            and not names_nobody(party.key)
        )
        self._forms: dict[tuple[str, ...], Party] = {}
        self._speaking = {
            party.key: party for party in self.all if party.key not in self._outlets and is_proper(party.key)
        }
        for party in self._speaking.values():
            for form in names_of(party.aliases):
                self._forms.setdefault(form, party)
        held = {form: self._forms.get(tuple(key.casefold().split())) for form, key in (offices or {}).items()}
        self._offices = {form: party for form, party in held.items() if party}
        self._beginnings = only_beginnings((party.key, party.aliases) for party in self.all)
        # A body takes precedence over the people who speak for it, then the party in most documents.
        ranked = sorted(self.all, key=lambda party: party.key in self._bodies)
        self._of = {speaker: party for party in reversed(ranked) for speaker in party.speakers}

    def of(self, speaker: str | None) -> Party | None:
        """The party that a speaker belongs to: the body, if the speaker speaks for one."""
        return self._of.get(speaker) if speaker is not None else None

    def disputants(self) -> tuple[Party, ...]:
        """The parties that are reported on and do not only report, those in most documents first.

        A body appears once, without the people who speak for it.
        """
        return self._disputants

    def named(self, question: str) -> tuple[Party, ...]:
        """The parties that a question names, in its order, at most six; of overlapping names the longest counts."""
        return tuple(party for _, _, party in self.places(question))[:_MOST_NAMED]

    def speaking(self, called: str) -> tuple[Party, ...]:
        """The parties meant by the words for whoever speaks: by name, by the beginning of one that no other has ("Acme"
        for "Acme Water"), or by office ("the head teacher"). Elsewhere in a question a beginning may be a place, or
        anything else called so."""
        return tuple(party for _, _, party in self.places(called, True))[:_MOST_NAMED]

    def called(self, words: str) -> str:
        """Those of the words for whoever speaks that name a party: "the MP for Leith"."""
        return " ".join(words[start:end] for start, end, _ in self.places(words, True))

    def places(
        self, question: str, by_beginning: bool = False, as_written: bool = False
    ) -> tuple[tuple[int, int, Party], ...]:
        """The parties that a question names, each with the start and the end of its name, in the question's order;
        `as_written`, only by names with a capital, as papers write them."""
        found = list(TOKEN.finditer(question.casefold()))
        tokens = [without_possessive(match.group()) for match in found]
        places: dict[int, tuple[int, Party]] = {}  # start → (end, party)
        at = 0
        while at < len(tokens):
            for length in range(min(_LONGEST_NAME, len(tokens) - at), 0, -1):
                form = tuple(tokens[at : at + length])
                small = as_written and not question[found[at].start()].isupper()
                party = None if small else self._forms.get(form)
                if party is None and by_beginning:
                    party = self._offices.get(form) or self._called(form)
                if party is None and by_beginning and _is_whole(question, found[at], found[at + length :]):
                    party = self._speaking.get(self._beginnings.get(form, ""))
                if party is not None:
                    if all(party is not other for _, other in places.values()):
                        places[found[at].start()] = (found[at + length - 1].end(), party)
                    at += length - 1
                    break
            else:
                if tokens[at] in _SEATS and tokens[at + 1 : at + 2] == ["for"]:
                    at += 2  # what follows is a place: "the MP for Acme"
            at += 1
        work = _THE_WORK.search(question)
        if work and not any(start <= work.start() < end for start, (end, _) in places.items()):
            meant = self._the_work(work["work"].casefold())
            if meant is not None and all(meant is not other for _, other in places.values()):
                places[work.start()] = (work.end(), meant)
        return tuple((start, *places[start]) for start in sorted(places))

    def _called(self, form: NameWords) -> Party | None:
        """The party that papers call so, or the only one whose name begins so: "the company", "the association"."""
        if (
            len(form) != len(("the", "noun"))
            or form[0] != "the"
            or form[1] not in PLAIN_BODIES
            or form[1:] in self._forms
        ):
            return None
        if self._described is None:
            self._described = self._describing(self) if self._describing else {}
        return self._speaking.get(self._described.get(form) or self._beginnings.get(form[1:], ""))

    def where_most_speak(self, most: int) -> list[str]:
        """The documents in which most of the disputants are heard."""
        heard: Counter[str] = Counter()
        for party in self.disputants():
            heard.update(party.documents)
        return sorted(heard, key=lambda document: (-heard[document], document))[:most]

    def _the_work(self, noun: str) -> Party | None:
        """The party behind "the report": the first one described as such, or the only one that is a work."""
        works = [party for party in self.all if any(work_of(speaker) for speaker in party.speakers)]
        called = [party for party in works if any(work_of(speaker) == noun for speaker in party.speakers)]
        if called:
            return called[0]
        return works[0] if len(works) == 1 else None

    def sets_against(self, question: str) -> bool:
        """Does a question compare parties, or set them against each other, named or not?"""
        return bool(_FACING.search(question))

    def facing(self, question: str) -> tuple[Party, ...]:
        """The parties that a question compares or sets against each other; empty if there are none."""
        setting = _FACING.search(question)
        if setting is None:
            return ()
        if _BOTH.search(question):
            return self.sides()
        found = self.speaking(question)
        if len(found) == 1 and not self.speaking(question[: setting.start()]):
            return ()  # "Does the government agree with Acme?" asks what others say
        return found

    def sides(self) -> tuple[Party, ...]:
        """The two parties that speak most against each other; the first two that are heard, where none does."""
        known = {party.key: party for party in self.disputants()}
        pairs = Counter[tuple[str, str]]()
        for one, against in self._against().items():
            for key, times in against.items():
                pairs[min(one, key), max(one, key)] += times
        if pairs:
            # Of pairs that do so equally often the one that is heard most.
            order = {key: place for place, key in enumerate(known)}
            foremost = max(pairs, key=lambda pair: (pairs[pair], -sum(order[key] for key in pair)))
            return tuple(known[key] for key in sorted(foremost, key=order.__getitem__))
        first = self.disputants()[:1]
        return (*first, *(each for party in first if (each := self._next(party)) is not None))

    def opponents(self, party: Party) -> tuple[Party, ...]:
        """Who speaks against a party, or is spoken against by it, most often first."""
        against = self._against()
        whole = self.whole(party)
        times = Counter(against.get(whole.key, {}))
        for one, others in against.items():
            times[one] += others.get(whole.key, 0)
        found = [each for each in self.disputants() if times[each.key] and not each.speakers & party.speakers]
        return tuple(sorted(found, key=lambda each: -times[each.key]))

    def other(self, party: Party) -> Party | None:
        """The opposing party: its first opponent, or where it has none the first disputant that shares no speaker with
        it."""
        return next(iter(self.opponents(party)), None) or self._next(party)

    def _next(self, party: Party) -> Party | None:
        return next((each for each in self.disputants() if not each.speakers & party.speakers), None)

    def whole(self, party: Party) -> Party:
        """The body that somebody speaks for, or else the party itself."""
        return self._of.get(min(party.speakers, default=""), party)

    def _against(self) -> Opposition:
        if self._opposed is None:
            self._opposed = self._opposition(self) if self._opposition else {}
        return self._opposed


def _is_whole(question: str, first: re.Match[str], after: Sequence[re.Match[str]]) -> bool:
    """Is a word with a capital no beginning of a longer name: "Acme" in "Acme Cycling Club"?"""
    longer = bool(after) and question[after[0].start()].isupper()
    return question[first.start()].isupper() and not longer


def _party(key: str, members: Collection[str], mentions: SpeakerIndex, bodies: Mapping[str, str]) -> Party:
    """One party made of all the keys that mean it, and of the people who speak for it."""
    people = [person for person, body in bodies.items() if body in members and person in mentions.speakers]
    keys = (*members, *people)
    speakers = frozenset(speaker for each in keys for speaker in mentions.speakers[each])
    documents = frozenset(id for each in keys for id in mentions.documents[each])
    aliases = tuple(sorted(members, key=lambda each: (-len(each), each)))
    titled = frozenset(kind for member in members for kind in mentions.works.get(member, ()))
    return Party(party_name(key, speakers, titled), key, aliases, speakers, documents)
