"""Grow a corpus to any size by repeating its articles with other words.

In each repetition every second word outside the most common ones is replaced by one of about the same frequency: a name
by a name, a lower-case word by a lower-case word, the same one throughout an article. So the texts differ, sentences
and quotations keep their form, and words are as frequent as in real articles.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rag.types import KINDS

_WORD = re.compile(r"[A-Za-z]{3,}")
_COMMON = 150  # words that stay: they hold sentences and quotations together
_NEAR = 20  # ranks up or down
_DAYS = 3  # between one repetition of an article and the next


@dataclass(frozen=True, slots=True)
class WordPool:
    """Words by frequency, the most frequent first: capitalised ones, and lower-case ones that may change."""

    capitalised: tuple[str, ...]
    small: tuple[str, ...]
    ranks: Mapping[str, int]

    def instead(self, word: str, digest: int) -> str:
        """A word of the same kind some ranks away; the word itself if it has no kind or no neighbour."""
        words = self.capitalised if word[0].isupper() else self.small
        rank = self.ranks.get(word)
        if rank is None or len(words) < 2:
            return word
        step = 1 + digest % _NEAR
        step = -step if digest // _NEAR % 2 else step
        other = rank + step
        return words[other if 0 <= other < len(words) else (rank + 1) % len(words)]


def vocabulary(texts: Iterable[str]) -> WordPool:
    counted = Counter(word for text in texts for word in _WORD.findall(text))
    ordered = [word for word, _ in sorted(counted.items(), key=lambda each: (-each[1], each[0]))]
    common = set([word for word in ordered if word.islower()][:_COMMON])
    small = tuple(word for word in ordered if word.islower() and word not in common)
    capitalised = tuple(word for word in ordered if word.istitle() and word.lower() not in common)
    ranks = {word: rank for words in (small, capitalised) for rank, word in enumerate(words)}
    return WordPool(capitalised, small, ranks)


def altered(text: str, repetition: int, of: str, words: WordPool) -> str:
    """`text` as it reads in a repetition; unchanged in repetition 0. `of` names the article. Deterministic."""
    if repetition == 0:
        return text
    made: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        if word not in made:
            digest = hashlib.blake2b(f"{repetition} {of} {word}".encode(), digest_size=8).digest()
            number = int.from_bytes(digest, "big")
            made[word] = words.instead(word, number >> 1) if number % 2 else word
        return made[word]

    return _WORD.sub(other, text)


def write_altered(articles: Sequence[Mapping[str, Any]], many: int, folder: Path) -> Iterator[Path]:
    """`many` articles as text files with their metadata beside them, named by repetition and number.

    The kinds of paper take turns and the dates move on, so that a filter of any sort has something to keep.
    """
    words = vocabulary(f"{each['title']} {each['body']}" for each in articles)
    folder.mkdir(parents=True, exist_ok=True)
    for place in range(many):
        repetition, number = divmod(place, len(articles))
        article, of = articles[number], str(number)
        day = date.fromisoformat(article["published_at"][:10]) + timedelta(days=_DAYS * repetition)
        known = {
            "title": altered(article["title"], repetition, of, words),
            "publisher": article["source"],
            "author": altered(article["author"] or "", repetition, of, words),
            "date": day.isoformat(),
            "kind": KINDS[place % len(KINDS)],
        }
        path = folder / f"{repetition:04}-{number:04}.txt"
        path.write_text(altered(article["body"], repetition, of, words), encoding="utf-8")
        path.with_name(f"{path.name}.meta.yaml").write_text(json.dumps(known), encoding="utf-8")
        yield path
