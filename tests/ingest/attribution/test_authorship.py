"""Opinion, and what is told in the first person, is its author's; a report is the paper's."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse

HEAD = "---\ntitle: Benches\npublisher: The Evening Post\nauthor: Una Marsh\n---\n"


def speakers(text: str, head: str = HEAD) -> set[str | None]:
    parsed = parse(ReadingTask("a.txt", (head + text).encode()))
    return {each.speaker for each in parsed.sentences if each.role == "body"}


@pytest.mark.parametrize(
    "text",
    [
        "OPINION\n\nThe town has eleven benches. It needs forty.",
        "I sat on a bench in the rain. It broke.\n\nMy coat has not dried since. The town should pay.",
    ],
)
def test_the_author_speaks_in_opinion_and_in_the_first_person(text: str) -> None:
    assert speakers(text) == {"Una Marsh"}


def test_a_column_is_known_by_its_address() -> None:
    head = HEAD.replace("author:", "url: https://post.example/opinion/benches\nauthor:")
    assert speakers("The town has eleven benches. It needs forty.", head) == {"Una Marsh"}


def test_a_report_is_the_papers_although_others_say_i_in_it() -> None:
    text = "The town has eleven benches.\n\n“I sat on one and it broke. My coat is wet,” Jo Hill said."
    assert speakers(text) == {"The Evening Post", "Jo Hill"}
