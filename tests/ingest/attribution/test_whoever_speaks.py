"""Speakers whom no list of nouns knows, offices beside names, and what only looks like a speaker."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse


def speakers(text: str, name: str = "a.txt") -> dict[str, str | None]:
    parsed = parse(ReadingTask(name, text.encode()))
    return {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The lower deck complained that the ferry leaked.", "lower deck"),
        ("Last week the trustees announced that the drum would go.", "trustees"),
        (
            "The secretaries of nine parishes told the auditor that they had seen nothing.",
            "secretaries of nine parishes",
        ),
        ("The guides claim that the tower leans.", "guides"),
        ("According to minutes of the meeting, nobody had read it.", "minutes of the meeting"),
        ("According to an opinion from the town’s attorney, the sale was void.", "town’s attorney"),
        ("The council's reply, sent to us by its solicitors, said that it knew nothing.", "council"),
        ("Nineteen of the callers said that they had waited.", "Nineteen of the callers"),
        ("The parent who found the page, Hui Lang, said in March that she was glad.", "Hui Lang"),
        ("Mr Colin Price, Director of Works, said that the piers were sound.", "Colin Price"),
        ("Councillor Hamza Fell, Leader of Holt Council, said that it had waited.", "Hamza Fell"),
    ],
)
def test_whoever_announces_or_complains_speaks(sentence: str, speaker: str) -> None:
    assert speakers(f"The pier\n\nIt was closed in May.\n\n{sentence}")[sentence] == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "You have told staff that nobody will be moved.",
        "I am told that 83 kitchens were closed.",
        "I have seen it suggested that the correction was late.",
        "Recover service credits to which the council is entitled.",
        "By May the Holt Trust had claimed £184,000.",
        "Jo Hill, a baker who gave the pie 98 points out of 100, stands by his score.",
    ],
)
def test_what_only_looks_like_speech_is_the_papers_own(sentence: str) -> None:
    assert speakers(f"The kitchens\n\nA letter came in May.\n\n{sentence}")[sentence] is None


def test_a_view_is_hers_who_spoke_before() -> None:
    found = speakers("The loan\n\nMs Ann Lee said that it was late.\n\nIn her view, letters would not do.")
    assert found["In her view, letters would not do."] == "Ann Lee"


def test_he_is_the_one_whom_a_description_stands_beside() -> None:
    found = speakers(
        "Pie\n\nJudge Al Benn, a baker who loves it, stands by his score. “It was lard,” he said."
    )
    assert found["“It was lard,” he said."] == "Al Benn"


def test_she_is_the_named_woman_and_not_an_inspector_who_came_by() -> None:
    text = (
        "The sticker\n\nMrs Bethan Price ran the Copper Pan for twelve years. On 14 May an inspector from the Food "
        "Office gave it a 1. In June she served the last lunch.\n\n“It was rice,” she says."
    )
    assert speakers(text)["“It was rice,” she says."] == "Bethan Price"


def test_the_chair_of_a_hearing_is_named_by_the_list_of_members() -> None:
    text = (
        "Justice Committee\n\nOral evidence: canals\n\nMembers present: Ann Cole (Chair); Mary Pross.\n\n"
        "Q1 Chair: Good morning. Who came?\n\nAlec Wint: I did.\n\nQ2 Mary Pross: It was August. Their doctor "
        "Dr Sato wrote.\n\nAlec Wint: She did."
    )
    assert speakers(text)["Who came?"] == "Ann Cole"


def test_the_heading_of_a_part_is_nobodys_label() -> None:
    text = (
        "Response to the auditor\n\nANNEX A: THE RECOMMENDATIONS\n\nRecommendation (a): no contract before May\n\n"
        "Accepted.\n\nRecommendation (b): a monthly report\n\nAccepted, with the county.\n\nANNEX B: THE FIGURES\n\n"
        "The cost rose by a tenth."
    )
    assert set(speakers(text).values()) == {None}


def test_an_interview_is_with_the_person_whom_its_heading_names() -> None:
    text = "KITCHEN MONTHLY\n\nTHE STIR: COLIN PRICE\n\nA director has been shouted at. Imogen Sayle gave him tea.\n\n"
    text += "\n\n".join(
        f"Q. What did you do in {year}?\n\nA. I worked in Holt." for year in range(1996, 2001)
    )
    assert speakers(text)["A. I worked in Holt."] == "Colin Price"
