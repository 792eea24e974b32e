"""A progress bar on standard error, silent where nobody watches."""

import sys
from types import TracebackType

from tqdm import tqdm

from ingest.progress import Progress


class Bar:
    """Shows files, passages, rate and time left on a terminal; says nothing elsewhere."""

    def __init__(self, quiet: bool = False) -> None:
        self._bar = tqdm(
            file=sys.stderr, disable=quiet or not sys.stderr.isatty(), unit=" files", dynamic_ncols=True
        )

    def __enter__(self) -> "Bar":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.close()

    def show(self, progress: Progress) -> None:
        self._bar.total = progress.total
        self._bar.n = progress.files
        self._bar.set_postfix_str(f"{progress.passages} passages {progress.current[:40]}")

    def count(self, passages: int) -> None:
        self._bar.unit = " passages"
        self._bar.update(passages - self._bar.n)
