"""The parts of a question that asks several things: "Who paid for the review, and how much did it cost?" has two."""

import re
from collections.abc import Sequence

from rag.text.lexicon import tables as lexicon
from rag.text.lexicon.inflection import forms
from rag.text.opposites import opposites
from rag.text.tokens import REPORTING_STEMS, words

_JOINS = lexicon.alternatives(lexicon.words("question_words", "joins"))
_OPENS = lexicon.alternatives(
    lexicon.words("question_words", "asks") | lexicon.words("question_words", "helps")
)
_INTRODUCES = lexicon.words("question_words", "introduces")
# A part begins where a word that opens a question follows "and", "but" or a question mark.
_JOINT = re.compile(
    rf"(?:\s*[,;]?\s+(?:{_JOINS})\s+|\s*[?;]\s*(?:and\s+)?|\s*,\s+|\s+[–—-]\s+)(?=(?:{_OPENS})\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"(?:{_OPENS})\b", re.IGNORECASE)
_NARROWS = re.compile(
    rf"(?:{lexicon.alternatives(lexicon.words('question_words', 'narrows'))})\s+\w+\s*(?:[,;?]|$)",
    re.IGNORECASE,
)
# "hester colville - who is she" asks one thing.
_POINTS_BACK = re.compile(
    rf"(?:{lexicon.alternatives(lexicon.words('question_words', 'named'))})"
    rf"(?:['’]?s|\s+(?:{lexicon.alternatives((*forms('be').third, *forms('be').past))}))\b",
    re.IGNORECASE,
)
_CAMPS = 2
_CHOOSES = lexicon.words("question_words", "chooses")
_DENIES = lexicon.words("negations", "not")
_NOT = ("n't", "n’t")
_MOST = 4
_MOST_OF_A_TOPIC = 3  # words
_FEWEST_WORDS = 2


def parts(question: str) -> tuple[str, ...]:
    """Each part in the asker's own words; the question alone where it has one part, or too many to be parts.

    What is said before a question belongs to the part after it ("I am writing about the pier - who built it?"), and
    what only says more exactly what is asked to the part before it ("how many were closed, which lines").
    """
    found = _parted(question.strip())
    long = all(len(part.split()) >= _FEWEST_WORDS for part in found)
    several = long and 1 < len(found) <= _MOST and not asks_both_ways(found)
    return tuple(found) if several else (question,)


def _parted(whole: str) -> list[str]:
    joints = [
        joint
        for joint in _JOINT.finditer(whole)
        if not (_NARROWS.match(whole, joint.end()) or _points_back(joint.group(), whole[joint.end() :]))
    ]
    joints = joints[int(_introduces(whole, joints)) :]
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(whole)]
    return [whole[start:end].strip(" ,;?") for start, end in zip(starts, ends, strict=True)]


def asks_both_ways(found: Sequence[str]) -> bool:
    """Do two parts ask the same of both camps: "who says that it should close and who says it should not"? The second
    has no matter of its own: it denies the first, says its contrary or points back at it."""
    if len(found) != _CAMPS:
        return False
    first, second = (words(part) for part in found)
    if not first or not second or first[0].plain != second[0].plain or first[0].plain not in _CHOOSES:
        return False
    told = {word.stem for word in first}
    telling = {word.stem for word in second[1:] if word.tells and not _denies(word.plain)}
    own = telling - told - REPORTING_STEMS
    one_denies = any(_denies(word.plain) for word in first) != any(_denies(word.plain) for word in second)
    somebody = _POINTS_BACK.match(found[1]) and not telling  # "who did not pay and who is she"
    contrary = own <= {other for each in told for other in opposites(each)}
    return contrary and not somebody and (one_denies or bool(own))


def of_both_camps(question: str) -> bool:
    """Does a question ask who is of the one camp and who of the other?"""
    return asks_both_ways(_parted(question.strip()))


def _denies(plain: str) -> bool:
    return plain in _DENIES or plain.endswith(_NOT)


def _points_back(joint: str, part: str) -> bool:
    """Does it ask who or what somebody or something is that was named just before, and no more?"""
    found = None if re.search(r"\w", joint) else _POINTS_BACK.match(part)
    return found is not None and not any(word.tells for word in words(part[found.end() :]))


def _introduces(question: str, joints: Sequence[re.Match[str]]) -> bool:
    """Does it begin with what is said before a question: "given that it closed, …"; "the pier? who built it"?"""
    first = question.split(maxsplit=1)[:1]
    if first and first[0].casefold().replace("’", "'") in _INTRODUCES:
        return True
    return (
        bool(joints)
        and "?" in joints[0].group()
        and len(question[: joints[0].start()].split()) <= _MOST_OF_A_TOPIC
        and not _ASKED.match(question)
    )
