import pytest
from attributed import of, speaker, speeches, spoken


@pytest.mark.parametrize(
    "order",
    [
        "Reply as “Yes, I will come” to the office.",
        "Write “I agree” on the form.",
        "Say “We did our part” aloud.",
    ],
)
def test_instructions_to_the_reader_are_in_the_papers_own_voice(order: str) -> None:
    assert of(f"Ida Carrow leads the club.\n\n{order}", order).speaker == "The Herald"


@pytest.mark.parametrize("title", ["“Boats at rest”. Lantern Press.", "“Lock to close”. Ida Carrow."])
def test_a_title_is_not_said_by_the_name_behind_it(title: str) -> None:
    assert {each.speaker for _, each in spoken(f"It rained all day.\n\n{title}")} == {"The Herald"}


def test_a_name_behind_a_dash_signs_the_words_before_it() -> None:
    text = "Tom Quarmby spoke first.\n\n“We looked for the keeper all night.” — Ida Carrow\n\nIt rained."
    assert speaker(text, "keeper") == "Ida Carrow"


def test_the_author_of_a_post_is_not_whom_it_quotes() -> None:
    text = (
        "Quarmby says that he is tired. “I have seen a lot of locks.” — Ida Carrow (@idacarrow) May 3, 2021"
    )
    assert ("“I have seen a lot of locks.”", "Quarmby") in [
        (words, each.speaker) for words, each in speeches(text) if each.manner == "direct"
    ]


def test_quoted_lines_of_a_mail_are_said_by_whoever_is_said_to_have_written_them() -> None:
    text = (
        "On Mon, 4 Mar 2019, Tom Quarmby wrote:\n\n> The lock is a waste of money.\n\n> It should close.\n\n"
        "I do not agree with that."
    )
    assert [(each.speaker, each.manner) for _, each in spoken(text)] == [
        ("The Herald", "voice"),
        ("Tom Quarmby", "direct"),
        ("Tom Quarmby", "direct"),
        ("The Herald", "voice"),
    ]


def test_words_of_an_unknown_source_are_not_the_last_speakers() -> None:
    text = (
        "Tom Quarmby said that the lock is late.\n\nThe page\n\nwhich says\n\n“The lock is shut for a week.”"
    )
    assert speaker(text, "shut for a week") == "The Herald"


@pytest.mark.parametrize(
    "finding",
    [
        "It was also found that keepers had left.",
        "There were later shown to be too few keepers.",
        "It is estimated that half of the keepers had left.",
    ],
)
def test_an_impersonal_finding_belongs_to_the_document_last_named(finding: str) -> None:
    text = f"A study by Carrow Tugs says the locks suffer.\n\n{finding}"
    assert speaker(text, finding) == "study by Carrow Tugs"
    assert speaker(f"The locks suffer.\n\n{finding}", finding) == "The Herald"


@pytest.mark.parametrize(
    "line", ["Ida Carrow wrote on Monday:", "Ida Carrow wrote:", "Statement from Ida Carrow:"]
)
def test_a_line_that_introduces_a_quotation_is_the_papers_own(line: str) -> None:
    text = f"It rained all day.\n\n{line}\n\n“The lock is shut for good.”"
    assert speaker(text, "shut for good") == "Ida Carrow"


@pytest.mark.parametrize(
    "text",
    [
        "Present: Cllr Carrow, Cllr Quarmby, Mr Reed.",
        "Confirmed speakers: Ida Carrow (Lantern Press), Tom Quarmby.",
        "Guests include Carrow Marine, Ida Carrow and Tom Quarmby.",
        "Noted authors include Ida Carrow and Tom Quarmby.",
        "Attending: Ida Carrow, leader of the council; Tom Quarmby, chair.",
        "Carrow, Ida. “Boats at Rest.” Lantern Post, 3 Mar. 2012, pp. 3–4.",
        "Ida Carrow, “Boats at Rest,” Lantern Post, March 3, 2012.",
        "“Boats at Rest”, Lantern Post, 3 March 2012",
        "1. Carrow I, Quarmby T. Boats at rest. J Locks. 2012;3:14-9. doi:10.1000/1",
        "Films: “The Lock” (2012), “I Am a Keeper” (2014) and “Boats” (2016).",
        "Please type “I agree” in the box, or call Ida Carrow.",
        "If asked, say “I do not know”. Ida Carrow leads the club.",
        "The motto, “We serve all”, is older than the club. Ida Carrow leads it.",
        "Yours sincerely, Ida Carrow",
        "Cast: Ida Carrow as “The Keeper”, Tom Quarmby as “My Mother”.",
    ],
)
def test_lists_titles_and_forms_of_words_are_nobodys_speech(text: str) -> None:
    assert {each.manner for _, each in spoken(f"It rained all day.\n\n{text}")} == {"voice"}
