"""Formats a citation: as a self-contained footnote, and as an entry of the list of sources."""

from collections.abc import Mapping

from rag.answering.citations import sheet_place
from rag.text.dates import spoken_date
from rag.types import Citation, Corroboration, Kind
from server.export.characters import one_line
from server.export.paper import Inlines, Link, TextRun

_SHORT_TITLE = 48  # characters
_NAMED = 3  # sources that also say it, by name
_KINDS: Mapping[Kind, str] = {
    "report": "report",
    "article": "article",
    "response": "response",
    "official": "official paper",
    "research": "research",
    "other": "other",
}


def footnote(citation: Citation, held_as: str | None, day: str) -> Inlines:
    """Speaker, work, date, page, address, and what was compared with our copy on which day. `held_as` is the name of
    the file, where there is one.
    """
    if citation.text_type == "summary":
        opening = f"Our summary of {work(citation)}"
        verified = f"Wording compared with our summary on {day}."
    else:
        opening = _sentence_case(_heard(citation) + work(citation))
        verified = f"Quotation compared with our copy on {day}."
    pages = pages_of(citation)
    begun = f"{opening}, {pages}." if pages else f"{opening}."
    told = " ".join((verified, *cautions(citation)))
    return (TextRun(f"{begun} "), _address(citation, held_as), TextRun(f" {told}"))


def short_footnote(citation: Citation) -> Inlines:
    """What names the work and the place once a footnote before has given the whole."""
    named = citation.publisher or (f"“{citation.title}”" if citation.title else "an untitled document")
    title = f"“{_cut(citation.title)}”" if citation.title and citation.publisher else ""
    ours = "our summary" if citation.text_type == "summary" else ""
    dated = spoken_date(citation.date) or "undated"
    told = (one_line(part) for part in (named, title, dated, pages_of(citation), ours, "as above") if part)
    return (TextRun(_sentence_case(_heard(citation) + ", ".join(told)) + "."),)


def _cut(title: str) -> str:
    """A title by its first words."""
    return title if len(title) <= _SHORT_TITLE else f"{title[:_SHORT_TITLE].rsplit(' ', 1)[0]} …"


def cautions(citation: Citation) -> list[str]:
    """Further facts about a citation, one sentence each."""
    found = []
    if citation.recognised:
        found.append("Text recognised from a picture: check it against the page.")
    also = _also(citation.corroboration)
    return [*found, also] if also else found


def _also(corroboration: Corroboration) -> str:
    """Which other documents hold the same, up to three of them by name; "" where none does."""
    others, independent, sources = corroboration.documents, corroboration.independent, corroboration.also_in
    if not others:
        return ""
    if not sources:  # an answer that was kept before they were named
        documents = f"{others} other document{'' if others == 1 else 's'}"
        told = (
            "independent of it" if independent == others else f"{independent or 'none'} of them independent"
        )
        return f"Also in {documents}, {told}."
    named = [one_line(each) for each in sources[:_NAMED]]
    if len(sources) > _NAMED:
        named.append(f"{len(sources) - _NAMED} more")
    listed = " and ".join(part for part in ("; ".join(named[:-1]), named[-1]) if part)
    told = "independent of it" if independent == others else f"{independent or 'not'} independent of it"
    return f"Also in {listed} ({told})."


def source(citation: Citation, held_as: str | None) -> Inlines:
    """The entry of the cited document, whoever speaks in it."""
    text = "held as our summary" if citation.text_type == "summary" else "text held"
    begun = f"{_sentence_case(work(citation))} ({_KINDS[citation.kind]}; {text}). "
    if not citation.url:
        return (TextRun(begun), _address(citation, held_as))
    copy = f" Our copy is the file “{held_as}”." if held_as else " Our copy was fetched from there."
    return (TextRun(begun), _address(citation, held_as), TextRun(copy))


def work(citation: Citation) -> str:
    """Author, title, publisher and date; what is missing is named as missing."""
    title = f"“{citation.title}”" if citation.title else "an untitled document"
    author = citation.author if citation.author != citation.publisher else None
    told = (author, title, citation.publisher, spoken_date(citation.date) or "undated")
    # Each for itself: a direction that is opened in a title must not turn the publisher's name.
    return ", ".join(one_line(part) for part in told if part)


def pages_of(citation: Citation) -> str:
    """The printed number and the place in the file: "printed page 12, PDF page 14"; "sheet “Costs”, cells A14:F14";
    empty without pages.
    """
    first, last, label = citation.page, citation.page_end, citation.page_label
    if citation.cells is not None:
        return one_line(sheet_place([citation.cells], label))
    if first is None:
        return ""
    physical = f"PDF page {first}" if last in (None, first) else f"PDF pages {first} to {last}"
    return f"printed page {label}, {physical}" if label else physical


def _heard(citation: Citation) -> str:
    """Who speaks in the work, if not its author or publisher."""
    speaker, via = citation.speaker, citation.said_via
    if speaker is None or speaker in (citation.publisher, citation.author):
        return ""
    reported = f", as reported by {via}" if via and via not in (citation.publisher, citation.author) else ""
    return f"{one_line(speaker + reported)}, in "


def _address(citation: Citation, held_as: str | None) -> TextRun | Link:
    if citation.url:
        return Link(citation.url)
    return TextRun(f"No address is known; the file is “{held_as}”." if held_as else "No address is known.")


def _sentence_case(text: str) -> str:
    """`text` with a capital, except for names such as “iPlayer”."""
    first = text.split(maxsplit=1)[0] if text else ""
    return text[:1].upper() + text[1:] if first == first.lower() else text
