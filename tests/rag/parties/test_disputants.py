"""Who stands for whom, whom a question names, and who stands on the other side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pieces import entry

from rag.parties.parties import Parties, Party
from rag.parties.speaker_keys import key_of

CATALOGUE = (
    entry(
        "review",
        *("Tallow Pryce", "review by Tallow Pryce", "report by Tallow Pryce"),
        publisher="Tallow Pryce",
        kind="report",
    ),
    entry("reply", "Norvane Ferries", publisher="Norvane Ferries", kind="response"),
    entry(
        "paper",
        *("Norvane spokeswoman", "Rufus Hill", "the review", "The Courier", "passengers"),
        publisher="The Courier",
        kind="article",
    ),
    entry("minutes", "Isle Council", "Mary Orr", publisher="Isle Council", kind="official"),
    entry("again", "Norvane", "Isle Council", "The Courier", publisher="The Courier", kind="article"),
)
PARTIES = Parties(CATALOGUE, {"Rufus Hill": "Norvane Ferries"})


def names(*found: Party) -> list[str]:
    return [party.name for party in found]


@pytest.mark.parametrize(
    ("speaker", "key"),
    [
        ("Norvane spokeswoman", "Norvane"),
        ("an Ofsted spokesman", "Ofsted"),
        ("Mr Rufus Hill", "Rufus Hill"),
        ("Ofsted’s chief inspector", "Ofsted"),
        ("University of Marrandale", "University of Marrandale"),
        ("crew member", "crew member"),
        ("Her Majesty’s Chief Inspector Sir Michael Hall", "Majesty’s Chief Inspector Sir Michael Hall"),
    ],
)
def test_a_speaker_is_known_by_the_name_in_the_description(speaker: str, key: str) -> None:
    assert key_of(speaker) == key


def test_short_and_long_forms_of_a_name_and_its_spokespeople_are_one_party() -> None:
    (norvane,) = [party for party in PARTIES.all if "Norvane" in party.name]
    assert norvane.speakers == {"Norvane Ferries", "Norvane spokeswoman", "Norvane", "Rufus Hill"}
    assert norvane.weight == 3


def test_a_spokesman_is_found_under_the_body_and_under_his_own_name() -> None:
    heard = PARTIES.of("Rufus Hill")
    assert heard is not None
    assert heard.name.startswith("Norvane")
    assert names(*PARTIES.named("What did Rufus Hill say?")) == ["Rufus Hill"]
    assert PARTIES.of("Norvane spokeswoman") is PARTIES.of("Norvane")
    assert PARTIES.of(None) is None
    assert PARTIES.of("nobody that is heard") is None


def test_a_work_without_a_name_is_the_only_named_work_of_its_kind() -> None:
    assert PARTIES.of("the review") is PARTIES.of("Tallow Pryce")


def test_papers_that_only_report_and_people_of_a_body_are_no_disputants() -> None:
    found = names(*PARTIES.disputants())
    assert "Courier" not in " ".join(found)
    assert "Rufus Hill" not in found
    assert "Passengers" not in found
    assert found[0].startswith("Norvane")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does the council say, and what does Norvane say?", ["Isle Council", "Norvane"]),
        ("What did Mary Orr promise?", ["Mary Orr"]),
        ("What does the review recommend?", ["Tallow Pryce report"]),
        ("What did NORVANE FERRIES say?", ["Norvane"]),
        ("Is Norvane’s record good?", ["Norvane"]),
        ("What did the Courier print?", []),
        ("What do passengers say?", []),
        ("Who is to blame?", []),
        ("", []),
    ],
)
def test_the_parties_that_a_question_names_in_its_order(question: str, expected: list[str]) -> None:
    found = names(*PARTIES.named(question))
    assert len(found) == len(expected)
    assert all(name.startswith(wanted.split()[0]) for name, wanted in zip(found, expected, strict=True))


def test_a_name_inside_a_longer_word_names_nobody() -> None:
    assert PARTIES.named("What is norvanesque?") == ()


def test_a_question_that_sets_parties_against_each_other_gives_both() -> None:
    assert len(PARTIES.facing("Do Norvane and the council agree on the pier?")) == 2
    assert len(PARTIES.facing("What do both sides say?")) == 2
    assert PARTIES.facing("What did Norvane promise the council?") == ()


def test_the_other_side_is_the_most_heard_of_the_rest() -> None:
    review = PARTIES.of("Tallow Pryce")
    assert review is not None
    other = PARTIES.other(review)
    assert other is not None
    assert other.name.startswith("Norvane")
    back = PARTIES.other(other)
    assert back is not None
    assert back != other


def test_a_short_form_of_two_names_is_neithers() -> None:
    found = Parties([entry("a", "Island Courier"), entry("b", "Harbour Courier"), entry("c", "Courier")])
    assert sorted(names(*found.all)) == ["Courier", "Harbour Courier", "Island Courier"]


def test_without_documents_there_are_no_parties() -> None:
    nobody = Parties(())
    assert nobody.all == nobody.disputants() == nobody.facing("What do both sides say?") == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.text("ABab’' .()[]*\\é渡", min_size=1, max_size=20).filter(str.strip), max_size=6, unique=True
    ),
    st.text(max_size=60),
)
def test_whatever_speakers_are_called_parties_can_be_made_and_asked_for(
    speakers: list[str], question: str
) -> None:
    found = Parties([entry(f"d{number}", speaker) for number, speaker in enumerate(speakers)])
    assert {speaker for party in found.all for speaker in party.speakers} == set(speakers)
    for asked in (question, f"Do {' and '.join(speakers)} agree?"):
        assert set(found.facing(asked)) <= set(found.all)
        assert set(found.named(asked)) <= set(found.all)


@pytest.mark.parametrize("called", ["the Isle Cycling Club", "the MP for Isle"])
def test_the_beginning_of_another_name_and_a_seat_are_no_party(called: str) -> None:
    assert PARTIES.speaking("Isle")
    assert not PARTIES.speaking(called)
