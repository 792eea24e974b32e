"""Placeholder titles, authors and dates that programs write into files by themselves."""

import re

from ingest.text.clean import one_line
from rag.text.lexicon.tables import entries, words
from rag.text.lexicon.word_classes import is_person, is_title

_SUFFIXES = (
    "doc|docx|docm|dot|dotx|pdf|indd|qxd|xls|xlsx|ppt|pptx|rtf|odt|ods|odp|tex|dvi|ps|eps|html?|php|aspx?|jsp|cgi|txt|"
    "md|exe|tmp|wpd|pub|pages|msg|eml|jpe?g|png|tiff?"
)
# A file's name, a program's value ("ARRAY(0x55d0)", "{{ title }}"), signs alone, an address.
_OF_PROGRAM = re.compile(
    rf".*\.(?:{_SUFFIXES})|[a-z]+\(0x[0-9a-f]+\)|\[object \w+\]|.*(?:\{{\{{|<%|\$\{{).*|[\W\d_]*|"
    r"(?:https?://|www\.)\S*|microsoft (?:word|powerpoint|excel|publisher|office)\b\s*(?:-\s*.*)?",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(r"[\s_-]*\(?\d{1,4}\)?$")
_AROUND = " .:-_()[]{}<>«»“”\"'"
_SEVERAL = re.compile(r"\s*;\s*|\s+\|\s+")
_LONGEST_NAME = 120  # characters
_OPENERS = tuple(
    sorted((each.word for each in entries("byline_words") if "author" in each.tags), key=len, reverse=True)
)
_DAYS = frozenset(each.word.casefold() for each in entries("weekdays"))
# The templates of python-docx and python-pptx, and where the clocks of several systems begin.
_NOBODYS_DAYS = frozenset(
    ("2013-12-23", "2013-01-27", "1601-01-01", "1904-01-01", "1970-01-01", "1980-01-01")
)

FILE_CREATED = (
    "file_created"  # among the other fields of metadata: when the file was made, which publishes nothing
)


def file_created(day: str | None) -> dict[str, str]:
    """The field that holds this day, which is that of no template."""
    return {} if day is None or day in _NOBODYS_DAYS else {FILE_CREATED: day}


def named_title(text: str | None) -> str | None:
    """The title, or None if a program put it there."""
    title = one_line(text or "")
    bare = _NUMBER_BEHIND.sub("", title).casefold().strip(_AROUND)
    if bare in words("placeholders", "title") or _OF_PROGRAM.fullmatch(title):
        return None
    return title or None


def named_author(text: str | None, publisher: str | None = None) -> str | None:
    """The author without the words before the name; None if nobody is named, or if it names the publisher too."""
    people = [_person(part) for part in _SEVERAL.split(one_line(text or ""))]
    named = [each for each in people if each]
    if publisher and any(_same(part, publisher) for each in named for part in each.split(", ")):
        return None
    return "; ".join(dict.fromkeys(named)) or None


def _person(text: str) -> str:
    text = text.strip(" ,.:;|–—-")
    while opener := next((each for each in _OPENERS if re.match(rf"{each}[\s:]", text, re.IGNORECASE)), None):
        text = text[len(opener) :].strip(" :")
    text = _without_office(text)
    bare = _NUMBER_BEHIND.sub("", text).casefold().strip(_AROUND)
    desk = any(bare.endswith(f" {each}") for each in words("placeholders", "desk"))
    named = bare not in words("placeholders", "author") and bare not in _OPENERS and bare not in _DAYS
    is_name = not desk and named
    return text if is_name and len(text) <= _LONGEST_NAME and not _OF_PROGRAM.fullmatch(text) else ""


def _without_office(text: str) -> str:
    """The name without the office behind it: "Jo Hill, Harbour Correspondent"."""
    name, comma, office = text.partition(", ")
    last = office.split()[-1].casefold() if office.split() else ""
    is_office = bool(comma) and "," not in office and (is_person(last) or is_title(last))
    return name if is_office and len(name.split()) > 1 else text


def _same(one: str, other: str) -> bool:
    return one.casefold().removeprefix("the ") == other.casefold().removeprefix("the ")
