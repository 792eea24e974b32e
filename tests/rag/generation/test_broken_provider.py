"""Whatever a provider of chat models does, a question has its cited answer, and nothing of the call is left behind."""

import threading
import time
from collections.abc import Callable, Iterator

import psutil
import pytest
from folders import AFFAIR_FOLDER
from loaded import service_of
from scripted_chat import choices, chosen

from harness.false_provider import FAILURES, MANNERS, REFUSAL, FalseProvider, false_provider
from rag.generation.chat import Stopped
from rag.generation.events import Delta, Revised
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings
from rag.types import Answer

AFFAIR = AFFAIR_FOLDER / "documents"
ASKED = "By how much could dredging cut cancellations caused by weather?"


@pytest.fixture(scope="module")
def provider() -> Iterator[FalseProvider]:
    # Imported now, because on a busy machine the import alone can take longer than the time limit below.
    import langchain_openai  # noqa: F401

    with false_provider() as made:
        yield made


@pytest.fixture(scope="module", params=[True, False], ids=["streaming", "not streaming"])
def asking(
    request: pytest.FixtureRequest, provider: FalseProvider, service_over: Callable[..., Service]
) -> Service:
    """A service over the invented affair whose chat model is the false provider's."""
    settings = Settings(
        data_dir=service_over(AFFAIR).settings.data_dir,
        chat_model="openai:false",
        chat_base_url=provider.url,
        chat_timeout=3,
        chat_retries=0,
        chat_stream=request.param,
        chat_reuse=False,
        _env_file=None,
    )
    # The parts that are open already are shared: one process writes to a data folder.
    return service_of(settings, service_over(AFFAIR).stores)


def patient(asking: Service) -> Service:
    """The same with a minute for its chat model: on a busy machine a good reply takes longer than 3 seconds."""
    return service_of(asking.settings.model_copy(update={"chat_timeout": 60}), asking.stores)


def two(prompt: str) -> str:
    """A choice of the first two sentences that were sent."""
    return chosen(*[*choices(prompt)][:2])


def left_behind(provider: FalseProvider) -> list[str]:
    """The threads of calls and the connections to the provider that are still there after a moment."""
    for _ in range(40):
        threads = [each.name for each in threading.enumerate() if each.name == "chat-call"]
        port = int(provider.url.split(":")[2].split("/")[0])
        ends = [
            str(each.raddr)
            for each in psutil.Process().net_connections("tcp")
            if each.status == "ESTABLISHED" and each.raddr and each.raddr.port == port
        ]
        if not (threads or ends):
            return []
        time.sleep(0.1)
    return threads + ends


def test_a_model_that_answers_well_is_heard(asking: Service, provider: FalseProvider) -> None:
    provider.plays, provider.says, before = "well", two, len(provider.asked)
    answer = patient(asking).pipeline.answer(Question(ASKED))
    assert answer.mode == "generative"
    (body,) = provider.asked[before:]
    keys = body["response_format"]["json_schema"]["schema"]["properties"]["groups"]["items"]["properties"][
        "keys"
    ]
    assert keys["items"]["enum"] == [*choices(body["messages"][-1]["content"])]
    assert body["max_tokens"] == asking.settings.chat_max_tokens
    assert "max_completion_tokens" not in body
    assert left_behind(provider) == []


@pytest.mark.parametrize("manner", MANNERS)
def test_the_manners_of_servers_make_no_difference(
    asking: Service, provider: FalseProvider, manner: str
) -> None:
    provider.plays, provider.says = manner, two
    service = patient(asking)
    assert service.pipeline.answer(Question(ASKED)).mode == "generative"
    before = len(provider.asked)
    assert service.pipeline.answer(Question(ASKED)).mode == "generative"
    assert len(provider.asked) == before + 1
    assert left_behind(provider) == []


@pytest.mark.parametrize("failure", FAILURES)
def test_each_failure_ends_in_a_cited_answer(asking: Service, provider: FalseProvider, failure: str) -> None:
    provider.plays, provider.says = failure, lambda _: REFUSAL
    events = list(asking.pipeline.stream(Question(ASKED)))
    assert isinstance(events[-1], Revised)
    answer = events[-1].answer
    assert answer.mode == "extractive"
    assert answer.citations
    assert any("chat model" in warning for warning in answer.warnings)
    assert tuple(event.sentence for event in events if isinstance(event, Delta)) == answer.sentences
    texts = asking.stores.library.texts(citation.document_id for citation in answer.citations)
    for citation in answer.citations:
        assert texts[citation.document_id][citation.start : citation.end] == citation.quote
    assert left_behind(provider) == []


def test_a_redirect_is_not_followed_with_the_passages(asking: Service, provider: FalseProvider) -> None:
    provider.plays, before = "redirect", len(provider.asked)
    asking.pipeline.answer(Question(ASKED))
    assert len(provider.asked) == before + 1


@pytest.mark.parametrize("failure", ["silence", "slow drip", "endless stream", "refusal", "invalid JSON"])
def test_the_quotations_are_whole_before_a_provider_is_asked_once(
    asking: Service, provider: FalseProvider, failure: str
) -> None:
    provider.plays, before = failure, len(provider.asked)
    events = asking.pipeline.stream(Question(ASKED))
    first = next(event for event in events if isinstance(event, Answer))
    assert first.citations
    assert len(provider.asked) == before
    *_, last = events
    assert isinstance(last, Revised)
    assert [each.text for each in last.answer.sentences] == [each.text for each in first.sentences]
    assert asking.archive.answer(first.id).warnings == last.answer.warnings
    assert len(provider.asked) == before + 1


def test_an_answer_that_was_stopped_while_the_model_chose_is_kept_as_it_was_shown(
    asking: Service, provider: FalseProvider
) -> None:
    provider.plays = "silence"
    stopped = threading.Event()
    events = asking.pipeline.stream(Question(ASKED), stopped.is_set)
    first = next(event for event in events if isinstance(event, Answer))
    stopped.set()
    with pytest.raises(Stopped):
        list(events)
    assert asking.archive.answer(first.id).sentences == first.sentences


def test_a_request_that_was_stopped_makes_no_call(asking: Service, provider: FalseProvider) -> None:
    provider.plays = "silence"
    stopped = threading.Event()
    threading.Timer(0.7, stopped.set).start()
    with pytest.raises(Stopped):
        list(asking.pipeline.stream(Question(ASKED), stopped.is_set))
    assert left_behind(provider) == []
