"""Pictures of pages (JPEG, PNG, TIFF): the text is recognised, as in a scanned PDF."""

import io

from ingest.readers.heartbeat import page_done
from ingest.readers.pdf import read_pdf
from ingest.text.reading import FileContent
from rag.errors import Unreadable

_MOST_DOTS = 120_000_000  # of one picture
_MOST_PAGES = 500
_DOTS_AN_INCH = 200  # where the picture does not say
_LARGEST = 14.0  # inches of the longer side; a photograph says little of its real size


def read_picture(content: bytes) -> FileContent:
    """Recognise the text of each page. Raises Unreadable."""
    return read_pdf(_as_pdf(content))


def _as_pdf(content: bytes) -> bytes:
    """The pictures as the pages of a PDF, the right way up."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = _MOST_DOTS
    try:
        with Image.open(io.BytesIO(content)) as picture:
            pages = []
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= _MOST_PAGES:
                    raise Unreadable(f"It has more than {_MOST_PAGES} pages. Split it.")
                pages.append(ImageOps.exif_transpose(frame).convert("RGB"))
                page_done()
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
    ) as error:
        raise Unreadable("It is damaged, or too large a picture. Save it again, or as PDF.") from error
    target = io.BytesIO()
    longest = max(max(page.size) for page in pages)
    dots = max(_DOTS_AN_INCH, longest / _LARGEST)
    pages[0].save(target, "PDF", save_all=True, append_images=pages[1:], resolution=dots)
    return target.getvalue()
