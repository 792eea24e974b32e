"""The log as JSON: a line for each request by a real server, and never what was asked."""

import json
import logging
import signal
import sys
from pathlib import Path

from server_process import Server

from server.operating.log import JsonLines

SECRET = "Zebediah"
QUESTION = f"Who promised {SECRET} repairs?"


def test_each_request_is_a_line_without_what_was_asked(tmp_path: Path) -> None:
    server = Server(tmp_path / "data", REPORT_QA_LOG_FORMAT="json")
    for path in (
        f"/api/search?q={SECRET}",
        f"/api/documents/{SECRET}",
        f"/{SECRET}",
        f"/affairs/{SECRET}/api/status",
    ):
        server.request("GET", path)
    server.request("POST", "/api/ask", {"question": QUESTION})
    server.request(
        "POST",
        "/v1/chat/completions",
        {"model": "report-qa", "messages": [{"role": "user", "content": QUESTION}]},
    )
    server.request("POST", "/api/ask", b'{"question": "' + SECRET.encode())
    printed, log = server.end(signal.SIGTERM)
    assert SECRET not in printed + log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert all(
        set(line) == {"at", "level", "logger", "method", "route", "status", "ms", "affair"} for line in lines
    )
    seen = {(line["method"], line["route"], line["status"], line["affair"]) for line in lines}
    assert {
        ("GET", "/api/search", 200, "default"),
        ("GET", "/api/documents/{id}", 404, "default"),
        ("GET", "(none)", 404, "default"),
        ("GET", "/api/status", 404, None),
        ("POST", "/api/ask", 200, "default"),
        ("POST", "/v1/chat/completions", 200, "default"),
        ("POST", "/api/ask", 422, "default"),
    } <= seen


def test_without_the_setting_no_request_is_logged(tmp_path: Path) -> None:
    server = Server(tmp_path / "data")
    server.request("GET", f"/api/search?q={SECRET}")
    printed, log = server.end(signal.SIGTERM)
    assert SECRET not in printed + log
    assert "/api/search" not in log


def test_a_fault_is_told_by_its_place_and_not_by_its_message() -> None:
    try:
        raise KeyError(QUESTION)
    except KeyError:
        record = logging.LogRecord("server", logging.ERROR, __file__, 1, "a fault", (), sys.exc_info())
    line = JsonLines().format(record)
    assert SECRET not in line
    told = json.loads(line)
    assert (told["message"], told["error"]) == ("a fault", "KeyError")
    assert told["where"][0].endswith("test_a_fault_is_told_by_its_place_and_not_by_its_message")
