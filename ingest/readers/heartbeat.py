"""How a reader tells that it gets on: each page done starts the clock of its file anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

PICTURE = 3.0  # times the time of other pages: finding letters in dots is slow, and no sign of a hostile file

Told = Callable[[float], None]


def _nobody(_: float) -> None:
    """Where nobody holds a clock."""


_told: ContextVar[Told] = ContextVar("told", default=_nobody)


def page_done() -> None:
    """To be called by a reader of a format with pages, after each."""
    _told.get()(1.0)


def picture_begins() -> None:
    """To be called before the text of a page is recognised."""
    _told.get()(PICTURE)


@contextmanager
def telling(whom: Told) -> Iterator[None]:
    """Inside, `whom` is told at each such step how many times the usual time the next one may take."""
    before = _told.set(whom)
    try:
        yield
    finally:
        _told.reset(before)
