"""Progress of readers: each finished page restarts the time limit of its file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PICTURE = 3.0  # times the limit of other pages: OCR is slow, which is no sign of an unsafe file

Beat = Callable[[float], None]


def _nobody(_: float) -> None:
    """The default listener, without a time limit."""


_told: ContextVar[Beat] = ContextVar("told", default=_nobody)


def page_done() -> None:
    """Report a finished page; called by the readers of formats with pages."""
    _told.get()(1.0)


def picture_begins() -> None:
    """Report that OCR of a page begins."""
    _told.get()(PICTURE)


@contextmanager
def telling(whom: Beat) -> Iterator[None]:
    """Call `whom` at each such step with the multiple of the usual time that the next step may take."""
    before = _told.set(whom)
    try:
        yield
    finally:
        _told.reset(before)
