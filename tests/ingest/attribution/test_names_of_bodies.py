"""Names of bodies that begin with ordinary words or join names, lists of those present, and offices without a name."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse

PAPER = "---\npublisher: Holt Echo\nkind: article\n---\n# The weir\n\n"
MORE = "The weir at Holt has been shut for eleven weeks, and it may be clear to boats again in the autumn of next year."


def speakers(*paragraphs: str, head: str = PAPER) -> list[str | None]:
    """The speaker of each sentence of these paragraphs, behind the heading."""
    parsed = parse(ReadingTask("a.md", (head + "\n\n".join((*paragraphs, MORE))).encode()))
    return [each.speaker for each in parsed.sentences if each.role == "body"][:-1]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Moss & Tranter said that the weir would cost £3m.", "Moss & Tranter"),
        ("The consultants Moss & Tranter warned in May that the sluice would fail.", "Moss & Tranter"),
        ("The weir will fail, according to Moss & Tranter.", "Moss & Tranter"),
        ("The campaign group Save the Weir Holt said that it would sue.", "Save the Weir Holt"),
        ("Ann Lee, who chairs Save the Weir Holt, said that nobody had listened.", "Ann Lee"),
        ("Ann Lee of Save the Weir Holt said that she had wept when she heard.", "Ann Lee"),
        ("Last night Stop the Sluice said that it would sue.", "Stop the Sluice"),
        ("Tenants have joined Clear the Banks, which says that it has 400 members.", "Clear the Banks"),
        (
            "A spokeswoman for Parents for Clean Water said that it would sue.",
            "spokeswoman for Parents for Clean Water",
        ),
        (
            "Pupils have joined the campaign group Save Our Lock, which says that it will march.",
            "Save Our Lock",
        ),
        ("Zadie Orme of Keep the Lock Holt said that she had wept when she heard.", "Zadie Orme"),
    ],
)
def test_a_body_is_called_by_its_whole_name(sentence: str, speaker: str) -> None:
    (found,) = speakers(sentence)
    assert found == speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "About 300 people came to a meeting called by the residents’ group Clear the Banks Holt.",
        "The money was raised by Save the Weir and by Friends of the Lock.",
        "The board gave Ann Lee the Order of the River at a meeting for Fix the Lock.",
    ],
)
def test_a_body_that_is_only_named_says_nothing_in_part_of_its_name(sentence: str) -> None:
    (found,) = speakers(sentence)
    assert found in ("Holt Echo", "residents’ group Clear the Banks Holt", "Clear the Banks Holt")


def test_a_name_that_opens_sentences_is_known_by_how_it_stands_elsewhere() -> None:
    found = speakers(
        "Fight the Fumes was founded in May. It has told Fight the Fumes Orme of its plans.",
        "Fight the Fumes said that the river stank.",
    )
    assert found[-1] == "Fight the Fumes"


def test_a_surname_before_an_article_begins_no_name() -> None:
    found = speakers(
        "In April Jo Price said that she had no plans.", "In reply she gave Price the Board’s letter."
    )
    assert found == ["Jo Price", "Holt Echo"]


MINUTES = "# Holt Town Council\n\nMinutes of the meeting held in the Mill on 4 May 2021\n\n{}\n\n"


@pytest.mark.parametrize(
    "present",
    [
        "Present: Councillor Ann Lee (Chair), Councillors D. Marsh, P. Lowe, M. Tait and J. Whit",
        "In attendance: Cllrs D. Marsh and P. Lowe; Mr Tom Raven (Holt River Board), who had asked to speak",
        "Attendees: Councillors D. Marsh, P. Lowe and M. Tait",
        "Also present: Councillor D. Marsh, Mr Tom Raven (who reported for the board) and two members of the public",
        "Apologies: Councillors D. Marsh and P. Lowe",
    ],
)
def test_a_list_of_those_present_is_nobodys_speech(present: str) -> None:
    minutes = MINUTES.format(present)
    parsed = parse(
        ReadingTask("a.md", f"{minutes}Councillor Marsh asked if the weir was safe.\n\n{MORE}".encode())
    )
    said = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert said[present] == "Holt Town Council"
    assert said["Councillor Marsh asked if the weir was safe."] == "D. Marsh"


@pytest.mark.parametrize(
    "line",
    [
        "Head says children have missed outdoor play on eleven days this month as the smell of the river grows",
        "Minister admits that the weir was never inspected in the eleven years before the flood of this spring",
        "Leader denies that the council knew of the cracks and calls for all of the letters to be published",
        "Chairman insists the board will pay for the repairs in full by the end of the year whatever may come",
    ],
)
def test_an_office_without_a_name_in_a_line_below_the_title_is_the_papers_words(line: str) -> None:
    assert speakers(line) == ["Holt Echo"]


def test_an_office_without_a_name_is_its_holder_where_one_is_named() -> None:
    line = "Mayor says the weir will open in the autumn whatever the board decides at its meeting in the town this week"
    assert (
        speakers(line, "Ann Lee, mayor of Holt, told the council that she had asked twice.")[0] == "Ann Lee"
    )


def test_the_chair_is_who_is_so_called_among_those_present() -> None:
    minutes = MINUTES.format(
        "Present: Councillor Ann Lee (Chair), Councillor Tom Raven (Leader of the Council)"
    )
    own = "The Chair reported that the weir was shut.\n\nThe Leader said that he was sorry."
    parsed = parse(ReadingTask("a.md", f"{minutes}{own}\n\n{MORE}".encode()))
    said = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert said["The Chair reported that the weir was shut."] == "Ann Lee"
    assert said["The Leader said that he was sorry."] == "Tom Raven"
