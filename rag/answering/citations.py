"""From a sentence of a hit to a citation: the exact span, its page, and the words that lead it in."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from rag.storage.metadata import is_recognised
from rag.text.dates import spoken_date
from rag.text.quotations.turn_labels import label_end
from rag.types import Citation, Evidence, Metadata, Page

_BAR = " | "  # between the cells of a row, as every reader writes it
_NUMBER = re.compile(r"[^\w\s]?\d")
_OPENING = "\"“'‘«"
_CLOSING = "\"”'’»"
# «He said: “We make no apology …» – what stands before the colon only says who speaks, which the lead-in does.
_SPEAKING = re.compile(r"^[^“\"«:]{1,80}:\s*(?=[“\"«])")
_WORDS = re.compile(r"\w")
_WORD = re.compile(r"[^\W\d_]+")
# «Jo Hill: I do not accept that.», «A: I do not.», «The Minister (Jo Hill): I do.»: who has this turn to speak.
# One quotation from the first character on, and at most eight words after it.
_SAYING = re.compile(r'["“«](?P<said>[^"“”«»]+?)[,;]?["”»],?\s+(?:[^\s"“”«»]+\s*){1,8}$')


def cite(evidence: Evidence, marker: int, pages: Sequence[Page]) -> Citation:
    """The citation of one sentence; `pages` are those of its document, none where it has no pages."""
    start, end = _without_outer_marks(evidence)
    metadata = evidence.hit.metadata
    first, last = page_at(pages, start), page_at(pages, end - 1)
    return Citation(
        marker=marker,
        passage_id=evidence.hit.passage.id,
        document_id=evidence.hit.passage.document_id,
        title=metadata.title,
        publisher=metadata.publisher,
        author=metadata.author,
        date=evidence.sentence.said_on or metadata.date,
        url=metadata.url,
        kind=metadata.kind,
        text_type=metadata.text_type,
        start=start,
        end=end,
        quote=evidence.text[start - evidence.sentence.start : end - evidence.sentence.start],
        speaker=evidence.sentence.speaker,
        said_via=evidence.sentence.said_via,
        page=first.number if first else None,
        page_end=last.number if last else None,
        page_label=first.label if first else None,
        cells=cells_at(first, start),
        heads=_heads(evidence),
        recognised=is_recognised(metadata, first.number if first else None, last.number if last else None),
    )


def page_at(pages: Sequence[Page], offset: int) -> Page | None:
    """The page that holds `offset`."""
    found = None
    for page in pages:
        if page.start > offset:
            break
        found = page
    return found


def cells_at(page: Page | None, offset: int) -> str | None:
    """The cells of the row of a sheet that holds `offset`: "A14:F14"; None where the page is no sheet."""
    if page is None:
        return None
    found = bisect_right(page.cells, offset, key=lambda each: each[0])
    return page.cells[found - 1][1] if found else None


def columns(citation: Citation) -> str:
    """The cells of a table's row under its heads: "Year: 2015 · Cost: £90"; empty where these are not known."""
    if citation.heads is None:
        return ""
    pairs = zip(citation.heads.split(_BAR), citation.quote.split(_BAR), strict=False)
    return " · ".join(
        f"{head.strip()}: {cell.strip()}" for head, cell in pairs if head.strip() and cell.strip()
    )


def _heads(evidence: Evidence) -> str | None:
    """The first row of the table whose row a sentence is, if it names columns: none of its cells is a number."""
    bars = evidence.text.count(_BAR)
    if not bars:
        return None
    passage = evidence.hit.passage
    top = None
    for line in reversed(passage.text[: max(0, evidence.sentence.start - passage.start)].split("\n")):
        if line.strip() and line.count(_BAR) != bars:
            break
        top = line.strip() or top
    return None if top is None or any(_NUMBER.match(cell.strip()) for cell in top.split(_BAR)) else top


def sheet_place(cells: Sequence[str], sheet: str | None) -> str:
    """ "sheet “Costs”, cells A14:F14 and A20"; the cells alone where the sheet has no name."""
    *before, last = dict.fromkeys(cells)
    several = before or ":" in last
    told = f"{', '.join(before)} and {last}" if before else last
    named = f"cell{'s' if several else ''} {told}"
    return f"sheet “{sheet}”, {named}" if sheet else named


def lead_in(citation: Citation, note: bool = False) -> str:
    """Who says it, where and when, as the metadata knows it: "Jo Hill, in The Herald, 3 May 2021:".

    A `note` is what our summary says of the papers themselves.
    """
    source = source_line(citation)
    if citation.text_type == "summary":
        return f"Our summary of {source}, notes:" if note else f"Our summary of {source}:"
    speaker = citation.speaker
    if speaker is None or speaker == citation.publisher:
        return f"{source}:"
    if citation.said_via is None:
        return f"{speaker}, {source}:" if speaker != citation.author else f"{speaker}, in {source}:"
    return f"{_sentence_case(speaker)}, in {source}:"


def source_line(source: Citation | Metadata) -> str:
    """A document by its name and day: "The Herald, 3 May 2021"."""
    return f"{source_name(source)}, {spoken_date(source.date) or 'undated'}"


def source_name(citation: Citation | Metadata) -> str:
    """What a reader knows the document by: who published it, else its title."""
    return citation.publisher or (f"“{citation.title}”" if citation.title else "an untitled document")


def shown(citation: Citation) -> str:
    """The cited words as an answer shows them: between quotation marks, or bare where they are our own."""
    return citation.quote if citation.text_type == "summary" else f"“{citation.quote}”"


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _without_outer_marks(evidence: Evidence) -> tuple[int, int]:
    """The span without the quotation marks around it, which the answer sets itself.

    What only says who speaks goes with them: «“The logs are short,” she said.» is cited as «The logs are short».
    """
    text = evidence.text
    start, end = 0, len(text)
    if evidence.sentence.manner == "direct":
        speaking = _SPEAKING.match(text)
        start = speaking.end() if speaking else label_end(text, evidence.sentence.speaker)
        start = start if _WORDS.search(text, start) else 0
        saying = _SAYING.match(text, start)
        if saying and _WORDS.search(saying["said"]):
            return evidence.sentence.start + saying.start("said"), evidence.sentence.start + saying.end(
                "said"
            )
    inner = text[start:end]
    opens, closes = inner[:1] in _OPENING, inner[-1:] in _CLOSING
    marks = [character for character in inner if character in '"“”«»']
    if opens and closes and len(marks) == 2 and not _WORDS.match(inner[:1]):
        start, end = start + 1, end - 1
    elif opens and inner[:1] in '"“«' and len(marks) == 1:
        start += 1
    elif closes and inner[-1:] in '"”»' and len(marks) == 1:
        end -= 1
    return evidence.sentence.start + start, evidence.sentence.start + end


def marked_words(
    text: str, citation: Citation, evidence: Evidence, span: tuple[int, int] | None
) -> tuple[int, int] | None:
    """A span of the evidence as offsets into the sentence that quotes it; None where the quotation lacks it."""
    if span is None:
        return None
    left = citation.start - evidence.sentence.start
    start, end = span[0] - left, span[1] - left
    if start < 0 or end > len(citation.quote):
        return None
    place = text.rindex(citation.quote)
    return place + start, place + end
