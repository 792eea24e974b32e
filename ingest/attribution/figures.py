"""Who is named in a document: each figure once, at the place that names it most fully."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ingest.attribution.given_names import GIVEN, PRONOUN_OF
from ingest.attribution.grammar import AUXILIARIES, BOUNDARIES, DETERMINERS, GOVERNING, PREPOSITIONS
from ingest.attribution.mentions import Mention, possessive
from ingest.attribution.noun_groups import joins
from ingest.attribution.nouns import (
    BODY_NAMES,
    BODY_NOUNS,
    CARRIERS,
    family,
    is_person,
    is_title,
    is_work,
    titles,
)
from ingest.attribution.phrases import Phrases
from ingest.attribution.units import Token, Unit
from ingest.attribution.verbs import VERBS

Being = Literal["person", "body", "work", "group", "name"]
_LINKS = frozenset("of de van von &".split())
_NAMESAKES = 40  # figures of one surname that are told apart
_SUFFIXES = frozenset("jr sr ii iii".split())
_SUBORDINATORS = frozenset(
    "when as after while if because that and but how before where since although though".split()
)
_LONGEST_OFFICE = 6  # tokens
GENDERS = {
    **dict.fromkeys(
        "mr sir lord king prince spokesman chairman actor man boy father dad son brother husband uncle he "
        "grandfather businessman congressman policeman fireman boyfriend duke frontman".split(),
        "he",
    ),
    **dict.fromkeys(
        "mrs ms miss dame lady baroness queen princess spokeswoman chairwoman actress woman girl mother mum mom she "
        "daughter sister wife aunt grandmother businesswoman congresswoman policewoman girlfriend duchess".split(),
        "she",
    ),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One who can speak; `text[start:end]` names it most fully. The being "name" is one of which only that is known."""

    start: int
    end: int
    being: Being
    head: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Naming:
    """A figure as a unit names it: at which token, and how much the sentence is about it (its subject most)."""

    token: int
    figure: Figure
    weight: float


class Figures:
    """The figures of a document by name, and what each is said to be."""

    def __init__(self, units: Sequence[Unit], phrases: Phrases) -> None:
        self.text = phrases.text
        self.named: dict[str, Figure] = {}
        self.by_word: dict[
            str, list[Figure]
        ] = {}  # by the last word of a full name, a person's by the first too
        self.roles: dict[str, list[tuple[int, Figure]]] = {}  # "coach": where it is said of whom
        self.works: dict[
            frozenset[str], list[Figure]
        ] = {}  # documents with a proper name, by family, in order
        self.carriers: list[tuple[int, str, Mention]] = []  # "letter": where, and whose
        self.genders: dict[Figure, str] = {}
        self.familiar: set[Figure] = set()  # whose last name stands alone somewhere, as a person's does
        self.things: set[Figure] = set()  # before whose name the text sets "the"
        self._phrases = phrases
        # Full names first: "Hill" may stand in the headline, "Jo Hill" only below.
        for whole in (True, False):
            self.in_units = [list(self._gather(unit, whole)) for unit in units]

    def folded(self, figure: Figure) -> str:
        return self.text[figure.start : figure.end].casefold().replace("'", "’")

    def gender(self, figure: Figure) -> str | None:
        """The pronoun that goes with a figure, as far as it is known."""
        return self.genders.get(figure) or (GENDERS.get(figure.head) if figure.being == "person" else None)

    def candidates(self, name: str) -> list[Figure]:
        """The full names that a shorter one may belong to."""
        folded = name.casefold().replace("'", "’")
        found = self.by_word.get(folded.rsplit(" ", 1)[-1], [])
        if " " in folded:
            return [each for each in found if self.folded(each).endswith(" " + folded)]
        return [each for each in found if each.head == folded] or found

    def _gather(self, unit: Unit, whole: bool) -> Iterator[Naming]:
        tokens = unit.tokens
        at = 0 if any(token.text.islower() for token in tokens) else len(tokens)  # no headline in capitals
        while at < len(tokens):
            if tokens[at].word and is_work(tokens[at].lower) and (not tokens[at].capital or not at):
                work = self._gather_work(tokens, at, whole)
                if work is not None:
                    yield Naming(at, work, 2.6 if at <= 3 else 1.5)
            if not self._phrases.is_name(tokens, at):
                at += 1
                continue
            end = self._run_end(tokens, at)
            # «a Leeds councillor» does not speak of Leeds.
            modifies = end < len(tokens) and not tokens[end].capital and is_person(tokens[end].lower)
            dateline = at == 0 and end < len(tokens) and tokens[end].text in "–—" and tokens[0].text.isupper()
            if not modifies and not dateline and (not whole or end - at > 1):
                figure = self._register(tokens, at, end)
                if figure is not None:
                    yield Naming(at, figure, _weight(tokens, at, end))
            at = end

    def _run_end(self, tokens: Sequence[Token], at: int) -> int:
        end = at + 1
        while end < len(tokens) and not possessive(tokens[end - 1]):
            linked = (
                (joins(tokens, end) or self._inside_body(tokens, at, end))
                and end + 1 < len(tokens)
                and tokens[end - 1].word
                and self._phrases.is_name(tokens, end + 1)
                and not (tokens[end].lower == "of" and tokens[max(end - 2, at)].lower in GIVEN)
            )
            if not linked and not self._phrases.is_name(tokens, end):
                break
            end += 1
        return end

    def _inside_body(self, tokens: Sequence[Token], at: int, conjunction: int) -> bool:
        """Whether "and" joins the words of one name: "the Health and Social Care Committee"."""
        if tokens[conjunction].lower != "and" or not at or tokens[at - 1].lower != "the":
            return False
        for token in tokens[conjunction + 1 : conjunction + 5]:
            if token.lower in BODY_NAMES:
                return True
            if not token.capital:
                break
        return False

    def _gather_work(self, tokens: Sequence[Token], at: int, whole: bool) -> Figure | None:
        mention = self._phrases.around(tokens, at)
        if mention is None:
            return None
        if mention.work and mention.named:
            figure = Figure(mention.start, mention.end, "work", mention.head)
            if whole:
                self.works.setdefault(family(figure.head), []).append(figure)
            return figure
        if whole and tokens[at].lower in CARRIERS and mention.form == "name":
            self.carriers.append((tokens[at].start, tokens[at].lower, mention))
        return None

    def _register(self, tokens: Sequence[Token], begin: int, end: int) -> Figure | None:
        last = tokens[end - 1]
        cut = 2 if last.lower.endswith("’s") else 1 if last.lower.endswith("s’") else 0
        words = [token.lower.rstrip(".") for token in tokens[begin:end]]
        words[-1] = words[-1][: len(words[-1]) - cut]
        office = titles(words)
        titled = any(is_title(word) for word in words[:office])
        start, stop = tokens[begin + office].start, last.end - cut
        if stop - start < 2 or (len(words) > 1 and any(is_title(word) for word in words[office:])):
            return None  # an office without its holder: «CEO of Acme»
        name = self.text[start:stop]
        called = words[:office]
        words = words[office:]
        while len(words) > 2 and words[-1] in _SUFFIXES:
            words = words[:-1]
        role = self._role(tokens, begin + office, end)
        figure = self.named.get(name)
        if figure is None and (len(words) > 1 or not self.candidates(name)):
            figure = Figure(start, stop, _being(words, name, titled, role), words[-1])
            self.named[name] = figure
            if len(words) > 1 and figure.being in ("person", "name"):
                for word in {words[0], words[-1]} if figure.being == "person" else {words[-1]}:
                    namesakes = self.by_word.setdefault(word, [])
                    if len(namesakes) < _NAMESAKES:
                        namesakes.append(figure)
            if figure.being == "person" and words[0] in PRONOUN_OF:
                self.genders.setdefault(figure, PRONOUN_OF[words[0]])
        elif figure is None:
            figure = self.candidates(name)[0]
            self.familiar.add(figure)
        if begin and tokens[begin - 1].lower == "the":
            self.things.add(figure)
        for word in [*called, *([role] if role else [])]:
            self.roles.setdefault(word, []).append((start, figure))
            if word in GENDERS:
                self.genders.setdefault(figure, GENDERS[word])
        return figure

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


def _being(words: Sequence[str], name: str, titled: bool, role: str | None) -> Being:
    if titled or (role is not None and is_person(role)):
        return "person"
    if any(word in BODY_NAMES for word in words) or (name.isupper() and len(name) > 1):
        return "body"
    if role is not None and role in BODY_NOUNS:
        return "body"
    return "person" if words[0].split("-")[0] in GIVEN and not _LINKS.intersection(words) else "name"


def _weight(tokens: Sequence[Token], at: int, end: int) -> float:
    """How much a sentence is about whom it names here."""
    before = tokens[at - 1] if at else None
    if possessive(tokens[end - 1]):
        return 1.4 if before is None else 1.1
    begin = at
    while begin and tokens[begin - 1].word and not _clause(tokens[begin - 1].lower):
        begin -= 1
    if begin < at and not is_person(tokens[at - 1].lower) and tokens[begin].lower not in DETERMINERS:
        begin = at  # neither «property developer Jo Hill» nor «the young Jo Hill»
    opening = tokens[begin - 1] if begin else None
    if opening is None or not opening.word or opening.lower in _SUBORDINATORS:
        led_in = (
            opening is not None
            and opening.text == ","
            and (tokens[0].lower in PREPOSITIONS or _is_office(tokens, begin - 1))
        )
        return 2.6 if begin <= 1 or led_in else 2.1
    governed = before is not None and before.lower in GOVERNING | (PREPOSITIONS - _SUBORDINATORS)
    return 1.0 if governed else 1.5


def _is_office(tokens: Sequence[Token], comma: int) -> bool:
    """Whether the sentence begins with an office whose holder stands behind this comma: «The leader, Jo Hill, …»."""
    return (
        0 < comma <= _LONGEST_OFFICE
        and tokens[0].lower in DETERMINERS
        and is_person(tokens[comma - 1].lower)
        and all(token.word for token in tokens[:comma])
    )


def _clause(word: str) -> bool:
    """Whether a clause or its verb begins with this word, as far as that shows."""
    return (
        word in PREPOSITIONS
        or word in BOUNDARIES
        or word in AUXILIARIES
        or word in VERBS
        or word.endswith("ed")
    )
