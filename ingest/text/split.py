"""Splitting into passages: as many whole sentences as the embedding model can read at once, as slices of the text.

A question and its answer stand in one passage where they fit into it: "In the spring." tells nothing by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.embedding.embedder import WORD_PIECES, Embedder
from rag.storage.revision.turns import questions_of_answers
from rag.types import Sentence

SPLITTER_VERSION = 2
_MARKERS = 2  # the model's special tokens at both ends of its input
_OVERLAP = 40  # word-pieces; a last sentence of at most this length also opens the next passage


@dataclass(frozen=True, slots=True)
class Slice:
    """The span of a passage and the range of its sentences."""

    start: int
    end: int
    first: int
    last: int  # exclusive


def split(
    text: str, sentences: Sequence[Sentence], header: str, embedder: Embedder
) -> tuple[tuple[Slice, ...], tuple[Sentence, ...]]:
    """Split `text` into slices; sentences that are too long for a passage are cut into parts.

    `header` is the text that the index puts before each passage; it counts towards the input of the model.
    No passage contains a sentence of the role `furniture`, so it is never found.
    """
    budget = WORD_PIECES - _MARKERS - embedder.counts([header])[0]
    fitting, sizes = _cut_overlong(text, sentences, budget, embedder)
    asked = questions_of_answers(fitting, [text[each.start : each.end] for each in fitting])
    slices: list[Slice] = []
    first = 0
    filled = 0
    for index, size in enumerate(sizes):
        if fitting[index].role == "furniture":
            if index > first:
                slices.append(_slice(fitting, first, index))
            first, filled = index + 1, 0
            continue
        if index > first and filled + size > budget:
            opening = asked[index].start if index in asked else first
            if opening > first and sum(sizes[opening : index + 1]) <= budget:
                slices.append(_slice(fitting, first, opening))
                first = opening
            else:
                slices.append(_slice(fitting, first, index))
                keeps_last = (
                    index - 1 > first and sizes[index - 1] <= _OVERLAP and sizes[index - 1] + size <= budget
                )
                first = index - 1 if keeps_last else index
            filled = sum(sizes[first:index])
        filled += size
    if len(fitting) > first:
        slices.append(_slice(fitting, first, len(fitting)))
    return tuple(slices), tuple(fitting)


def _slice(sentences: Sequence[Sentence], first: int, last: int) -> Slice:
    return Slice(sentences[first].start, sentences[last - 1].end, first, last)


def _cut_overlong(
    text: str, sentences: Sequence[Sentence], budget: int, embedder: Embedder
) -> tuple[list[Sentence], list[int]]:
    """Return sentences of at most `budget` word-pieces, and their sizes.

    Text without a full stop (a long list, a table read as prose) is halved at a space until it fits.
    """
    fitting: list[Sentence] = []
    sizes: list[int] = []
    queue = list(reversed(sentences))
    measured = dict(
        zip(sentences, embedder.counts([text[each.start : each.end] for each in sentences]), strict=True)
    )
    while queue:
        sentence = queue.pop()
        size = measured.get(sentence)
        if size is None:
            size = embedder.counts([text[sentence.start : sentence.end]])[0]
        if size <= budget or sentence.end - sentence.start < 2:
            fitting.append(sentence)
            sizes.append(min(size, budget))
        else:
            queue += reversed(_halves(text, sentence))
    return fitting, sizes


def _halves(text: str, sentence: Sentence) -> tuple[Sentence, Sentence]:
    middle = (sentence.start + sentence.end) // 2
    blank = text.rfind(" ", sentence.start + 1, middle)
    cut = blank if blank > sentence.start else middle
    left = text[sentence.start : cut].rstrip()
    lead = len(text[cut : sentence.end]) - len(text[cut : sentence.end].lstrip())
    return (
        replace(sentence, end=sentence.start + max(len(left), 1)),
        replace(sentence, start=min(cut + lead, sentence.end - 1)),
    )
