"""Letters that somebody else introduces, how they close, and whose address stands above them."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse

BODY = "<p>Dear Mother,</p><p>I am quite well and have not been hit.</p><p>I send you four shillings.</p>"
FOUND = "<p>This letter was found in 1987. Its writer, Arthur Ogden, was then nineteen.</p>"


@pytest.mark.parametrize(
    "closing",
    [
        "Yours sincerely, Arthur Ogden",
        "Your loving son,<br>Arthur",
        "Yours affectionately,</p><p>Arthur Ogden",
    ],
)
def test_a_letter_that_is_introduced_is_its_signers_and_the_introduction_is_not(closing: str) -> None:
    page = f"<html><body><h1>A clerk writes</h1>{FOUND}{BODY}<p>{closing}</p>"
    page += "<p>It was settled in 1911.</p></body></html>"
    parsed = parse(ReadingTask("a.html", page.encode()))
    found = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert found["I am quite well and have not been hit."] == "Arthur Ogden"
    assert found["This letter was found in 1987."] is None
    assert found["It was settled in 1911."] is None


def test_the_address_below_the_day_is_not_who_writes() -> None:
    text = (
        "14 Tanyard Row\nHexworth\n\n22 November 2024\n\nCustomer Relations\nGreat Northern Sleeper Company\n\n"
        "Dear Sir or Madam,\n\nI travelled on your train. I had paid for a berth.\n\nYours faithfully,\n\n"
        "Rosa Achter (Mrs)"
    )
    parsed = parse(ReadingTask("a.txt", text.encode()))
    assert (parsed.metadata.author, parsed.metadata.publisher) == ("Rosa Achter", None)
