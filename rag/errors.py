"""What can go wrong, named by the fact, told to whoever must act, ending in the remedy.

Three bases say who must act: the person asking, whoever runs the service, or nobody yet (a later try may
work). The server turns them into HTTP statuses in one table.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OS_ERROR = re.compile(r"os error (\d+)")
_REASON = 200  # characters of a library's own message


class ReportQAError(Exception):
    """Every error that this program raises on purpose; its text is a sentence for a person.

    `paths` are the paths of this machine that the text names.
    """

    code = "error"
    paths: tuple[str, ...] = ()

    @property
    def without_paths(self) -> str:
        """The text for people who are not at this machine: each path is shown by its last name alone."""
        text = str(self)
        forms = {(form, Path(path).name) for path in self.paths for form in (path, *_whole(path))}
        for form, name in sorted(forms, key=lambda each: -len(each[0])):
            text = text.replace(form, name)
        return text


class UserError(ReportQAError):
    """What was asked for cannot be done as asked; asking otherwise helps."""


class OperatorError(ReportQAError):
    """Something is set up wrongly; whoever runs the service must act."""


class BadQuestion(UserError):
    code = "bad_question"


class BadFilter(UserError):
    code = "bad_filter"


class BadSpan(UserError):
    code = "bad_span"

    def __init__(self, start: int, end: int, length: int) -> None:
        super().__init__(
            f"There is no text from {start} to {end}: start comes before end, and the text has {length} characters."
        )


class NotFound(UserError):
    code = "not_found"

    def __init__(self, what: str, id: str) -> None:
        super().__init__(f"There is no {what} with the id {id!r}.")


class UnknownDocument(BadFilter, NotFound):
    """A filter names a document that is not in the library."""

    code = "bad_filter"

    def __init__(self, id: str) -> None:
        UserError.__init__(
            self, f"There is no document with the id {id!r}. `report-qa documents` lists the documents."
        )


class Unreadable(UserError):
    """One file or address could not be taken in; the rest goes on."""

    code = "unreadable"


class StaleIndex(OperatorError):
    code = "stale_index"

    def __init__(self, built_with: str, asked_with: str) -> None:
        super().__init__(
            f"The index was built with the embedding model {built_with}, but {asked_with} is configured. "
            "Run `report-qa rebuild`, or set REPORT_QA_EMBEDDING_MODEL back."
        )
        self.paths = tuple(name for name in (built_with, asked_with) if Path(name).is_absolute())


class Closing(OperatorError):
    """Work was given up because the stores are being closed."""

    code = "closing"

    def __init__(self) -> None:
        super().__init__("The service is stopping. Start it again, and ask again.")


class IndexUnusable(OperatorError):
    code = "index_unusable"

    def __init__(self, index: str, why: str, folder: str = "") -> None:
        super().__init__(
            f"The {index} index cannot be opened ({why}). Run `report-qa rebuild`; nothing else is lost."
        )
        self.paths = (folder,) if folder else ()


class IndexUnreachable(IndexUnusable):
    """The server of an index does not answer; a later try may work."""

    code = "index_unreachable"

    def __init__(self, index: str, address: str, why: str) -> None:
        OperatorError.__init__(
            self,
            f"The {index} index cannot be reached: Milvus at {address} does not answer ({why}). Start it, or correct "
            "REPORT_QA_MILVUS_URL; the next question tries again.",
        )
        self.paths = () if "://" in address else (address,)


def _whole(path: str) -> tuple[str, str]:
    return str(Path(path).absolute()), str(Path(path).resolve())


@contextmanager
def native_errors(index: str, folder: str) -> Iterator[None]:
    """Turn what an index's native library raises inside into IndexUnusable, DiskFull or DiskFault.

    A panic of Rust is no `Exception`: without this it would pass every handler and end the thread.
    """
    try:
        yield
    except ReportQAError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and not type(error).__module__.startswith("pyo3"):
            raise
        # Rust ends the message of a system's error with its number.
        number = getattr(error, "errno", None) or int((_OS_ERROR.findall(str(error)) or [0])[-1])
        if number in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
            raise DiskFull(folder) from None
        if number in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise DiskFault(folder, os.strerror(number)) from None
        raise IndexUnusable(index, f"{type(error).__name__}: {str(error)[:_REASON]}", folder) from None


class ModelUnusable(OperatorError):
    code = "model_unusable"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"The model {name!r} cannot be used: {why}. Check REPORT_QA_EMBEDDING_MODEL and REPORT_QA_RERANKER."
        )
        self.paths = (name,) if Path(name).is_absolute() else ()


class DataFolderBusy(OperatorError):
    code = "data_folder_busy"

    def __init__(self, folder: str, pid: str) -> None:
        super().__init__(
            f"Another process ({pid}) is writing to the data folder {folder}. "
            "Wait for it to finish, or set REPORT_QA_DATA_DIR to another folder."
        )
        self.paths = (folder,)


class DataFolderUnusable(OperatorError):
    code = "data_folder_unusable"

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(
            f"The data folder {folder} cannot be used: {why}. Set REPORT_QA_DATA_DIR to a folder that can be written "
            "to, or go back to a backup."
        )
        self.paths = (folder,)


class DiskFull(OperatorError):
    code = "disk_full"

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The disk of the data folder {folder} is full, or a limit on file sizes is reached. What is held can be "
            "asked. Make room, then try again."
        )
        self.paths = (folder,)


class DiskFault(OperatorError):
    code = "disk_fault"

    def __init__(self, folder: str, why: str) -> None:
        self.why = why
        super().__init__(
            f"The data folder {folder} cannot be written to ({why}). What is held can be asked. Check the disk and the "
            "folder's permissions, then try again."
        )
        self.paths = (folder,)


def not_kept(error: OperatorError) -> str:
    """The warning of an answer that is shown and could not be stored."""
    if isinstance(error, DiskFull):
        return "This answer is not kept: the disk is full. Make room, then ask again."
    if isinstance(error, DataFolderBusy):
        return "This answer is not kept: another process was writing for too long. Ask again."
    if error.code.startswith("database_"):
        return "This answer is not kept: the database cannot be reached or used. Check its server, then ask again."
    return "This answer is not kept: the data folder cannot be written to. Check the disk, then ask again."


class LibraryMissing(OperatorError):
    code = "library_missing"

    def __init__(self, missing: str, folder: str, last_backup: str, backup: str) -> None:
        super().__init__(
            f"{missing}, but original files are there. Nothing was changed. {last_backup} Restore it, or run "
            "`report-qa recover` to ingest the original files again."
        )
        self.paths = (folder, backup) if backup else (folder,)


class LibraryDamaged(OperatorError):
    code = "library_damaged"

    def __init__(self, folder: str, last_backup: str, backup: str) -> None:
        super().__init__(
            f"The library file in the data folder {folder} is damaged. {last_backup} Restore it, or run `report-qa "
            "recover` to ingest the original files again; answers and conversations are only in a backup."
        )
        self.paths = (folder, backup) if backup else (folder,)


class BadSetting(OperatorError):
    code = "bad_setting"


class DataFolderNewer(OperatorError):
    code = "data_folder_newer"

    def __init__(self, folder: str, found: int, known: int) -> None:
        super().__init__(
            f"The data folder {folder} has schema version {found}; this program knows {known} at most. "
            "Install a newer report-qa, or set REPORT_QA_DATA_DIR to another folder."
        )
        self.paths = (folder,)
