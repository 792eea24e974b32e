"""Chats, as messengers export them: lines with the time and the writer of each message."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.text.clean import one_line
from ingest.text.reading import Block

# «[12/05/2020, 18:03:22] Jo Hill: The lock was open», «12.05.20, 18:03 - Jo Hill: The lock was open»
_MESSAGE = re.compile(
    r"\W{0,3}(?P<time>(?P<one>\d{1,4})[./-](?P<two>\d{1,2})[./-](?P<three>\d{2,4}),?\s\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
    r"(?:\s?[ap]\.?m\.?)?)\]?(?:\s[-–—])?\s(?:\W(?=\w))?(?P<name>[^:\n]{1,60}):\s(?P<words>.*)",
    re.IGNORECASE,
)
_FEWEST = 3  # messages
_SHARE = 0.3  # of the lines of the text
_TURN_OF_CENTURY = 2000


@dataclass(slots=True)
class _Message:
    head: str
    name: str
    day: tuple[int, int, int]
    lines: list[str]


def blocks_of_chat(text: str) -> tuple[Block, ...]:
    """The messages of a chat, each with its writer and day; empty if the text is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    found = list(_messages(lines))
    if len(found) < _FEWEST or len(found) < _SHARE * len(lines):
        return ()
    day_first = _day_first([each.day for each in found])
    blocks: list[Block] = []
    for each in found:
        blocks.append(Block(f"{each.head} {each.name}", "furniture"))
        day = _iso(each.day, day_first)
        blocks += (
            Block(words, speaker=each.name, date=day) for line in each.lines if (words := one_line(line))
        )
    return tuple(blocks)


def _messages(lines: Sequence[str]) -> Iterator[_Message]:
    """The messages; a line without a time belongs to the message before it."""
    current: _Message | None = None
    for line in lines:
        match = _MESSAGE.match(line)
        if match is None:
            if current is not None:
                current.lines.append(line)
            continue
        if current is not None:
            yield current
        day = (int(match["one"]), int(match["two"]), int(match["three"]))
        current = _Message(match["time"], one_line(match["name"]), day, [match["words"]])
    if current is not None:
        yield current


def _day_first(days: Sequence[tuple[int, int, int]]) -> bool | None:
    """Whether the day stands before the month in all of them; None if that cannot be told."""
    if any(one > 12 for one, _, _ in days):
        return True
    return False if any(two > 12 for _, two, _ in days) else None


def _iso(day: tuple[int, int, int], day_first: bool | None) -> str | None:
    one, two, three = day
    if one > 31:
        return f"{one:04}-{two:02}-{three:02}"
    year = three if three > 99 else _TURN_OF_CENTURY + three
    if day_first is None:
        return f"{year:04}"
    date, month = (one, two) if day_first else (two, one)
    return f"{year:04}-{month:02}-{date:02}"
