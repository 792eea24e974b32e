"""Who appears in a document, and whom "he", "Hill", "the report" or "the company" stand for.

Each answer is a place in the text: where the one meant is named most fully.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.attribution.given_names import GIVEN, PRONOUN_OF
from ingest.attribution.lexicon import (
    BODY_NAMES,
    BODY_NOUNS,
    GENERIC_PERSONS,
    GROUP_NOUNS,
    TITLES,
    can_speak,
    family,
    is_person,
    is_plural,
    is_work,
)
from ingest.attribution.phrases import Mention, Phrases
from ingest.attribution.units import Token, Unit

Being = Literal["person", "body", "work", "group", "name"]
_FAR = 14  # units that a pronoun looks back
_GENDERS = {
    **dict.fromkeys(
        "mr sir lord king prince spokesman chairman actor man boy father dad son brother husband uncle "
        "grandfather businessman congressman policeman fireman he boyfriend duke frontman".split(),
        "he",
    ),
    **dict.fromkeys(
        "mrs ms miss dame lady baroness queen princess spokeswoman chairwoman actress woman girl mother mum mom "
        "daughter sister wife aunt grandmother businesswoman congresswoman policewoman she girlfriend duchess".split(),
        "she",
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One who can speak; `text[start:end]` names it most fully."""

    start: int
    end: int
    being: Being
    head: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class _Seen:
    unit: int
    weight: float
    figure: Figure


class Cast:
    """The figures of a document; `note` what each unit speaks of, in order, and `resolve` on the way."""

    def __init__(self, text: str, units: Sequence[Unit], phrases: Phrases) -> None:
        self._text = text
        self._phrases = phrases
        self._names: dict[str, Figure] = {}  # by the name as written
        self._by_word: dict[str, list[Figure]] = {}  # by first and last word of a full name
        self._roles: dict[str, list[tuple[int, Figure]]] = {}  # by what a name is said to be
        self._works: list[tuple[int, Figure]] = []
        self._descriptions: list[tuple[int, Figure]] = []
        self._genders: dict[Figure, str] = {}
        self._seen: list[_Seen] = []
        self._spoken: dict[Figure, int] = {}
        self._in_unit: list[list[tuple[int, Figure]]] = []
        # Full names first: "Hill" may stand in the headline, "Jo Hill" only below.
        for whole in (True, False):
            self._in_unit = [list(self._gather(unit, whole)) for unit in units]

    def note(self, unit: int, speakers: Iterable[Figure]) -> None:
        """Remember whom a unit spoke of: its speakers first, then its subject, then the others."""
        spoken = list(speakers)
        for figure in spoken:
            self._seen.append(_Seen(unit, 3.0, figure))
            self._spoken[figure] = self._spoken.get(figure, 0) + 1
        for rank, (at, figure) in enumerate(self._in_unit[unit]):
            figure = self._today(figure)
            if figure not in spoken:
                self._seen.append(_Seen(unit, 2.6 if rank == 0 and at <= 3 else 1.4 - 0.1 * rank, figure))

    def resolve(self, mention: Mention, unit: int, at: int) -> Figure | None:
        """The figure that a mention at the offset `at`, in this unit, stands for."""
        if mention.form == "pronoun":
            return self._pronoun(mention, unit, at)
        if mention.form == "name":
            return self._name(mention)
        if mention.form == "described":
            return self._described(mention, unit, at)
        return None

    def work_before(self, unit: int) -> Figure | None:
        """The document that was last heard before this unit."""
        for seen in reversed(self._seen):
            if unit - seen.unit > _FAR:
                return None
            if seen.figure.being == "work" and seen.weight >= 3:
                return seen.figure
        return None

    def focus(self, unit: int) -> Figure | None:
        """Whom the units before this one are about."""
        return self._best(unit, ("person", "name", "group", "body", "work"), None, None)

    def called(self, words: str) -> Figure | None:
        """The figure of this very name."""
        return self._names.get(words)

    # -- gathering -------------------------------------------------------------------------------------------

    def _gather(self, unit: Unit, whole: bool) -> Iterable[tuple[int, Figure]]:
        tokens = unit.tokens
        at = 0
        while at < len(tokens):
            if whole and tokens[at].word and not tokens[at].capital and is_work(tokens[at].lower):
                self._gather_work(tokens, at)
            if not self._phrases.is_name(tokens, at):
                at += 1
                continue
            end = at + 1
            while (
                end < len(tokens)
                and (
                    self._phrases.is_name(tokens, end)
                    or (
                        tokens[end].lower in ("of", "de", "van", "von", "&")
                        and end + 1 < len(tokens)
                        and self._phrases.is_name(tokens, end + 1)
                        and tokens[end - 1].word
                    )
                )
                and not tokens[end - 1].lower.endswith(("’s", "s’"))
            ):
                end += 1
            figure = self._named(tokens, at, end) if not whole or end - at > 1 else None
            if figure is not None:
                yield at, figure
            at = end

    def _gather_work(self, tokens: Sequence[Token], at: int) -> None:
        mention = self._phrases.around(tokens, at)
        if mention is not None and mention.work and mention.named:
            self._works.append((mention.start, Figure(mention.start, mention.end, "work", mention.head)))

    def _named(self, tokens: Sequence[Token], begin: int, end: int) -> Figure | None:
        last = tokens[end - 1]
        cut = 2 if last.lower.endswith("’s") else 1 if last.lower.endswith("s’") else 0
        words = [tokens[k].lower.rstrip(".") for k in range(begin, end)]
        if cut:
            words[-1] = words[-1][:-cut]
        title = max((k for k, word in enumerate(words[:-1]) if word in TITLES), default=-1)
        left = begin + title + 1
        if words[-1] in TITLES and len(words) > 1:
            return None
        words = words[title + 1 :]
        start, stop = tokens[left].start, last.end - cut
        if stop <= start:
            return None
        name = self._text[start:stop]
        role = self._role(tokens, left, end)
        known = self._names.get(name) or self._alias(name)
        if known is None or (known.being == "name" and (title >= 0 or (role and is_person(role)))):
            known = Figure(start, stop, self._being(words, name, title >= 0, role), words[-1])
            self._names[name] = known
            if known.being == "person" and words[0] in PRONOUN_OF:
                self._genders.setdefault(known, PRONOUN_OF[words[0]])
            if known.being in ("person", "name") and 2 <= len(words) <= 4:
                for word in {words[0], words[-1]}:
                    self._by_word.setdefault(word, []).append(known)
        if role:
            self._roles.setdefault(role, []).append((start, known))
        if title >= 0 and words:
            for word in [tokens[k].lower.rstrip(".") for k in range(begin, left)]:
                if word in _GENDERS:
                    self._genders.setdefault(known, _GENDERS[word])
                if word in TITLES:
                    self._roles.setdefault(word, []).append((start, known))
        return known

    def _being(self, words: Sequence[str], name: str, titled: bool, role: str | None) -> Being:
        if titled or (role is not None and is_person(role)):
            return "person"
        if any(word in BODY_NAMES for word in words) or (name.isupper() and len(name) > 1):
            return "body"
        if role is not None and role in BODY_NOUNS:
            return "body"
        return "person" if words[0] in GIVEN else "name"

    def _role(self, tokens: Sequence[Token], begin: int, end: int) -> str | None:
        """What a name is said to be, by the word before it or by the phrase beside it."""
        if begin and tokens[begin - 1].word and not tokens[begin - 1].capital:
            word = tokens[begin - 1].lower
            if is_person(word) or word in BODY_NOUNS:
                return word
        if end + 2 < len(tokens) and tokens[end].text == ",":
            beside = self._phrases.after(tokens, end + 1)
            if beside is not None and beside.form == "described" and not beside.work:
                return beside.head
        return None

    # -- resolving -------------------------------------------------------------------------------------------

    def _alias(self, name: str) -> Figure | None:
        """The full name that a surname or first name belongs to, the latest so far that was spoken of."""
        if " " in name:
            return None
        candidates = self._by_word.get(name.casefold().replace("'", "’"), [])
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        surnames = [each for each in candidates if each.head == name.casefold()] or candidates
        return next((seen.figure for seen in reversed(self._seen) if seen.figure in surnames), surnames[-1])

    def _today(self, figure: Figure) -> Figure:
        """The full name that a single one stands for at this point of the document."""
        return self._alias(self._text[figure.start : figure.end]) or figure

    def _name(self, mention: Mention) -> Figure:
        name = self._text[mention.start : mention.end]
        known = self._alias(name) or self._names.get(name)
        if known is not None:
            return known
        being: Being = "group" if mention.plural else "person" if mention.person else "name"
        return Figure(mention.start, mention.end, being, mention.head)

    def _pronoun(self, mention: Mention, unit: int, at: int) -> Figure | None:
        word = mention.head
        if word in ("he", "she"):
            found = self._best(unit, ("person", "name"), word, at)
            if found is not None and found.being == "person":
                self._genders.setdefault(found, word)
            return found
        if word == "it":
            return self._best(unit, ("body", "work", "name"), None, at)
        return self._best(unit, ("group", "body", "work", "person", "name"), None, at)

    def _best(self, unit: int, beings: Sequence[Being], gender: str | None, at: int | None) -> Figure | None:
        best: tuple[float, Figure] | None = None
        here = [
            _Seen(unit, 2.4 - 0.3 * rank, self._today(figure))
            for rank, (token, figure) in enumerate(self._in_unit[unit])
            if at is not None and token < at
        ]
        for seen in [*self._seen[-80:], *here]:
            away = unit - seen.unit
            if away > _FAR or seen.figure.being not in beings:
                continue
            known = self._genders.get(seen.figure)
            if gender and known and known != gender:
                continue
            spoken = self._spoken.get(seen.figure, 0)
            score = seen.weight - 0.45 * away + min(1.0, 0.25 * spoken)
            if gender and known == gender:
                score += 0.5
            if seen.figure.being == "name" and beings[0] == "person" and not spoken:
                score -= 1.5
            if best is None or score >= best[0]:
                best = (score, seen.figure)
        return best[1] if best else None

    def _described(self, mention: Mention, unit: int, at: int) -> Figure | None:
        own = Figure(mention.start, mention.end, self._kind(mention), mention.head, mention.named)
        if mention.work:
            return self._work(mention, unit) or own
        if mention.named and not (mention.definite and mention.head in GENERIC_PERSONS):
            same = self._same_description(mention)
            self._descriptions.append((mention.start, same or own))
            return same or own
        if not mention.definite:
            self._descriptions.append((mention.start, own))
            return own
        linked = self._linked(mention)
        if linked is None and mention.head in GENERIC_PERSONS:
            linked = self._best(unit, ("person",), _GENDERS.get(mention.head), at)
        if linked is None and mention.head in BODY_NOUNS and not is_person(mention.head):
            linked = self._best(unit, ("body", "name"), None, at)
        if linked is None:
            self._descriptions.append((mention.start, own))
        return linked or own

    def _kind(self, mention: Mention) -> Being:
        if mention.work:
            return "work"
        if mention.plural or mention.head in GROUP_NOUNS:
            return "group"
        return "person" if mention.person else "body"

    def _same_description(self, mention: Mention) -> Figure | None:
        words = self._text[mention.start : mention.end].casefold()
        return next(
            (each for _, each in self._descriptions if self._text[each.start : each.end].casefold() == words),
            None,
        )

    def _linked(self, mention: Mention) -> Figure | None:
        """Who was called by this noun before."""
        before = [
            (start, figure)
            for start, figure in [*self._roles.get(mention.head, []), *self._descriptions]
            if start < mention.start
            and (figure.head == mention.head or (start, figure) in self._roles.get(mention.head, []))
        ]
        return max(before, key=lambda each: each[0])[1] if before else None

    def _work(self, mention: Mention, unit: int) -> Figure | None:
        if mention.named:
            return None
        kin = family(mention.head)
        named = [(start, figure) for start, figure in self._works if figure.head in kin]
        before = [figure for start, figure in named if start < mention.start]
        words = self._text[mention.phrase_start : mention.start].casefold().split()
        if words[:1] == ["another"]:
            return None
        heard = self.work_before(unit)
        if heard is not None and heard.head in kin:
            return heard
        if before:
            return before[-1]
        return named[0][1] if named else None


def plural(figure: Figure) -> bool:
    """Whether several speak."""
    return figure.being == "group" or (not can_speak(figure.head) and is_plural(figure.head))
