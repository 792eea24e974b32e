"""`watch`: folders whose documents are taken in as they change."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from typer import Argument

from ingest.sync.file_walk import NothingThere
from rag.errors import ReportQAError
from server.affairs.folders import DEFAULT
from server.backends.choice import backend
from server.commands.options import ALL_WELL, InAffair
from server.commands.terminal import print_outcome

# In milliseconds: how long nothing further changes before changes are taken in, and how long that may be waited for.
_QUIET, _LONGEST = 500, 5000
_LOOK = 1000  # between two looks at whether anything changed


def watch(
    paths: Annotated[
        list[Path], Argument(metavar="PATH …", help="Folders and files to watch.", show_default=False)
    ],
    affair: InAffair = DEFAULT,
) -> int:
    """Take in folders and files, and again whenever something in them changes, until stopped.

    What is new is added, what changed replaced, what is gone removed, as `ingest` does it. A running server does the
    work. An empty folder may be watched.
    """
    from watchfiles import watch as changes_of

    from rag.settings import settings

    for each in paths:
        if not each.exists():
            raise NothingThere(f"There is no file or folder {each}. Check the path, or name another.")
    named = [str(each.resolve()) for each in paths]
    wanted = concerns([Path(each) for each in named], settings().data_dir.resolve())
    begun = False
    # The first round comes without a change, when the folders are watched already: nothing is missed meanwhile.
    for changes in changes_of(
        *named,
        watch_filter=lambda _, path: wanted(Path(path)),
        step=_QUIET,
        debounce=_LONGEST,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
    ):
        if changes or not begun:
            _take_in(named, affair)
        if not begun:
            print(f"Watching {', '.join(named)}  (stop with Ctrl+C)", file=sys.stderr, flush=True)
            begun = True
    return ALL_WELL


def concerns(roots: list[Path], data_folder: Path) -> Callable[[Path], bool]:
    """Whether a change at a path may change a document: our own data folder and hidden files hold none."""

    def may(path: Path) -> bool:
        if path.is_relative_to(data_folder):
            return False
        inside = [path.relative_to(root).parts for root in roots if path.is_relative_to(root)]
        return any(not any(part.startswith(".") for part in parts) for parts in inside)

    return may


def _take_in(named: list[str], affair: str) -> None:
    """One that fails is told, and watching goes on: the next change may mend it."""
    try:
        with backend(affair) as at:
            outcome = at.ingest(named, lambda _: None)
    except NothingThere:
        return
    except ReportQAError as error:
        print(f"report-qa: {error}", file=sys.stderr, flush=True)
        return
    if outcome.added or outcome.replaced or outcome.removed or outcome.failed:
        print_outcome(outcome)
        sys.stdout.flush()
