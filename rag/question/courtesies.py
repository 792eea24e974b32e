"""Strip what people type around a question: "hi, …", "… pls", "tl;dr …", "… in one sentence"."""

import re
from functools import cache

from rag.text.lexicon import tables as lexicon

_FEWEST = 2  # words that must be left


def bare(question: str) -> str:
    """The question without greetings, "please" and instructions about form; unchanged if little would be left."""
    text = question.strip()
    while shorter := _without_opening(text) or _without_closing(text):
        text = shorter
    return text


def _without_opening(text: str) -> str | None:
    """After "so" or "right" without a comma a question must follow: "right to buy" is a beginning of its own."""
    opening, sign_or_question, _ = _patterns()
    found = opening.match(text)
    if found is None or not sign_or_question.match(text[found.end() :]):
        return None
    return _enough(re.sub(r"^[\s,.:;!–-]+", "", text[found.end() :]))


def _without_closing(text: str) -> str | None:
    closing = _patterns()[2].search(text)
    return _enough(text[: closing.start()].rstrip(" ,;–-")) if closing else None


def _enough(text: str) -> str | None:
    return text if len(text.split()) >= _FEWEST else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    opens, closes = (_phrases(tag) for tag in ("opens", "closes"))
    asking = lexicon.alternatives(
        lexicon.words("question_openers") - lexicon.words("stop_words", "article")
        | lexicon.words("stop_words", "asking")
    )
    return (
        re.compile(rf"\W*(?:{opens})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s*[,.:;!–-]|\s+(?:{asking})(?:[’']?\w{{1,2}})?\b", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{closes})[\s.!?,]*$", re.IGNORECASE),
    )


def _phrases(tag: str) -> str:
    return lexicon.alternatives(lexicon.words("courtesies", tag)).replace("'", "[’']")
