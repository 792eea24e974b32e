"""Speakers behind offices, in statements that are announced or read out, and in phrases beside a sentence."""

import pytest
from attributed import of, speaker, spoken

from ingest.isolation.parsed import ReadingTask, parse
from rag.types import Metadata


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        # An office that names its body before its holder.
        ("Today, chief executive of Mersey Water Jo Hill said the pump had failed.", "pump", "Jo Hill"),
        ("“We tried,” said deputy chair of the trust Jo Hill.", "tried", "Jo Hill"),
        ("Council Member Orla Brandt said they had tried.", "tried", "Orla Brandt"),
        ("The leader of the Ann Lee Society said they had tried.", "tried", "leader of the Ann Lee Society"),
        ("Jo Hill MP, Acme’s Chief Roads Minder, in response to the storm, said they had tried.", "tried", "Jo Hill"),
        ("Head of roads and bridges, Orla Brandt, said they had tried.", "tried", "Orla Brandt"),
        ("Dr Jo Hill, of Leeds College, who led the review, accused Acme of haste.", "haste", "Jo Hill"),
        ("Speaking to the Herald on Monday, Jo Hill, 50 said: “We tried.”", "tried", "Jo Hill"),
        ("But Jo Hill, who rose as she replied to Ann Lee in May, told her: “We tried.”", "tried", "Jo Hill"),
        ("In a note, the board thanked the manager and said that it had tried.", "tried", "board"),
        ("The single rating, the Acme report says, tells people little of it.", "little", "Acme report"),
        # What stands behind a comma is the object, or a clause, of the verb before it.
        ("Jo Hill, head of planning, said she “disagreed”.", "disagreed", "Jo Hill"),
        # A phrase beside the sentence has a speaker of its own.
        ("Regular checks began in May, with Ms Hill adding that they “help”.", "checks", "Hill"),
        ("The pool has shut, with parents of young swimmers saying that it hurt.", "hurt", "parents of young"),
        ("Acme responded by saying the pump was old.", "pump", "Acme"),
        # A document is its maker's.
        ("The statement, issued by the trust, said: “We tried.”", "tried", "trust"),
        ("The following is a statement from Jo Hill, Head of Water, Waste and Roads: “We tried.”", "tried", "Jo Hill"),
    ],
)  # fmt: skip
def test_a_speaker_is_a_person_a_body_or_a_role(text: str, part: str, expected: str) -> None:
    found = speaker(text, part)
    assert found is not None
    assert found.startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Mersey Water, which was not identified in the report, paid.",
        "Clinical reviews began in May.",
        "The minister, a friend of Jo Hill, announced this inquiry because it rained.",
    ],
)
def test_an_adjective_or_a_denied_mention_is_no_speaker(text: str) -> None:
    assert [each.manner for _, each in spoken(text)] == ["voice"]


def test_an_office_is_its_holders_under_every_title() -> None:
    text = (
        "In a note, chief fire officer Dr Ann Lee thanked the crews. Jo Hill, Mayor of Leeds, was there, "
        "and Deputy Mayor Sam Moss.\n\nThe chief fire officer said it rained.\n\nThe mayor said it snowed."
    )
    assert speaker(text, "it rained") == "Ann Lee"
    assert speaker(text, "it snowed") == "Jo Hill"


def test_an_office_in_full_is_that_of_whom_the_paper_says_to_hold_it() -> None:
    text = (
        "Sam Moss, the shadow Roads Secretary, met Jo Hill, the Roads Secretary, in May.\n\n"
        "The shadow Roads Secretary said it rained.\n\nThe Roads Secretary said it snowed."
    )
    assert speaker(text, "it rained") == "Sam Moss"
    assert speaker(text, "it snowed") == "Jo Hill"


def test_they_are_the_several_people_of_the_sentence_before() -> None:
    text = "Jo Hill and Ann Lee, two of the governors, met Sam Moss in May. They said they had tried."
    assert speaker(text, "had tried") == "Jo Hill and Ann Lee"


def test_he_is_not_the_man_to_whom_he_turns() -> None:
    text = "Mr Hill rose to reply to Mr Lee. Turning to Mr Lee, he said: “It is yours.”"
    assert speaker(text, "It is yours") == "Hill"


def test_the_union_is_the_body_with_that_word_in_its_name() -> None:
    text = (
        "The Dock Workers Union met on Monday. Acme said it was ready to talk.\n\nThe union said it rained."
    )
    assert speaker(text, "it rained") == "Dock Workers Union"


def test_he_is_the_holder_of_an_office_that_nobody_is_named_for() -> None:
    text = "I asked the Foreign Secretary, Madam Deputy Speaker, and he was civil. He said:\n\n“Not that I know.”"
    assert speaker(text, "Not that") == "Foreign Secretary"


def test_a_statement_that_is_read_out_is_that_of_who_made_it_to_its_end() -> None:
    text = (
        "My Lords, I shall now repeat a Statement made earlier today by my noble friend the Minister of State for "
        "Roads in another place. The Statement is as follows.\n\n“With permission, Mr Speaker, I will speak of "
        "roads.\n\nThey are long.\n\nThey are wet.\n\nThey are ours.\n\nThey will be mended.”\n\nI thank the House."
    )
    *_, last = found = [each.speaker for _, each in spoken(text)]
    assert found[2:-1] == ["Minister of State for Roads"] * 5
    assert last == "The Herald"


def test_single_marks_open_again_in_each_paragraph_and_may_hold_others() -> None:
    text = (
        "Jo Hill said: ‘We know the town's bridge is old.\n\n‘Nobody has ‘reason to believe’ that it falls. It "
        "stands.'\n\nIt rained."
    )
    assert [each.speaker for _, each in spoken(text)] == ["Jo Hill"] * 3 + ["The Herald"]
    assert of(text, "It stands").manner == "direct"


def test_a_letter_without_its_signature_is_its_authors() -> None:
    content = b"---\nauthor: Jo Hill\npublisher: Post\n---\nDear Secretary of State\n\nThe pump is old. It failed.\n"
    parsed = parse(ReadingTask("letter.md", content))
    assert [each.speaker for each in parsed.sentences if each.role == "body"] == ["Jo Hill", "Jo Hill"]


def test_lines_at_the_head_name_the_day_and_the_body() -> None:
    body = (
        "“We tried to mend the pump, and we shall try again when the weather is better and the river is lower. "
        * 3
    )
    content = f"Latest on the pump\nCalder and Hove Hospital Trust\n9 May 2018\n\nStatement from Jo Hill:\n\n{body}”\n"
    found = parse(ReadingTask("pump.txt", content.encode())).metadata
    assert (found.title, found.publisher, found.date) == (
        "Latest on the pump",
        "Calder and Hove Hospital Trust",
        "2018-05-09",
    )


def test_a_volume_of_debates_is_dated_by_its_day() -> None:
    content = b"Roads\n\nVolume 7: debated on Tuesday 3 March 2015\n\nMy Lords, the roads are long and wet.\n"
    assert parse(ReadingTask("roads.txt", content)).metadata.date == "2015-03-03"


def test_a_body_whose_name_joins_two_places_is_one() -> None:
    text = "Care at Calder and Hove Hospital Trust was poor. The trust said it had tried."
    found = of(text, "it had tried", Metadata(publisher="The Herald", kind="article"))
    assert found.speaker == "Calder and Hove Hospital Trust"
