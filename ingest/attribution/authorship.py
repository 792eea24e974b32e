"""Whether a document speaks as its author: opinion, a column, a review, anything that is told in the first person.

A report of a newspaper speaks as the paper, whoever wrote it.
"""

from bisect import bisect_right
from collections.abc import Sequence

from ingest.attribution.speeches import Speech
from rag.text.lexicon.tables import words
from rag.text.quotations.wording import speaks_of_self
from rag.types import Metadata, Sentence

_HEAD = 6  # sentences and headings among which a line says what this is
_FEWEST = 2  # sentences in the first person
_SHARE = 0.12  # of the document's own sentences
_MARKS = " .,:|/-–—"


def author_speaks(
    text: str, sentences: Sequence[Sentence], speeches: Sequence[Speech], metadata: Metadata
) -> bool:
    """Whether the author, and not the publisher, says what nobody else says in this document."""
    if not metadata.author or metadata.extra.get("speaker") or metadata.text_type == "summary":
        return False
    if _is_marked(text, sentences, metadata.url or ""):
        return True
    spoken = _spoken(sentences, speeches)
    own = [
        each
        for number, each in enumerate(sentences)
        if each.role in ("body", "item") and each.speaker is None and number not in spoken
    ]
    personal = sum(speaks_of_self(text, each.start, each.end) for each in own)
    return personal >= _FEWEST and personal >= _SHARE * len(own)


def _is_marked(text: str, sentences: Sequence[Sentence], url: str) -> bool:
    """Whether a line at its head, or a folder of its address, says that this is opinion."""
    marks = words("byline_words", "opinion")
    head = {text[each.start : each.end].casefold().strip(_MARKS) for each in sentences[:_HEAD]}
    return not marks.isdisjoint(head) or not marks.isdisjoint(url.casefold().split("/"))


def _spoken(sentences: Sequence[Sentence], speeches: Sequence[Speech]) -> set[int]:
    """The numbers of the sentences in which somebody else speaks."""
    ends = [each.end for each in sentences]
    found: set[int] = set()
    for speech in speeches:
        number = bisect_right(ends, speech.start)
        while number < len(sentences) and sentences[number].start < speech.end:
            found.add(number)
            number += 1
    return found
