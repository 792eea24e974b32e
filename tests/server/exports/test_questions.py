import pytest

from rag.errors import BadQuestion
from server.export.questions import MOST, BadBriefing, Section, check_length, read_questions


def test_a_question_a_line_with_headings_and_remarks() -> None:
    lines = [
        "# for Monday",
        "",
        "## Figures ",
        "  How many? ",
        "#5 is dropped",
        "   ",
        "## Replies",
        "Who answered?",
    ]
    assert read_questions(lines) == [Section("Figures"), "How many?", Section("Replies"), "Who answered?"]


@pytest.mark.parametrize("lines", [[], ["", "  "], ["# only a remark"], ["## only a heading"]])
def test_without_a_question_there_is_no_briefing(lines: list[str]) -> None:
    with pytest.raises(BadBriefing, match="no question"):
        read_questions(lines)


def test_a_briefing_has_a_most_of_questions() -> None:
    assert len(read_questions(["Why?"] * MOST)) == MOST
    with pytest.raises(BadBriefing, match=f"{MOST + 1} questions"):
        read_questions(["Why?"] * (MOST + 1))


def test_a_question_too_long_to_be_put_is_refused_before_any_is_put() -> None:
    check_length([Section("x" * 3000), "y" * 2000])
    with pytest.raises(BadQuestion, match="2,001 characters"):
        check_length(["Why?", "y" * 2001])
