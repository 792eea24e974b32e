import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.text.posts import post_heads


def names(text: str) -> list[str]:
    return [text[slice(*each.name)] for each in post_heads(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Carrow · 7:15 am\n\nThe lock is shut.\n\nTom Quarmby · 7:21 am\n\nAgain?\n\nIda Carrow · 7:30 am\n\nYes.",
        "Ida Carrow\n8 March at 07:52\nThe lock is shut.\n\nTom Quarmby\n08:05\nAgain?\n\nIda Carrow\n08:11\nYes.",
        "Ida Carrow @ida ·\n\nThe lock is shut.\n\nTom Quarmby @quarmby ·\n\nAgain?\n\nIda Carrow @ida ·\n\nYes.",
    ],
)
def test_a_thread_names_who_posted(text: str) -> None:
    assert names(text) == ["Ida Carrow", "Tom Quarmby", "Ida Carrow"]


@pytest.mark.parametrize(
    "text",
    [
        "Registration · 09:30\n\nCoffee · 10:00\n\nOpening of the lock · 10:30",
        "Ida Carrow · 7:15 am\n\nThe lock is shut.\n\nIda Carrow · 7:30 am\n\nStill.",
        "The lock was shut at 7:15 am. Ida Carrow saw it.",
    ],
)
def test_a_timetable_and_one_persons_notes_are_no_thread(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "[12/03/2024, 08:05:11] Ida Carrow: The lock is shut.\n"
        "[12/03/2024, 08:06:02] Tom Quarmby: Again?\n[12/03/2024, 08:07:40] Ida Carrow: Yes.",
        "12/03/2024, 08:05 - Ida Carrow: The lock is shut.\n"
        "12/03/2024, 08:06 - Tom Quarmby: Again?\n12/03/2024, 08:07 - Ida Carrow: Yes.",
    ],
)
def test_exported_messages_are_read_one_by_one(text: str) -> None:
    read = parse(ReadingTask("chat.txt", text.encode()))
    spoken = [(read.text[each.start : each.end], each.speaker) for each in read.sentences if each.speaker]
    assert spoken == [
        ("The lock is shut.", "Ida Carrow"),
        ("Again?", "Tom Quarmby"),
        ("Yes.", "Ida Carrow"),
    ]
