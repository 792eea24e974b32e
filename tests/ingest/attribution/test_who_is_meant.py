"""Who "he" or "the manager" is where another was heard of just before, and what only looks like speech."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse

HEAD = "---\ntitle: The weir\npublisher: Holt Post\n---\n\n"


def speakers(body: str, name: str = "a.md", head: str = HEAD) -> dict[str, str | None]:
    parsed = parse(ReadingTask(name, (head + body).encode()))
    return {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}


def test_he_is_the_subject_of_the_sentence_before_and_not_who_spoke_above() -> None:
    body = (
        "Paul Reed, who ran the mill, spoke through his lawyer. He has always said that it was safe. In a letter "
        "he said that he was glad.\n\nIvan Lee, the lock keeper who found the crack, met us at the weir. "
        "He retired in May.\n\n"
        "“They are all very sorry,” he said. “I do not want them to be.”"
    )
    assert speakers(body)["“They are all very sorry,” he said."] == "Ivan Lee"


def test_she_is_who_is_named_between_two_who_speak() -> None:
    body = (
        "Ann Reed said that she had been touched. “I would have been more so in June,” she said.\n\n"
        "Mary Lee, who took over the board in May, was more guarded. She said that it had no money."
    )
    assert speakers(body)["She said that it had no money."] == "Mary Lee"


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Ann Reed told the board.", "She read it that evening and rang the chair."),
        (
            "Ann Reed has a view.",
            "There is a plate that gives a year, and nobody has changed it, which tells you enough.",
        ),
        ("Ann Reed asked three men.", "The first waited, and it depended on what the review found."),
        ("Ann Reed moved that.", "A decision is put off until the review in item 5 has reported."),
    ],
)
def test_what_only_looks_like_speech_is_the_papers_own(before: str, sentence: str) -> None:
    assert speakers(f"The review of the weir is due.\n\n{before} {sentence}")[sentence] == "Holt Post"


def test_another_manager_is_not_the_one_who_was_named() -> None:
    body = (
        "The lock manager, Ivan Lee, wrote to the engineers. Paul Reed answered him in May.\n\n"
        "The project manager told us that she had not been told."
    )
    assert speakers(body)["The project manager told us that she had not been told."] == "project manager"


def test_a_document_described_otherwise_since_is_not_the_one_named_before() -> None:
    body = "A peer review by Lee Hollis came to 31. The independent review is on our page.\n\n"
    body += "The review recommended a gate."
    assert speakers(body)["The review recommended a gate."] == "review"


def test_options_by_letter_are_items_and_no_names_and_a_firm_in_brackets_is_none() -> None:
    text = (
        "HOLT PARISH COUNCIL\n\nMINUTES OF A MEETING\nheld in the mill on 8 May 2020\n\n"
        "IN ATTENDANCE: Z. Beck (Lorne Beck), clerk\n\n4. WEIR: OPTIONS\n\n4.1 Options had been priced by Lorne Beck:\n"
        "  A. Mend it: £3m.\n  B. Drop the gate: £5m.\n  C. Drop the weir: £2m.\n\n"
        "4.2 Mr Beck explained that a wall was missing. Those were the figures. He regretted that a draft had reached "
        "the newspaper."
    )
    parsed = parse(ReadingTask("a.txt", text.encode()))
    found = {parsed.text[each.start : each.end]: each for each in parsed.sentences}
    assert [each.role for told, each in found.items() if told[:3] in ("A. ", "B. ", "C. ")] == ["item"] * 3
    assert found["4. WEIR: OPTIONS"].role == "heading"
    assert found["He regretted that a draft had reached the newspaper."].speaker == "Z. Beck"


def test_a_number_before_a_paragraph_is_no_part_of_the_name() -> None:
    assert (
        speakers("5.6 The Holt Trust told us that it was shut.", head="")[
            "5.6 The Holt Trust told us that it was shut."
        ]
        == "Holt Trust"
    )


def test_a_question_to_a_minister_is_who_puts_it() -> None:
    text = (
        "ANN REED (Holt) to the Minister for Rivers: Is he satisfied that an engineer considers the weir safe?\n\n"
        "Hon PAUL LEE (Minister for Rivers): I am.\n\nANN REED: Will he come?\n\nHon PAUL LEE: I will."
    )
    found = speakers(text, head="")
    asked = "ANN REED (Holt) to the Minister for Rivers: Is he satisfied that an engineer considers the weir safe?"
    assert found[asked] == "Ann Reed"


def test_bold_lines_of_an_interview_are_the_interviewers() -> None:
    turns = "".join(
        f"**{q}**\n\n{a}\n\n"
        for q, a in (
            ("You ran the mill. Why stop?", "I was tired."),
            ("When did you hear of it?", "In May. I was at home."),
            ("Mr Reed says he told you. Twice.", "Then I should ask him."),
            ("Did you sleep?", "I never did."),
            ("Would you do it again?", "I might."),
        )
    )
    head = "# Mary Holt on the mill\n\n*Northerly* magazine, May 2020\n\n"
    text = f"{head}Mary Holt kept the mill. She talked to Zora Lee.\n\n{turns}"
    parsed = parse(ReadingTask("a.md", text.encode()))
    found = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert (parsed.metadata.author, parsed.metadata.publisher) == ("Zora Lee", "Northerly magazine")
    assert (found["Did you sleep?"], found["Then I should ask him."]) == ("Zora Lee", "Mary Holt")
    assert found["Mr Reed says he told you. Twice."] == "Northerly magazine"


def test_a_line_that_repeats_a_quotation_is_its_speakers_and_an_owners_manager_is_a_person() -> None:
    quotation = "“We knew that there was a risk. I understand why people feel that this has taken too long.”"
    text = (
        f"Desmond Orrell, the Agency’s area manager, said: {quotation} He also told us of a fault.\n\n"
        "Corrected figures show that the gas was above the limit in May.\n\n"
        "“I understand why people feel that this has taken too long.”\n\n"
        "“It was one of our own who spotted it,” Mr Orrell said."
    )
    parsed = parse(ReadingTask("a.txt", text.encode()))
    said = [each.speaker for each in parsed.sentences if "understand" in parsed.text[each.start : each.end]]
    assert said == ["Desmond Orrell"] * 2
    assert parsed.sentences[-1].speaker == "Desmond Orrell"
