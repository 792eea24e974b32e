"""What was filled into a PDF: the values of form fields, ticked boxes, text written onto a page, and attached files."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.pdf_words import Box, PdfWord, evenly_set
from ingest.text.clean import clean, one_line
from ingest.text.reading import Attachment

_TICK = "☒"
_TEXTS = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX)
_BOXES = (pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON)
_HEIGHT = 10.0  # points of a line of a field
_SAME_LINE = 0.3  # of the lower one's height
_MOST = 20_000  # characters of a value


def filled_in(file: Any, page: Any) -> list[tuple[Box, str]]:
    """The values on a pypdfium2 page, each with its place; `file` has its forms initialised."""
    form = file.formenv.raw if file.formenv is not None else None
    found = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            text = one_line(_value(form, annotation))
            if text:
                found.append((_place(annotation), text))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return found


def with_values(words: Sequence[PdfWord], values: Sequence[tuple[Box, str]]) -> list[PdfWord]:
    """The words of a page with each value behind its label: the last words before it on its line, or above it."""
    found = list(words)
    for place, text in values:
        at = _behind(found, place)
        if at:
            label = found[at - 1]
            found[at - 1] = PdfWord(
                label.text, label.box, label.boxes, not _beside(label.box, place), label.turned, label.bold
            )
        first_line = replace(place, bottom=place.top - min(place.height, _HEIGHT))
        found[at:at] = evenly_set(text, first_line)
    return found


def attached_files(file: Any) -> Iterator[Attachment]:
    """The files inside the file."""
    for index in range(file.count_attachments()):
        attachment = file.get_attachment(index)
        content = bytes(attachment.get_data())
        if content:
            yield Attachment(one_line(attachment.get_name() or "") or "attachment", content)


def _value(form: Any, annotation: Any) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _string(
            lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
        )
    if kind != pdfium.FPDF_ANNOT_WIDGET or form is None:
        return ""
    field = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if field in _BOXES:
        return _TICK if pdfium.FPDFAnnot_IsChecked(form, annotation) else ""
    if field in _TEXTS:
        return _string(
            lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, size)
        )
    return ""


def _string(read: Any) -> str:
    """A string of pdfium's, which says its length in bytes of UTF-16 first."""
    size = min(read(None, 0), 2 * _MOST)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return clean(buffer.raw.decode("utf-16-le", "replace").split("\0")[0])


def _place(annotation: Any) -> Box:
    found = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, found)
    left, right = sorted((found.left, found.right))
    bottom, top = sorted((found.bottom, found.top))
    return Box(left, bottom, right, max(top, bottom + 1))


def _beside(label: Box, place: Box) -> bool:
    overlap = min(label.top, place.top) - max(label.bottom, place.bottom)
    return overlap > _SAME_LINE * min(label.height, place.height)


def _behind(words: Sequence[PdfWord], place: Box) -> int:
    """The number of the word that the value comes before."""
    beside = [
        index for index, word in enumerate(words) if _beside(word.box, place) and word.box.left < place.left
    ]
    if beside:
        return max(beside, key=lambda index: words[index].box.right) + 1
    above = [index for index, word in enumerate(words) if word.box.bottom >= place.top - 1]
    return (
        max(above, key=lambda index: (-words[index].box.bottom, words[index].box.right)) + 1 if above else 0
    )
