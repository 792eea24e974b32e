"""The lists that documents give whole: what stands item by item under "The union asks for:" or under a heading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rag.answering.forms.material import Material, place
from rag.judging.reading import Reading
from rag.types import Evidence

_DOCUMENTS = 6  # in which lists are looked for
_FEWEST, _MOST = 2, 20  # items
_NUMBERED = re.compile(r"^\W*[^\W\d_]?\d{1,3}[.)]\s")  # "R4. ", "2) "
_LISTED = ("item", "body")


@dataclass(frozen=True, slots=True)
class SourceList:
    """The items of a list in their order; `lead` is the line or the heading that opens it."""

    lead: Evidence
    items: tuple[Evidence, ...]

    @property
    def whole(self) -> tuple[Evidence, ...]:
        """What is quoted of it: a heading is told by the source, a line is part of what is said."""
        return self.items if self.lead.sentence.role == "heading" else (self.lead, *self.items)

    @property
    def begun(self) -> Evidence:
        """Its first items after the line that opens it, as one text to be read."""
        opening = " ".join(each.text for each in self.items[:_FEWEST])
        return replace(self.items[0], text=f"{self.lead.text.rstrip(':')}: {opening}", before="")


def best_list(
    reading: Reading, documents: Iterable[str], material: Material
) -> tuple[SourceList, float] | None:
    """The list that is most relevant to a question, and its relevance in logits; None where nothing is read.

    Looked for in the documents of the best sentences, and in these besides.
    """
    likely = [each.hit.passage.document_id for each in reading.evidence]
    wanted = list(dict.fromkeys([*documents, *likely]))[:_DOCUMENTS]
    lists = [one for id in wanted for one in _lists(material.sentences(reading, [id]))]
    read = material.read(reading.asked.text, [one.begun for one in lists])
    if not read or read[0].relevance is None:
        return None
    best = next(one for one in lists if place(one.items[0]) == place(read[0]))
    return best, read[0].relevance


def _lists(sentences: Sequence[Evidence]) -> Iterator[SourceList]:
    own = sorted(sentences, key=lambda each: each.sentence.start)
    for number, lead in enumerate(own):
        if lead.sentence.role == "heading":
            items = tuple(_numbered_below(own[number + 1 :]))
        elif lead.text.rstrip().endswith(":"):
            items = tuple(_items_below(own[number + 1 :]))
        else:
            continue
        if _FEWEST <= len(items) <= _MOST:
            yield SourceList(lead, items)


def _items_below(own: Sequence[Evidence]) -> Iterator[Evidence]:
    for each in own:
        if each.sentence.role != "item":
            return
        yield each


def _numbered_below(own: Sequence[Evidence]) -> Iterator[Evidence]:
    """The numbered sentences down to one that is not."""
    for each in own:
        if each.sentence.role not in _LISTED or not _NUMBERED.match(each.text):
            return
        yield each
