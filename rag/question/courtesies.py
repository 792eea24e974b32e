"""Strip what people type around a question: "hi, …", "… pls", "tl;dr …", "… in one sentence"."""

import re
from functools import cache
from itertools import takewhile

from rag.text.lexicon import tables as lexicon
from rag.text.tokens import words

_FEWEST = 2  # words that must be left
_FEWEST_OF_A_FRAME = 4  # words
_FRAME = lexicon.words("polite_words", "frame")
_POLITE = lexicon.words("polite_words", "polite")
_PERSONS = lexicon.words("polite_words", "person")
_LEADS = lexicon.words("polite_words", "leads")  # a request follows


def bare(question: str) -> str:
    """The question without greetings, "please" and instructions about form; unchanged if little would be left."""
    text = _patterns()[3].sub(" ", question.strip())
    while shorter := _without_opening(text) or _without_closing(text):
        text = shorter
    return text


def _without_opening(text: str) -> str | None:
    """After "so" or "right" without a comma a question must follow: "right to buy" is a beginning of its own."""
    if frame := _polite_frame(text):
        return _enough(text[frame:].lstrip(" ,:;–-"))
    opening, sign_or_question, *_ = _patterns()
    found = opening.match(text)
    if found is None or not sign_or_question.match(text[found.end() :]):
        return None
    return _enough(re.sub(r"^[\s,.:;!–-]+", "", text[found.end() :]))


def _polite_frame(text: str) -> int:
    """Where the polite frame ends with which a request begins: "I should be most grateful if you could"; 0 where it
    begins with none."""
    opening = list(takewhile(lambda word: word.plain.replace("’", "'") in _FRAME, words(text)))
    while opening and opening[-1].plain not in _LEADS:
        opening.pop()
    typed = {word.plain.replace("’", "'") for word in opening}
    asks = len(opening) >= _FEWEST_OF_A_FRAME and typed & _POLITE and typed & _PERSONS
    return opening[-1].end if asks else 0


def _without_closing(text: str) -> str | None:
    closing = _patterns()[2].search(text)
    return _enough(text[: closing.start()].rstrip(" ,;–-")) if closing else None


def _enough(text: str) -> str | None:
    return text if len(text.split()) >= _FEWEST else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    opens, closes = (_phrases(tag) for tag in ("opens", "closes"))
    asking = lexicon.alternatives(
        lexicon.words("question_openers") - lexicon.words("stop_words", "article")
        | lexicon.words("stop_words", "asking")
    )
    return (
        re.compile(rf"\W*(?:{opens})(?!\w)", re.IGNORECASE),
        re.compile(rf"\s*[,.:;!–-]|\s+(?:{asking})(?:[’']?\w{{1,2}})?\b", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{closes})[\s.!?,]*$", re.IGNORECASE),
        re.compile(rf"\s*,\s*(?:{_phrases('style')})\s*,\s*", re.IGNORECASE),
    )


def _phrases(tag: str) -> str:
    return lexicon.alternatives(lexicon.words("courtesies", tag)).replace("'", "[’']")
