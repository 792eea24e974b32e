"""The event behind which a question asks what happened: "what happened after the report?", "events since the vote"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.forms.chronology.named_event import named_event
from rag.answering.forms.material import Material
from rag.answering.forms.papers.appearance import KIND_OF, NOUNS, WORKS
from rag.judging.reading import Reading
from rag.question.kind import asking_words
from rag.text.lexicon import tables as lexicon
from rag.text.tokens import FUNCTION, Word, telling_stems, words
from rag.types import Metadata

_LATER = lexicon.words("catalogue_words", "after") | lexicon.words("catalogue_words", "since")
_ENDS = re.compile(r"[,;:?!.]")


@dataclass(frozen=True, slots=True)
class Beginning:
    """An event in the question's words, and the day (ISO) on which it happened; "" where no paper tells it."""

    event: str
    day: str

    @property
    def stems(self) -> frozenset[str]:
        """Those of its words, which say nothing of what came after where its day is known."""
        return telling_stems(self.event) if self.day else frozenset()

    def precedes(self, iso: str) -> bool:
        """Whether a date is later than it, as far as both are told."""
        return iso > self.day[: len(iso)]


def beginning(reading: Reading, material: Material) -> Beginning | None:
    """What the question asks to be told from; None if it names no such event.

    A paper of a kind that is held appeared on its own day; the day of anything else is told by a sentence.
    """
    text = reading.query.meant
    typed = words(text)
    later = next((place for place, word in enumerate(typed) if word.plain in _LATER), len(typed))
    following = _following(text, typed[later + 1 :])
    if not following:
        return None
    event = text[following[0].start : following[-1].end]
    noun = next((word for word in following if word.plain in NOUNS), None)
    if noun is not None:
        dated = (hit.metadata.date for hit in reading.hits if _is_called(hit.metadata, noun))
        if day := next(filter(None, dated), None):
            return Beginning(event, day)
    row = named_event(reading, material, event)
    return Beginning(event, row.iso if row else "")


def _following(text: str, typed: Sequence[Word]) -> list[Word]:
    """The words behind "after", up to the end of its clause, without those that ask for an order at its ends."""
    found: list[Word] = []
    for word in typed:
        if found and _ENDS.search(text[found[-1].end : word.start]):
            break
        found.append(word)
    asking = (asking_words("order") | FUNCTION) - NOUNS
    while found and found[0].plain in asking:
        found = found[1:]
    while found and found[-1].plain in asking:
        found = found[:-1]
    return found


def _is_called(metadata: Metadata, noun: Word) -> bool:
    """Is a document of the kind that a noun names, or a work that has it in its title?"""
    titled = metadata.kind in WORKS and noun.stem in telling_stems(metadata.title)
    return metadata.kind == KIND_OF.get(noun.plain, "") or titled
