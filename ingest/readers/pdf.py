"""PDF with pdfium: the text in reading order with its pages, and the metadata of the file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2
import pypdfium2.raw

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.readers.heartbeat import page_done
from ingest.readers.ocr import recognise
from ingest.readers.pdf_blocks import blocks_of_pages
from ingest.readers.pdf_forms import attached_files, filled_in, with_values
from ingest.readers.pdf_frame import Frame, frame_of, frame_of_picture
from ingest.readers.pdf_lines import PdfLine, lines_of
from ingest.readers.pdf_margins import without_margins
from ingest.readers.pdf_text import Laid
from ingest.readers.pdf_words import PDFIUM, PdfWord, words_of
from ingest.text.furniture import mark_furniture
from ingest.text.noise import is_noise
from ingest.text.reading import FileContent
from ingest.text.word_positions import Piece, pack
from rag.errors import Unreadable
from rag.storage.metadata import RECOGNISED, page_ranges
from rag.types import Metadata

_MOST_PAGES = 5000
_STAMP = 12  # words; the longest stamp of a scanner
_MOST_OF_PAGE = 0.5


def read_pdf(content: bytes) -> FileContent:
    """Read the blocks of all pages, with OCR for pages without text. Raises Unreadable."""
    with PDFIUM:
        file = open_pdf(content)
        try:
            return _read(file)
        finally:
            file.close()


def open_pdf(content: bytes) -> Any:
    """Open a pypdfium2 document, which the caller closes; raises Unreadable. The caller holds PDFIUM."""
    try:
        file = pypdfium2.PdfDocument(content)
        pages = len(file)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable(
                "It is encrypted and asks for a password. Save a copy without a password."
            ) from error
        raise Unreadable("It is damaged and cannot be opened as PDF. Save or fetch it again.") from error
    if pages > _MOST_PAGES:
        file.close()
        raise Unreadable(f"It has {pages} pages, more than the limit of {_MOST_PAGES}. Split it.")
    return file


@dataclass(slots=True)
class _Pages:
    """The content of a file, page by page."""

    lines: dict[int, list[PdfLine]] = field(default_factory=dict)
    frames: dict[int, Frame] = field(default_factory=dict)
    sizes: dict[int, tuple[float, float]] = field(default_factory=dict)
    recognised: list[int] = field(default_factory=list)
    noisy: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)


def _read(file: Any) -> FileContent:
    pages = _Pages()
    file.init_forms()
    for number in range(1, len(file) + 1):
        try:
            _read_page(file, number, pages)
        except pypdfium2.PdfiumError:
            pages.damaged.append(number)
        page_done()
    kept, printed = without_margins(pages.lines)
    # If all pages are alike, they do not consist of running lines alone.
    laid = blocks_of_pages(kept) or blocks_of_pages(pages.lines)
    if not laid:
        raise Unreadable("It holds no text, and none could be recognised in its pictures.")
    blocks = mark_furniture([each.block for each in laid])
    warnings = []
    metadata = _metadata(file)
    if pages.recognised:
        recognised = page_ranges(pages.recognised)
        metadata = replace(metadata, extra={**metadata.extra, RECOGNISED: recognised})
        warnings.append(f"recognised from pictures, errors are possible: page {recognised}")
    if pages.noisy:
        warnings.append(f"its text layer made no sense in any language: page {page_ranges(pages.noisy)}")
    if pages.damaged:
        warnings.append(f"damaged and left out: page {page_ranges(pages.damaged)}")
    return FileContent(
        blocks,
        metadata,
        page_labels=_labels(file, printed),
        attachments=tuple(attached_files(file)),
        warnings=tuple(warnings),
        layout=pack(_pieces(laid, pages.frames), pages.sizes),
    )


def _read_page(file: Any, number: int, pages: _Pages) -> None:
    page = file[number - 1]
    try:
        words = words_of(page)
        if values := filled_in(file, page):
            words = with_values(words, values)
        frame = frame_of(page)
        pages.sizes[number] = page.get_size()
        noisy = is_noise(" ".join(word.text for word in words))
        if noisy or (len(words) < _STAMP and _is_picture(page, words)):
            seen = recognise(page)
            if noisy:
                pages.noisy.append(number)
            if seen.words:
                words = seen.words
                frame = frame_of_picture(seen.width, seen.height, seen.turns)
                pages.recognised.append(number)
        pages.lines[number], pages.frames[number] = lines_of(words), frame
    finally:
        page.close()


def _pieces(laid: Iterable[Laid], frames: Mapping[int, Frame]) -> Iterator[Piece]:
    """The positions of the words of the whole text, which has a blank line between two blocks."""
    start = 0
    for each in laid:
        for spot in each.spots:
            frame = frames[spot.page]
            place = frame.placed(spot.box)
            yield Piece(start + spot.start, spot.length, spot.page, *place, frame.runs(spot.turned))
        start += len(each.block.text) + 2


def _is_picture(page: Any, words: Sequence[PdfWord]) -> bool:
    """Whether the page shows outlines or a scan, perhaps with a stamp, rather than text."""
    if not words:
        return next(page.get_objects(max_depth=2), None) is not None
    width, height = page.get_size()
    pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    return any(_area(picture.get_bounds()) > _MOST_OF_PAGE * width * height for picture in pictures)


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return (right - left) * (top - bottom)


def _labels(file: Any, printed: dict[int, str]) -> dict[int, str]:
    """Printed numbers by physical page: the labels of the file, else the numbers on the pages."""
    given = {index + 1: file.get_page_label(index) for index in range(len(file))}
    told = {number: label for number, label in given.items() if label}
    # Many programs label pages from 1, whatever is printed on them.
    counted = all(label == str(number) for number, label in told.items())
    return (printed or told) if counted else told


def _metadata(file: Any) -> Metadata:
    given = file.get_metadata_dict()
    return Metadata(
        title=named_title(given.get("Title")),
        author=named_author(given.get("Author")),
        extra=file_created(iso_date(given.get("CreationDate") or "")),
    )
