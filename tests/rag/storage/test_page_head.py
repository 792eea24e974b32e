"""The first lines of a page are found with what stands below them, and pages take turns within one document."""

from rag.question.query import Query
from rag.retrieval.retriever import Retriever
from rag.storage.revision.passage_context import with_page_heads
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores
from rag.types import Document, Filters, Metadata, Page, Passage, Sentence

PARTS = (
    "Statement of harbour dues for the spring",
    "North quay 120 boats, south quay 80 boats.",
    "Statement of mooring fees for the autumn",
    "North quay 310 boats, south quay 45 boats.",
)


def paper(parts: tuple[str, ...], page_of: tuple[int, ...]) -> Ready:
    """A document of one passage a part; `page_of` tells on which page each stands."""
    text = "\n\n".join(parts)
    starts = [text.index(part) for part in parts]
    passages = tuple(
        Passage(f"p-1-{number}", "p", start, start + len(part), part)
        for number, (start, part) in enumerate(zip(starts, parts, strict=True))
    )
    sentences = tuple(Sentence(passage.start, passage.end) for passage in passages)
    pages = tuple(Page(number, starts[page_of.index(number)]) for number in dict.fromkeys(page_of))
    return Ready(Document("p", "p.pdf", text, Metadata(), pages, sentences), "1", passages, ())


def test_a_passage_knows_the_first_lines_of_its_page_and_the_first_passage_knows_none() -> None:
    ready = paper(PARTS, (1, 1, 2, 2))
    found = with_page_heads(ready.passages, ready.document.text, ready.document.pages)
    assert [passage.above for passage in found] == ["", PARTS[0], "", PARTS[2]]
    assert [passage.text for passage in found] == list(PARTS)


def test_a_long_page_lends_its_beginning_alone_and_a_text_without_pages_nothing() -> None:
    parts = ("word " * 100, "The last passage.")
    ready = paper(parts, (1, 1))
    (_, last) = with_page_heads(ready.passages, ready.document.text, ready.document.pages)
    assert last.above == ("word " * 60).strip()
    assert with_page_heads(ready.passages, ready.document.text, ()) == list(ready.passages)


def put(stores: Stores, ready: Ready) -> None:
    with stores.writing():
        stores.put([ready])


def test_a_table_is_found_by_the_heading_of_its_page(stores: Stores) -> None:
    put(stores, paper(PARTS, (1, 1, 2, 2)))
    by_words = [id for id, _ in stores.lexical.search("north quay boats: mooring fees in autumn", 2)]
    assert "p-1-3" in by_words
    with stores.writing():
        for _ in stores.rebuild():
            pass
    assert [id for id, _ in stores.lexical.search("north quay boats: mooring fees in autumn", 2)] == by_words


def test_within_one_document_pages_take_turns(stores: Stores) -> None:
    alike = tuple(f"The harbour dues of the north quay rose in year {year}." for year in range(6))
    other = "On another page the harbour dues of the quay are named once more."
    put(stores, paper((*alike, other), (*[1] * 6, 2)))
    query = "How did the harbour dues of the north quay rise?"
    hits = Retriever(stores).retrieve(Query(query, Filters(document_id=("p",))), 3)
    assert "p-1-6" in [hit.passage.id for hit in hits]
