"""Files that were cut, flipped, spliced or forged: each is a document or one clear error, whatever the format."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.forgeries import forged
from harness.mutants import mutants
from harness.samples import samples
from ingest.isolation.limits import Limits, check_content
from ingest.isolation.parsed import ReadingTask
from ingest.isolation.pool import Workers
from ingest.readers import read
from ingest.text.reading import sentences_of, text_of
from rag.errors import Unreadable

SAMPLES = samples()
SAMPLE = 12  # beside the forged ones; `python -m benchmarks mutations` runs 500
PICTURES = ("a.png", "a.jpg", "a.tif")
FEW = 3  # of pictures, which take a second each


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(Limits(seconds=20, memory_mb=512), 1) as started:
        yield started


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_a_document_before_it_is_spoilt(name: str) -> None:
    assert "nine councils" in text_of(read(Path(name), SAMPLES[name]).blocks)


def one_sentence(error: Unreadable) -> str:
    """What is told of a file that is not read, held to its form."""
    told = str(error)
    assert told.endswith(".")
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize("name", SAMPLES)
def test_a_spoilt_file_is_a_document_or_one_clear_error(name: str) -> None:
    most = FEW if name in PICTURES else SAMPLE
    count = len(forged(name, SAMPLES[name])) + most
    for _, content in list(mutants(name, count))[-most:]:
        try:
            check_content(content, Limits())
            reading = read(Path(name), content)
        except Unreadable as error:
            one_sentence(error)
            continue
        text = text_of(reading.blocks)
        assert all(text[each.start : each.end].strip() for each in sentences_of(reading.blocks))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_forged_file_costs_one_clear_error_at_most(name: str, workers: Workers) -> None:
    for how, content in forged(name, SAMPLES[name]):
        try:
            parsed = workers.submit(ReadingTask(name, content)).result()
        except Unreadable as error:
            one_sentence(error)
            continue
        assert "root:" not in parsed.text, how  # what /etc/passwd begins with
        assert len(parsed.text) < 10 * len(content) + 100, how
