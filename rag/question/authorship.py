"""Whether a question asks who wrote or published something, or when it appeared."""

import re

from rag.question.analysis import AUXILIARIES
from rag.text.lexicon import tables as lexicon

_MAKER = lexicon.phrases("authorship_words", "maker")
# When a report will come out no catalogue knows.
_TO_COME = lexicon.alternatives(lexicon.words("modals", "coming"))
_ASKED = re.compile(
    rf"\bwho (?:{lexicon.phrases('authorship_words', 'made')}|(?:{AUXILIARIES}) the (?:{_MAKER})s?)\b"
    rf"|\b(?:{_MAKER}) of\b"
    rf"|\bwhen (?!(?:{_TO_COME})\b)(?:{AUXILIARIES}) [^?]{{1,80}}"
    rf"\b(?:{lexicon.phrases('authorship_words', 'appeared')})\b"
    rf"|\b(?:{lexicon.phrases('authorship_words', 'day')})\b",
    re.IGNORECASE,
)


def asks_for_byline(question: str) -> bool:
    """Whether a question asks who wrote or published something, or when it appeared."""
    return bool(_ASKED.search(question))
