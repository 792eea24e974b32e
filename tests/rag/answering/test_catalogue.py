"""What is held, told from the catalogue and from the texts."""

from collections.abc import Mapping

from pieces import entry

from rag.answering.catalogue import catalogue, made_by
from rag.answering.forms.papers.mentions import Texts
from rag.question.catalogue_query import catalogue_query
from rag.storage.catalogue import CatalogueEntry

HELD = [
    entry("a", publisher="The Herald", title="Rents rise", date="2015-04-29", kind="article"),
    entry("b", publisher="The Herald", title="Rents fall", date="2016-05-02", kind="article"),
    entry("c", publisher="City Board", title="Rents: a review", date="2014", kind="report"),
    entry("d", publisher="City Board", title="Minutes", kind="official", text_type="summary"),
]
WORDS: Mapping[str, Mapping[str, int]] = {
    "moths": {"a": 3, "c": 1},
    "moth": {"b": 2},
    "ants": {"a": 1},
    "wasp": {"d": 4},
}
TEXTS = Texts(
    lambda phrase: WORDS.get(phrase, {}),
    lambda phrase: {"moths": ["moth"], "moth": ["moths"], "wasps": ["wasp"]}.get(phrase, []),
)


def told(text: str, *publishers: str, held: list[CatalogueEntry] = HELD) -> list[str]:
    named = [((text.index(name), text.index(name) + len(name)), name) for name in publishers]
    draft = catalogue(catalogue_query(text, named), held, TEXTS)
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


def test_a_listed_document_can_be_linked_to() -> None:
    draft = catalogue(catalogue_query("list the reports"), HELD, TEXTS)
    assert [each.document_id for each in draft.sentences] == [None, "c"]


def test_a_kind_a_publisher_and_dates_narrow_it() -> None:
    assert told("how many papers are from the press")[0] == "2 documents of the kind article, of 4 held."
    assert (
        told("what do you have by City Board", "City Board")[0] == "2 documents from City Board, of 4 held."
    )
    assert told("articles of 2016")[0] == "1 document of the kind article of 2016, of 4 held."
    assert told("documents before 2016")[0] == "2 documents before 2016, of 4 held."


def test_the_newest_the_oldest_and_the_undated_are_found() -> None:
    assert told("what's the newest")[0] == "The newest: “Rents fall”, The Herald, 2 May 2016."
    assert told("oldest report")[0] == "The oldest of the kind report: “Rents: a review”, City Board, 2014."
    assert told("which are undated")[-1] == "“Minutes”, City Board, undated."
    assert told("which are only summaries")[0] == "1 document held as summaries only, of 4 held."


def test_publishers_years_and_wordings_are_counted_where_they_are_asked_for() -> None:
    assert told("how many publishers are there")[0] == "2 publishers."
    assert told("which years are covered by the papers")[1].endswith("By year: 2014 1, 2015 1, 2016 1.")
    assert "Held in the original: 3; as summaries only: 1." in told("which are originals, which summaries")[1]


def test_documents_that_mention_something_are_listed_with_how_often() -> None:
    assert told("which documents mention moths") == [
        "2 documents mentioning “moths”, of 4 held.",
        "Not counted, as it is another form: “moth” 2 times in 1 document.",
        "By kind: 1 article, 1 report. By publisher: The Herald 1, City Board 1. Dated 2014 to 29 April 2015.",
        "“Rents rise”, The Herald, 29 April 2015: 3 times.",
        "“Rents: a review”, City Board, 2014: once.",
    ]
    assert told("official papers on moths")[0] == (
        "None of the 4 documents held is one of the kind official mentioning “moths”."
    )


def test_those_that_do_not_mention_it_are_listed_too() -> None:
    sentences = told("which documents do not mention moths")
    assert sentences[0] == "2 documents not mentioning “moths”, of 4 held."
    assert sentences[2:] == ["“Rents fall”, The Herald, 2 May 2016.", "“Minutes”, City Board, undated."]


def test_places_are_counted_where_that_is_asked() -> None:
    assert told("how often are moths mentioned")[0] == "“moths” occurs 4 times, in 2 of 4 documents."
    assert told("how often are bees mentioned") == ["“bees” does not occur in 4 documents."]


def test_several_things_have_to_be_mentioned_or_one_of_them() -> None:
    assert (
        told("which papers mention moths and ants")[0]
        == "1 document mentioning “moths” and “ants”, of 4 held."
    )
    assert (
        told("which papers mention moths or ants")[0]
        == "2 documents mentioning “moths” or “ants”, of 4 held."
    )


def test_another_form_is_given_where_the_one_typed_occurs_nowhere() -> None:
    assert told("which papers mention wasps")[0] == "1 document mentioning “wasp”, of 4 held."


def test_a_long_list_is_cut_and_says_so() -> None:
    many = [entry(f"d{number}", title=f"Paper {number}") for number in range(50)]
    assert told("list your documents", held=many)[-1] == "And 10 more."


def test_an_empty_library_holds_nothing() -> None:
    assert told("what have you got", held=[]) == ["0 documents are held."]


def test_the_author_of_documents_is_found_by_a_part_of_the_name() -> None:
    held = [*HELD, entry("e", author="Ann Lee and Bo Chen", publisher="The Herald", title="Moths")]
    assert [each.document_id for each in made_by("bo chen", held)[0]] == ["e"]
    assert made_by("the board", held)[1] == ("City Board",)
    assert made_by("Ann Chen", held) == made_by("", held) == ([], ())
    own, makers = made_by("chen", held)
    draft = catalogue(catalogue_query("everything by them"), own, TEXTS, len(held), makers[0])
    assert draft.sentences[0].text == "1 document by Bo Chen, of 5 held."


def test_papers_with_all_words_of_a_topic_in_one_passage_are_told_apart_from_those_that_hold_it_as_typed() -> (
    None
):
    texts = Texts(lambda phrase: {"bell ropes": {"a": 2}}.get(phrase, {}), lambda _: [], lambda _: ["a", "c"])
    draft = catalogue(catalogue_query("which papers talk about bell ropes"), HELD, texts)
    assert [each.text for each in draft.sentences] == [
        "1 document mentioning “bell ropes”, of 4 held.",
        "“Rents rise”, The Herald, 29 April 2015: 2 times.",
        "1 document more with all of these words in one passage:",
        "“Rents: a review”, City Board, 2014.",
    ]


def test_what_only_points_at_something_named_is_not_looked_for_by_itself() -> None:
    texts = Texts(
        lambda phrase: {"Moth House": {"b": 1}, "its warden": {"c": 9}}.get(phrase, {}), lambda _: []
    )
    said = [
        each.text
        for each in catalogue(
            catalogue_query("which papers mention the Moth House or its warden"), HELD, texts
        ).sentences
    ]
    assert said[0] == "1 document mentioning “Moth House”, of 4 held."
    assert "Not counted: where a paper speaks of “its warden” alone." in said
