"""The paper's own note behind the last answer of an interview: «Jo Hill was talking to Ann Lee.»"""

import re
from collections.abc import Sequence

from rag.text.lexicon.tables import phrases
from rag.text.quotations.wording import is_one_person

_NOTE = re.compile(rf"\b(?:{phrases('closing_notes')})\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def unquoted(text: str) -> str:
    """A text without what stands between double marks in it."""
    return _QUOTED.sub("", text)


def closing_note(text: str, paragraphs: Sequence[tuple[int, int]], behind: int) -> int:
    """The first paragraph behind this one in which the paper speaks of the interview; else their number."""
    numbers = range(behind + 1, len(paragraphs))
    return next((each for each in numbers if _is_note(text[slice(*paragraphs[each])])), len(paragraphs))


def _is_note(paragraph: str) -> bool:
    """Whether a paragraph has a phrase of such notes, and nobody says "I" in it outside quotation marks."""
    own = unquoted(paragraph)
    return _NOTE.search(own) is not None and not is_one_person(own)
