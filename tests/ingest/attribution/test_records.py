"""Records of parliaments, hearings and interviews: whoever a line or a label names speaks below it."""

import pytest
from attributed import spoken

from ingest.isolation.parsed import ReadingTask, parse

RECORD = """Allotments

{one}

I beg to move that the plots be dug in March.

{two}

Will she say who pays for the spades?

{three}

The county pays, as it always has.

I have the figures here.

Several hon. Members rose—

{four}

My neighbour Alice Dunn told me that the spades were never bought."""


def said(name: str, text: str) -> dict[str, tuple[str | None, str | None]]:
    """Each sentence with its speaker and who passes it on."""
    parsed = parse(ReadingTask(name, text.encode()))
    return {
        parsed.text[s.start : s.end]: (s.speaker, s.said_via) for s in parsed.sentences if s.role == "body"
    }


@pytest.mark.parametrize(
    "heads",
    [
        ("Ruth Amory (Fenwick) (Con)", "Mr Giles Peel (Harwell) (Lab)", "Ruth Amory", "Mr Peel"),
        (
            "The Minister for Rural Affairs (Ruth Amory)",
            "Mr Giles Peel (Harwell) (LD)",
            "Ms Amory",
            "Mr Giles Peel",
        ),
        (
            "Moved by Ruth Amory",
            "Question from Giles Peel",
            "Answered by Ruth Amory",
            "Question from Giles Peel",
        ),
    ],
)
def test_a_line_that_names_somebody_names_the_speaker_of_what_follows(heads: tuple[str, ...]) -> None:
    found = said("a.txt", RECORD.format(**dict(zip(("one", "two", "three", "four"), heads, strict=True))))
    speaker = {sentence: each for sentence, (each, _) in found.items()}
    assert "Amory" in (speaker["I beg to move that the plots be dug in March."] or "")
    assert "Peel" in (speaker["Will she say who pays for the spades?"] or "")
    assert "Amory" in (speaker["The county pays, as it always has."] or "")
    assert speaker["The county pays, as it always has."] == speaker["I have the figures here."]
    dunn, peel = found["My neighbour Alice Dunn told me that the spades were never bought."]
    assert dunn is not None
    assert dunn.endswith("Alice Dunn")
    assert "Peel" in (peel or "")


def test_headings_that_are_names_each_once_head_no_speech() -> None:
    text = "\n\n".join(
        f"{name}\n\nThis garden was laid out in the year of the flood."
        for name in ("Ann Lee", "Bo Fry", "Cy Dell")
    )
    assert {speaker for speaker, _ in said("a.txt", text).values()} == {None}


def test_initials_stand_for_the_name_that_has_them() -> None:
    text = (
        "Hattie Lowe keeps bees on a roof. She spoke to Town Garden.\n\nTown Garden: Do they sting?\n\n"
        "Hattie Lowe: They have better things to do.\n\nTG: And the neighbours?\n\nHL: The neighbours get honey.\n\n"
        "TG: Every year?\n\nHL: Every year but one."
    )
    found = said("a.txt", text)
    assert found["HL: The neighbours get honey."][0] == "Hattie Lowe"
    assert found["HL: Every year but one."][0] == "Hattie Lowe"


def test_questions_that_look_like_headings_are_an_interviewers() -> None:
    asked = ("Why bees?", "Were you ever stung?", "Who taught you?", "What comes next?")
    answers = (
        "I wanted something that works.",
        "Once, and it was my fault.",
        "My aunt did, on the same roof.",
        "We will see what the summer brings us.",
    )
    text = "Hattie Lowe keeps bees on a roof in Hull.\n\n"
    found = said("a.txt", text + "\n\n".join(f"{q}\n\n{a}" for q, a in zip(asked, answers, strict=True)))
    assert {found[answer][0] for answer in answers} == {"Hattie Lowe"}


def test_what_an_answer_quotes_of_another_is_passed_on() -> None:
    text = (
        "Q: Who warned you?\n\nA: I saw it coming. The surveyor, Ned Oakes, told us: “That wall will not last.”\n\n"
        "Q: And then?\n\nA: I went home."
    )
    found = said("a.txt", "Hattie Lowe lost her house in May. Hattie Lowe has a new one.\n\n" + text)
    assert found["The surveyor, Ned Oakes, told us: “That wall will not last.”"][0] == "Ned Oakes"


def test_a_turn_of_few_words_is_direct_speech_whatever_the_length_of_its_label() -> None:
    text = (
        "The CHAIR: Was the weir inspected?\n\nDr KIRKBRIDE: It was. Twice, and in the rain.\n\n"
        "Ms STRAND: Did it hold?\n\nDr KIRKBRIDE: It did.\n\nThe CHAIR: Thank you both for coming."
    )
    found = spoken(text)
    assert {sentence.manner for _, sentence in found} == {"direct"}
    assert [sentence.speaker for words, sentence in found if "It did" in words] == ["Dr KIRKBRIDE"]
