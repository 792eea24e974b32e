"""Read the lexicon's tables.

A table is a text file of tab-separated columns. Lines that begin with "#" are comments; a comment `#: NAME …` declares
a tag. The first other line names the columns, and each line below it is an entry: a word (or several, with blanks
between), then its attributes, "-" for none. The column `tags` holds declared tags with blanks between.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from rag.errors import OperatorError

_TAG = re.compile(r"#:\s+(\S+)")
_NONE = "-"


class BadLexicon(OperatorError):
    """A table of the lexicon has a line that cannot be read."""

    code = "bad_lexicon"

    def __init__(self, table: str, line: int, fact: str) -> None:
        super().__init__(f"The lexicon's {table}.tsv has {fact} in line {line}. Correct that line.")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table. `values` holds every column by its name, without those that are "-"."""

    word: str
    values: Mapping[str, str]
    tags: frozenset[str]

    def listed(self, column: str) -> tuple[str, ...]:
        """The words of a column, in order; none where it is empty."""
        return tuple(self.values.get(column, "").split())


@lru_cache(maxsize=128)
def entries(table: str, language: str = "en") -> tuple[Entry, ...]:
    """The entries of a table, in the order of the file; raises BadLexicon."""
    text = files(__package__).joinpath(language, f"{table}.tsv").read_text(encoding="utf-8")
    return parse(text, table)


def parse(text: str, table: str) -> tuple[Entry, ...]:
    """The entries of a table's text; raises BadLexicon, which names the table and the line."""
    columns: list[str] = []
    declared: set[str] = set()
    found: dict[str, Entry] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#") or not line.strip():
            if tag := _TAG.match(line):
                declared.add(tag[1])
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise BadLexicon(table, number, f"{len(cells)} columns where its header names {len(columns)}")
        entry = _entry(columns, cells)
        if unknown := entry.tags - declared:
            raise BadLexicon(table, number, f"the undeclared tag {min(unknown)!r}")
        if entry.word in found:
            raise BadLexicon(table, number, f"{entry.word!r} a second time")
        found[entry.word] = entry
    return tuple(found.values())


@lru_cache(maxsize=256)
def words(table: str, *tags: str) -> frozenset[str]:
    """The words of an English table that carry all of these tags; every word where no tag is given."""
    return frozenset(entry.word for entry in entries(table) if entry.tags.issuperset(tags))


def alternatives(several: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(word) for word in sorted(several, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=256)
def phrases(table: str, *tags: str) -> str:
    """The phrases of a table that carry all of these tags, as alternatives of a regular expression, the longest first.

    In a phrase "caus~" is any word that begins so, "(the)" a word that may be missing, "by/from" either.
    """
    return "|".join(map(_phrase, sorted(words(table, *tags), key=lambda phrase: (-len(phrase), phrase))))


def _phrase(phrase: str) -> str:
    found = ""
    for part in phrase.split():
        either = "|".join(_spelt(word) for word in part.strip("()").split("/"))
        word = f"(?:{either})" if "/" in part else either
        opened = bool(found) and not found.endswith("+)?")  # something stands before it for certain
        if part.startswith("("):
            found += rf"(?:\s+{word})?" if opened else rf"(?:{word}\s+)?"
        else:
            found += (r"\s+" if opened else "") + word
    return found


def _spelt(word: str) -> str:
    stem = re.escape(word.removesuffix("~")).replace("'", "[’']")
    return rf"{stem}\w*" if word.endswith("~") else stem


def _entry(columns: list[str], cells: list[str]) -> Entry:
    values = {
        column: cell.strip()
        for column, cell in zip(columns, cells, strict=False)
        if cell.strip() not in ("", _NONE)
    }
    tags = frozenset(values.pop("tags", "").split())
    return Entry(cells[0].strip(), values, tags)
