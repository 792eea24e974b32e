"""Small real files of every format, made by hand, so that a test states their content."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pypdfium2

# Widths of Helvetica's letters from the blank on, in thousandths of its size (Adobe's core metrics).
_WIDTHS = [
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, *[556] * 10),
    *(278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833),
    *(722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556),
    *(556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556),
    *(500, 722, 500, 500, 500, 334, 260, 334, 584),
]


def width(text: str, size: float) -> float:
    """How wide Helvetica sets this, in points."""
    return sum(_WIDTHS[ord(letter) - 32] if 32 <= ord(letter) < 127 else 556 for letter in text) * size / 1000


@dataclass
class Sheet:
    """One page of a PDF; coordinates in points from the lower left corner."""

    wide: float = 595
    high: float = 842
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    picture: np.ndarray | None = None  # (rows, columns, 3), laid over the whole page
    drawn: list[str] = field(default_factory=list)

    def put(self, x: float, y: float, text: str, size: float = 10, bold: bool = False) -> "Sheet":
        """One line of text whose baseline begins at (x, y)."""
        encoded = text.encode("cp1252").decode("latin-1")
        escaped = encoded.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.drawn.append(f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({escaped}) Tj ET")
        return self

    def column(self, x: float, y: float, wide: float, paragraphs: Sequence[str], size: float = 10) -> float:
        """Paragraphs broken to a width, "¬" in a word being where it may be parted; gives the y below them."""
        for paragraph in paragraphs:
            for line in broken(paragraph, wide, size):
                self.put(x, y, line, size)
                y -= 1.2 * size
            y -= 0.8 * size
        return y


def broken(paragraph: str, wide: float, size: float, indent: float = 0) -> list[str]:
    """The lines of a paragraph in a column of this width, the first of them set in, all in points."""
    lines: list[str] = []
    line = ""
    for word in paragraph.split():
        plain = word.replace("¬", "")
        room = wide if lines else wide - indent
        if width(f"{line} {plain}".strip(), size) <= room:
            line = f"{line} {plain}".strip()
            continue
        first, _, rest = word.partition("¬")
        if rest and width(f"{line} {first}-", size) <= room:
            lines.append(f"{line} {first}-".strip())
            line = rest
        else:
            lines.append(line)
            line = plain
    return [*lines, line] if line else lines


class _Objects:
    """The numbered objects of a PDF, as they are written one after another."""

    def __init__(self) -> None:
        self.written: list[bytes] = [b"", b""]  # the catalogue and the page tree come last

    def add(self, content: str | bytes) -> int:
        """The number by which others refer to it."""
        self.written.append(content.encode() if isinstance(content, str) else content)
        return len(self.written)

    def stream(self, head: str, data: bytes) -> int:
        packed = zlib.compress(data)
        told = f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
        return self.add(told.encode() + packed + b"\nendstream")

    def font(self, name: str, low: bool) -> int:
        told = ""
        if low:
            descriptor = self.add(
                f"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [0 0 1000 667]"
                " /Ascent 667 /Descent 0 /CapHeight 667 /ItalicAngle 0 /StemV 80 >>"
            )
            widths = " ".join(map(str, _WIDTHS))
            told = f"/FirstChar 32 /LastChar 126 /Widths [{widths}] /FontDescriptor {descriptor} 0 R"
        return self.add(
            f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding {told} >>"
        )

    def page(self, sheet: Sheet, fonts: Sequence[int]) -> int:
        drawn, images = "\n".join(sheet.drawn), ""
        if sheet.picture is not None:
            rows, columns = sheet.picture.shape[:2]
            head = (
                f"/Type /XObject /Subtype /Image /Width {columns} /Height {rows} "
                "/ColorSpace /DeviceRGB /BitsPerComponent 8"
            )
            images = f"/XObject << /I {self.stream(head, sheet.picture.astype(np.uint8).tobytes())} 0 R >>"
            drawn = f"q {sheet.wide} 0 0 {sheet.high} 0 0 cm /I Do Q\n{drawn}"
        content = self.stream("", drawn.encode("latin-1"))
        crop = f"/CropBox [{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        return self.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.wide} {sheet.high}] {crop} "
            f"/Rotate {sheet.rotate} /Contents {content} 0 R "
            f"/Resources << /Font << /F1 {fonts[0]} 0 R /F2 {fonts[1]} 0 R >> {images} >> >>"
        )

    def file(self, trailer: str) -> bytes:
        """All of them behind one another, with the table that says where each begins."""
        out, offsets = b"%PDF-1.7\n", []
        for number, each in enumerate(self.written, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + each + b"\nendobj\n"
        table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
        size = len(self.written)
        return (
            out
            + (
                f"xref\n0 {size + 1}\n0000000000 65535 f \n{table}"
                f"trailer << /Size {size + 1} /Root 1 0 R{trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
            ).encode()
        )


def pdf(
    sheets: Sequence[Sheet],
    info: dict[str, str] | None = None,
    labels: str | None = None,
    locked: bool = False,
    low: bool = False,
) -> bytes:
    """A PDF of these pages; `labels` is the inside of its /PageLabels /Nums array.

    `low`: its fonts tell less height than their letters have, as those of LibreOffice do.
    """
    objects = _Objects()
    fonts = [objects.font(name, low) for name in ("Helvetica", "Helvetica-Bold")]
    kids = [objects.page(sheet, fonts) for sheet in sheets]
    numbers = f"/PageLabels << /Nums [{labels}] >>" if labels else ""
    objects.written[0] = f"<< /Type /Catalog /Pages 2 0 R {numbers} >>".encode()
    objects.written[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    )
    trailer = ""
    if info:
        fields = " ".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in info.items())
        trailer += f" /Info {objects.add(f'<< {fields} >>')} 0 R"
    if locked:  # keys that no password opens
        key = "<" + "5a" * 32 + ">"
        lock = objects.add(f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -44 >>")
        trailer += f" /Encrypt {lock} 0 R /ID [<00> <00>]"
    return objects.file(trailer)


def picture_of(content: bytes, page: int = 0, dots_per_point: float = 2.5) -> np.ndarray:
    """A page of a PDF as a scanner would give it: (rows, columns, 3)."""
    file = pypdfium2.PdfDocument(content)
    bitmap = file[page].render(scale=dots_per_point)
    picture = np.ascontiguousarray(bitmap.to_numpy()[:, :, :3][:, :, ::-1])
    file.close()
    return picture


def scan(content: bytes, turns: int = 0) -> bytes:
    """The same pages as pictures without a text layer, laid on the glass turned by so many quarters."""
    file = pypdfium2.PdfDocument(content)
    sizes = [page.get_size() for page in file]
    file.close()
    sheets = []
    for index, (wide, high) in enumerate(sizes):
        picture = np.ascontiguousarray(np.rot90(picture_of(content, index), turns))
        sheets.append(Sheet(*((high, wide) if turns % 2 else (wide, high)), picture=picture))
    return pdf(sheets)


def as_bytes(document: object) -> bytes:
    """What a python-docx document, or another with `save`, would write to its file."""
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    return target.getvalue()
