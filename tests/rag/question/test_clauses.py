from hypothesis import given
from hypothesis import strategies as st

from rag.question.clauses import blanked, clauses, parts_around, telling

QUESTION = (
    "Does the Herald article claim that rents rose, while the Gazette report discusses empty council flats?"
)


def test_words_of_any_question_are_left_out() -> None:
    assert telling("What did the council say about the rents?") == "council rents"


def test_a_question_is_taken_apart_where_it_asks_for_another_thing() -> None:
    asked = (
        "Which landlord raised its rents twice in 2014, sold forty empty flats and sued the tenants' union?"
    )
    assert clauses(asked) == [
        "landlord raised rents twice 2014",
        "sold forty empty flats",
        "sued tenants union",
    ]


def test_a_short_clause_goes_with_the_next_and_a_short_tail_with_the_last() -> None:
    assert clauses("rents, and council flats, sold") == ["rents council flats sold"]
    assert clauses("rents") == ["rents"]
    assert clauses("What is that?") == []


def test_each_name_gets_the_part_of_the_question_around_it() -> None:
    spans = [
        (QUESTION.index("Herald"), QUESTION.index(" article")),
        (QUESTION.index("Gazette"), QUESTION.index(" report")),
    ]
    first, second = parts_around(QUESTION, spans)
    assert QUESTION[slice(*first)] == "Does the Herald article claim that rents rose, "
    assert QUESTION[slice(*second)] == "while the Gazette report discusses empty council flats?"


def test_the_parts_around_names_make_up_the_whole_question() -> None:
    assert parts_around("Herald Gazette", [(0, 6), (7, 14)]) == [(0, 7), (7, 14)]
    assert parts_around("Herald", [(0, 6)]) == [(0, 6)]


@given(text=st.text(max_size=40), cuts=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_blanking_moves_nothing(text: str, cuts: tuple[int, int]) -> None:
    start, end = sorted(min(cut, len(text)) for cut in cuts)
    left = blanked(text, [(start, end)])
    assert len(left) == len(text)
    assert left[:start] + left[end:] == text[:start] + text[end:]
    assert left[start:end].strip() == ""
