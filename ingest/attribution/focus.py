"""Whom a document is about at each point: a weighing of who has spoken and who was spoken of, and how long ago."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.attribution.figures import Being, Figure, Figures

_FAR = 14  # units that a pronoun looks back
_REMEMBERED = 80  # figures
_FADING = 0.55  # of a weight, for each unit
_FORGETTING = 0.85  # what remains of a standing after each unit
_SPEAKER = 3.0
_EMBEDDED = 1.8  # a speaker whom the sentence mentions only on the way
_MEANT = 2.4  # whom a pronoun of the unit stands for
_NEXT = 0.6  # what the speaker of the unit before gains
_SURE = 0.5  # what one gains whose name or office goes with the pronoun
_HUMAN = 1.5  # what one loses as "it" who has been "he" or "she"
_CALLED = 0.8  # what a body gains that has been called by the same noun
_THING = 1.0  # what "the company" takes from "the Solan Light", which nothing calls a body
_PERSON = 2  # mentions that being a person outweighs when a surname is shared
ANYBODY: tuple[Being, ...] = ("person", "name", "group", "body", "work")


@dataclass(frozen=True, slots=True)
class _Seen:
    unit: int
    weight: float
    figure: Figure


class Focus:
    """Remembers the figures of each unit, in order, and weighs them against each other."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._seen: list[_Seen] = []
        self._spoken: Counter[Figure] = Counter()
        self._counts: Counter[Figure] = Counter()
        self._pronouns: dict[Figure, str] = {}  # which of "he" and "she" has stood for each

    def note(self, unit: int, speakers: Iterable[tuple[Figure, bool]], meant: Figure | None = None) -> None:
        """Remember whom a unit spoke of: its speakers (and whether on the way only), its subject, the others.

        `meant` is whom its first "he" or "she" stands for.
        """
        spoken = dict(speakers)
        if meant is not None and meant not in spoken:
            self._seen.append(_Seen(unit, _MEANT, meant))
        for figure, embedded in spoken.items():
            self._seen.append(_Seen(unit, _EMBEDDED if embedded else _SPEAKER, figure))
            self._spoken[figure] += 1
            self._counts[figure] += 1
        for naming in self._figures.in_units[unit]:
            figure = self.fullest(naming.figure)
            if figure not in spoken:
                self._counts[figure] += 1
                self._seen.append(_Seen(unit, naming.weight, figure))

    def stood_for(self, figure: Figure, pronoun: str) -> None:
        """Remember that "he" or "she" stood for this figure."""
        self._pronouns.setdefault(figure, pronoun)

    def human(self, figure: Figure) -> bool:
        """Whether the figure is known for a human being."""
        return figure.being == "person" or figure in self._pronouns

    def best(
        self,
        unit: int,
        beings: Sequence[Being] = ANYBODY,
        gender: str | None = None,
        token: int | None = None,
        noun: str | None = None,
        human: bool = False,
    ) -> Figure | None:
        """The likeliest figure at this token of this unit (or before the unit) that is one of `beings`.

        `gender` is the pronoun that it goes with, `noun` what it is called; `human` where it says "I".
        """
        best: tuple[float, Figure] | None = None
        called = {figure for _, figure in self._figures.roles.get(noun, [])} if noun is not None else set()
        for seen in [*self._seen[-_REMEMBERED:], *self._here(unit, token)]:
            figure, away = seen.figure, unit - seen.unit
            if away > _FAR or figure.being not in beings:
                continue
            known = self._figures.gender(figure)
            if gender and (known or self._pronouns.get(figure, gender)) != gender:
                continue
            score = seen.weight - _FADING * away + self._standing(figure) * _FORGETTING**away
            if away <= 1 and seen.weight >= (_SPEAKER):
                score += _NEXT
            if gender and known == gender:
                score += _SURE
            elif (gender or human) and figure.being == "name" and figure not in self._pronouns:
                score -= self._doubt(figure)
            if "person" not in beings and figure in self._pronouns:
                score -= _HUMAN
            if figure in called:
                score += _CALLED
            elif noun is not None and figure.being == "name" and figure in self._figures.things:
                score -= _THING
            if best is None or score >= best[0]:
                best = (score, figure)
        return best[1] if best else None

    def lately(self, unit: int, reach: int) -> list[Figure]:
        """The figures of the last `reach` units, the latest first."""
        return [seen.figure for seen in reversed(self._seen[-_REMEMBERED:]) if unit - seen.unit <= reach]

    def work_before(self, unit: int) -> Figure | None:
        """The document that was last heard before this unit."""
        for seen in reversed(self._seen[-_REMEMBERED:]):
            if unit - seen.unit > _FAR:
                return None
            if seen.figure.being == "work" and seen.weight >= _SPEAKER:
                return seen.figure
        return None

    def leading(self) -> Figure | None:
        """The person whom the document has spoken of most so far."""
        people = [each for each in self._counts if self.human(each)]
        return max(people, key=lambda each: self._counts[each], default=None)

    def alias(self, name: str) -> Figure | None:
        """The full name that a shorter one belongs to: of several, whom the document speaks of most."""

        def prominence(figure: Figure) -> int:
            return self._counts[figure] + (_PERSON if self.human(figure) else 0)

        return max(self._figures.candidates(name), key=prominence, default=None)

    def fullest(self, figure: Figure) -> Figure:
        """The full name that a single one stands for at this point of the document."""
        return self.alias(self._figures.text[figure.start : figure.end]) or figure

    def _here(self, unit: int, token: int | None) -> list[_Seen]:
        """Whom the unit itself has named before this token."""
        if token is None:
            return []
        namings = self._figures.in_units[unit]
        return [
            _Seen(unit, naming.weight - 0.2, self.fullest(naming.figure))
            for naming in namings
            if naming.token < token
        ]

    def _standing(self, figure: Figure) -> float:
        """What a figure gains by how often it has spoken and was spoken of."""
        return min(1.0, 0.25 * self._spoken[figure]) + min(0.6, 0.06 * self._counts[figure])

    def _doubt(self, figure: Figure) -> float:
        """How little a mere name seems to be a person's."""
        if figure in self._figures.things:
            return 2.0
        return 0.0 if self._spoken[figure] else 0.4 if figure in self._figures.familiar else 1.5
