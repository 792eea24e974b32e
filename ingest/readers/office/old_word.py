"""Old Word files (.doc, Word 97 to 2003): the text by its table of pieces, with notes, as [MS-DOC] describes it.

olefile opens the container; no program reads the text with a permissive licence and without another process.
"""

import io
import re
import struct
from collections.abc import Iterator

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.readers.paragraphs import paragraphs_of
from ingest.text.breaks import lines_of, paragraphs_at_breaks
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.furniture import mark_furniture
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata

_DAMAGED = "It is damaged and cannot be opened as Word. Open it in Word or LibreOffice and save it as .docx."
_MAGIC = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200  # flags of the file information block
_OLDEST = 0x00C1  # the version of Word 97
_COUNTS = 0x4C  # where the numbers of characters of each part of the text stand
_CLX = 0x01A2  # where the place of the table of pieces stands
_COMPRESSED = 0x40000000  # one byte a character
_NUMBERED = re.compile(b"\x0b\x46(?!\x00\x00)[\x00-\xff]{2}")  # that a paragraph belongs to a list: sprmPIlfo
_NUMBERS = "it has numbers that Word puts before paragraphs by itself, which are not read: save it as .docx"
_HEAD = 20  # words of a heading
# Field codes between 0x13 and 0x14 are no text; what stands between 0x14 and 0x15 is what they show.
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*[\x14\x15]")
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\x1e": "-", "\x1f": None, "\xa0": " ", "\x15": None, "\x14": None, "\x13": None}
)
_OBJECTS = re.compile("[\x01-\x06\x08]")


def read_doc(content: bytes) -> FileContent:
    """Read the text and the properties of an old Word file. Raises Unreadable."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            main = file.openstream("WordDocument").read()
            flags = struct.unpack_from("<H", main, 0x0A)[0]
            _check(main, flags)
            table = file.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
            known = file.get_metadata()
            text, notes = _texts(main, table)
    except (
        OSError,
        struct.error,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        OverflowError,
    ) as error:
        raise Unreadable(_DAMAGED) from error
    blocks = tuple(_blocks(text, notes))
    opening = blocks[0] if blocks and blocks[0].role == "heading" else None
    return FileContent(
        mark_furniture(blocks),
        Metadata(
            title=named_title(_known(known.title)) or (opening.text if opening else None),
            author=named_author(_known(known.author)),
            extra=file_created(iso_date(known.create_time)),
        ),
        warnings=(_NUMBERS,) if _NUMBERED.search(main) else (),
    )


def _check(main: bytes, flags: int) -> None:
    magic, version = struct.unpack_from("<HH", main)
    if flags & _ENCRYPTED:
        raise Unreadable("It is encrypted and asks for a password. Save a copy without a password.")
    if magic != _MAGIC or version < _OLDEST:
        raise Unreadable("It was made by a Word before 1997. Open it in LibreOffice and save it as .docx.")


def _known(value: object) -> str:
    return decode(value) if isinstance(value, bytes) and value.strip() else str(value or "")


def _texts(main: bytes, table: bytes) -> tuple[str, str]:
    """The main text, and the foot- and endnotes; headers, comments and text boxes stand elsewhere in the pieces."""
    body, feet, heads, macros, comments, ends = struct.unpack_from("<6i", main, _COUNTS)
    whole = "".join(_pieces(main, table))
    behind = body + feet + heads + macros + comments
    return whole[:body], whole[body : body + feet] + whole[behind : behind + ends]


def _pieces(main: bytes, table: bytes) -> Iterator[str]:
    start, length = struct.unpack_from("<II", main, _CLX)
    clx = table[start : start + length]
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting that pieces refer to
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no table of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + size]
    count = (len(pieces) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", pieces)
    for number in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * number + 2)[0]
        letters = ends[number + 1] - ends[number]
        if place & _COMPRESSED:
            begin = (place & ~_COMPRESSED) // 2
            yield main[begin : begin + letters].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * letters].decode("utf-16-le", "replace")


def _blocks(text: str, notes: str) -> Iterator[Block]:
    for source in (text, notes):
        while _FIELD_CODE.search(source):
            source = _FIELD_CODE.sub("", source)
        source = _OBJECTS.sub("", source)
        for number, paragraph in enumerate(re.split("[\r\x0c]", source)):
            rows, ends, paragraph = paragraph.rpartition("\x07")  # it ends a cell, and twice a row
            if ends:
                yield from _rows(rows)
            found = clean(paragraph.translate(_SIGNS)).strip()
            if not found:
                continue
            if number == 0 and source is text and len(found.split()) <= _HEAD and found[-1] not in ".:;,!?…":
                yield Block(one_line(found), "heading")
            else:
                for part in paragraphs_at_breaks(lines_of(found)):
                    yield from paragraphs_of(part)


def _rows(paragraph: str) -> Iterator[Block]:
    for row in paragraph.split("\x07\x07"):
        cells = [cell for each in row.split("\x07") if (cell := one_line(each.translate(_SIGNS)))]
        if cells:
            yield Block(" | ".join(cells), "row")
