"""Whom "he", "Hill", "the report" or "the company" stand for, at each point of a document."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ingest.attribution.figures import GENDERS, Being, Figure, Figures
from ingest.attribution.focus import Focus
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

_CLOSE = 3  # units in which a body is still called by another name
_RECENT = 14  # units in which "the council" is one that was named
_OPENING = 6  # units in which an article may speak of what it names below
_POSTS = frozenset("manager coach boss captain skipper".split())  # of which a team has one
_FRESH = (["a"], ["an"], ["another"], ["one"])


class Cast:
    """Follows a document: `note` what each unit speaks of, in order, and `resolve` on the way."""

    def __init__(self, units: Sequence[Unit], phrases: Phrases) -> None:
        self._text = phrases.text
        self._units = units
        self._phrases = phrases
        self._figures = Figures(units, phrases)
        self._focus = Focus(self._figures)
        self._by_words: dict[str, Figure] = {}  # descriptions, as they stand
        self._by_noun: dict[str, tuple[int, Figure]] = {}  # whom a noun described last, and where

    def note(self, unit: int, speakers: Iterable[tuple[Figure, bool]], meant: Figure | None = None) -> None:
        """Remember whom a unit spoke of: its speakers (and whether on the way only), and its pronoun's meaning."""
        self._focus.note(unit, speakers, meant)

    def resolve(self, mention: Mention, unit: int, token: int) -> Figure | None:
        """The figure that a mention at this token of this unit stands for."""
        if mention.form == "pronoun":
            return self._pronoun(mention.head, unit, token)
        if mention.form == "name":
            return self._name(mention)
        return self._described(mention, unit, token) if mention.form == "described" else None

    def work_before(self, unit: int) -> Figure | None:
        """The document that was last heard before this unit."""
        return self._focus.work_before(unit)

    def about(self, unit: int, human: bool = False) -> Figure | None:
        """Whom the units before this one are about; a human being only, if `human`."""
        if human:
            return self._focus.best(unit, ("person", "name", "group"), human=True)
        return self._focus.best(unit)

    def called(self, name: str) -> Figure | None:
        """The figure of this name."""
        return self._focus.alias(name) or self._figures.named.get(name)

    def leading(self) -> Figure | None:
        """The person whom the document has spoken of most so far."""
        return self._focus.leading()

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
            own = self._subject(word, unit, token)
            if own is not None:
                return own
            found = self._focus.best(unit, ("person", "name"), word, token)
            if found is not None:
                self._focus.stood_for(found, word)
            return found
        if word == "it":
            return self._focus.best(unit, ("body", "work", "name"), None, token)
        return self._focus.best(unit, token=token)

    def _subject(self, word: str, unit: int, token: int) -> Figure | None:
        """Whom the sentence itself has described: «A spokeswoman defended what she said was …»."""
        tokens = self._units[unit].tokens
        mention = self._phrases.subject(tokens)
        if mention is None or mention.form != "described" or GENDERS.get(mention.head) != word:
            return None
        before = token < len(tokens) and mention.end <= tokens[token].start
        return self._described(mention, unit, 0) if before else None

    def _described(self, mention: Mention, unit: int, token: int) -> Figure | None:
        own = Figure(mention.start, mention.end, _being(mention), mention.head, mention.named)
        if mention.head in CARRIERS and mention.definite:
            return self._carrier(mention) or self._focus.best(unit, token=token)
        if mention.work:
            return self._work(mention, unit) or own
        found = self._again(mention, unit, token)
        if found is None:
            words = self._figures.folded(own)
            found = self._by_words.setdefault(words, own) if mention.named else own
            self._by_noun[mention.head] = (mention.start, found)
        return found

    def _again(self, mention: Mention, unit: int, token: int) -> Figure | None:
        """Who was named before and is now described: "the singer", "the former minister", "the council"."""
        if not mention.definite:
            return None
        phrase = self._text[mention.opens : mention.end].casefold().replace("'", "’")
        person = mention.person and (mention.head in GENERIC_PERSONS or " former " in phrase)
        if mention.named and mention.head in PLAIN_BODIES and "’s" not in phrase:
            found = self._focus.best(unit, ("body", "name"), None, token)
            if (
                found is not None
                and found in self._focus.lately(unit, _CLOSE)
                and not self._focus.human(found)
            ):
                self._figures.roles.setdefault(mention.head, []).append((mention.start, found))
                return found  # «the Premier League club»
        if mention.named and not person:
            return None
        linked = self._linked(mention)
        if linked is None and person:
            found = self._focus.best(unit, ("person", "name"), GENDERS.get(mention.head), token)
            if found is not None and mention.head in _POSTS:
                self._figures.roles.setdefault(mention.head, []).append((mention.start, found))
            return found
        if linked is None and mention.head in BODY_NOUNS and not is_person(mention.head):
            return self._body(mention, unit, token)
        return linked

    def _body(self, mention: Mention, unit: int, token: int) -> Figure | None:
        """The body that "the company" or "the council" stands for."""
        if " " in self._text[mention.start : mention.end]:
            return None
        if mention.head in PLAIN_BODIES:
            return self._focus.best(unit, ("body", "name"), None, token, mention.head)
        lately = self._focus.lately(unit, _RECENT)
        return next((each for each in lately if mention.head in self._figures.folded(each).split()), None)

    def _linked(self, mention: Mention) -> Figure | None:
        """Who was last called by this noun."""
        said = [each for each in self._figures.roles.get(mention.head, []) if each[0] < mention.start]
        if mention.head in self._by_noun:
            said.append(self._by_noun[mention.head])
        return max(said, key=lambda each: each[0])[1] if said else None

    def _carrier(self, mention: Mention) -> Figure | None:
        """Whose "the letter" is, where it was said before."""
        owners = [
            each for at, noun, each in self._figures.carriers if noun == mention.head and at < mention.start
        ]
        if owners:
            return self._name(owners[-1])
        return next((each for each in reversed(self._works(mention)) if each.head == mention.head), None)

    def _work(self, mention: Mention, unit: int) -> Figure | None:
        """The document that "the report" stands for: one heard or named before, else the first to be named.

        A new one ("a poll") is itself, except in the opening of an article, which names it only below.
        """
        if mention.named:
            return None
        before = self._works(mention)
        first = next(iter(self._figures.works.get(family(mention.head), [])), None)
        opening = self._text[mention.opens : mention.start].casefold().split()[:1]
        if opening in _FRESH:
            fresh = opening == ["another"] or bool(before) or unit >= _OPENING
            return None if fresh else first
        heard = self._focus.work_before(unit)
        if heard is not None and heard.head in family(mention.head):
            return heard
        if before:
            return before[-1]
        return first if mention.definite else None

    def _works(self, mention: Mention) -> list[Figure]:
        """The documents of this kind that were named before."""
        named = self._figures.works.get(family(mention.head), [])
        return named[: bisect_left(named, mention.start, key=lambda each: each.start)]


def _being(mention: Mention) -> Being:
    if mention.work:
        return "work"
    if mention.plural or mention.head in GROUP_NOUNS:
        return "group"
    return "person" if mention.person else "body"
