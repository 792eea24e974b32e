"""A PostgreSQL server for the tests: from Debian's package, in a temporary folder, reached by a Unix socket alone."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ABSENT = "tests on PostgreSQL need its server: apt-get install postgresql"
_PORT = 5432


def programs() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1].parent
    named = shutil.which("postgres")
    return Path(named).parent if named else None


@contextmanager
def server() -> Iterator[Path]:
    """The folder of the socket of a new server; it is stopped, and its files deleted, at the end."""
    bin_folder = programs()
    assert bin_folder is not None, ABSENT
    # A name of a socket has a hundred characters at most. The server refuses to be root.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        other = pwd.getpwnam("postgres")
        os.chown(folder, other.pw_uid, other.pw_gid)
        as_user = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
    data = folder / "data"

    def run(*command: object) -> None:
        subprocess.run([*map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd=folder, **as_user)

    run(
        bin_folder / "initdb",
        "-D",
        data,
        "-U",
        "tester",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--locale=C",
    )
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": folder,
        "port": _PORT,
        "fsync": "off",  # nobody cuts its power
        "max_connections": 60,
        "shared_buffers": "32MB",
    }
    options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    try:
        run(bin_folder / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            yield folder
        finally:
            run(bin_folder / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def database_url(socket_folder: Path, database: str = "postgres") -> str:
    return f"postgresql://tester@/{database}?host={socket_folder}&port={_PORT}"


def emptied(socket_folder: Path) -> str:
    """The URL of the one database that tests use one after the other, without what the test before left in it."""
    url = database_url(socket_folder)
    statements(
        url,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tester' AND pid <> pg_backend_pid()",
        "DO $$ DECLARE name TEXT; BEGIN FOR name IN SELECT nspname FROM pg_namespace WHERE nspname LIKE 'report_qa%' "
        "LOOP EXECUTE format('DROP SCHEMA %I CASCADE', name); END LOOP; END $$",
    )
    return url


def statements(url: str, *wanted: str) -> list[list[tuple[object, ...]]]:
    """The rows of statements, each in a transaction of its own."""
    from rag.storage.postgresql.address import address_of
    from rag.storage.postgresql.connection import Connection

    connection = Connection(address_of(url), {}, "", 0)
    try:
        return [[tuple(row) for row in connection.execute(each)] for each in wanted]
    finally:
        connection.close()
