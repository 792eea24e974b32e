"""Paragraphs of plain text: where its lines are wrapped, and where an item or a paragraph begins."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.metadata.head_lines import stands_alone
from ingest.metadata.speaker_lines import names_speaker
from ingest.text.clean import one_line
from ingest.text.lists.times import rows_of_times
from ingest.text.reading import Block, starts_of

# Somebody's turn to speak: «Q: When was that», «Jo Hill: On Monday».
TURN = re.compile(r"[^\W\d_][\w .()’'-]{0,60}:\s+\S")
ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*$")
_BULLET = re.compile(r"\s*(?:[•·▪◦‣●○■□–—*+-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_LETTER = re.compile(r"\s*\(?(?P<letter>[A-Z])[.)]\s+(?=\S)")
_ENTRY = re.compile(r"[A-ZÀ-Þ][^()\n]{2,60}\([A-ZÀ-Þ][^()\n]{2,90}\)[,;]?")  # «Jo Hill (Clerk to the Panel)»
_LONGEST_WRAPPED = 132  # characters; longer lines are not wrapped
_SHORTEST_WRAPPED = 40
_RAGGED = 15  # characters by which wrapped lines differ in length
_FEW_LINES = 2
_USUAL_LINES = 3  # that show the width of a text
_HEAD = 4  # lines; a title with its date and byline
_STOPS = re.compile(r"[.!?:;…][\"'”’)\]]*\s*$")


def paragraphs_of(text: str) -> Iterator[Block]:
    """Split cleaned plain text into paragraphs and items, of which none is a heading."""
    chunks = [chunk.split("\n") for chunk in re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text)]
    wrapped = _is_wrapped(text)
    usual = _width([len(line) for lines in chunks for line in lines], _USUAL_LINES) if wrapped else 0
    full = [[line for line in lines if line.strip()] for lines in chunks]
    first = next((at for at, lines in enumerate(full) if lines), 0)
    full[first : first + 1] = _apart(full[first])  # a date or a byline below the title is none of its lines
    for lines in full:
        if (rows := rows_of_times(lines)) is not None:
            yield from rows
        else:
            yield from _paragraphs(lines, usual, wrapped)


def _apart(lines: list[str]) -> list[list[str]]:
    """Split lines before and behind the first few that stand alone."""
    alone = {at for at, line in enumerate(lines[:_HEAD]) if stands_alone(line)}
    cuts = sorted({0, len(lines), *alone, *(at + 1 for at in alone)})
    return [lines[left:right] for left, right in pairwise(cuts)]


def _is_wrapped(text: str) -> bool:
    """Whether lines may continue in the next: not where most of a text stands in lines too long for that."""
    unwrapped = sum(len(line) for line in text.split("\n") if len(line) > _LONGEST_WRAPPED)
    return 2 * unwrapped <= len(text)


def _width(lengths: Sequence[int], fewest: int) -> int:
    """The width at which lines are wrapped: the largest that several of them come near; 0 if they are not wrapped."""
    found = sorted((length for length in lengths if length <= _LONGEST_WRAPPED), reverse=True)
    near = zip(found, found[fewest - 1 :], strict=False)
    return next((one for one, other in near if one - other <= _RAGGED), 0)


def _paragraphs(lines: Sequence[str], usual: int, wrapped: bool) -> Iterator[Block]:
    """Split lines without a blank line between them into paragraphs and items.

    In a wrapped text a line continues in the next one if the first word of that would not have fitted on it. `usual`
    is the width of the text, for a paragraph that is too short to show its own.
    """
    widest = max((len(line) for line in lines if len(line) <= _LONGEST_WRAPPED), default=0)
    shown = _width([len(line) for line in lines[:-1]], _FEW_LINES) > 0
    width = widest if shown or widest + _RAGGED >= usual > 0 else 0
    held: list[str] = []
    item = False
    lettered = _lettered(lines)
    for number, line in enumerate(lines):
        bullet = lettered.get(number) or _BULLET.match(line)
        indented = item and line[:1].isspace() and not bullet
        goes_on = held and wrapped and _went_on(lines[number - 1], line, width, shown)
        if held and (bullet or not (indented or goes_on)):
            yield _block(held, item)
            held = []
        if not held:
            item = bool(bullet)
        held.append(_unbulleted(line, bullet))
    if held:
        yield _block(held, item)


def _lettered(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """The marks of the options among these lines, "A.", "B.", "C.", which begin no names if they are in order."""
    marks = {number: match for number, line in enumerate(lines) if (match := _LETTER.match(line)) is not None}
    found: dict[int, re.Match[str]] = {}
    behind = ""
    for number, mark in marks.items():
        if mark["letter"] == (chr(ord(behind) + 1) if behind else "A"):
            behind, found[number] = mark["letter"], mark
    return found if len(found) > 1 else {}


def _went_on(line: str, following: str, width: int, shown: bool) -> bool:
    """Whether a line goes on in the next one; `shown`: other lines of the paragraph show its width."""
    if len(line) > _LONGEST_WRAPPED or line.strip() == following.strip() or names_speaker(line):
        return False
    if _ENTRY.fullmatch(line.strip()) and _ENTRY.fullmatch(following.strip()):
        return False  # a list of people, each with an office
    if width < _SHORTEST_WRAPPED:  # nothing shows that lines are wrapped but a sentence that goes on
        return (
            len(line) >= _SHORTEST_WRAPPED
            and following.lstrip()[0].islower()
            and line.rstrip()[-1] not in ".!?:"
        )
    if not shown and (ENDS_SENTENCE.search(line.rstrip()) or TURN.match(following)):
        return False
    if following.strip()[0].islower() and not _STOPS.search(line):
        return True  # its writer broke the line earlier than the others
    first_word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(first_word) > width


def _unbulleted(line: str, bullet: re.Match[str] | None) -> str:
    """Remove a bullet, which is decoration; keep a number, which the text may refer to."""
    if bullet is None or any(letter.isalnum() for letter in bullet[0]):
        return line
    return line[bullet.end() :]


def _block(lines: Sequence[str], item: bool) -> Block:
    told = list(filter(None, map(one_line, lines)))
    return Block(" ".join(told), "item" if item else "body", line_starts=starts_of(told))
