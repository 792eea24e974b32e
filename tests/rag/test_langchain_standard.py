"""LangChain's own standard tests of a retriever and of embeddings, all of them."""

from collections.abc import Callable
from typing import Any

import pytest
from folders import AFFAIR_FOLDER
from langchain_tests.integration_tests import EmbeddingsIntegrationTests, RetrieversIntegrationTests
from langchain_tests.unit_tests import EmbeddingsUnitTests

from rag.langchain import PassageEmbeddings, PassageRetriever
from rag.service import Service


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """Their asynchronous tests run on asyncio, by the plugin that anyio brings."""
    return "asyncio"


@pytest.mark.anyio
class TestPassageRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def _over_the_affair(self, service_over: Callable[..., Service]) -> None:
        self._service = service_over(AFFAIR_FOLDER / "documents")

    @property
    def retriever_constructor(self) -> type[PassageRetriever]:
        return PassageRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"retriever": self._service.retriever}

    @property
    def retriever_query_example(self) -> str:
        return "Where is the wave height measured?"


class _Embeddings:
    @pytest.fixture(autouse=True)
    def _over_the_affair(self, service_over: Callable[..., Service]) -> None:
        self._service = service_over(AFFAIR_FOLDER / "documents")

    @property
    def embeddings_class(self) -> type[PassageEmbeddings]:
        return PassageEmbeddings

    @property
    def embedding_model_params(self) -> dict[str, Any]:
        return {"embedder": self._service.stores.embedder}


class TestPassageEmbeddings(_Embeddings, EmbeddingsUnitTests):
    pass


@pytest.mark.anyio
class TestPassageEmbeddingsAtWork(_Embeddings, EmbeddingsIntegrationTests):
    pass
