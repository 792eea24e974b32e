"""Analyse a text for comparison: its words, figures, dates and names, each with its place."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rag.text.dates import When, dates
from rag.text.names import possible_names
from rag.text.quantities import Figure, figures
from rag.text.tokens import Word, words


@dataclass(frozen=True, slots=True)
class Name:
    """Words `first` to `last`, inclusive. `opens`: it begins a sentence, where a capital means nothing."""

    first: int
    last: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An analysed text. `stems` are those of its content words."""

    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]
    figures: tuple[Figure, ...]
    dates: tuple[When, ...]
    names: tuple[Name, ...]

    def word_at(self, offset: int) -> int | None:
        """The place of the word that contains `offset`."""
        return next((place for place, word in enumerate(self.words) if word.start <= offset < word.end), None)


@lru_cache(maxsize=512)
def tell(text: str) -> Told:
    """Analyse `text`; cached, because the sentences of a passage are compared with every sentence of a draft."""
    found = words(text)
    days = tuple(dates(text))
    return Told(
        text,
        found,
        frozenset(word.stem for word in found if word.tells),
        tuple(figures(text, days)),
        days,
        _names(text, found),
    )


def _names(text: str, found: tuple[Word, ...]) -> tuple[Name, ...]:
    """The possible names, without the small words at their ends; "Leeds-based Mary Orr" has two."""
    names: list[Name] = []
    starts = [word.start for word in found]
    for name in possible_names(text, split=True):
        begin, end = bisect_left(starts, name.start), bisect_left(starts, name.end)
        for tells, several in groupby(range(begin, end), lambda place: _in_name(found[place])):
            if tells and (places := [place for place in several if found[place].tells]):
                names.append(Name(places[0], places[-1], name.opens and places[0] == begin))
    return tuple(names)


def _in_name(word: Word) -> bool:
    return word.capital or not word.tells
