from dataclasses import dataclass, replace
from typing import Literal

import pytest

from rag.types import AnswerSentence, Citation, Understood
from server.export.account import Checked
from server.export.briefing import BriefingEntry, briefing, single
from server.export.chronology import told_once
from server.export.markdown import to_markdown
from server.export.paper import Heading
from server.export.questions import Section, Unasked

from .samples import DAY, LED_IN, answer, citation, in_part, not_found, plain, quoted, standing


@dataclass(frozen=True)
class Row:
    date: str
    basis: Literal["told", "published"]
    citation: Citation


def written(*entries: BriefingEntry) -> str:
    return to_markdown(briefing("Rents", entries, DAY, {}))


def section(text: str, title: str) -> str:
    """What stands under a heading, up to the next of its level."""
    return text.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_it_says_how_many_questions_were_answered_over_what() -> None:
    text = written(
        standing(plain()), standing(not_found()), standing(in_part()), Unasked("Why?", "Too long.")
    )
    assert (
        "*4 questions, put to 3 documents and 40 passages: 1 answered, 1 answered in part, 1 not in the documents, "
        "1 not asked.*"
    ) in text


def test_every_question_has_a_heading_below_that_of_its_section() -> None:
    paper = briefing("Rents", [Section("Figures"), standing(plain()), standing(in_part())], DAY, {})
    assert [block for block in paper.blocks if isinstance(block, Heading)][:3] == [
        Heading(1, "Figures"),
        Heading(2, "By how much did rents rise?"),
        Heading(2, "What do landlords and tenants say?"),
    ]
    flat = briefing("Rents", [standing(plain())], DAY, {})
    assert Heading(1, "By how much did rents rise?") in flat.blocks


def test_what_was_not_found_is_listed_with_what_was_searched() -> None:
    doubts = section(written(standing(not_found()), standing(plain())), "Could not be verified or found")
    assert doubts.count("What did Kim say?") == 1
    assert "(3 documents, 40 passages searched)" in doubts
    assert "rents" not in doubts


def test_silent_parties_are_listed() -> None:
    doubts = section(written(standing(in_part())), "Could not be verified or found")
    assert "Silent on this point: Landlords. Searched: 3 documents and 40 passages." in doubts


def test_what_nothing_was_found_on_is_missing() -> None:
    asked = Understood(missing=("nothing by or about the mayor", "“in which year”"))
    doubts = section(
        written(standing(replace(plain(), status="partial", asked=asked))), "Could not be verified or found"
    )
    assert "Missing: anything by or about the mayor; “in which year”." in doubts


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("source_changed", "its source no longer has these words at this place"),
        ("source_removed", "its source is no longer held"),
    ],
)
def test_a_fallen_citation_is_listed_without_quotation_marks(
    state: Literal["source_changed", "source_removed"], said: str
) -> None:
    text = written(Checked(plain(), {1: state}))
    doubts = section(text, "Could not be verified or found")
    assert said in doubts
    assert "Recorded on 24 November 2026 and no longer verified: Rents rose by up to a third." in doubts
    assert "“Rents rose by up to a third" not in text
    assert "[^1]" not in text
    assert "\n## Sources\n" not in text


def test_a_sentence_without_support_and_a_question_that_was_not_put_are_listed() -> None:
    unsupported = answer(
        quoted("Rents doubled.", support="unsupported", kind="paraphrase"), citations=(citation(),)
    )
    doubts = section(
        written(standing(unsupported), Unasked("Why?", "Too long.")), "Could not be verified or found"
    )
    assert "By how much did rents rise?** Rents doubled." in doubts
    assert "**Why?** Too long." in doubts


def test_the_section_of_doubts_is_there_also_when_there_are_none() -> None:
    doubts = section(written(standing(plain())), "Could not be verified or found")
    assert doubts.strip() == "Nothing. Every question was answered, and every citation stands."


def test_each_document_cited_is_listed_once_by_publisher() -> None:
    both = answer(
        quoted(LED_IN),
        quoted("Ann Lee, The Age, undated: “No.”", 2),
        quoted(LED_IN, 3),
        citations=(
            citation(),
            citation(2, document_id="age", publisher="The Age", date=None, quote="No."),
            citation(3),
        ),
    )
    sources = section(written(standing(both)), "Sources").split("[^1]: ")[0]
    assert [line.split("”, ")[1].split(" (")[0] for line in sources.strip().splitlines()] == [
        "The Age, undated",
        "The Herald, 3 May 2021",
    ]


def test_one_answer_alone_has_its_question_as_the_title() -> None:
    text = to_markdown(single(standing(plain()), DAY, {}))
    assert text.startswith("# By how much did rents rise?\n\n24 November 2026\n")
    assert text.count("By how much") == 1


def test_the_timeline_has_a_row_a_date_each_with_its_note() -> None:
    rows = [
        Row("2019", "told", citation(7, quote="In 2019 rents stood still.", speaker=None)),
        Row("2021-05-03", "published", citation(9, text_type="summary", quote="Rents rose.", url=None)),
    ]
    paper = briefing("Rents", [standing(plain())], DAY, {"herald": "rents.pdf"}, rows)
    assert section(to_markdown(paper), "Timeline").strip().splitlines() == [
        "- **2019**: The Herald, 3 May 2021: “In 2019 rents stood still.”[^2]",
        "- **3 May 2021**: *Published.* Our summary of The Herald, 3 May 2021: Rents rose.[^3]",
    ]
    assert "Our copy is the file “rents.pdf”" in to_markdown(paper)


def test_a_sentence_is_told_once_and_under_the_day_rather_than_its_month() -> None:
    month, day = Row("2021-05", "told", citation(1)), Row("2021-05-03", "told", citation(1))
    other = Row("2021-05", "told", citation(1, start=90, end=95))
    again = Row("2021-05-03", "told", citation(4, passage_id="herald-1-1"))
    assert [(row.date, row.citation.start) for row in told_once([day, month, again, other])] == [
        ("2021-05", 90),
        ("2021-05-03", 10),
    ]


def test_a_timeline_that_was_asked_for_and_is_empty_says_so() -> None:
    text = to_markdown(briefing("Rents", [standing(plain())], DAY, {}, []))
    assert "The documents date nothing that bears on these questions." in section(text, "Timeline")


def test_a_model_s_part_is_said() -> None:
    worded = AnswerSentence("Rents went up.", "paraphrase", "supported", (1,), worded=True)
    noted = replace(plain(mode="generative"), sentences=(worded, *plain().sentences))
    assert "written by a language model" in written(standing(noted))
    assert "Worded by the model" in written(standing(noted))
    assert "written by a language model" not in written(standing(plain(mode="generative")))
    assert "written by a language model" not in written(standing(plain()))
