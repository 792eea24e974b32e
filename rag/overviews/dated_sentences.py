"""The dates of a document: those that its sentences tell, and its date of publication."""

from dataclasses import dataclass, replace
from typing import Literal

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import REPORTING_STEMS, stem, telling_stems, words
from rag.text.told_days import told_days, undated
from rag.text.verb_forms import in_the_past
from rag.types import Document, Sentence

_FEWEST = 3  # content words besides the date, publisher, author and words of publishing
_FEWEST_OF_DEED = 2  # of them in a whole sentence in the past: "The last inspection had been on 3 May 2019."
_TITLE_TOLD = 0.5  # of the title's words in a sentence of the same date, which makes the title redundant

Basis = Literal["told", "published"]

_PUBLISHING = REPORTING_STEMS | frozenset(map(stem, lexicon.words("publishing_words")))


@dataclass(frozen=True, slots=True)
class DatedSentence:
    """A sentence with the date that it is listed under (ISO); `basis` says whether that is told or of publication."""

    date: str
    basis: Basis
    sentence: Sentence


def dated(document: Document) -> list[DatedSentence]:
    """The dates that a document states, with their sentences, and its date of publication with its title."""
    own = document.metadata.date
    found = told_in(document)
    if any(each.basis == "published" for each in found):
        return found
    title = _title(document)
    heading = title or next((each for each in document.sentences if each.role == "body"), None)
    if not own or heading is None:
        return found
    if title is not None:
        called = telling_stems(document.text[title.start : title.end])
        told = (
            telling_stems(document.text[each.sentence.start : each.sentence.end])
            for each in found
            if each.date == own
        )
        if any(len(each & called) >= _TITLE_TOLD * len(called) for each in told):
            return found
    return [*found, DatedSentence(own, "published", heading)]


def told_in(document: Document) -> list[DatedSentence]:
    """The dates that the sentences of a document state; a day may have its year from another date of the sentence.

    Where a sentence dated like its document only says that the publisher or author reports, that is the date of
    publication.
    """
    names = telling_stems(f"{document.metadata.publisher} {document.metadata.author}") | _PUBLISHING
    found: list[DatedSentence] = []
    for sentence in document.sentences:
        if sentence.role in ("body", "item"):
            text = document.text[sentence.start : sentence.end]
            days = [day for day in told_days(text, document.metadata.date) if day.iso[:4] in text]
            fewest = _FEWEST_OF_DEED if days and _tells_deed(text) else _FEWEST
            if days and len(telling_stems(undated(text)) - names) >= fewest:
                found += [DatedSentence(day.iso, "told", sentence) for day in days]
    return [_published(document, each) if each.date == document.metadata.date else each for each in found]


def _tells_deed(text: str) -> bool:
    """Whether it is a whole sentence in the past, and no line such as "Laid before Parliament on 3 May 2019"."""
    return text.rstrip("”\"’')").endswith((".", "!")) and any(
        in_the_past(each.plain) for each in words(text)[1:]
    )


def _published(document: Document, each: DatedSentence) -> DatedSentence:
    said = telling_stems(document.text[each.sentence.start : each.sentence.end])
    source = telling_stems(f"{document.metadata.publisher or ''} {document.metadata.author or ''}")
    return replace(each, basis="published") if said & source and said & REPORTING_STEMS else each


def _title(document: Document) -> Sentence | None:
    """The heading that has most words of the document's title."""
    title = telling_stems(document.metadata.title or "")
    shared = [
        (len(title & telling_stems(document.text[each.start : each.end])), -number, each)
        for number, each in enumerate(document.sentences)
        if each.role == "heading"
    ]
    best = max(shared, key=lambda each: each[:2], default=None)
    return best[2] if best and title and best[0] >= _TITLE_TOLD * len(title) else None
