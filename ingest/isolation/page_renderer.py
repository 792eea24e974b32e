"""Renders a page of a PDF as a picture, in a process of its own: a crash of pdfium ends only that.

python -m ingest.isolation.page_renderer LIMITS NUMBER < file.pdf > page.png
"""

import io
import json
import subprocess
import sys
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore

from ingest.isolation.environment import reader_environment
from ingest.isolation.limits import Limits
from ingest.isolation.sandbox import allow_seconds, fence
from rag.errors import NotFound, Unreadable, UserError
from rag.storage.data_folder import use_private_umask

_WIDE = 1000  # pixels; what a side panel can use on a high-resolution screen
_HIGHEST = 4000  # pixels; a longer page is rendered smaller
_AT_ONCE = BoundedSemaphore(2)
_KEPT = 24  # pictures in the cache, each of some 200 kB
_START = 5.0  # seconds that a process may take to start
_CANNOT_RENDER = 3  # exit status


class NoPage(NotFound):
    """The page cannot be shown; the message says why."""

    code = "no_page"

    def __init__(self, why: str) -> None:
        UserError.__init__(self, why)


@lru_cache(maxsize=_KEPT)
def page_picture(file: Path, number: int, limits: Limits) -> bytes:
    """Page `number`, from 1, of the PDF in `file` as PNG; `file` is named by its hash and never changes.

    Raises NoPage where pdfium cannot render it within the limits.
    """
    command = [
        sys.executable,
        "-P",
        "-m",
        "ingest.isolation.page_renderer",
        json.dumps(asdict(limits)),
        str(number),
    ]
    with _AT_ONCE, file.open("rb") as source:
        try:
            done = subprocess.run(  # noqa: S603 our own program, its arguments are numbers
                command,
                stdin=source,
                capture_output=True,
                timeout=limits.seconds + _START,
                env=reader_environment(),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise NoPage(
                f"Rendering page {number} takes too long. Open the original file instead."
            ) from error
    if done.returncode != 0 or not done.stdout.startswith(b"\x89PNG"):
        raise NoPage(
            f"Page {number} cannot be rendered. It may be damaged or unsafe. Open the original file instead."
        )
    return done.stdout


def main() -> None:
    """Render one page to standard output; exit status 3 where that fails."""
    use_private_umask()
    limits = Limits(**json.loads(sys.argv[1]))
    fence(limits)
    allow_seconds(limits.seconds)
    try:
        picture = _rendered(sys.stdin.buffer.read(), int(sys.argv[2]))
    except Unreadable:
        raise SystemExit(_CANNOT_RENDER) from None
    sys.stdout.buffer.write(picture)


def _rendered(content: bytes, number: int) -> bytes:
    from ingest.readers.pdf import open_pdf

    file = open_pdf(content)
    page = file[number - 1]
    wide, high = page.get_size()
    scale = min(_WIDE / wide, _HIGHEST / high)
    target = io.BytesIO()
    page.render(scale=scale, may_draw_forms=True).to_pil().save(target, "PNG", optimize=False)
    return target.getvalue()


if __name__ == "__main__":
    main()
