"""Questions of interviews and of pages that answer them: read before the answer, and no statement themselves."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse

ANSWERS = (
    "I wanted the boats back, and my board agreed with me at once.",
    "We paid for it ourselves, and it came to about £740,000 in the end.",
    "In the autumn, if the river lets us work through the summer months.",
    "I would, and I do: I live beside the weir and hear it at night.",
)
ASKED = (
    "Why did you open the weir?",
    "The board says that it had no money. Who paid for it?",
    "When will the lock be ready?",
    "Would you live in Holt yourself?",
)
INTERVIEW = (
    "---\npublisher: Holt Echo\n---\n# ‘I wanted the boats back’: Ann Lee on the weir\n\nBy Jo Marl\n\n"
    "Ann Lee has run the Holt River Board since 2019.\n\n{}\n"
)
PAGE = "---\npublisher: Holt River Board\n---\n# The weir: your questions\n\n{}\n"


def roles(text: str, name: str = "a.md") -> dict[str, tuple[str, str | None]]:
    """Each sentence with its role and its speaker."""
    parsed = parse(ReadingTask(name, text.encode()))
    return {parsed.text[s.start : s.end]: (s.role, s.speaker) for s in parsed.sentences}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: {}", "A: {}"),
        ("**{}**", "{}"),
        ("Jo Marl: {}", "Ann Lee: {}"),
        ("Q. {}", "A. {}"),
        ("*{}*", "{}"),
        ("{}", "{}"),
        ("JM: {}", "AL: {}"),
        ("HE: {}", "AL: {}"),
        ("Echo: {}", "Lee: {}"),
        ("Question: {}", "Answer: {}"),
    ],
)
def test_the_questions_of_an_interview_are_no_statements(question: str, answer: str) -> None:
    turns = (f"{question.format(q)}\n\n{answer.format(a)}" for q, a in zip(ASKED, ANSWERS, strict=True))
    found = roles(INTERVIEW.format("\n\n".join(turns)))
    asks = {found[each][0] for each in found if each.rstrip("*").endswith("?")}
    assert asks in ({"question"}, {"heading"})
    said = [each for each in found if each.endswith("I live beside the weir and hear it at night.")]
    assert [found[each] for each in said] == [("body", "Ann Lee")]


def test_what_leads_to_a_question_of_an_interview_is_part_of_it() -> None:
    turns = (f"Q: {q}\n\nA: {a}" for q, a in zip(ASKED, ANSWERS, strict=True))
    found = roles(INTERVIEW.format("\n\n".join(turns)))
    assert found["Q: The board says that it had no money."] == ("question", "Jo Marl")


@pytest.mark.parametrize("mark", ["{}", "**{}**", "Q: {}", "*{}*"])
def test_the_questions_that_a_page_asks_itself_are_no_statements(mark: str) -> None:
    told = ("The board opened it for boats.", "The board paid.", "In the autumn.", "The board has no view.")
    page = PAGE.format("\n\n".join(f"{mark.format(q)}\n\n{a}" for q, a in zip(ASKED, told, strict=True)))
    found = roles(page)
    assert {found[each][0] for each in found if each.rstrip("*").endswith("?")} <= {"question", "heading"}
    assert {found[each] for each in found if "board paid" in each or "autumn" in each} == {
        ("body", "Holt River Board")
    }


def test_questions_that_nobody_answers_are_statements() -> None:
    asked = "\n\n".join(ASKED)
    found = roles(
        f"---\npublisher: Holt Echo\n---\n# What we want to know\n\nThe board must tell us.\n\n{asked}\n"
    )
    assert found["When will the lock be ready?"][0] == "body"


def test_a_question_of_a_member_in_a_record_stays_a_statement() -> None:
    turns = [
        f"{name}: {said}"
        for pair in zip(ASKED, ANSWERS, strict=True)
        for name, said in zip(("Tom Raven", "Ann Lee"), pair, strict=True)
    ]
    found = roles("# Weirs\n\n" + "\n\n".join(turns))
    assert found["Tom Raven: When will the lock be ready?"] == ("body", "Tom Raven")


def test_what_a_question_quotes_stays_the_speech_of_its_speaker() -> None:
    asked = ("Tom Raven said last year: “The lock was never safe at all.” Was he right?", *ASKED[1:])
    turns = (f"Q: {q}\n\nA: {a}" for q, a in zip(asked, ANSWERS, strict=True))
    found = roles(INTERVIEW.format("\n\n".join(turns)))
    (said,) = (each for each in found if "never safe" in each)
    assert found[said][1] in ("Tom Raven", "Jo Marl")
    assert found["Was he right?"] == ("question", "Jo Marl")
