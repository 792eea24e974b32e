"""A scanned page is recognised inside the fence, within the memory and time that are allowed by default."""

from harness.papers import Sheet, pdf, scan
from ingest.isolation.limits import Limits
from ingest.isolation.parsed import ReadingTask
from ingest.isolation.pool import Workers

SENTENCE = (
    "The review looked at nine councils over two years, and found that the regime had set improvement back."
)


def test_pages_full_of_text_are_recognised_within_the_limits() -> None:
    sheet = Sheet()
    for line in range(40):
        sheet.put(60, 780 - 17 * line, SENTENCE[: 60 + line % 30], 11)
    with Workers(Limits(), 1) as workers:
        found = workers.submit(ReadingTask("scan.pdf", scan(pdf([sheet, sheet])))).result()
    assert len(found.pages) == 2
    assert found.text.count("nine councils over two years") > 70
    (warning,) = found.warnings
    assert "recognised" in warning
