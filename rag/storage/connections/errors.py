"""What can go wrong with a database that is a server."""

from rag.errors import OperatorError


class ConnectionLost(OperatorError):
    """The connection to PostgreSQL was lost in the middle of something, which is not done unless it was committed."""

    code = "database_unreachable"

    def __init__(self) -> None:
        super().__init__(
            "The connection to the PostgreSQL server that REPORT_QA_DATABASE_URL names was lost. Nothing that was "
            "stored is lost. Check that the server runs, then try again."
        )


class DatabaseUnreachable(OperatorError):
    code = "database_unreachable"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The PostgreSQL server that REPORT_QA_DATABASE_URL names cannot be reached ({why}). Check that it runs "
            "and that the address is right, then try again."
        )


class DatabaseUnusable(OperatorError):
    code = "database_unusable"

    def __init__(self, why: str, remedy: str) -> None:
        super().__init__(
            f"The PostgreSQL database that REPORT_QA_DATABASE_URL names cannot be used: {why}. {remedy}"
        )


class LibraryElsewhere(OperatorError):
    code = "library_elsewhere"

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"The library of the data folder {folder} is in PostgreSQL, and REPORT_QA_DATABASE_URL is not set. Set it, "
            "and move the library back with `report-qa move --to sqlite` if you want it here."
        )
        self.paths = (folder,)
