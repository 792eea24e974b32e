"""Read a question in the words of the documents: slips, spellings, capitals, abbreviations.

The asker's own words stay what is shown; what is made here only meets the indexes and the models, so that a question
finds the same in capitals, in small letters, in the other spelling and with a slip.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from rag.question.slips import Slips, is_english
from rag.question.vocabulary import Vocabulary
from rag.question.word_families import kindred, other_spelling
from rag.storage.lexical_index import LexicalIndex
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, plain

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_ENDINGS = ("", "'s", "’s", "s")
_LONGEST_NAME, _SHORTEST_NAME = 6, 3  # words, and letters
_ABBREVIATION = range(3, 5)  # letters of one that no document writes, only what it stands for
_LEAST = 3  # occurrences of words with its initials


@dataclass(frozen=True, slots=True)
class Wording:
    """`text` is the question as the documents would word it; `also` are further words to search for, and `corrected`
    the slips that were mended: what was typed, and what it was taken for."""

    text: str
    also: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()


class Words:
    """Reads questions over one vocabulary; `lexical` says which words are still held, `texts` gives all of them."""

    def __init__(
        self, vocabulary: Vocabulary, lexical: LexicalIndex, texts: Callable[[], Iterable[str]]
    ) -> None:
        self._vocabulary = vocabulary
        self._lexical = lexical
        self._texts = texts
        self._slips = Slips(vocabulary.counts, vocabulary.written, self._held)
        self._initialled = lru_cache(maxsize=256)(self._with_initials)

    def read(self, question: str) -> Wording:
        """The question as the documents would word it."""
        text = question.lower() if _all_capitals(question) else question
        also: list[str] = []
        corrected: list[tuple[str, str]] = []

        def reworded(found: re.Match[str]) -> str:
            typed = found.group()
            word = self._reworded(typed, text[: found.start()])
            if plain(word) != plain(typed):
                also.append(typed)
                if _letters(word) != _letters(typed) and _mends(typed, word):
                    corrected.append((typed, word))
            return word

        text = self._named(_WORD.sub(reworded, text))
        words = [plain(found) for found in _WORD.findall(text)]
        also += [other for word in words if word not in FUNCTION for other in kindred(word)]
        also += self._joined(words)
        text, spelt_out = self._spelt_out(text, corrected)
        further = dict.fromkeys(word for word in (*also, *spelt_out) if plain(word) not in words)
        return Wording(text, tuple(further), tuple(corrected))

    def _reworded(self, typed: str, before: str) -> str:
        """One word as the documents write it; as it was typed where they do not have it and nothing like it."""
        word = plain(typed)
        counts = self._vocabulary.counts
        # "N." is an initial, "n" is "and".
        if (full := _short_forms().get(word)) and (len(word) > 1 or typed == word):
            return full
        other = other_spelling(word)
        if other and counts.get(other, 0) > counts.get(word, 0) and self._held(other):
            return other
        if word in counts or word.removesuffix("s") in counts:
            return self._cased(typed)
        if is_english(word) or self._is_short(typed):
            return typed
        name = typed != typed.lower() and bool(before.strip())
        mended = self._slips.mended(typed, name)
        if mended is None and self._stands_for(word):
            return typed.upper()
        if mended is None:
            # What no document has and English does not know is a name, however it is typed; after "the" it may be
            # none, and a letter or two ("tl;dr") are none.
            name = len(word) >= _SHORTEST_NAME and word.isalpha() and not self._held(word)
            name = name and not _ends_with_determiner(before)
            return typed[:1].upper() + typed[1:] if name else typed
        return self._cased(mended)

    def _cased(self, typed: str) -> str:
        """With the capitals and accents of the documents, where it was typed small or without accents."""
        if plain(typed) in FUNCTION:
            return typed
        for ending in _ENDINGS:
            base = typed[: len(typed) - len(ending)]
            written = self._vocabulary.written.get(plain(base)) if typed.lower().endswith(ending) else None
            if written and (base == base.lower() or not written.isascii()):
                return written + ("’s" if ending else "")
        return typed

    def _named(self, text: str) -> str:
        """Names of several words with their capitals: "national audit office"."""
        found = list(_WORD.finditer(text))
        words = [plain(each.group()) for each in found]
        pieces: list[str] = []
        end = place = 0
        while place < len(words):
            for last in range(min(place + _LONGEST_NAME, len(words)), place + 1, -1):
                name = self._vocabulary.names.get(tuple(words[place:last]))
                if name and len(name.split()) == last - place:
                    stop = found[last - 1].end()
                    owns = text[:stop].endswith(("'s", "’s"))
                    pieces += [text[end : found[place].start()], name + ("’s" if owns else "")]
                    end, place = stop, last - 1
                    break
            place += 1
        return "".join((*pieces, text[end:]))

    def _spelt_out(self, text: str, corrected: list[tuple[str, str]]) -> tuple[str, list[str]]:
        """The text, in which what an abbreviation stands for follows it in brackets where the documents rather write
        that, or takes its place where they never write it, which `corrected` then tells; and the words of all that
        they stand for."""
        also: list[str] = []

        def spelt_out(found: re.Match[str]) -> str:
            short = found.group()
            long = self._stands_for(plain(short)) if self._is_short(short) else None
            if long is None or long.casefold() in text.casefold():
                return short
            also.extend(long.split())
            counts = self._vocabulary.counts
            if plain(short) not in counts:
                corrected.append((short, long))
                return long
            rarest = min(counts.get(plain(word), 0) for word in long.split())
            return f"{short} ({long})" if counts.get(plain(short), 0) < rarest else short

        return _WORD.sub(spelt_out, text), also

    def _is_short(self, word: str) -> bool:
        """Is it typed as an abbreviation, or one that a document explains? "Sam" is none, nor is "it"."""
        return (word.isupper() and len(word) > 1 and plain(word) not in FUNCTION) or (
            plain(word) not in self._vocabulary.counts and plain(word) in self._vocabulary.long_forms
        )

    def _stands_for(self, word: str) -> str | None:
        """What an abbreviation stands for, by the documents."""
        known = self._vocabulary.long_forms.get(word)
        if known or word in self._vocabulary.counts or is_english(word) or not word.isalpha():
            return known
        return self._initialled(word) if len(word) in _ABBREVIATION else None

    def _with_initials(self, word: str) -> str | None:
        """The words that stand one after the other in the documents and begin with these letters: those that do so
        more often than all others together."""
        run = re.compile(r"(?<!\w)" + r"[ -]".join(rf"{letter}[^\W\d_]+" for letter in word), re.IGNORECASE)
        counts = Counter(found.lower() for text in self._texts() for found in run.findall(text))
        own = {
            found: count
            for found, count in counts.items()
            if not FUNCTION.intersection(re.split(r"\W", found))
        }
        best = max(own, key=own.__getitem__, default="")
        return best if own.get(best, 0) >= _LEAST and 2 * own[best] > sum(own.values()) else None

    def _joined(self, words: list[str]) -> Iterable[str]:
        """ "6:45 pm" is written "6:45pm" by some."""
        pairs = (one + other for one, other in pairwise(words) if one.isdigit() != other.isdigit())
        return (each for each in pairs if each in self._vocabulary.counts)

    def _held(self, word: str) -> bool:
        return bool(self._lexical.frequencies([word])[0])


def _all_capitals(text: str) -> bool:
    return text.isupper() and len(_WORD.findall(text)) > 2


def _ends_with_determiner(before: str) -> bool:
    last = _WORD.findall(before)[-1:]
    return bool(last) and last[0].lower() in lexicon.words("stop_words", "determiner")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _mends(typed: str, word: str) -> bool:
    """Is a word another than was typed, and no other way to write it?"""
    return plain(typed) not in _short_forms() and plain(word) != other_spelling(plain(typed))


@cache
def _short_forms() -> Mapping[str, str]:
    return {entry.word: entry.values["full"] for entry in lexicon.entries("contractions")}
