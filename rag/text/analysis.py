"""Analyse a text for comparison: its words, figures, dates and names, each with its place."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.text.dates import When, dates
from rag.text.lexicon import tables as lexicon
from rag.text.names import NAME_LINKS
from rag.text.quantities import Figure, figures
from rag.text.tokens import Word, words

# What may separate two words of one name: "Bankman-Fried", "St. Mary", "Ministry of Justice".
_JOINS = re.compile(
    rf"[\s.&-]{{1,2}}|\s(?:{lexicon.alternatives(NAME_LINKS - {'the'})})(?:\sthe)?\s", re.IGNORECASE
)


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
    names: list[Name] = []
    for place, word in enumerate(found):
        if not (word.capital and word.tells):
            continue
        before = found[place - 1] if place else None
        if names and before is not None and names[-1].last < place:
            last = found[names[-1].last]
            between = text[last.end : word.start]
            owns = text[last.start : last.end].casefold().endswith(("'s", "’s"))
            if not owns and _JOINS.fullmatch(between):
                names[-1] = Name(names[-1].first, place, names[-1].opens)
                continue
        names.append(Name(place, place, _opens(text, word.start)))
    return tuple(names)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or the part after a colon begins here."""
    before = text[:start].rstrip("“\"‘'([ \n")
    return not before or before[-1] in ".!?:" or text[start - 1 : start] in '“"‘'
