"""A real server over a data folder, in a process of its own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


class Server:
    """Answers on `port` of this machine once it is made; `printed` is what it said on standard output."""

    def __init__(self, data: Path, *options: str, **settings: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(self.port), *options],
            env=os.environ | {"REPORT_QA_DATA_DIR": str(data)} | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        while self.process.poll() is None:
            try:
                self.get("/healthz")
                return
            except OSError:
                time.sleep(0.05)

    def get(self, path: str, **headers: str) -> Any:
        return json.loads(self.request("GET", path, None, headers)[2])

    def request(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = {"Content-Type": "application/json"} if body is not None else {}
            content = body if body is None or isinstance(body, bytes) else json.dumps(body)
            connection.request(method, path, content, sent | (headers or {}))
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def end(self, how: signal.Signals) -> tuple[str, str]:
        """What it had printed, on standard output and on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.communicate(timeout=60)
