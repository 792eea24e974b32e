"""How a reader tells that it gets on: each page done starts the clock of its file anew."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


def _nobody() -> None:
    """Where nobody holds a clock."""


_told: ContextVar[Callable[[], None]] = ContextVar("told", default=_nobody)


def page_done() -> None:
    """To be called by a reader of a format with pages."""
    _told.get()()


@contextmanager
def telling(whom: Callable[[], None]) -> Iterator[None]:
    """Inside, `whom` is called for each page that is done."""
    before = _told.set(whom)
    try:
        yield
    finally:
        _told.reset(before)
