"""The words of the documents as they are written there: how often, with which capitals and accents, in which names.

A document's text never changes, so each is read once. Words of documents that have gone stay until the next start:
whoever offers one asks the lexical index first. Reading takes about 0.1 second for a thousand passages.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from rag.question.abbreviations import definitions, initials
from rag.storage.library import Library
from rag.text.names import possible_names
from rag.text.tokens import FUNCTION, plain

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_LOT = 200  # documents read at once
_LONGEST_NAME = 6  # words
_LEAST = 2  # occurrences of a name that has an abbreviation
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Keys are plain words, as `tokens.plain` makes them; abbreviations are in small letters.

    `counts` says how often each word stands in the documents, `written` how those with a capital or an accent are
    mostly written, `names` the same of names of several words, and `long_forms` what abbreviations stand for.
    """

    counts: Mapping[str, int]
    written: Mapping[str, str]
    names: Mapping[tuple[str, ...], str]
    long_forms: Mapping[str, str]


class Vocabularies:
    """Reads the vocabulary of a library as it grows. One thread at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: set[tuple[str, str]] = set()
        self._forms: Counter[str] = Counter()
        self._capitals: Counter[str] = Counter()
        self._names: Counter[str] = Counter()
        self._stated: Counter[tuple[str, str]] = Counter()

    def now(self) -> Vocabulary:
        """The vocabulary with every document that is held now."""
        fresh = [each for each in self._library.revisions() if each not in self._read]
        for start in range(0, len(fresh), _LOT):
            lot = fresh[start : start + _LOT]
            for text in self._library.texts(id for id, _ in lot).values():
                self._add(text)
            self._read.update(lot)
        names = _names(self._names)
        return Vocabulary(
            _counts(self._forms),
            _written(self._forms, self._capitals),
            {key: written for key, (_, written) in names.items()},
            self._long_forms(names.values()),
        )

    def _add(self, text: str) -> None:
        words = _WORD.findall(text)
        self._forms.update(words)
        self._forms.update(chain.from_iterable(word.split("-") for word in words if "-" in word))
        for name in possible_names(text):
            first, *others = name.text.split()
            self._capitals.update(others if name.opens else (first, *others))
            if others:
                self._names[name.text] += 1
        self._stated.update((short.lower(), long) for short, long in definitions(text))

    def _long_forms(self, names: Iterable[tuple[int, str]]) -> dict[str, str]:
        """What brackets tell; else the only name that has these initials."""
        implied: dict[str, set[str]] = {}
        for count, name in names:
            owns = name.split()[0].endswith(("'s", "’s", "’", "'"))
            if count >= _LEAST and not owns and (short := initials(name).lower()):
                implied.setdefault(short, set()).add(name)
        found = {short: next(iter(several)) for short, several in implied.items() if len(several) == 1}
        for (short, long), _ in reversed(self._stated.most_common()):
            found[short] = long
        return found


def _counts(forms: Mapping[str, int]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        if word := plain(form):
            counts[word] += count
    return dict(counts)


def _written(forms: Mapping[str, int], capitals: Mapping[str, int]) -> dict[str, str]:
    """Words that are mostly written with a capital inside sentences, and those with an accent."""
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    best: dict[str, tuple[int, str]] = {}
    for form, count in capitals.items():
        inside[plain(form)] += count
    for form, count in forms.items():
        word, bare = plain(form), _POSSESSIVE.sub("", form)
        if form == form.lower():
            small[word] += count
        if bare != word:
            best[word] = max(best.get(word, (0, "")), (count, bare))
    return {
        word: form
        for word, (_, form) in best.items()
        if inside[word] > small[word] or (form == form.lower() and not form.isascii())
    }


def _names(counted: Mapping[str, int]) -> dict[tuple[str, ...], tuple[int, str]]:
    """How often each name stands in the documents, and how it is mostly written."""
    totals: Counter[tuple[str, ...]] = Counter()
    found: dict[tuple[str, ...], tuple[int, str]] = {}
    for name, count in counted.items():
        words = name.rstrip(".-&").split()
        while words and plain(words[0]) in FUNCTION:
            words = words[1:]
        if 1 < len(words) <= _LONGEST_NAME:
            key = tuple(map(plain, words))
            totals[key] += count
            found[key] = max(found.get(key, (0, "")), (count, _POSSESSIVE.sub("", " ".join(words))))
    return {key: (totals[key], written) for key, (_, written) in found.items()}
