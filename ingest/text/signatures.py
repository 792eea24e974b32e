"""The lines that open and close a letter: greetings, valedictions, and the names that sign it."""

import re
from collections.abc import Iterable, Sequence

from ingest.text.reading import Block
from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import GIVEN_NAMES, is_title

_LINK = alternatives(
    (words("function_words", "name_link") - words("function_words", "preposition")) | {"and"}
)
_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'-]*\.?|[A-ZÀ-Þ]\.)"
    rf"(?:\s+(?:[A-ZÀ-Þ][\w’'-]*\.?|[A-ZÀ-Þ]\.|{_LINK}))+"
)
_TITLE_IN_BRACKETS = re.compile(r"^\(([A-Z]\w*\.?)\)\s+")  # «(Dr) Jo Hill»
_PROXY = re.compile(rf"(?:{alternatives(words('letter_words', 'proxy'))}):?\s+", re.IGNORECASE)
_LONGEST_NAME = 6  # words
_FEWEST = 2  # words of the name of a body: "Ombudsman" alone is an office
_SIGNATURE = 14  # words of a line of a signature
_GREETING = 8  # words
_SENTENCE_END = (".", "!", "?", "…", ":", ";")
_MARKS = " ,.:;!–—-"
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_APART = re.compile(r"\s*[,|·•]\s*|\s+[/–—-]\s+")  # body, department and address in a letterhead
_CAPITALS_ALONE = 3  # words in capitals of a name that goes on in no others
_BODIES = words("body_names")
_ABBREVIATION = re.compile(r"\s*\([A-Z][A-Z&]{1,7}\)$")
_OFFICES = words("titles") | words("speaking_nouns", "role") | words("imprint_words", "stands_in")
_STAND_INS = words("imprint_words", "stands_in")
_SMALL = words("function_words", "preposition") | words("function_words", "article") | {"and"}


def signer(text: str) -> str:
    """The name that a line begins with; "" if it begins with none."""
    text = without_proxy(_TITLE_IN_BRACKETS.sub(r"\1 ", text))
    match = _NAME.match(text.split(",")[0].split("(")[0].strip())
    if match is None or len(match[0].split()) > _LONGEST_NAME:
        return ""
    rest = text[match.end() :].lstrip()
    return match[0] if not rest or not rest[0].islower() else ""


def without_proxy(text: str) -> str:
    """A line of a signature without the words before the name: "pp Jo Hill", "for and on behalf of Acme Ltd"."""
    match = _PROXY.match(text)
    return text[match.end() :] if match is not None else text


def is_unnamed(text: str) -> bool:
    """Whether it stands in place of a name: "Name and address supplied"."""
    return text.casefold().strip(_MARKS) in words("letter_words", "unnamed")


def closes(text: str) -> bool:
    """Whether it is a valediction: "Yours sincerely", "Your loving son"."""
    folded = text.casefold().strip(_MARKS)
    if folded in words("letter_words", "closes"):
        return True
    several = folded.split()
    return (
        len(several) > 1
        and several[0] in words("letter_words", "owns")
        and words("letter_words", "fond").issuperset(several[1:])
    )


def signed_beside(text: str) -> str:
    """The name that stands in one line with a valediction: "Yours sincerely, Jo Hill"; "" where there is none."""
    valediction, comma, name = text.partition(",")
    if not comma or not closes(valediction):
        return ""
    name = name.strip(_MARKS)
    return name if name and (signer(name) == name or name.casefold() in GIVEN_NAMES) else ""


def greets(text: str, whom: str = "greets") -> bool:
    """Whether a letter begins with it: "Dear Ms Hill,", "Sir – It is time"; `whom`: "editor" for one to an editor."""
    folded = text.casefold()
    # «Hill & Lee LLP» does not begin with «Hi»
    begins = (each for each in _openings(whom) if folded.startswith(each))
    opening = next((each for each in begins if not folded[len(each) : len(each) + 1].isalnum()), None)
    if opening is None:
        return False
    rest = text[len(opening) :].lstrip()
    if not rest or rest[0] in ",:–—-":
        return True
    ends = text.rstrip()[-1]
    if whom != "greets" or len(text.split()) > _GREETING:
        return False
    # «Dear Mr Hill» without a mark after it; «Sir Jo Hill» is a name
    named = opening not in words("letter_words", "editor") and not ends_sentence(text)
    return ends in ",:" or named


def opens_letter(lines: Iterable[str]) -> bool:
    """Whether a greeting is among the lines at the head of a text, and so what follows is a letter."""
    return any(map(greets, lines))


def is_named_person(line: str) -> bool:
    """Whether a line of signatures names somebody: by a given name, a title or an initial."""
    name = [part.strip(".").casefold() for part in signer(line).split()]
    if not name or is_title(name[-1]):
        return False  # «Chief Executive»
    return name[0] in GIVEN_NAMES or is_title(name[0]) or len(name[0]) == 1


def _openings(whom: str) -> list[str]:
    return sorted(words("letter_words", whom), key=len, reverse=True)


def is_short(block: Block) -> bool:
    """Whether a block may be a line of a signature or a title: a few words without a full stop."""
    return (
        block.role in ("body", "item", "heading")
        and len(block.text.split()) <= _SIGNATURE
        and not block.text.endswith(_SENTENCE_END)
        and not greets(block.text)
    )


def ends_sentence(text: str) -> bool:
    return text.rstrip("”\"’')").endswith(_SENTENCE_END)


def body_named(lines: Sequence[str]) -> str | None:
    """The first name of a body in these lines: in capitals, with a word of such names, and no office."""
    for part in (part for line in lines for part in _APART.split(without_proxy(line))):
        name = _without_address(without_abbreviation(part.strip(" .")))
        named = _WORD.findall(name)
        if len(named) < _FEWEST or not name[0].isupper():
            continue
        first, last = named[0].casefold(), named[-1].casefold()
        # «Justice Committee»; not «Acting Ombudsman»
        is_committee = len(named) == _FEWEST and last in _BODIES - _OFFICES and first not in _STAND_INS
        if first in _OFFICES and not is_committee:
            continue
        small = [word for word in named if word[0].islower() and word.casefold() not in _BODIES]
        if not _BODIES.isdisjoint(word.casefold() for word in named) and _SMALL.issuperset(small):
            return name
    return None


def without_abbreviation(name: str) -> str:
    """The name of a body without the letters in brackets by which it is called later: "Holt River Board (HRB)"."""
    return _ABBREVIATION.sub("", name)


def _without_address(part: str) -> str:
    """A part of a letterhead without what stands behind the name: "HOLT RIVER BOARD Mill Lane"."""
    several = part.split()
    capitals = next((at for at, word in enumerate(several) if not word.isupper()), len(several))
    if capitals >= _CAPITALS_ALONE and not _BODIES.isdisjoint(map(str.casefold, several[:capitals])):
        return " ".join(several[:capitals])
    return part
