"""A place, a thing, a code, a time or an owner is no speaker; who is silent says nothing."""

import pytest
from attributed import HERALD, speaker

from ingest.isolation.parsed import ReadingTask, parse
from rag.text.lexicon.word_classes import is_person


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        (
            "Acme Tools owns the mill. It stands in Marl Lane. The company says that it is dry.",
            "dry",
            "Acme Tools",
        ),
        ("Acme Tools sued the Tenants’ Union. The company says that it won.", "won", "Acme Tools"),
        ("Jo Hill came to Marl Bridge. She says that it is safe.", "safe", "Jo Hill"),
        (
            "Sensor B12 failed in May. It said nothing. Consider Mrs Hill. She says that it was old.",
            "old",
            "Hill",
        ),
        ("Last night residents demanded that the mill be shut.", "shut", "residents"),
        ("(Clerk’s note: the keys are lost.)", "lost", "Clerk"),
        ("Jo Hill said that Acme accepted most of what the report said.", "most", "Jo Hill"),
        ("Jo Hill asked who would pay.", "pay", "Jo Hill"),
    ],
)
def test_a_speaker_is_a_person_or_a_body(text: str, part: str, expected: str) -> None:
    assert speaker(text, part) == expected


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Gauge P7 sat in the bank and said nothing for a year.", "nothing"),
        ("The mill was cold and the owner has said so.", "cold"),
        ("I have seen the insurer’s letters, and they show this: it wrote twice.", "wrote"),
    ],
)
def test_nobody_named_in_the_sentence_speaks(text: str, part: str) -> None:
    assert speaker(text, part) == HERALD.publisher


def said(name: str, text: str) -> dict[str, str | None]:
    parsed = parse(ReadingTask(name, text.encode()))
    return {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}


def test_a_decision_in_the_first_person_is_its_signers() -> None:
    found = said(
        "a.md",
        "# Decision\n\nComplaint by Mr Ode against Acme Homes\n\nMr Ode was helped by the Tenants’ Union.\n\n"
        "The company says that the lift was mended.\n\nI have read the file. I do not agree.\n\n"
        "My decision is that it must pay.\n\nI uphold the complaint.\n\nEve Sharp\n\nAdjudicator, Homes Service",
    )
    assert found["I do not agree."] == found["I uphold the complaint."] == "Eve Sharp"
    assert found["The company says that the lift was mended."] == "Acme Homes"


def test_minutes_tell_what_was_said() -> None:
    found = said(
        "a.md",
        "# Friends of the Mill\n\nMinutes of the meeting of 4 May 2019\n\nPresent: Ms A. Dunn, Mr B. Lowe.\n\n"
        "Ms Dunn said that the roof leaked. She could not promise a date.\n\nMr Lowe regretted that it was late.",
    )
    assert found["She could not promise a date."] == "A. Dunn"
    assert found["Mr Lowe regretted that it was late."] == "B. Lowe"


def test_minutes_call_their_speakers_by_the_initials_behind_their_names() -> None:
    found = said(
        "a.txt",
        "FRIENDS OF THE MILL\n\nMinutes of the meeting of 4 May 2019\n\nPresent:\n  Sir Ivan Reed      Chair (IR)\n"
        "  Bridget Sayle      Head of Works, mill side (BS)\n  Dr Ann Dunn        Treasurer (AD)\n"
        "Apologies: Peter Lowe, Clerk\n\n1  THE ROOF\n"
        "BS said that the roof leaked. She regretted that she had not looked. She asked for help.\n"
        "IR said that this was late. He asked why the clerk (PL) had not been told.\n"
        "AD added that the clerk (TR) knew. QX said that he did not.",
    )
    own = {each: found[each] for each in found if each.startswith(("BS", "She", "IR", "He ", "AD", "QX"))}
    assert list(own.values()) == [*["Bridget Sayle"] * 3, *["Ivan Reed"] * 2, "Ann Dunn", "QX"]


def test_the_greeting_of_an_earlier_mail_is_its_writers() -> None:
    found = said(
        "a.eml",
        "From: Jo Hill <jo@a.example>\nTo: Ann Lee <ann@a.example>\nSubject: Keys\n\nThe keys are found.\n\n"
        "On 9 March 2021 at 09:14, Ann Lee <ann@a.example> wrote:\n\n> Dear Jo,\n>\n> The keys are lost.\n>\n"
        "> Yours,\n> Ann Lee\n",
    )
    assert {found[each] for each in ("Dear Jo,", "The keys are lost.", "Yours,")} == {"Ann Lee"}
    assert found["The keys are found."] == "Jo Hill"


@pytest.mark.parametrize("thing", ["corridor", "sensor", "ventilators", "boilers", "river", "computers"])
def test_a_thing_whose_name_ends_like_a_persons_is_nobody(thing: str) -> None:
    assert not is_person(thing)


def test_what_somebody_should_do_and_say_is_not_said() -> None:
    parsed = parse(
        ReadingTask("a.txt", b"The mill\n\nMr Hill should apologise and say that he was wrong about it.")
    )
    assert parsed.sentences[-1].speaker is None
