"""What is held, told from the catalogue."""

from pieces import entry

from rag.answering.catalogue import Asking, catalogue
from rag.storage.catalogue import CatalogueEntry

HELD = [
    entry("a", publisher="The Herald", title="Rents rise", date="2015-04-29", kind="article"),
    entry("b", publisher="The Herald", title="Rents fall", date="2016-05-02", kind="article"),
    entry("c", publisher="City Board", title="Rents: a review", date="2014", kind="report"),
    entry("d", publisher="City Board", title="Minutes", kind="official", text_type="summary"),
]


def told(
    text: str, topic: str = "", held: list[CatalogueEntry] = HELD, **asking: tuple[str, ...]
) -> list[str]:
    draft = catalogue(Asking(text, topic, **asking), held, lambda _: {"a", "c"})
    assert draft.status == "answered"
    assert draft.citations == ()
    assert {each.kind for each in draft.sentences} == {"catalogue"}
    return [each.text for each in draft.sentences]


def test_everything_is_counted_by_kind_publisher_and_date_and_listed_by_date() -> None:
    assert told("what have you got") == [
        "4 documents are held.",
        "By kind: 2 articles, 1 report, 1 official paper. By publisher: The Herald 2, City Board 2. "
        "Dated 2014 to 2 May 2016; 1 undated.",
        "“Rents fall”, The Herald, 2 May 2016.",
        "“Rents rise”, The Herald, 29 April 2015.",
        "“Rents: a review”, City Board, 2014.",
        "“Minutes”, City Board, undated.",
    ]


def test_a_kind_a_publisher_and_a_year_narrow_it() -> None:
    assert told("how many papers are from the press")[0] == "2 documents of the kind article, of 4 held."
    assert told("what do you have by them", publishers=("City Board",))[0] == (
        "2 documents from City Board, of 4 held."
    )
    assert (
        told("articles of that year", years=("2016",))[0]
        == "1 document of the kind article of 2016, of 4 held."
    )


def test_the_newest_the_oldest_and_the_undated_are_found() -> None:
    assert told("what's the newest")[0] == "The newest: “Rents fall”, The Herald, 2 May 2016."
    assert told("oldest report")[0] == "The oldest of the kind report: “Rents: a review”, City Board, 2014."
    assert told("which are undated")[-1] == "“Minutes”, City Board, undated."
    assert told("which are only summaries")[0] == "1 document held as summaries only, of 4 held."


def test_documents_that_mention_something_are_listed_and_none_is_said() -> None:
    assert told("which documents mention moths", "moths")[0] == "2 documents mentioning “moths”, of 4 held."
    assert told("official papers on moths", "moths") == [
        "None of the 4 documents held is one of the kind official mentioning “moths”."
    ]


def test_a_long_list_is_cut_and_says_so() -> None:
    many = [entry(f"d{number}", title=f"Paper {number}") for number in range(20)]
    assert told("list your documents", held=many)[-1] == "And 8 more."


def test_an_empty_library_holds_nothing() -> None:
    assert told("what have you got", held=[]) == ["0 documents are held."]
