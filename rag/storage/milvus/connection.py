"""Connections to Milvus: one for each address in a process, made when it is first asked and again after it was lost."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from rag.errors import BadSetting, Closing, IndexUnreachable, IndexUnusable, ReportQAError

T = TypeVar("T")
READ_SECONDS, WRITE_SECONDS = 10, 120  # in which an answer has to come
_CONNECT_SECONDS = 3
# pymilvus asks every 10 s whether an idle connection is alive; milvus-lite breaks it off for that.
_OPTIONS = {"grpc.keepalive_time_ms": 300_000, "grpc.keepalive_permit_without_calls": False}
_PAUSE = 1.0  # seconds after a failed try, in which the next fail at once: a question asks several times
_COLLECTION_MISSING = 100  # Milvus' own code
_CONNECT_FAILED = 2  # pymilvus' own
_OF_THE_CLIENT = "Unexpected error"  # how pymilvus begins what its own channel raised, as when it was closed


class _Connection:
    """What several affairs share; the last to release it closes it."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.address = _without_credentials(url)
        self.lite = False  # whether it is milvus-lite, known once it was connected
        self.writing = threading.RLock()
        self.users = 0
        self._token = token
        self._client: Any = None
        self._guard = threading.Lock()
        self._failed: tuple[float, str] | None = None

    def ask(self, index: str, work: Callable[[Any], T]) -> T:
        """What `work` gives for a client; see `Milvus.ask`."""
        from pymilvus.exceptions import MilvusException

        client = self._connected(index)
        try:
            return work(client)
        except ReportQAError:
            raise
        except Exception as error:
            if self.users == 0:
                raise Closing from None
            if not isinstance(error, MilvusException) or _is_lost(error):
                self._disconnect(client)
                raise IndexUnreachable(index, self.address, _plain(error)) from None
            if error.code == _COLLECTION_MISSING:
                raise MissingCollection(index, "its collection is missing from Milvus") from None
            raise IndexUnusable(index, f"Milvus: {_plain(error)}") from None

    def _connected(self, index: str) -> Any:
        with self._guard:
            if self.users == 0:
                raise Closing
            if self._client is None:
                if self._failed and time.monotonic() - self._failed[0] < _PAUSE:
                    raise IndexUnreachable(index, self.address, self._failed[1])
                self._client = self._connect(index)
            return self._client

    def _connect(self, index: str) -> Any:
        client_of = _client_class()
        try:
            client = client_of(
                self.url,
                token=self._token,
                timeout=_CONNECT_SECONDS,
                dedicated=True,
                grpc_options=_OPTIONS,
            )
            self.lite = "lite" in str(client.get_server_version(timeout=_CONNECT_SECONDS))
        except Exception as error:
            why = _plain(error) + ("; another process may have it open" if "://" not in self.url else "")
            self._failed = (time.monotonic(), why)
            raise IndexUnreachable(index, self.address, why) from None
        self._failed = None
        return client

    def _disconnect(self, client: Any) -> None:
        with self._guard:
            if self._client is client:
                self._client = None
                self._failed = (time.monotonic(), "the connection was lost")
        client.close()

    def close(self) -> None:
        with self._guard:
            client, self._client = self._client, None
        if client is None:
            return
        client.close()
        if "://" not in self.url:  # so that another process may open the file
            from milvus_lite.server_manager import server_manager_instance

            server_manager_instance.release_server(self.url)


class MissingCollection(IndexUnusable):
    """The collection is not there: it was deleted, or never made."""


class Milvus:
    """The connection to an address, as one affair holds it. Made without connecting."""

    def __init__(self, url: str, token: str = "") -> None:
        self._place = (url, token)
        self._closed = False
        with _opening:
            self._shared = _opened.setdefault(self._place, _Connection(url, token))
            self._shared.users += 1

    def ask(self, index: str, work: Callable[[Any], T]) -> T:
        """What `work` gives for a client. Raises IndexUnreachable, after which the next call connects again,
        IndexUnusable, MissingCollection, or Closing after `close`."""
        if self._closed:
            raise Closing
        return self._shared.ask(index, work)

    @property
    def lite(self) -> bool:
        """Whether it is milvus-lite; known once something was asked."""
        return self._shared.lite

    @property
    def writing(self) -> AbstractContextManager[bool]:
        """Held while rows are written, and while a collection is written anew."""
        return self._shared.writing

    def close(self) -> None:
        with _opening:
            if self._closed:
                return
            self._closed = True
            self._shared.users -= 1
            if self._shared.users == 0:
                del _opened[self._place]
                self._shared.close()


_opening = threading.Lock()
_opened: dict[tuple[str, str], _Connection] = {}


def _client_class() -> Any:
    """Its loggers print every error with the text that was searched, so they are switched off. Raises BadSetting."""
    try:
        from pymilvus import MilvusClient
    except ImportError as error:
        raise BadSetting(
            "REPORT_QA_MILVUS_URL needs the package pymilvus. Run `pip install '.[milvus]'` in the project's folder."
        ) from error
    for name in ("pymilvus", "milvus_lite"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return MilvusClient


def _is_lost(error: Any) -> bool:
    """Is it about the connection, and not an answer of the server? Codes of gRPC are no numbers."""
    return (
        not isinstance(error.code, int)
        or error.code == _CONNECT_FAILED
        or str(error.message).startswith(_OF_THE_CLIENT)
    )


def _without_credentials(url: str) -> str:
    if "://" not in url:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _plain(error: Exception) -> str:
    """The first line of an error of pymilvus, which may quote what was asked for behind it."""
    told = str(getattr(error, "message", "") or error)
    return (told.splitlines() or [type(error).__name__])[0][:200]
