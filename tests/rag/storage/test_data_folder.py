"""What the service writes is for its user alone, whatever the umask of the shell that started it."""

import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from rag.storage.data_folder import make_private

LETTER = "---\ntitle: A letter\n---\nThe harbour has been closed for nine weeks. No ferry calls there.\n"


def open_to_others(*folders: Path) -> list[str]:
    found = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    assert len(found) > len(folders)
    return [str(path) for path in found if path.lstat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def command(data: Path, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "server.cli", *words],
        env=os.environ | {"REPORT_QA_DATA_DIR": str(data)},
        umask=0o022,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_nothing_in_the_data_folder_or_a_backup_is_open_to_other_users(tmp_path: Path) -> None:
    data, backups = tmp_path / "data", tmp_path / "backups"
    backups.mkdir(mode=0o700)
    (tmp_path / "letter.md").write_text(LETTER)
    for words in (
        ("ingest", str(tmp_path / "letter.md")),
        ("ask", "How long has the harbour been closed?"),
        ("backup", str(backups / "library.zip")),
    ):
        assert command(data, *words).wait() == 0
        assert open_to_others(data) == []
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = command(data, "serve", "--port", str(port))
    try:
        _wait_for(server, f"http://127.0.0.1:{port}/healthz")
        _upload(port)
        assert open_to_others(data, backups) == []
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    assert open_to_others(data, backups) == []


def test_a_folder_that_was_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "originals" / "ab").mkdir(parents=True, mode=0o755)
    (folder / "originals" / "ab" / "abcd").write_text("A confidential paper.")
    (tmp_path / "elsewhere").write_text("Not ours to change.")
    (tmp_path / "elsewhere").chmod(0o644)
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    folder.chmod(0o755)
    make_private(folder)
    (folder / "link").unlink()
    assert open_to_others(folder) == []
    assert stat.S_IMODE((tmp_path / "elsewhere").stat().st_mode) == 0o644


def _wait_for(server: "subprocess.Popen[bytes]", address: str) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=60).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server ended")


def _upload(port: int) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="tide.txt"\r\n\r\nHigh water.\r\n--x--\r\n'
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/documents",
        body,
        {"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert urllib.request.urlopen(request, timeout=60).status == 202
