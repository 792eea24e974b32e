"""Does a sentence lean on the one before it, so that it does not say by itself what it is about?"""

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.word_classes import GENDERED_NOUNS, GIVEN_NAMES, PRONOUN_OF_NAME
from rag.text.names import proper_names
from rag.text.tokens import words

_POINTING = lexicon.words("stop_words", "pronoun", "subject") | lexicon.words(
    "stop_words", "determiner", "points"
)
_BEING = (
    lexicon.words("stop_words", "be")
    | lexicon.words("stop_words", "have")
    | lexicon.words("stop_words", "do")
)

_PERSON = frozenset().union(*(lexicon.words("function_words", tag) for tag in ("pronoun", "owner", "object")))
_SUBJECT_OF = {"he": "he", "his": "he", "she": "she", "her": "she"}
_SPEAKING = lexicon.words("follow_ups", "person")
_POINTS = lexicon.words("stop_words", "determiner", "points")
# "This year" and "this report" need no sentence before them.
_BY_ITSELF = (
    lexicon.words("works")
    | {entry.word for entry in lexicon.entries("time_units")}
    | {entry.values["plural"] for entry in lexicon.entries("time_units")}
)


def leans(text: str) -> bool:
    """ "It was late", "These have …"; not "This review was late", which names its subject."""
    first, second = (*words(text)[:2], None, None)[:2]
    return first is not None and second is not None and first.plain in _POINTING and second.plain in _BEING


def opens_leaning(text: str) -> bool:
    """Does it open with such a word at all: "They said …", "This approach …"?"""
    first = next(iter(words(text)), None)
    return first is not None and first.plain in _POINTING


def ends_leaning(text: str) -> bool:
    """Is its last word such a word: "What did they reply to that?" """
    last = next(reversed(words(text)), None)
    return last is not None and last.plain in _POINTING


def leans_back(text: str, speaker_known: bool = False) -> bool:
    """Does a pronoun of the third person, or a "this", stand before the first word that tells something?

    Where the speaker is known, a "he said" is told by the lead-in.
    """
    found = words(text)
    for place, word in enumerate(found):
        following = found[place + 1].plain if place + 1 < len(found) else ""
        if word.plain in _POINTS:
            return following not in _BY_ITSELF
        if word.plain in _PERSON:
            return not (speaker_known and word.plain in _SPEAKING)
        if word.tells:
            return False
    return False


def person_meant(text: str, before: str) -> tuple[str, str] | None:
    """The "he" or "she" that opens a sentence, as written, and the one person of the sentence before it who may be
    meant, by name; None if nobody may be, or more than one."""
    first = next(iter(words(text)), None)
    pronoun = _SUBJECT_OF.get(first.plain) if first is not None else None
    if first is None or pronoun is None:
        return None
    if any(
        GENDERED_NOUNS.get(word.plain, pronoun) == pronoun
        for word in words(before)
        if word.plain in GENDERED_NOUNS
    ):
        return None  # "the chairman" may be somebody else
    people = []
    for name in proper_names(before):
        given = name.text.split()[0].casefold()
        if given in GIVEN_NAMES and PRONOUN_OF_NAME.get(given, pronoun) == pronoun:
            people.append(name.text)
    if len(set(people)) != 1 or " " not in people[0]:
        return None
    return text[first.start : first.end], people[0]
