"""Who is not the speaker: an office beside a name, a piece of a "
"paper, somebody told of in passing, a list of names."""

import pytest
from attributed import of, speaker

from ingest.isolation.parsed import ReadingTask, parse

STORY = (
    "Rosa Tanner keeps the yellow notice in a drawer.\n\n“It is a very good glue,” she says.\n\n"
    "Mrs Tanner, 61, ran the Blue Door in Stowby. On 3 May 2021 an "
    "inspector from the Harbour Licensing Board gave it "
    "a notice. On 9 June she served the last supper.\n\n"
    "She told her story to a meeting at the Crown, where about 30 owners turned up.\n\n"
    "“I asked the young man what had changed. I’d had a new tap all summer.”"
)
RESPONSE = (
    "The board has today published its response.\n\nANNEX A: RESPONSE TO THE RECOMMENDATIONS\n\n"
    "Recommendation (a): no contract before the design\n\nPartly accepted. The board agrees with the principle.\n\n"
    "Recommendation (b): monthly report\n\nAccepted. The first report was sent on 29 May.\n\n"
    "ANNEX B: THE FIGURES\n\nThe board has spent nine million pounds."
)
HEARING = (
    "# Oral evidence on piers\n\nMembers present: Dame Ida Cole (Chair); "
    "Ned Voss.\n\nWitnesses: Rosa Tanner and Lars Boe."
    "\n\nQ1 Chair: Ms Tanner, who closed the pier?\n\nRosa Tanner: The engineer did.\n\n"
    "Q2 Ned Voss: Mr Boe, on what evidence?\n\nLars Boe: There is a form.\n\nWitness: Hana Petrov.\n\n"
    "Q3 Chair: Ms Petrov, were you told?\n\nHana Petrov: I was not told."
)
INTERVIEW = (
    "PIERS MONTHLY\nMay 2021\n\nTHE LONG DROP: NED VOSS\n\nStowby’s "
    "harbour master has had a hard spring. Ida Crane asked him "
    "about it.\n\nQ. Where did you begin?\n\nA. On my father’s boat.\n\nQ. Did you see it fall?\n\nA. I heard it.\n\n"
    "Q. Were you told?\n\nA. I was told in June.\n\nQ. And now?\n\nA. I "
    "sleep badly.\n\nNed Voss was talking in Stowby."
)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Dame Ruth Fell, Chief Inspector of Harbour Works, said:", "Ruth Fell"),
        ("Mr Colin Hale, Director of Operations, said:", "Colin Hale"),
        ("Sir Alan Hale, Chair of HTC, said:", "Alan Hale"),
    ],
)
def test_an_office_beside_a_titled_name_is_not_who_speaks(line: str, name: str) -> None:
    text = (
        f"The harbour was closed on Friday.\n\n{line} “I welcome the questions of the town. They are good.”"
    )
    assert speaker(text, "I welcome") == name


def test_she_is_who_the_story_is_about_and_not_an_inspector_named_in_passing() -> None:
    assert {speaker(STORY, part) for part in ("her story", "young man", "new tap")} == {"Rosa Tanner"}


def test_marks_within_single_marks_do_not_end_what_is_said() -> None:
    text = (
        "Ned Barlow has driven the ferry for eleven years.\n\n"
        "‘I was halfway over and little Maisie said, “Captain, there’s a "
        "ship,”’ he said. ‘I looked left. I pulled hard.’"
    )
    assert {of(text, part).speaker for part in ("halfway over", "looked left", "pulled hard")} == {
        "Ned Barlow"
    }


def test_pieces_of_a_paper_label_what_stands_below_them_and_speak_nothing() -> None:
    parsed = parse(ReadingTask("a.txt", RESPONSE.encode()))
    assert {each.speaker for each in parsed.sentences} == {None}


def test_lists_of_witnesses_are_nobodys_and_the_chair_is_who_holds_it() -> None:
    parsed = parse(ReadingTask("a.txt", HEARING.encode()))
    found = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert found["Witness: Hana Petrov."] is None
    assert found["Q1 Chair: Ms Tanner, who closed the pier?"] == "Ida Cole"
    assert found["Hana Petrov: I was not told."] == "Hana Petrov"


def test_a_title_in_capitals_is_nobodys_turn_in_an_interview() -> None:
    parsed = parse(ReadingTask("a.txt", INTERVIEW.encode()))
    found = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert found["THE LONG DROP: NED VOSS"] in (None, "PIERS MONTHLY")
    assert found["A. I heard it."] == "Ned Voss"
