"""A decision, a report or a statement in the first person that is signed at its end without the words of a letter.

Its writer may give his full name and his office at its head: "I am Jo Hill, Inspector of Mills for Leeds".
"""

import re
from collections.abc import Sequence

from ingest.text.reading import Block
from ingest.text.signatures import body_named, closes, ends_sentence, is_named_person, is_short, signer
from rag.text.dates import dates
from rag.text.lexicon.tables import alternatives, words
from rag.text.lexicon.word_classes import is_person
from rag.text.quotations.wording import speaks_of_self

_HEAD = 15  # blocks
_LINES = 5  # of a signature
_PERSONAL = 2  # paragraphs in the first person
_OFFICE = 8  # words
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(rf"(?:{alternatives(words('letter_words', 'signs'))})(?:\s*:|\s)[\s.…_]*", re.IGNORECASE)
_INTRODUCES = re.compile(
    rf"(?i:{alternatives(words('letter_words', 'introduces'))})\s+(?P<name>[^,;()]{{3,60}}),\s+(?P<office>.+)"
)
_NUMBER = re.compile(r"\(?\d{1,3}(?:[.)]+|(?=\s+\d{1,2}\s))\s+")  # of a paragraph: «9. 3 May», «9 3 May»


def signed_at_end(blocks: Sequence[Block]) -> str:
    """The person who signs a text in the first person at its end, by the fullest name; "" where nobody does."""
    told = [each for each in blocks if each.role != "furniture"]
    if not _is_personal(told):
        return ""
    signed, full = _signature(told), _introduced(told)
    is_same = signed and full and full.split()[-1].casefold() == signed.split()[-1].casefold()
    return full if is_same else signed


def introduced(blocks: Sequence[Block]) -> str:
    """Who says at the head of a text in the first person who he is and what he does; "" in an interview."""
    return _introduced(blocks) if _is_personal(blocks) else ""


def _introduced(blocks: Sequence[Block]) -> str:
    for block in blocks[:_HEAD]:
        if block.text.rstrip().endswith("?") or block.speaker is not None or block.quoted:
            return ""
        match = _INTRODUCES.match(block.text)
        if match is None or signer(match["name"]) != match["name"] or not is_named_person(match["name"]):
            continue
        if any(is_person(word.casefold()) for word in _WORD.findall(match["office"])[:_OFFICE]):
            return match["name"]
    return ""


def without_number(text: str) -> str:
    """A paragraph without the number before it: "9. 3 May 2019"."""
    return text[number.end() :] if (number := _NUMBER.match(text)) is not None else text


def is_signature(text: str) -> bool:
    """Whether a line says that somebody signs, or gives nothing but the name of a person."""
    return closes(text) or bool(_labelled(text)) or (is_named_person(text) and signer(text) == text.strip())


def _signature(blocks: Sequence[Block]) -> str:
    """The name with which a text closes, behind a word that says so or above an office."""
    for at in range(len(blocks) - 1, max(len(blocks) - 1 - _LINES, 0), -1):
        text, below = blocks[at].text, blocks[at + 1 :]
        labelled = _labelled(text)
        name = labelled or signer(text)
        if not name or (not labelled and name != text.strip()) or body_named([name]) is not None:
            continue
        above = next((each.text for each in reversed(blocks[:at]) if not only_dates(each.text)), "")
        if not all(only_dates(each.text) or is_short(each) for each in below):
            continue
        office = {word.casefold() for each in below for word in _WORD.findall(each.text)}
        if labelled or (ends_sentence(above) and any(map(is_person, office))):
            return name
    return ""


def _labelled(line: str) -> str:
    """The name behind a word that says who signs: "Signed: Jo Hill", "SIGNATURE J. Hill"; "" without one."""
    label = _SIGNS.match(line)
    name = line[label.end() :].strip() if label is not None else ""
    if label is None or signer(name) != name:
        return ""
    return name if ":" in label[0] or is_named_person(name) else ""  # «Signed Copies»


def only_dates(line: str) -> bool:
    """Whether a line tells a day and nothing else, but for a number and a word such as "Dated"."""
    found = dates(bare := without_number(line))
    if len(found) != 1:
        return False
    left = bare[: found[0].start] + bare[found[0].end :]
    return left.casefold().strip(" ,.:") in words("byline_words", "date") | {""}


def _is_personal(blocks: Sequence[Block]) -> bool:
    return sum(speaks_of_self(each.text, 0, len(each.text)) for each in blocks) >= _PERSONAL
