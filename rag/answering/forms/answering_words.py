"""The words of a sentence that answer: the figure, the date or the name that is asked for, where only one can be."""

from rag.answering.asked_values import telling_date, telling_number
from rag.question.analysis import Asked
from rag.text.dates import dates
from rag.text.names import proper_names
from rag.text.quantities import figures, qualified_span
from rag.text.tokens import telling_stems
from rag.types import Evidence

Span = tuple[int, int]


def answering_words(asked: Asked, evidence: Evidence) -> Span | None:
    """Their offsets in the evidence's text; None where several words could answer, or none."""
    match asked.wants:
        case "number":
            return _number(asked, evidence)
        case "date":
            return _date(asked, evidence)
        case "who" | "where" | "name":
            return _name(asked, evidence)
        case _:
            return None


def _number(asked: Asked, evidence: Evidence) -> Span | None:
    told = telling_number(asked, evidence)
    own = [figure.value for figure in figures(asked.text, dates(asked.text))]
    left = [figure for figure in told.figures if figure.value not in own] if told else []
    return qualified_span(evidence.text, left[0]) if len(left) == 1 else None


def _date(asked: Asked, evidence: Evidence) -> Span | None:
    told = telling_date(asked, evidence)
    own = {(date.year, date.month, date.day) for date in dates(asked.text)}
    left = [date for date in told.dates if (date.year, date.month, date.day) not in own] if told else []
    return (left[0].start, left[0].end) if len(left) == 1 else None


def _name(asked: Asked, evidence: Evidence) -> Span | None:
    """The only name besides those that the question gives, and besides whoever publishes the sentence."""
    metadata = evidence.hit.metadata
    known = telling_stems(f"{asked.text} {metadata.publisher or ''} {metadata.author or ''}")
    left = [
        (name.start, name.end)
        for name in proper_names(evidence.text)
        if (told := telling_stems(name.text)) and not told <= known
    ]
    if len(left) != 1:
        return None
    start, end = left[0]
    return start, start + len(evidence.text[start:end].rstrip(".,;:’'"))
