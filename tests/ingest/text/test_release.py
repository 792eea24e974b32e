"""A body's own release speaks for it where nobody is quoted."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse

BODY = (
    "The trust keeps 40 ponds. It asks for:\n\n* a fence\n* a gate\n\n"
    "“Newts cannot climb,” said Ann Lee.\n\nIt does not oppose the road. The trust rejects the plan."
)


@pytest.mark.parametrize(
    "head",
    [
        "Newt Trust\n\nPress release, 8 May 2020",
        "Newt Trust, Northern Branch: press statement, 8 May 2020",
        "Press release – issued by Newt Trust\n\n8 May 2020",
    ],
)
def test_a_release_is_the_words_of_the_body_that_issues_it(head: str) -> None:
    parsed = parse(ReadingTask("a.md", f"# No to the road\n\n{head}\n\n{BODY}".encode()))
    found = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert parsed.metadata.publisher == "Newt Trust"
    assert found.pop("“Newts cannot climb,” said Ann Lee.") == "Ann Lee"
    assert set(found.values()) == {"Newt Trust"}


def test_a_text_that_only_mentions_a_release_is_nobodys() -> None:
    text = "# Newts\n\nNewt Trust ponds are full, a press release told readers who had asked for news of them all.\n"
    assert parse(ReadingTask("a.md", text.encode())).metadata.publisher is None


@pytest.mark.parametrize("body", ["Selby Ferry Trust", "Wetherby Town Council", "Crosswords Press Ltd"])
def test_a_body_keeps_its_name_where_letters_of_it_are_a_word_of_bylines(body: str) -> None:
    text = f"# {body}\n\nPress statement – for immediate release\n\nThe ferry is sold. It will sail in May.\n"
    assert parse(ReadingTask("a.md", text.encode())).metadata.publisher == body
