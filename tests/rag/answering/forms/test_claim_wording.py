"""A claim beside the sentence that settles it: where they differ, who is said to say it, and whose words they are."""

import pytest
from pieces import entry, evidence

from rag.answering.forms.claim import difference, said_by, speaker_note
from rag.parties.parties import Parties
from rag.types import Metadata

SETTLING = "Acme Ferries cancelled up to 40 sailings in March because of the storm."
PARTIES = Parties([entry("1", "Acme Ferries"), entry("2", "Leith Trust")])


@pytest.mark.parametrize(
    "claim",
    [
        "Acme Ferries cancelled up to 50 sailings in March",
        "Acme Ferries cancelled 40 sailings in March",
        "Acme Ferries did not cancel sailings in March because of the storm",
    ],
)
def test_another_figure_qualifier_or_denial_is_told(claim: str) -> None:
    assert difference(claim, evidence(SETTLING))


def test_the_same_and_what_is_about_something_else_differ_in_nothing() -> None:
    assert difference("Acme Ferries cancelled up to 40 sailings in March", evidence(SETTLING)) == ""
    assert difference("The lighthouse was painted in 1990", evidence(SETTLING)) == ""


def test_the_party_before_the_verb_of_saying_says_what_follows() -> None:
    found = said_by("did Acme Ferries say that it will close the harbour office?", PARTIES)
    assert found is not None
    party, what = found
    assert party.name == "Acme Ferries"
    assert what == "that it will close the harbour office"


@pytest.mark.parametrize(
    "text",
    [
        "did anyone say that it will close the office?",
        "did Acme Ferries say so?",
        "was Acme Ferries fined, as people say who read the report?",
    ],
)
def test_nobody_is_said_to_say_what_no_party_stands_before_or_what_is_too_short(text: str) -> None:
    assert said_by(text, PARTIES) is None


def test_a_report_of_what_a_party_says_is_no_quotation() -> None:
    (party,) = PARTIES.speaking("Acme")
    herald = Metadata(publisher="The Herald", kind="article")
    reported = evidence("Acme Ferries said it would close.", metadata=herald, manner="reported")
    assert (
        speaker_note(party, reported)
        == "[1] is The Herald’s report of what Acme Ferries says, not a quotation."
    )
    quoted = evidence("Acme Ferries said it “would close soon”.", metadata=herald, manner="reported")
    assert speaker_note(party, quoted) == ""
    assert speaker_note(party, evidence("We shall close.", metadata=herald, manner="direct")) == ""
