"""Calls of a chat model: pieces as they come, and an end at the deadline, on cancellation and at the limit."""

import itertools
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scripted_chat import ScriptedChat, scripted

from rag.errors import OperatorError
from rag.generation.chat import Chat, ChatFailed, JsonSchema, Stopped
from rag.generation.prompt import Message
from rag.generation.providers import chat as configured
from rag.settings import Settings

ASKED = (Message("system", "Rules."), Message("human", "Question?"))


def never() -> bool:
    return False


def replied(chat: Chat, stopped: Callable[[], bool] = never, seconds: float = 20) -> Iterator[str]:
    return chat.reply(ASKED, time.monotonic() + seconds, stopped)


def ended(model: ScriptedChat) -> bool:
    """Whether no call is running any more, a moment given."""
    for _ in range(100):
        if not model.running:
            return True
        time.sleep(0.02)
    return False


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=5))
def test_the_pieces_of_a_reply_come_in_order(pieces: list[str]) -> None:
    chat, model = scripted(lambda _: pieces)
    assert list(replied(chat)) == pieces
    assert model.heard == ["Rules.\nQuestion?"]
    assert ended(model)


def test_a_reply_that_never_ends_is_cut_at_the_deadline() -> None:
    chat, model = scripted(lambda _: itertools.repeat("and so on "), seconds=0.3, pause=0.01, longest=10**9)  # type: ignore[arg-type,return-value]
    with pytest.raises(ChatFailed, match=r"did not finish its answer within 0\.3 seconds"):
        list(replied(chat, seconds=0.3))
    assert ended(model)


def test_a_caller_that_cancels_gets_no_more() -> None:
    chat, model = scripted(lambda _: ["One. ", "Two. ", "Three."], pause=0.05)
    seen: list[str] = []
    with pytest.raises(Stopped):
        seen.extend(replied(chat, stopped=lambda: bool(seen)))
    assert seen == ["One. "]
    assert ended(model)


def test_a_caller_that_leaves_ends_the_call() -> None:
    chat, model = scripted(lambda _: ["One. ", "Two. ", "Three."], pause=0.05)
    reply = replied(chat)
    assert next(reply) == "One. "
    reply.close()  # type: ignore[attr-defined]
    assert ended(model)


def test_a_reply_beyond_its_limit_is_refused() -> None:
    chat, _ = scripted(lambda _: ["x" * 60, "x" * 60], longest=100)
    with pytest.raises(ChatFailed, match="more than the limit of 100 characters"):
        list(replied(chat))


class Refused(Exception):
    """What a provider's package raises for an HTTP status."""

    def __init__(self, status: int) -> None:
        super().__init__("the key sk-secret is wrong <html>")
        self.status_code = status


class Unset(OperatorError):
    """A setting that is missing."""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Refused(401), "refused the key (401). Check REPORT_QA_CHAT_API_KEY"),
        (Refused(404), "is not known to its server (404)"),
        (Refused(429), "accepts no more requests for now (429)"),
        (Refused(503), "answered with an error (503)"),
        (TimeoutError(), "did not answer in time"),
        (ConnectionError(), "cannot be reached. Check REPORT_QA_CHAT_BASE_URL"),
        (Unset("Set the model."), "cannot be used. Set the model."),
        (ValueError("sk-secret"), "broke off its reply (ValueError)"),
    ],
)
def test_an_error_is_told_in_words_that_give_nothing_away(error: Exception, told: str) -> None:
    def fail(_seconds: float, _schema: JsonSchema | None) -> ScriptedChat:
        raise error

    with pytest.raises(ChatFailed) as raised:
        list(replied(Chat("scripted:test", "nowhere", fail, 20, 100)))
    assert told in str(raised.value)
    assert "sk-secret" not in str(raised.value)


def test_the_model_is_made_with_the_seconds_that_are_left() -> None:
    given: list[float] = []
    _, model = scripted(lambda _: "Done.")

    def make(seconds: float, _schema: JsonSchema | None) -> ScriptedChat:
        given.append(seconds)
        return model

    assert list(replied(Chat("scripted:test", "nowhere", make, 20, 100), seconds=5)) == ["Done."]
    assert 0 < given[0] <= 5


def test_a_form_that_the_server_refuses_is_not_asked_for_again() -> None:
    _, model = scripted(lambda _: "Done.")
    given: list[JsonSchema | None] = []

    def make(_seconds: float, schema: JsonSchema | None) -> ScriptedChat:
        given.append(schema)
        if schema is not None:
            raise Refused(400)
        return model

    chat = Chat("scripted:test", "nowhere", make, 20, 100)
    form = {"name": "choice"}
    for _ in range(2):
        assert list(chat.reply(ASKED, time.monotonic() + 20, never, form)) == ["Done."]
    assert given == [form, None, None]


def test_only_the_deadline_ends_a_server_that_thinks_long() -> None:
    settings = Settings(chat_model="local", chat_base_url="http://127.0.0.1:1/v1", _env_file=None)
    made = configured(settings)
    assert made is not None
    assert not made.make(600, None).stream_chunk_timeout  # type: ignore[attr-defined]
