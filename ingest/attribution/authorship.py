"""Whether a document speaks as its author: opinion, a column, a review, anything that is told in the first person.

A report of a newspaper speaks as the paper, whoever wrote it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from ingest.attribution.speeches import Speech
from rag.storage.metadata import SECTION
from rag.text.lexicon.tables import words
from rag.text.quotations.wording import speaks_of_self
from rag.types import Metadata, Sentence

_FOOT = 3  # sentences
_BULLETS = "•●▪–—-* "
_KICKER = re.compile(r"\s*[:|]\s")  # «Comment: The ferry must stay»
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
    if _is_marked(text, sentences, metadata):
        return True
    spoken = _spoken(sentences, speeches)
    own = [
        each
        for number, each in enumerate(sentences)
        if each.role in ("body", "item") and each.speaker is None and number not in spoken
    ]
    personal = sum(speaks_of_self(text, each.start, each.end) for each in own)
    fewest = 1 if _tells_of_author(text, sentences, metadata.author) else _FEWEST
    return personal >= fewest and personal >= _SHARE * len(own)


def _is_marked(text: str, sentences: Sequence[Sentence], metadata: Metadata) -> bool:
    """Whether its section, its title, a line at its head or a folder of its address says that this is opinion."""
    marks = words("byline_words", "opinion")
    head = {text[each.start : each.end].casefold().strip(_MARKS) for each in sentences[:_HEAD]}
    told = {*head, *(metadata.url or "").casefold().split("/"), metadata.extra.get(SECTION, "").casefold()}
    told.add(_KICKER.split(metadata.title or "")[0].casefold())
    return not marks.isdisjoint(told)


def _tells_of_author(text: str, sentences: Sequence[Sentence], author: str) -> bool:
    """Whether a line at the foot says who the author is: "Jo Hill teaches law at Leeds"."""
    foot = (text[each.start : each.end].lstrip(_BULLETS) for each in sentences[-_FOOT:])
    return any(line.startswith(f"{author} ") for line in foot)


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
