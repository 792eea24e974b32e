"""Auxiliaries and adverbs before a verb of speech, and whether it is the writer who says something."""

from collections.abc import Sequence

from ingest.attribution.tokens import SentenceToken, is_possessive
from rag.text.lexicon.tables import words
from rag.text.lexicon.word_classes import AUXILIARIES, HYPOTHETICAL, OWN_VOICE, SPEECH_VERBS, can_speak

HABITS = words("cue_words", "habit")  # «used to say»
_NO_ADVERBS = words("cue_words", "no_adverb")


def says_oneself(tokens: Sequence[SentenceToken]) -> bool:
    """Whether it is the writer who says something: «I told him: “…”»."""
    for at, token in enumerate(tokens):
        if token.lower in OWN_VOICE and not is_possessive(token):
            verb = at + 1
            while verb < len(tokens) and (_is_adverbial(tokens[verb]) or tokens[verb].lower in HYPOTHETICAL):
                verb += 1
            if verb < len(tokens) and tokens[verb].lower in SPEECH_VERBS:
                return True
    return False


def before_auxiliaries(tokens: Sequence[SentenceToken], at: int) -> int:
    """The last token before the adverbs and auxiliaries of the verb at `at`: "she" in «she often used to say»."""
    left = at - 1
    while left >= 0 and tokens[left].word:
        if left and tokens[left].lower == "to" and tokens[left - 1].lower in HABITS:
            left -= 2
        elif _is_adverbial(tokens[left]):
            left -= 1
        else:
            break
    return left


def _is_adverbial(token: SentenceToken) -> bool:
    if token.capital or token.lower in _NO_ADVERBS or can_speak(token.lower):
        return False
    return token.lower in AUXILIARIES or token.lower.endswith("ly")
