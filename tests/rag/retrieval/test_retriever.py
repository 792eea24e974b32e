from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from engines import BOTH, affair_of, engines

from rag.embedding.embedder import Embedder
from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.locations import Place
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.text.sentences import spans
from rag.types import Document, Filters, Hit, Metadata, Passage, Sentence

HERALD = Metadata(title="Rents in Leith", publisher="The Herald", date="2015-04-29", kind="article")
LATER = Metadata(title="Leith again", publisher="The Herald", date="2015-05-07", kind="article")
GAZETTE = Metadata(title="Flats stand empty", publisher="The Gazette", date="2015-05-02", kind="article")
REPORT = Metadata(title="A Home in the City", publisher="Housing Trust", date="2015-04-01", kind="report")

SHELF: Mapping[str, tuple[Metadata, tuple[str, ...]]] = {
    "herald": (
        HERALD,
        (
            "Tenants in Leith withheld their rents after the third rise in a year.",
            "Their landlord called the rise modest.",
            "The council's housing convener, Mary Orr, promised an inquiry.",
        ),
    ),
    "herald2": (
        LATER,
        ("Tenants in Leith have ended their strike.", "The landlord took back the last rise in rents."),
    ),
    "gazette": (GAZETTE, ("Forty council flats stand empty.", "Repairs would cost two million pounds.")),
    "report": (
        REPORT,
        ("Rents in the city doubled in ten years.", "Every third tenant fears to lose the flat."),
    ),
    "cooking": (
        Metadata(title="Soup of the day", publisher="Kitchen Weekly"),
        ("Chop two leeks.", "Add cream last."),
    ),
}
SPEAKERS = {"Their landlord called the rise modest.": "landlord", "promised an inquiry.": "Mary Orr"}


def shelve(
    stores: Stores, id: str, metadata: Metadata, paragraphs: tuple[str, ...], revision: str = "1"
) -> None:
    """One passage for each paragraph."""
    text = "\n\n".join(paragraphs)
    sentences = tuple(
        Sentence(
            start, end, speaker=next((who for said, who in SPEAKERS.items() if said in text[start:end]), None)
        )
        for start, end in (
            span
            for paragraph in paragraphs
            for span in spans(text, text.index(paragraph), text.index(paragraph) + len(paragraph))
        )
    )
    passages = tuple(
        Passage(f"{id}-{revision}-{number}", id, text.index(each), text.index(each) + len(each), each)
        for number, each in enumerate(paragraphs)
    )
    document = Document(id, f"{id}.md", text, metadata, (), sentences)
    with stores.writing():
        stores.put([Ready(document, revision, passages, (Place(f"{id}.md", id, revision),))])


@pytest.fixture(scope="module", params=BOTH)
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[Stores]:
    folder = tmp_path_factory.mktemp("shelf")
    made = Stores(folder, embedder, engines(request.param), affair_of(folder))
    for id, (metadata, paragraphs) in SHELF.items():
        shelve(made, id, metadata, paragraphs)
    yield made
    made.close()


def over(stores: Stores) -> Retriever:
    return Retriever(stores)


def documents(hits: list[Hit]) -> list[str]:
    return [hit.passage.document_id for hit in hits]


def test_the_passage_that_answers_comes_first(shelf: Stores) -> None:
    first = over(shelf).retrieve(Query("How many flats stand empty?"), 3)[0]
    assert first.passage.text == "Forty council flats stand empty."
    assert first.metadata == GAZETTE


def test_a_passage_is_found_by_its_meaning_where_no_word_is_shared(shelf: Stores) -> None:
    first = over(shelf).retrieve(Query("Which vegetables should I cut?"), 3)[0]
    assert first.passage.text == "Chop two leeks."


def test_each_named_source_is_among_the_first_however_the_words_fall(shelf: Stores) -> None:
    question = "Do The Herald, The Gazette and Kitchen Weekly write on tenants who withhold rents in Leith?"
    hits = over(shelf).retrieve(Query(question), 3)
    assert {hit.metadata.publisher for hit in hits} == {"The Herald", "The Gazette", "Kitchen Weekly"}


def test_a_source_is_asked_for_what_the_question_asks_of_it(shelf: Stores) -> None:
    question = (
        "The Herald wrote on a convener's inquiry, while The Gazette wrote on the cost of repairs: why?"
    )
    herald, gazette = over(shelf).retrieve(Query(question), 2)
    assert "inquiry" in herald.passage.text
    assert "Repairs" in gazette.passage.text


def test_a_day_that_a_question_names_tells_two_articles_of_one_paper_apart(shelf: Stores) -> None:
    for day, id in (("April 29, 2015", "herald"), ("7 May 2015", "herald2")):
        question = f"What did The Herald's article published on {day} say about rents in Leith?"
        assert over(shelf).retrieve(Query(question), 1)[0].passage.document_id == id


def test_the_report_means_documents_of_that_kind(shelf: Stores) -> None:
    assert (
        documents(over(shelf).retrieve(Query("What does the report say about tenants in Leith?"), 2))[0]
        == "report"
    )


def test_a_party_whose_words_are_asked_for_gets_a_turn(shelf: Stores) -> None:
    hits = over(shelf).retrieve(Query("How did Mary Orr respond to tenants who withhold rents in Leith?"), 2)
    assert "Mary Orr" in hits[0].passage.text


def test_filters_keep_everything_else_out(shelf: Stores) -> None:
    retriever = over(shelf)
    question = "Do The Gazette and The Herald write about rents?"
    cases = [
        (Filters(publisher=("The Gazette",)), {"gazette"}),
        (Filters(kind=("report",)), {"report"}),
        (Filters(date_from="2015-05"), {"herald2", "gazette"}),
        (Filters(document_id=("cooking", "herald2")), {"cooking", "herald2"}),
        (Filters(publisher=("Nobody",)), set()),
    ]
    for filters, expected in cases:
        assert set(documents(retriever.retrieve(Query(question, filters), 20))) == expected
    (heard,) = retriever.retrieve(Query(question, Filters(speaker=("Mary Orr",))), 20)
    assert "Mary Orr" in heard.passage.text
    both = Filters(speaker=("Mary Orr",), publisher=("The Gazette",))
    assert retriever.retrieve(Query(question, both), 20) == []


def test_no_passage_comes_twice_and_the_limit_holds(shelf: Stores) -> None:
    question = "Do The Herald, the report and The Herald say that rents rise?"
    for limit in (1, 3, 50):
        hits = over(shelf).retrieve(Query(question), limit)
        ids = [hit.passage.id for hit in hits]
        assert len(ids) == len(set(ids)) == min(limit, len(ids))
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len(over(shelf).retrieve(Query(question), 50)) == 11


def test_the_cosine_of_a_hit_is_that_of_its_passage(shelf: Stores) -> None:
    text = "Do The Herald and Kitchen Weekly agree on rents?"
    vector = shelf.embedder.query(text)
    hits = over(shelf).retrieve(Query(text), 20, vector)
    known = shelf.vectors.cosines(vector, [hit.passage.id for hit in hits])
    assert {hit.passage.id: hit.cosine for hit in hits} == pytest.approx(known, abs=1e-3)


@pytest.mark.parametrize(
    "text", ["", "?", '"rents AND (council: ^~', "家賃は上がりましたか", "🏠", "the of and", "x" * 2000]
)
def test_any_question_gets_an_answer_from_the_indexes(shelf: Stores, text: str) -> None:
    assert len(over(shelf).retrieve(Query(text), 4)) == 4


def test_an_empty_library_finds_nothing(tmp_path: Path, embedder: Embedder) -> None:
    stores = Stores(tmp_path, embedder)
    assert over(stores).retrieve(Query("What does The Herald say?"), 5) == []
    stores.close()


@pytest.mark.parametrize("engine", BOTH)
def test_a_retriever_follows_what_comes_and_goes(engine: str, tmp_path: Path, embedder: Embedder) -> None:
    stores = Stores(tmp_path, embedder, engines(engine), affair_of(tmp_path))
    retriever = over(stores)
    for id in ("herald", "gazette"):
        shelve(stores, id, *SHELF[id])
    question = Query("What does Kitchen Weekly say of the council flats?")
    assert "cooking" not in documents(retriever.retrieve(question, 9))
    shelve(stores, "cooking", *SHELF["cooking"])
    assert documents(retriever.retrieve(question, 9))[0] == "cooking"
    shelve(stores, "cooking", SHELF["cooking"][0], ("Buy more leeks.",), revision="2")
    (renewed,) = [hit for hit in retriever.retrieve(question, 9) if hit.passage.document_id == "cooking"]
    assert renewed.passage.text == "Buy more leeks."
    with stores.writing():
        stores.remove(["cooking"])
    assert "cooking" not in documents(retriever.retrieve(question, 9))
    stores.close()
