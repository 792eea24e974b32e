"""Has the tests of a folder run over SQLite and over PostgreSQL: its conftest.py imports `library_url`."""

from pathlib import Path

import pytest

from harness import postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def library_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty library, as in `open_database`."""
    if request.param == "sqlite":
        return ""
    return postgres.emptied(request.getfixturevalue("postgres_server"))


sqlite_only = pytest.mark.parametrize("library_url", [""])  # for tests of its files


def lose_library(folder: Path, library_url: str) -> None:
    """As after a mishap; nothing may have it open."""
    for path in folder.glob("library.sqlite3*"):
        path.unlink()
    if library_url:
        postgres.statements(library_url, "DROP SCHEMA report_qa CASCADE")
