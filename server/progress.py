"""A progress bar on standard error, silent where nobody watches."""

import sys
import threading
from types import TracebackType

from tqdm import tqdm

from ingest.sync.progress import Progress

# Of its own accord tqdm makes a lock among processes, which is a file in shared memory.
tqdm.set_lock(threading.RLock())
# tqdm's own rate and time left go by files, and one may be a note and the next a book.
_FORMAT = "{n_fmt}/{total_fmt}{unit} |{bar}| {elapsed} {postfix}"


class Bar:
    """Shows files, passages, rate and time left on a terminal; says nothing elsewhere."""

    def __init__(self, quiet: bool = False) -> None:
        self._bar = tqdm(
            file=sys.stderr,
            disable=quiet or not sys.stderr.isatty(),
            unit=" files",
            dynamic_ncols=True,
            bar_format=_FORMAT,
        )

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def show(self, progress: Progress) -> None:
        """Files and what time is left where there are files; passages alone while indexes are made again."""
        if not progress.total:
            self._bar.unit = " passages"
            self._bar.update(progress.passages - self._bar.n)
            return
        self._bar.total = progress.total
        self._bar.n = progress.files
        left = (
            "" if progress.seconds_left is None else f", {tqdm.format_interval(progress.seconds_left)} left"
        )
        self._bar.set_postfix_str(
            f"{progress.passages} passages, {progress.rate:.0f}/s{left} {progress.current[:40]}"
        )
