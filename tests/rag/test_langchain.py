"""What a LangChain program gets of our retrieval: its own interfaces, with our places and sources."""

from collections.abc import Callable

import pytest
from folders import AFFAIR_FOLDER
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough
from langchain_core.vectorstores import InMemoryVectorStore

from rag.errors import UserError
from rag.langchain import PassageEmbeddings, PassageRetriever, PassageStore
from rag.question.query import Query
from rag.service import Service
from rag.types import Filters

DOCUMENTS = AFFAIR_FOLDER / "documents"
QUESTION = "Where is the wave height measured?"


@pytest.fixture(scope="module")
def service(service_over: Callable[..., Service]) -> Service:
    return service_over(DOCUMENTS)


def test_the_documents_are_our_hits_with_their_places_and_sources(service: Service) -> None:
    found = PassageRetriever(retriever=service.retriever, k=4).invoke(QUESTION)
    hits = service.retriever.retrieve(Query(QUESTION), 4)
    assert [each.id for each in found] == [hit.passage.id for hit in hits]
    for each in found:
        held = service.stores.library.document(each.metadata["document_id"])
        assert held.text[each.metadata["start"] : each.metadata["end"]] == each.page_content
        assert each.metadata["passage_id"] == each.id
        assert (each.metadata["title"], each.metadata["publisher"], each.metadata["date"]) == (
            *(held.metadata.title, held.metadata.publisher, held.metadata.date),
        )


def test_filters_hold_for_it_too(service: Service) -> None:
    restricted = PassageRetriever(retriever=service.retriever, filters=Filters(publisher=("Tallow Pryce",)))
    found = restricted.invoke(QUESTION)
    assert found
    assert {each.metadata["publisher"] for each in found} == {"Tallow Pryce"}


def test_an_empty_question_finds_nothing(service: Service) -> None:
    assert PassageRetriever(retriever=service.retriever).invoke("  ") == []


def test_it_is_a_part_of_a_chain(service: Service) -> None:
    chain = (
        {
            "context": PassageRetriever(retriever=service.retriever, k=1)
            | (lambda found: "\n".join(each.page_content for each in found)),
            "question": RunnablePassthrough(),
        }
        | ChatPromptTemplate.from_template("{context}\n{question}")
        | (lambda prompt: prompt.to_string())
    )
    asked = chain.invoke(QUESTION)
    assert "Vane Point buoy" in asked
    assert asked.endswith(QUESTION)


def test_its_embeddings_are_those_of_the_index_and_rank_in_a_store_of_langchain(service: Service) -> None:
    embeddings = PassageEmbeddings(service.stores.embedder)
    texts = ["Chop two leeks.", "Forty flats stand empty."]
    assert embeddings.embed_query(texts[0]) == pytest.approx(embeddings.embed_documents(texts)[0], abs=1e-4)
    assert len(embeddings.embed_query("x")) == service.stores.embedder.dimension
    shelf = InMemoryVectorStore.from_texts(texts, embeddings)
    assert [each.page_content for each in shelf.similarity_search("Which vegetables to cut?", k=1)] == texts[
        :1
    ]


def test_as_a_vector_store_it_gives_the_nearest_passages_with_their_cosines(service: Service) -> None:
    store = PassageStore(service.retriever)
    vector = service.stores.embedder.question(QUESTION)
    nearest = service.stores.vectors.search(vector, 4)
    found = store.similarity_search_with_score(QUESTION, k=4)
    assert [document.id for document, _ in found] == [id for id, _ in nearest]
    assert [score for _, score in found] == pytest.approx([cosine for _, cosine in nearest], abs=1e-3)
    assert store.similarity_search_by_vector(vector.tolist(), k=4) == [document for document, _ in found]
    assert store.as_retriever(search_kwargs={"k": 4}).invoke(QUESTION) == [document for document, _ in found]
    assert (
        store.get_by_ids([str(found[1][0].id), "no such passage"])[0].page_content == found[1][0].page_content
    )
    scores = [score for _, score in store.similarity_search_with_relevance_scores(QUESTION, k=4)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_search_by_marginal_relevance_gives_other_passages_too(service: Service) -> None:
    store = PassageStore(service.retriever)
    alike = store.similarity_search(QUESTION, k=5)
    apart = store.max_marginal_relevance_search(QUESTION, k=5, fetch_k=40, lambda_mult=0.1)
    assert len({each.id for each in apart}) == 5
    assert {each.id for each in apart} != {each.id for each in alike}


def test_the_vector_store_keeps_to_filters(service: Service) -> None:
    filters = Filters(publisher=("Tallow Pryce",))
    found = PassageStore(service.retriever).similarity_search(QUESTION, filters=filters)
    assert found
    assert {each.metadata["publisher"] for each in found} == {"Tallow Pryce"}
    nobody = Filters(publisher=("Nobody",))
    assert PassageStore(service.retriever).max_marginal_relevance_search(QUESTION, filters=nobody) == []


def test_the_vector_store_is_only_read_and_says_what_to_do_instead(service: Service) -> None:
    store = PassageStore(service.retriever)
    with pytest.raises(UserError, match="ingest_loaded"):
        store.add_texts(["Chop two leeks."])
    with pytest.raises(UserError, match="`remove`"):
        store.delete(["1"])
    with pytest.raises(UserError, match="ingest"):
        PassageStore.from_texts(["Chop two leeks."], store.embeddings)
    with pytest.raises(UserError, match="not fliter"):
        store.similarity_search(QUESTION, fliter={})
