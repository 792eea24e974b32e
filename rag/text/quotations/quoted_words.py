"""The words that a single sentence quotes, whichever quotation marks it uses."""

import re
from dataclasses import dataclass

from rag.text.quotations.spans import quotation_spans
from rag.text.quotations.wording import Quotation

_MARKS = "“”\"„«»‘’'"
_GAP = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\s?\.\s?\.)\s*")
_TAIL = re.compile(r"[.,;:!?]+$")
_IN_PROSE = 2  # words between single marks; around a single word they are more often apostrophes


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """`text[start:end]` is the quotation with its marks, `inner` the text between them."""

    start: int
    end: int
    inner: str

    def pieces(self) -> list[str]:
        """The parts between the ellipses, in order."""
        return [piece for piece in _GAP.split(self.inner) if re.search(r"\w", piece)]


def quotations(text: str, fewest: int = _IN_PROSE) -> list[QuotedWords]:
    """The quotations in order; a nested one is part of the outer one.

    An opening mark without a closing one quotes to the end of the text, a closing one alone from its
    beginning. Single marks count around `fewest` words or more.
    """
    if not text.strip():
        return []
    start = len(text) - len(text.lstrip())
    if text.count("”") > text.count("“") + text.count("„"):  # with others inside, which are closed
        end = text.rindex("”") + 1
        return [QuotedWords(start, end, text[start + (text[start] in _MARKS) : end - 1])]
    found = []
    for each in quotation_spans(text, [(start, len(text))], from_within=True):
        inner = _inner(text, each)
        if not each.block and re.search(r"\w", inner) and not (each.single and len(inner.split()) < fewest):
            found.append(QuotedWords(each.start, each.end, inner))
    if found and "“" in found[-1].inner and open_marks(text):  # the inner one is closed, the outer one is not
        outer = found[-1].start
        found[-1] = QuotedWords(outer, len(text), text[outer + 1 :])
    return found


def without_tail(inner: str) -> tuple[str, str]:
    """A quotation without its final punctuation, and that punctuation."""
    tail = _TAIL.search(inner)
    return (inner[: tail.start()], tail.group()) if tail else (inner, "")


def bare_quotation(text: str) -> str:
    """A quotation as a person would type it: without the marks around it and its final punctuation."""
    return without_tail(text.strip().strip(_MARKS).rstrip())[0].rstrip(_MARKS)


def open_marks(text: str) -> bool:
    """Whether a double quotation mark is still open at the end of `text`."""
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _inner(text: str, each: Quotation) -> str:
    """The text between the marks, one of which may be missing."""
    left = each.start + (text[each.start] in _MARKS)
    right = each.end - (each.closed and each.end - 1 > left and text[each.end - 1] in _MARKS)
    return text[left:right]
