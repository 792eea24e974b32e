"""What can go wrong, named by the fact, told to whoever must act, ending in the remedy.

Three bases say who must act: the person asking, whoever runs the service, or nobody yet (a later try may
work). The server turns them into HTTP statuses in one table.
"""


class ReportQAError(Exception):
    """Every error that this program raises on purpose; its text is a sentence for a person."""

    code = "error"


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


class IndexUnusable(OperatorError):
    code = "index_unusable"

    def __init__(self, index: str, why: str) -> None:
        super().__init__(
            f"The {index} index cannot be opened ({why}). Run `report-qa rebuild`; nothing else is lost."
        )


class ModelUnusable(OperatorError):
    code = "model_unusable"

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The model {name!r} cannot be used: {why}. Check REPORT_QA_EMBEDDING_MODEL.")


class DataFolderBusy(OperatorError):
    code = "data_folder_busy"

    def __init__(self, folder: str, pid: str) -> None:
        super().__init__(
            f"Another process ({pid}) is writing to the data folder {folder}. "
            "Wait for it to finish, or set REPORT_QA_DATA_DIR to another folder."
        )


class DataFolderUnusable(OperatorError):
    code = "data_folder_unusable"

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(
            f"The data folder {folder} cannot be used: {why}. Set REPORT_QA_DATA_DIR to a folder that can be written "
            "to, or go back to a backup."
        )


class BadSetting(OperatorError):
    code = "bad_setting"


class DataFolderNewer(OperatorError):
    code = "data_folder_newer"

    def __init__(self, folder: str, found: int, known: int) -> None:
        super().__init__(
            f"The data folder {folder} has schema version {found}; this program knows {known} at most. "
            "Install a newer report-qa, or set REPORT_QA_DATA_DIR to another folder."
        )
