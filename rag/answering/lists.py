"""A list that a source gives whole: what follows "We ask for four things:" or a heading, item by item; what it counts
in running text ("I have three requests. First, … Secondly, …"); and what it numbers where it arises ("Recommendation 1:
…", sections further on "Recommendation 2: …").
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import telling_stems
from rag.types import Evidence

_MOST = 8  # items
_SHARE = 0.75  # of the best score; a list further down is not the one that is asked for
_NEAR = 3.0  # logits below the best, where an encoder has read both
_FEWEST_ITEMS, _MOST_ITEMS = 2, 20  # of a list that is looked for
# "R4. ", "2) "; "7.3 The owner shall"; "Finding 3: "; "b. ", "(iv) "; "A3 Ms Hill to write"
_NUMBERED = re.compile(
    r"^\W*(?:[^\W\d_]?\d{1,3}[.)]\s|\d{1,2}(?:\.\d{1,3}){1,3}\.?\s+[A-Z]|[A-Z][a-z]+ \d{1,3}\s?[:.–—-]\s"
    r"|[a-z][.)]\s|[ivx]{2,4}[.)]\s|[A-Z]{1,3}\d{1,2}\s+\W*[A-Z])"
)
_PARAGRAPH = re.compile(r"^\W*\d{1,2}(?:\.\d{1,3}){1,3}")  # "7.3 The owner shall"
# "Recommendation 3: ", "R3 ", "3. ": what stands there is called, and its number.
_LABELLED = re.compile(
    r"^\W*(?:(?P<word>[A-Z][a-z]+)\s(?=\d{1,2}\s?(?:[:.)–—-]|$))|(?P<letter>[A-Z])(?=\d{1,2}\b)|(?=\d{1,2}[.)]\s))"
    r"(?P<number>\d{1,2})\s?[:.)–—-]?\s*(?P<rest>\w)?"
)
_LISTED = ("item", "body")
_NEW_PARAGRAPH = 2  # characters between two sentences, at least
_ORDINALS = {
    entry.word: int(entry.values["value"])
    for entry in lexicon.entries("number_words")
    if "ordinal" in entry.tags
}
_ARTICLE, _IS = (
    lexicon.alternatives(lexicon.words("stop_words", "article")),
    lexicon.phrases("role_words", "is"),
)
_ORDINAL = lexicon.alternatives(_ORDINALS)
_COUNTED = re.compile(
    rf"\W*(?:(?P<ordinal>{_ORDINAL})(?:ly\b|,)|(?:{_ARTICLE})\s+(?P<named>{_ORDINAL})\s+(?:{_IS})\b)",
    re.IGNORECASE,
)  # "First, ", "Secondly ", "The third was"
_SENTENCES_OF_AN_ITEM = 8  # of what is counted in running text


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
    def is_section(self) -> bool:
        """Are these the paragraphs of a section, numbered through ("4.1", "4.2") under its heading?"""
        return self.lead.sentence.role == "heading" and all(
            _PARAGRAPH.match(each.text) for each in self.items
        )


def listed(evidence: Sequence[Evidence], wants_list: bool) -> tuple[Evidence, ...]:
    """The items below the best sentence that leads in a list, in their order; nothing where none does."""
    if not evidence:
        return ()
    by_document: dict[str, list[Evidence]] = {}
    for each in evidence:
        by_document.setdefault(each.hit.passage.document_id, []).append(each)
    for each in evidence:
        if not _is_near(each, evidence[0]):
            break
        leads_in = each.text.rstrip().endswith(":") or (wants_list and each.sentence.role == "heading")
        if leads_in:
            items = _below(each, by_document[each.hit.passage.document_id])
            if len(items) > 1:
                return (*((each,) if each.sentence.role != "heading" else ()), *items)
    return ()


def _is_near(each: Evidence, best: Evidence) -> bool:
    if best.relevance is None:
        return each.score >= _SHARE * best.score
    return each.relevance is not None and each.relevance >= best.relevance - _NEAR


def _below(lead: Evidence, sentences: Sequence[Evidence]) -> list[Evidence]:
    own = sorted(sentences, key=lambda one: one.sentence.start)
    return list(islice(_items([each for each in own if each.sentence.start > lead.sentence.start]), _MOST))


def lists_in(sentences: Sequence[Evidence]) -> Iterator[SourceList]:
    """The lists among the sentences of one document, each under the line or the heading that opens it."""
    own = sorted(sentences, key=lambda each: each.sentence.start)
    yield from _counted(own)
    together: list[tuple[Evidence, ...]] = []
    for number, lead in enumerate(own):
        items = tuple(_numbered(_after(own, number))) if lead.sentence.role == "heading" else ()
        if not items and (lead.sentence.role != "item" or lead.text.rstrip().endswith(":")):
            items = tuple(_items(_after(own, number)))
        if _FEWEST_ITEMS <= len(items) <= _MOST_ITEMS:
            together.append(items)
            yield SourceList(lead, items)
    yield from (each for each in _numbered_apart(own) if each.items not in together)


def _after(own: Sequence[Evidence], number: int) -> Iterator[Evidence]:
    """The sentences behind one, none of which is looked at before it is wanted."""
    return (own[at] for at in range(number + 1, len(own)))


def _counted(own: Sequence[Evidence]) -> Iterator[SourceList]:
    """What one speaker counts in running text, led in by the sentence before the first."""
    for at in range(1, len(own)):
        if _ordinal(own[at]) != 1:
            continue
        speaker = own[at].sentence.speaker
        places = [at]
        for number in range(at + 1, len(own)):
            each = own[number]
            if number - places[-1] > _SENTENCES_OF_AN_ITEM or each.sentence.speaker != speaker:
                break
            if _ordinal(each) == len(places) + 1:
                places.append(number)
        if len(places) >= _FEWEST_ITEMS:
            yield SourceList(own[at - 1], tuple(own[place] for place in places))


def _numbered_apart(own: Sequence[Evidence]) -> Iterator[SourceList]:
    """What is numbered through with something else between: under one word, wherever in the document it stands, or
    by number alone within one section. Where the numbers begin again, another list does."""
    runs: dict[tuple[str, str], list[int]] = {}
    done: list[tuple[str, list[int]]] = []
    for at, each in enumerate(own):
        found = _LABELLED.match(each.text) if each.sentence.role in (*_LISTED, "heading") else None
        place = _labelled_item(own, at, found) if found else None
        if found is None or place is None:
            continue
        label = found["word"] or found["letter"] or ""
        key = (label, "" if label else each.heading)
        number, run = int(found["number"]), runs.get(key, [])
        if number == 1:
            runs[key] = [place]
            done.append((label, runs[key]))
        elif number == len(run) + 1:
            run.append(place)
    for label, run in done:
        if _FEWEST_ITEMS <= len(run) <= _MOST_ITEMS and run[-1] - run[0] >= len(run):
            items = tuple(own[place] for place in run)
            yield SourceList(_called(items[0], label), items)


def _called(first: Evidence, label: str) -> Evidence:
    """The word under which items are numbered, as the heading that opens them."""
    sentence = replace(first.sentence, role="heading")
    return replace(first, sentence=sentence, text=label, stems=telling_stems(label))


def _labelled_item(own: Sequence[Evidence], at: int, found: re.Match[str]) -> int | None:
    """Where the item of a label stands: beside it, or behind what is nothing but the label: "Recommendation 3."."""
    if found["rest"]:
        return at if own[at].sentence.role != "heading" or found["word"] or found["letter"] else None
    if own[at].sentence.role != "heading" and not found["word"]:
        return None
    below = at + 1
    return below if below < len(own) and own[below].sentence.role in _LISTED else None


def _ordinal(each: Evidence) -> int | None:
    found = _COUNTED.match(each.text)
    return _ORDINALS[(found["ordinal"] or found["named"]).casefold()] if found else None


def _items(own: Iterable[Evidence]) -> Iterator[Evidence]:
    """The items with which these sentences begin."""
    return takewhile(lambda each: each.sentence.role == "item", own)


def _numbered(own: Iterable[Evidence]) -> Iterator[Evidence]:
    """The numbered items with which these sentences begin; each may go on within its paragraph."""
    end = -_NEW_PARAGRAPH
    for each in own:
        if _is_numbered(each):
            yield each
        elif each.sentence.role not in _LISTED or each.sentence.start - end >= _NEW_PARAGRAPH:
            return
        end = each.sentence.end


def _is_numbered(each: Evidence) -> bool:
    return each.sentence.role in _LISTED and _NUMBERED.match(each.text) is not None
