"""The quotations in a draft sentence, located in the cited passages and replaced by the source's own characters.

A sentence fails if a quotation is not in its passages word for word. A quotation from a summary loses its quotation
marks: a summary is our own wording and is never quoted as its source.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.text.analysis import tell
from rag.text.matching import Folded, fold
from rag.text.negation import denial_in, denied_before
from rag.text.quotations.quoted_words import QuotedWords, quotations, without_tail
from rag.text.tokens import words
from rag.verification.passages import SentPassage

_MOST_SENTENCES = 3  # in one quotation
_FOLDS = 20  # characters by which white space and quotation marks may change a sentence's length


@dataclass(frozen=True, slots=True)
class Quoted:
    """`text[start:end]` is a quotation with its marks, found in sentences `numbers` of `passage`."""

    start: int
    end: int
    passage: SentPassage
    numbers: tuple[int, ...]


class NotQuotedError(ValueError):
    """A quotation that may not be shown; the text says why."""


def quoted(text: str, cited: Sequence[SentPassage]) -> tuple[str, tuple[Quoted, ...]]:
    """`text` with its quotations in the sources' characters, and their places; raises NotQuotedError."""
    marked = _outermost(text, cited)
    if not marked:
        return _unmarked(text, cited)
    result, at = "", 0
    found: list[Quoted] = []
    for quotation in marked:
        result += text[at : quotation.start]
        at = quotation.end
        if _is_title(quotation.inner, cited):
            result += text[quotation.start : quotation.end]
            continue
        shown, passage, numbers = _located(quotation, cited, text)
        if passage.is_summary:
            result += shown
        else:
            tail = without_tail(quotation.inner)[1]
            tail = "" if shown.endswith(tail) else tail
            found.append(Quoted(len(result), len(result) + len(shown) + 2, passage, numbers))
            result += f"“{shown}”{tail}"
    return result + text[at:], tuple(found)


def _outermost(text: str, where: Sequence[SentPassage]) -> list[QuotedWords]:
    """The outermost quotations of `text`; the sources decide between one with nested straight marks and several."""
    found = quotations(text)
    if len(found) > 1:
        whole = QuotedWords(found[0].start, found[-1].end, text[found[0].start + 1 : found[-1].end - 1])
        if any(_folded(each.text).find(without_tail(whole.inner)[0]) for each in where):
            return [whole]
    return found


def _located(
    quotation: QuotedWords, where: Sequence[SentPassage], text: str
) -> tuple[str, SentPassage, tuple[int, ...]]:
    outside = words(text[: quotation.start] + " " + text[quotation.end :])
    for passage in where:
        spans = _in_order(quotation, passage, tell(text).stems)
        if spans is None:
            continue
        numbers = sorted({number for span in spans for number in passage.at(*span)})
        if not all(passage.at(*span) for span in spans):
            raise NotQuotedError(
                f"“{_short(quotation.inner)}” includes text outside the sentences of the passage"
            )
        if len(numbers) > _MOST_SENTENCES:
            raise NotQuotedError(f"“{_short(quotation.inner)}” is longer than {_MOST_SENTENCES} sentences")
        for (_, left), (right, _) in pairwise(spans):
            if denial_in(words(passage.text[left:right])):
                raise NotQuotedError(f"the ellipsis in “{_short(quotation.inner)}” leaves out a denial")
        begins = passage.sentences[numbers[0]].start - passage.hit.passage.start
        if denied_before(passage.told(numbers[0]), spans[0][0] - begins) and not denial_in(outside):
            raise NotQuotedError(
                f"“{_short(quotation.inner)}” is denied by the words before it in the passage"
            )
        return " … ".join(passage.text[start:end] for start, end in spans), passage, tuple(numbers)
    raise NotQuotedError(f"“{_short(quotation.inner)}” is not in the cited passage word for word")


def _in_order(
    quotation: QuotedWords, passage: SentPassage, stems: frozenset[str]
) -> list[tuple[int, int]] | None:
    """The spans of the parts between ellipses, each after the one before; None if they are not there in order.

    If the first part occurs several times, the sentence that shares most stems with the draft is used.
    """
    spans: list[tuple[int, int]] = []
    for piece in quotation.pieces():
        after = spans[-1][1] if spans else 0
        places = [
            span
            for wanted in dict.fromkeys((piece.strip(), without_tail(piece.strip())[0]))
            for span in _folded(passage.text).find(wanted)
            if span[0] >= after
        ]
        if not places:
            return None
        spans.append(places[0] if spans else max(places, key=lambda span: _shared(passage, span, stems)))
    return spans or None


def _shared(passage: SentPassage, span: tuple[int, int], stems: frozenset[str]) -> int:
    return max((len(stems & passage.told(number).stems) for number in passage.at(*span)), default=0)


def _unmarked(text: str, cited: Sequence[SentPassage]) -> tuple[str, tuple[Quoted, ...]]:
    """A draft that repeats a whole source sentence is a quotation, even without quotation marks."""
    wanted = _bare(text)
    for passage in cited:
        if passage.is_summary:
            continue
        for number in range(len(passage.sentences)):
            own = passage.words_of(number)
            if abs(len(own) - len(text)) > _FOLDS:
                continue
            if _bare(own) == wanted:
                return f"“{own}”", (Quoted(0, len(own) + 2, passage, (number,)),)
    return text, ()


def _is_title(inner: str, cited: Sequence[SentPassage]) -> bool:
    wanted = fold(without_tail(inner)[0]).casefold()
    return any(wanted == fold(each.hit.metadata.title or "").casefold() for each in cited)


def _short(text: str) -> str:
    return re.sub(r"\s+", " ", text if len(text) <= 60 else f"{text[:57]}…")


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    return fold(without_tail(text)[0])


@lru_cache(maxsize=256)
def _folded(text: str) -> Folded:
    return Folded(text)
