"""A command's work handed to a running server over HTTP; imports neither an index nor a model."""

import http.client
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from ingest.sync.file_walk import is_address
from ingest.sync.progress import Outcome, Progress
from rag.errors import OperatorError, ReportQAError, UserError
from server.affairs.folders import DEFAULT
from server.backends.interface import Briefing, BriefOrder
from server.filter_names import DATE_FILTERS
from server.running_server import RunningServer, headers

_EVERY = 0.25  # seconds between two looks at the progress of work
_PATIENCE = 600.0  # seconds for one answer; a correction may wait for a lot that is being written
_PAGE = 1000  # conversations asked for at once
_REMOVED_AT_ONCE = 200  # documents: an address has a longest length


class Refused(UserError):
    """The server's own words about what cannot be done as asked."""

    code = "refused"


class ServerGone(OperatorError):
    code = "server_gone"

    def __init__(self) -> None:
        super().__init__(
            "The server stopped during the work. What was finished is kept: run the command again."
        )


class ServerUnable(OperatorError):
    """The server's own words about what whoever runs it must do."""

    code = "server_unable"


class ServerFailed(ReportQAError):
    """The server's own words about a fault of its own."""

    code = "server_failed"


class Remote:
    """Raises Refused, ServerUnable or ServerFailed with the server's words, and ServerGone where it stops."""

    def __init__(self, server: RunningServer, embedding_model: str, affair: str = DEFAULT) -> None:
        self._server = server
        self._affair = affair
        self._prefix = "" if affair == DEFAULT else f"/affairs/{quote(affair, safe='')}"
        self._embedding_model = embedding_model

    def affairs(self) -> dict[str, Any]:
        return self._get("GET", "/api/affairs")

    def create_affair(self, title: str, name: str) -> dict[str, Any]:
        return self._get("POST", "/api/affairs", {"title": title, "name": name})

    def rename_affair(self, name: str, title: str) -> dict[str, Any]:
        return self._get("PATCH", f"/api/affairs/{quote(name, safe='')}", {"title": title})

    def delete_affair(self, name: str, confirmed: str) -> None:
        self._request("DELETE", f"/api/affairs/{quote(name, safe='')}?{_parameters(confirm=confirmed)}")

    def ask(self, question: str, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        named: dict[str, Any] = {}
        for name, value in filters:
            named[name] = value if name in DATE_FILTERS else [*named.get(name, []), value]
        return self._get("POST", "/api/ask", {"question": question, "filters": named})

    def search(self, query: str, limit: int, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        return self._get("GET", f"/api/search?{urlencode([('q', query), ('limit', limit), *filters])}")

    def find(self, text: str, limit: int | None, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        given = [] if limit is None else [("limit", limit)]
        return self._get("GET", f"/api/find?{urlencode([('q', text), *given, *filters])}")

    def documents(self) -> dict[str, Any]:
        return self._get("GET", "/api/documents")

    def quotation(self, text: str, filters: Sequence[tuple[str, str]]) -> dict[str, Any]:
        return self._get("GET", f"/api/quotations?{urlencode([('q', text), *filters])}")

    def document(self, id: str) -> dict[str, Any]:
        return self._get("GET", f"/api/documents/{quote(id, safe='')}")

    def overview(self) -> dict[str, Any]:
        return self._get("GET", "/api/overview")

    def claims(self, limit: int | None) -> dict[str, Any]:
        return self._get("GET", f"/api/claims?{_parameters(limit=limit)}")

    def timeline(
        self, query: str, limit: int | None, filters: Sequence[tuple[str, str]], published: bool
    ) -> dict[str, Any]:
        own = _parameters(q=query, limit=limit, published=str(published).lower())
        return self._get("GET", f"/api/timeline?{own}&{urlencode(list(filters))}")

    def conversations(self, words: str) -> dict[str, Any]:
        found: list[Any] = []
        while True:
            page = self._get(
                "GET", f"/api/conversations?{_parameters(q=words, limit=_PAGE, offset=len(found))}"
            )
            found += page["conversations"]
            if not page["more"]:
                return page | {"conversations": found}

    def erase_conversation(self, id: str) -> None:
        self._request("DELETE", f"/api/conversations/{quote(id, safe='')}")

    def ingest(self, named: Sequence[str], report: Callable[[Progress], None]) -> Outcome:
        whole = [each if is_address(each) else str(Path(each).expanduser().resolve()) for each in named]
        return self._wait({"named": whole}, report)

    def rebuild(self, report: Callable[[Progress], None]) -> int:
        return self._wait({"rebuild": True}, report).passages

    def verify(self) -> dict[str, Any]:
        return self._get("GET", "/api/verification")

    def brief(self, order: BriefOrder, report: Callable[[int, int], None]) -> Briefing:
        asked = {
            "title": order.title,
            "questions": list(order.lines),
            "timeline": order.timeline,
            "format": order.format,
            "footnotes": "whole" if order.whole else "short",
        }
        at = f"/api/briefings/{self._get('POST', '/api/briefings', asked)['briefing_id']}"
        while (seen := self._get("GET", at))["state"] in ("waiting", "running"):
            report(seen["done"], seen["total"])
            time.sleep(_EVERY)
        if seen["state"] == "failed":
            raise ServerUnable(seen["error"])
        report(seen["done"], seen["total"])
        made = self._request("GET", f"{at}/file")
        self._request("DELETE", at)  # the file is the command's
        return Briefing(made, [(each["question"], each["why"]) for each in seen["refused"]])

    def remove(self, document_ids: Sequence[str]) -> None:
        for start in range(0, len(document_ids), _REMOVED_AT_ONCE):
            lot = document_ids[start : start + _REMOVED_AT_ONCE]
            self._request("DELETE", f"/api/documents?{urlencode([('id', each) for each in lot])}")

    def move(self, document_ids: Sequence[str], to: str) -> None:
        for start in range(0, len(document_ids), _REMOVED_AT_ONCE):
            lot = list(document_ids[start : start + _REMOVED_AT_ONCE])
            asked = {"from": self._affair, "document_ids": lot}
            self._request("POST", f"/api/affairs/{quote(to, safe='')}/documents", asked)

    def correct(self, document_id: str, values: Mapping[str, str]) -> None:
        self._request("PATCH", f"/api/documents/{quote(document_id, safe='')}", dict(values))

    def _wait(self, work: Mapping[str, Any], report: Callable[[Progress], None]) -> Outcome:
        asked = {**work, "embedding_model": self._embedding_model}
        id = self._get("POST", "/api/ingestions", asked)["ingestion_id"]
        try:
            while True:
                seen = self._get("GET", f"/api/ingestions/{id}")
                report(Progress(**seen["progress"]))
                if seen["state"] == "done":
                    return Outcome(**seen["outcome"])
                if seen["state"] == "failed":
                    raise Refused(seen["error"]["message"])
                time.sleep(_EVERY)
        except KeyboardInterrupt:
            self._request("POST", f"/api/ingestions/{id}/stop")
            raise

    def _get(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._request(method, path, body))
        return found

    def _request(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        connection = http.client.HTTPConnection(self._server.host, self._server.port, timeout=_PATIENCE)
        try:
            content = None if body is None else json.dumps(body)
            sent = headers(self._server) | ({"Content-Type": "application/json"} if content else {})
            connection.request(method, self._prefix + path, content, sent)
            response = connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise ServerGone from error
        finally:
            connection.close()
        if response.status >= http.client.BAD_REQUEST:
            raise _refusal(response.status, answer)
        return answer


def _parameters(**values: str | int | None) -> str:
    return urlencode({name: value for name, value in values.items() if value is not None})


def _refusal(status: int, answer: bytes) -> ReportQAError:
    try:
        message = json.loads(answer)["error"]["message"]
    except (ValueError, KeyError, TypeError):
        message = f"The server answered with status {status} and without an explanation. Look at its output."
    if status < http.client.INTERNAL_SERVER_ERROR:
        return Refused(message)
    return ServerFailed(message) if status == http.client.INTERNAL_SERVER_ERROR else ServerUnable(message)
