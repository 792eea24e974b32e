import pytest

from rag.retrieval.source_mentions import SourceNames, days
from rag.storage.catalogue import CatalogueEntry
from rag.types import Metadata


def entry(id: str, *speakers: str, **known: str) -> CatalogueEntry:
    return CatalogueEntry(id, f"{id}.md", Metadata(**known), speakers)  # type: ignore[arg-type]


NAMES = SourceNames(
    [
        entry(
            "herald",
            "An Ofsted spokesman",
            publisher="The Herald",
            author="Ann Lee and Bo Chen",
            date="2015-04-29",
        ),
        entry("herald2", publisher="The Herald", title="Rents rise again in Leith", date="2015-05-02"),
        entry("cbs", "Sir Tom Wood", publisher="CBSSports.com"),
        entry("live", publisher="Live Science: The Most Interesting Articles"),
        entry("dfe", publisher="Department for Education (DfE)", kind="report"),
        entry("fortune", publisher="Fortune"),
        entry("age", publisher="The Age"),
    ]
)


def named(question: str) -> list[tuple[str, set[str]]]:
    return [
        (question[mention.start : mention.end], set(mention.documents))
        for mention in NAMES.mentions(question)
        if mention.documents
    ]


@pytest.mark.parametrize(
    ("question", "name", "documents"),
    [
        ("What does The Herald say?", "The Herald", {"herald", "herald2"}),
        ("Was the Herald's story right?", "the Herald", {"herald", "herald2"}),
        ("Did CBS Sports report it?", "CBS Sports", {"cbs"}),
        ("according to 'CBSSports.com'", "CBSSports.com", {"cbs"}),
        ("as Live Science wrote", "Live Science", {"live"}),
        ("What did the DfE do?", "DfE", {"dfe"}),
        ("What did Bo Chen write?", "Bo Chen", {"herald"}),
        ("In “Rents rise again in Leith”, who pays?", "Rents rise again in Leith", {"herald2"}),
        ("What does the report propose?", "the report", {"dfe"}),
        ("what did the herald say?", "the herald", {"herald", "herald2"}),
    ],
)
def test_a_source_is_known_by_what_people_call_it(question: str, name: str, documents: set[str]) -> None:
    assert (name, documents) in named(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who made a fortune at the age of nine?",
        "Did Ann agree, or Lee?",
        "Is a report enough?",
        "Rents rise",
        "",
        "?!",
        "日本語 “»",
    ],
)
def test_an_ordinary_word_is_no_source(question: str) -> None:
    assert named(question) == []


def test_each_mention_stands_where_the_question_has_it() -> None:
    assert named("Do Fortune, The Age and Fortune differ?") == [
        ("Fortune", {"fortune"}),
        ("The Age", {"age"}),
        ("Fortune", {"fortune"}),
    ]


def test_a_name_that_all_documents_share_tells_nothing() -> None:
    names = SourceNames([entry("a", publisher="The Herald"), entry("b", publisher="The Herald")])
    assert names.mentions("What does The Herald say?") == ()
    assert SourceNames([]).mentions("What does The Herald say?") == ()


def test_a_speaker_is_known_by_the_proper_name_in_the_description() -> None:
    for question in ("What did Ofsted say?", "Did Sir Tom Wood reply?", "Did Wood reply?"):
        (mention,) = NAMES.mentions(question)
        assert mention.documents == frozenset()
        assert mention.speakers <= {"An Ofsted spokesman", "Sir Tom Wood"}
        assert len(mention.speakers) == 1
    assert NAMES.mentions("What did the spokesman say?") == ()


def test_documents_can_be_narrowed_to_those_of_a_day() -> None:
    both = frozenset({"herald", "herald2", "cbs"})
    assert NAMES.published(both, ("2015-05-02",)) == {"herald2"}
    assert NAMES.published(both, ()) == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("published on October 7, 2023, and", ("2023-10-07",)),
        ("of 29 April 2015 and 2nd of May 2015", ("2015-04-29", "2015-05-02")),
        ("on Sept. 3rd 2020", ("2020-09-03",)),
        ("before October 31, 2023", ()),
        ("in October 2023", ()),
        ("Marching on 5 fronts in 2015", ()),
    ],
)
def test_days_are_read_as_people_write_them(text: str, found: tuple[str, ...]) -> None:
    assert days(text) == found


def test_a_publisher_is_named_by_its_initials_also_in_small_letters() -> None:
    names = SourceNames(
        [
            entry("shb", publisher="Scottish Housing Board"),
            entry("who", publisher="World Health Organization"),
        ]
    )

    def found(question: str) -> set[str]:
        return {id for mention in names.mentions(question) for id in mention.documents}

    assert found("what does the shb propose") == {"shb"}
    assert found("What does the SHB propose?") == {"shb"}
    assert found("who proposes it") == set()  # a word of its own


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what did the herald say of Leith", ["the herald"]),
        ("What did live science and Fortune say?", ["live science", "Fortune"]),
        ("Fortune or not, who paid a fortune?", []),
        ("Does sir tom wood know?", ["sir tom wood"]),
    ],
)
def test_a_name_of_several_words_is_found_however_it_is_typed(question: str, names: list[str]) -> None:
    assert [question[start:end] for start, end in NAMES.places(question)] == names
    alone = SourceNames([entry("a", publisher="The Herald")])
    assert alone.places("what did the herald say") == ((9, 19),)
