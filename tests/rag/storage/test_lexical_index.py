from pathlib import Path

import pytest
from engines import BOTH, words_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rag.storage.lexical_index import LexicalIndex, QueryPart
from rag.storage.revision.values import PassageRow
from rag.types import Metadata, Passage

UNKNOWN = Metadata()


def passage(id: str, text: str, document_id: str = "d1") -> Passage:
    return Passage(id, document_id, 0, len(text), text)


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(engine: str, tmp_path: Path) -> LexicalIndex:
    made = words_in(engine, tmp_path)
    made.add(
        [
            PassageRow(passage("tenants", "Tenants withheld their rents in spring."), UNKNOWN),
            PassageRow(passage("council", "The council promised repairs.", "d2"), UNKNOWN, (), ("Mayor",)),
            PassageRow(
                passage("minister", "The minister promised nothing to tenants.", "d3"),
                UNKNOWN,
                (),
                ("Minister", "Mayor"),
            ),
        ]
    )
    made.commit()
    return made


def found(index: LexicalIndex, *arguments: object, **named: object) -> list[str]:
    return [id for id, _ in index.search(*arguments, **named)]  # type: ignore[arg-type]


def test_a_word_is_found_in_its_other_forms(index: LexicalIndex) -> None:
    assert found(index, "promising a repair", 5) == ["council", "minister"]


def test_accents_and_case_do_not_matter(index: LexicalIndex) -> None:
    assert found(index, "TENÁNTS", 1) == ["tenants"]


def test_a_passage_is_found_by_the_title_publisher_and_date_of_its_document(index: LexicalIndex) -> None:
    known = Metadata(title="Rents in Leith", publisher="The Herald", date="2015-04-29")
    index.add([PassageRow(passage("leith", "Nobody paid."), known)])
    index.commit()
    for query in ("Leith", "the Herald", "29 April 2015"):
        assert found(index, query, 1) == ["leith"]


def test_a_search_can_be_kept_to_documents_and_to_who_is_heard(index: LexicalIndex) -> None:
    assert found(index, "tenants promised", 5, documents=frozenset({"d3"})) == ["minister"]
    assert found(index, "promised", 5, heard=[["Mayor"]]) == ["council", "minister"]
    assert found(index, "promised", 5, heard=[["Mayor"], ["Minister", "Clerk"]]) == ["minister"]
    assert found(index, "promised", 5, documents=["d1"], heard=[["Mayor"]]) == []
    assert found(index, "promised", 5, heard=[[]]) == []
    assert found(index, "tenants promised", 5, documents=[]) == []


def test_restricting_a_search_does_not_change_scores(index: LexicalIndex) -> None:
    free = dict(index.search("tenants promised", 5))
    kept = dict(index.search("tenants promised", 5, documents=["d1", "d3"]))
    assert kept == {id: pytest.approx(free[id]) for id in kept}


def test_the_best_alternative_counts_and_not_their_sum(index: LexicalIndex) -> None:
    alone = dict(index.search("tenants", 5))
    either = dict(index.search([QueryPart(("tenants", "tenants rents"))], 5))
    assert either["minister"] == pytest.approx(alone["minister"])
    assert either["tenants"] > alone["tenants"]
    half = dict(index.search([QueryPart(("tenants",), 0.5)], 5))
    assert half["minister"] == pytest.approx(alone["minister"] / 2)


def test_adding_a_passage_again_replaces_it(index: LexicalIndex) -> None:
    index.add([PassageRow(passage("council", "A statement was issued.", "d2"), UNKNOWN)])
    index.commit()
    assert index.count() == 3
    assert found(index, "repairs", 5) == []
    assert found(index, "statement", 5) == ["council"]


def test_a_removed_passage_is_gone_after_the_commit(index: LexicalIndex) -> None:
    index.remove(["council", "never there"])
    assert index.ids() == {"tenants", "council", "minister"}
    index.commit()
    assert index.ids() == {"tenants", "minister"}
    assert found(index, "repairs", 5) == []


def test_what_was_not_committed_is_dropped_on_closing(index: LexicalIndex) -> None:
    index.add([PassageRow(passage("late", "A late letter."), UNKNOWN)])
    index.close()
    assert found(index, "letter", 5) == []
    assert index.count() == 3


def test_an_index_opened_elsewhere_sees_each_commit(index: LexicalIndex, engine: str, tmp_path: Path) -> None:
    reader = words_in(engine, tmp_path)
    assert reader.count() == 3
    index.add([PassageRow(passage("late", "A late letter."), UNKNOWN)])
    index.commit()
    assert found(reader, "letter", 5) == ["late"]
    index.begin_anew()
    index.commit()
    assert reader.count() == 0
    assert reader.ids() == set()


def test_terms_are_the_words_as_indexed_and_their_frequency_counts_passages(index: LexicalIndex) -> None:
    assert index.terms("Promised “repairs”!") == ["promis", "repair"]
    assert index.frequencies(["Promising", "herring"]) == [2, 0]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        'rents AND (council: "',
        "NOT",
        "rents^2 ~1 [a TO b]",
        "\\",
        "\x00",
        "日本語",
        "😀",
        "a" * 5000,
    ],
)
def test_operators_quotes_and_other_scripts_are_only_words(index: LexicalIndex, query: str) -> None:
    assert len(index.search(query, 5)) <= 3


@given(query=st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_raises(index: LexicalIndex, query: str) -> None:
    assert all(score > 0 for _, score in index.search(query, 5))


@given(text=st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_can_be_indexed_and_found_by_its_own_terms(index: LexicalIndex, text: str) -> None:
    index.add([PassageRow(passage("any", text), UNKNOWN)])
    index.commit()
    terms = index.terms(text)
    assert ("any" in found(index, text, 10)) == bool(terms)
