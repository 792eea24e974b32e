"""Whom "he", "Hill", "the report" or "the company" stand for, at each point of a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.attribution.figures import GENDERS, Being, Figure, Figures
from ingest.attribution.mentions import Mention
from ingest.attribution.nouns import (
    BODY_NOUNS,
    CARRIERS,
    GENERIC_PERSONS,
    GROUP_NOUNS,
    PLAIN_BODIES,
    family,
    is_person,
)
from ingest.attribution.phrases import Phrases
from ingest.attribution.units import Unit

_FAR = 14  # units that a pronoun looks back
_REMEMBERED = 80  # figures
_FADING = 0.55  # of a weight, for each unit
_FORGETTING = 0.85  # what remains of a standing after each unit
_PERSON = 2  # mentions that being a person outweighs when a surname is shared
_OPENING = 6  # units in which an article may speak of what it names below
_SPEAKER = 3.0
_EMBEDDED = 1.8  # a speaker whom the sentence mentions only on the way
_MEANT = 2.4
_ANYBODY: tuple[Being, ...] = ("person", "name", "group", "body", "work")


@dataclass(frozen=True, slots=True)
class _Seen:
    unit: int
    weight: float
    figure: Figure


class Cast:
    """Follows a document: `note` what each unit speaks of, in order, and `resolve` on the way."""

    def __init__(self, units: Sequence[Unit], phrases: Phrases) -> None:
        self._text = phrases.text
        self._figures = Figures(units, phrases)
        self._descriptions: list[tuple[int, Figure]] = []
        self._seen: list[_Seen] = []
        self._spoken: dict[Figure, int] = {}  # how often each has spoken so far
        self._counts: dict[Figure, int] = {}  # how often each was spoken of
        self._resolved: dict[Figure, str] = {}  # the pronoun that has stood for each
        self._human: set[Figure] = set()  # for whom "he" or "she" has stood

    def note(self, unit: int, speakers: Iterable[tuple[Figure, bool]], meant: Figure | None = None) -> None:
        """Remember whom a unit spoke of: its speakers (and whether on the way only), its subject, the others.

        `meant` is whom its first "he" or "she" stands for.
        """
        spoken = dict(speakers)
        if meant is not None and meant not in spoken:
            self._seen.append(_Seen(unit, _MEANT, meant))
        for figure, embedded in spoken.items():
            self._seen.append(_Seen(unit, _EMBEDDED if embedded else _SPEAKER, figure))
            self._spoken[figure] = self._spoken.get(figure, 0) + 1
            self._counts[figure] = self._counts.get(figure, 0) + 1
        for naming in self._figures.in_units[unit]:
            figure = self._today(naming.figure)
            if figure not in spoken:
                self._counts[figure] = self._counts.get(figure, 0) + 1
                self._seen.append(_Seen(unit, naming.weight, figure))

    def resolve(self, mention: Mention, unit: int, token: int) -> Figure | None:
        """The figure that a mention at this token of this unit stands for."""
        if mention.form == "pronoun":
            return self._pronoun(mention.head, unit, token)
        if mention.form == "name":
            return self._name(mention)
        return self._described(mention, unit, token) if mention.form == "described" else None

    def work_before(self, unit: int) -> Figure | None:
        """The document that was last heard before this unit."""
        for seen in reversed(self._seen):
            if unit - seen.unit > _FAR:
                return None
            if seen.figure.being == "work" and seen.weight >= _SPEAKER:
                return seen.figure
        return None

    def focus(self, unit: int, human: bool = False) -> Figure | None:
        """Whom the units before this one are about; a human being only, if `human`."""
        return self._best(unit, ("person", "name", "group") if human else _ANYBODY, None, None)

    def called(self, name: str) -> Figure | None:
        """The figure of this name."""
        known = self._figures.named.get(name)
        return self._alias(name) or known

    def leading(self) -> Figure | None:
        """The person whom the document speaks of most."""
        people = [each for each in self._counts if each.being == "person" or each in self._human]
        return max(people, key=lambda each: self._counts[each], default=None)

    def _alias(self, name: str) -> Figure | None:
        """The full name that a shorter one belongs to: of several, whom the document speaks of most."""

        def prominence(figure: Figure) -> int:
            human = figure.being == "person" or figure in self._human
            return self._counts.get(figure, 0) + (_PERSON if human else 0)

        return max(self._figures.candidates(name), key=prominence, default=None)

    def _today(self, figure: Figure) -> Figure:
        """The full name that a single one stands for at this point of the document."""
        return self._alias(self._text[figure.start : figure.end]) or figure

    def _name(self, mention: Mention) -> Figure:
        name = self._text[mention.start : mention.end]
        while name.count(" ") > 1 and name.split(" ", 1)[1] in self._figures.named:
            name = name.split(" ", 1)[1]  # «Heavyweight Jo Hill», who is Jo Hill elsewhere
        if " of " in name and name.split(" of ", 1)[0] in self._figures.named:
            name = name.split(" of ", 1)[0]  # «Jo Hill of Leeds»
        known = self.called(name)
        if known is not None:
            return known
        being: Being = "group" if mention.plural else "person" if mention.person else "name"
        return Figure(mention.start, mention.end, being, mention.head)

    def _pronoun(self, word: str, unit: int, token: int) -> Figure | None:
        if word in ("he", "she"):
            found = self._best(unit, ("person", "name"), word, token)
            if found is not None:
                self._resolved.setdefault(found, word)
                self._human.add(found)
            return found
        if word == "it":
            return self._best(unit, ("body", "work", "name"), None, token)
        return self._best(unit, ("group", "body", "work", "person", "name"), None, token)

    def _best(
        self, unit: int, beings: Sequence[Being], gender: str | None, token: int | None
    ) -> Figure | None:
        here = (
            [
                _Seen(unit, naming.weight - 0.2, self._today(naming.figure))
                for naming in self._figures.in_units[unit]
                if token is not None and naming.token < token
            ]
            if unit < len(self._figures.in_units)
            else []
        )
        best: tuple[float, Figure] | None = None
        for seen in [*self._seen[-_REMEMBERED:], *here]:
            figure = seen.figure
            if unit - seen.unit > _FAR or figure.being not in beings:
                continue
            known = self._figures.gender(figure) or self._resolved.get(figure)
            if gender and known and known != gender:
                continue
            away = unit - seen.unit
            score = seen.weight - _FADING * away + self._standing(figure) * _FORGETTING**away
            score -= 1.5 if "person" not in beings and figure in self._human else 0.0
            score += 0.5 if gender and self._figures.gender(figure) == gender else 0.0
            if gender and figure.being == "name" and figure not in self._human:
                score -= self._doubt(figure)
            if best is None or score >= best[0]:
                best = (score, figure)
        return best[1] if best else None

    def _doubt(self, figure: Figure) -> float:
        """How little a mere name seems to be a person's."""
        if figure in self._figures.things:
            return 2.0
        return 0.0 if self._spoken.get(figure) else 0.4 if figure in self._figures.familiar else 1.5

    def _standing(self, figure: Figure) -> float:
        """What a figure gains by how often it has spoken and was spoken of."""
        return min(1.0, 0.25 * self._spoken.get(figure, 0)) + min(0.6, 0.06 * self._counts.get(figure, 0))

    def _described(self, mention: Mention, unit: int, token: int) -> Figure | None:
        own = Figure(mention.start, mention.end, _being(mention), mention.head, mention.named)
        if mention.head in CARRIERS and mention.definite:
            return self._carrier(mention) or self._best(unit, _ANYBODY, None, token)
        if mention.work:
            return self._work(mention, unit) or own
        phrase = self._text[mention.opens : mention.end].casefold()
        again = (
            mention.definite and mention.person and (mention.head in GENERIC_PERSONS or " former " in phrase)
        )
        if mention.named and not again:
            same = self._same(phrase.removeprefix("the ").removeprefix("a ").removeprefix("an "))
            self._descriptions.append((mention.start, same or own))
            return same or own
        linked = self._linked(mention) if mention.definite else None
        if linked is None and again:
            linked = self._best(unit, ("person", "name"), GENDERS.get(mention.head), token)
        if linked is None and mention.definite and mention.head in BODY_NOUNS and not is_person(mention.head):
            linked = self._body(mention, unit, token)
        if linked is None:
            self._descriptions.append((mention.start, own))
        return linked or own

    def _body(self, mention: Mention, unit: int, token: int) -> Figure | None:
        """The body that "the company" or "the council" stands for."""
        if " " in self._text[mention.start : mention.end]:
            return None
        if mention.head in PLAIN_BODIES:
            return self._best(unit, ("body", "name"), None, token)
        named = (
            seen.figure
            for seen in reversed(self._seen)
            if mention.head in self._figures.folded(seen.figure).split()
        )
        return next(named, None)

    def _same(self, words: str) -> Figure | None:
        return next((each for _, each in self._descriptions if self._figures.folded(each) == words), None)

    def _linked(self, mention: Mention) -> Figure | None:
        """Who was last called by this noun."""
        roles = [each for each in self._figures.roles.get(mention.head, []) if each[0] < mention.start]
        described = [
            each for each in self._descriptions if each[1].head == mention.head and each[0] < mention.start
        ]
        last = max([*roles, *described], key=lambda each: each[0], default=None)
        return last[1] if last is not None else None

    def _carrier(self, mention: Mention) -> Figure | None:
        """Whose "the letter" is, where it was said before."""
        before = [
            owner for at, noun, owner in self._figures.carriers if noun == mention.head and at < mention.start
        ]
        return self._name(before[-1]) if before else None

    def _work(self, mention: Mention, unit: int) -> Figure | None:
        """The document that "the report" stands for: one heard or named before, else the first to be named.

        A new one ("a poll") is itself, except in the opening of an article, which names it only below.
        """
        if mention.named:
            return None
        kin = family(mention.head)
        named = [figure for figure in self._figures.works if figure.head in kin]
        before = [figure for figure in named if figure.start < mention.start]
        opening = self._text[mention.opens : mention.start].casefold().split()
        if opening[:1] in (["a"], ["an"], ["another"], ["one"]):
            fresh = opening[0] == "another" or bool(before) or unit >= _OPENING
            return named[0] if named and not fresh else None
        heard = self.work_before(unit)
        if heard is not None and heard.head in kin:
            return heard
        if before:
            return before[-1]
        return named[0] if named and mention.definite else None


def _being(mention: Mention) -> Being:
    if mention.work:
        return "work"
    if mention.plural or mention.head in GROUP_NOUNS:
        return "group"
    return "person" if mention.person else "body"
