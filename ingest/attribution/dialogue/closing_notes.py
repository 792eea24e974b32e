"""The paper's own note behind the last answer of an interview: «Jo Hill was talking to Ann Lee.»"""

import re
from collections.abc import Sequence

from ingest.metadata.speaker_lines import WORD_OF_NAME
from rag.text.lexicon.tables import phrases
from rag.text.lexicon.word_classes import GIVEN_NAMES
from rag.text.quotations.wording import is_one_person

_NOTE = re.compile(rf"\b(?:{phrases('closing_notes')})\b", re.IGNORECASE)
_NAME = re.compile(rf"{WORD_OF_NAME}(?:[ \t]+{WORD_OF_NAME}){{1,3}}(?=[ \t,])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def unquoted(text: str) -> str:
    """A text without what stands between double marks in it."""
    return _QUOTED.sub("", text)


def closing_note(text: str, paragraphs: Sequence[tuple[int, int]], behind: int) -> int:
    """The first paragraph behind this one in which the paper speaks of the interview; else their number."""
    numbers = range(behind + 1, len(paragraphs))
    return next((each for each in numbers if _is_note(text, *paragraphs[each])), len(paragraphs))


def _is_note(text: str, start: int, end: int) -> bool:
    """Whether a paragraph has a phrase of such notes or opens with a name that was given above.

    Nobody says "I" in it outside quotation marks.
    """
    own = unquoted(text[start:end])
    name = _NAME.match(text, start, end)
    tells = name is not None and name[0].split()[0].casefold() in GIVEN_NAMES and name[0] in text[:start]
    return (tells or _NOTE.search(own) is not None) and not is_one_person(own)
