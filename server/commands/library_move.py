"""`move --to URL`: the libraries of all affairs, to PostgreSQL or back."""

from server.affairs.folders import affair_folder, affairs, library_of

FILE = "sqlite"  # in the place of a URL: a file in the data folder


def is_database(to: str) -> bool:
    """Whether `--to` names a database, not an affair."""
    return to == FILE or to.startswith(("postgresql:", "postgres:"))


def move_library(to: str) -> None:
    """Move everything that is in the configured database. Raises CannotMove, and what else `move_libraries` does."""
    from ingest.sync.library_move import CannotMove, move_libraries
    from rag.settings import settings
    from server.running_server import running_server

    configured = settings()
    root = configured.data_dir
    if running_server(root) is not None:
        raise CannotMove("A server is using the data folder. Stop it, then move the library.")
    folders = {library_of(each.name): affair_folder(root, each.name) for each in affairs(root)}
    target = "" if to == FILE else to
    documents = move_libraries(folders, configured.database_url, target)
    setting = "Set REPORT_QA_DATABASE_URL to that address" if target else "Leave REPORT_QA_DATABASE_URL empty"
    print(f"Moved {documents} documents with all answers, conversations and pins. {setting} from now on.")
