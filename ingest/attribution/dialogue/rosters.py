"""Lists of those who were present or sent apologies, as minutes begin with: nobody says them."""

import re

from rag.text.lexicon.tables import alternatives, words

_ROSTER = re.compile(
    rf"(?:{alternatives(words('letter_words', 'present'))})(?:\s*\([^()]*\))?\s*[:–—]", re.IGNORECASE
)


def is_roster(text: str, start: int, end: int) -> bool:
    """Whether a paragraph lists who was present: "Present: Councillors J. Hill and A. Lee"."""
    return _ROSTER.match(text, start, end) is not None
