"""Whose points a question asks for, and at whom they are aimed."""

import pytest
from pieces import entry

from rag.answering.forms.aims import aims
from rag.parties.parties import Parties

KNOWN = Parties(
    [
        entry("a", "Acme Water", "Harbour Board", publisher="The Herald"),
        entry("b", "Acme Water spokesman", "Harbour Board", publisher="The Herald"),
    ]
)


@pytest.mark.parametrize(
    ("question", "sources", "targets"),
    [
        ("list the criticisms Acme Water made of the Harbour Board", ["Acme Water"], ["Harbour Board"]),
        ("what are the criticisms of Acme Water?", [], ["Acme Water"]),
        ("what are the recommendations of the Harbour Board?", ["Harbour Board"], []),
        ("the Harbour Board's complaints about Acme Water", ["Harbour Board"], ["Acme Water"]),
        ("list Acme Water's failings", [], ["Acme Water"]),
        ("what did the Harbour Board say against Acme Water", ["Harbour Board"], ["Acme Water"]),
        ("list what Acme Water did after the Harbour Board spoke", ["Acme Water"], []),
        ("list Acme Water's attacks on the Harbour Board", ["Acme Water"], ["Harbour Board"]),
    ],
)
def test_who_makes_the_points_and_who_is_their_target(
    question: str, sources: list[str], targets: list[str]
) -> None:
    read = aims(question, KNOWN)
    assert [party.name for party in read.sources] == sources
    assert [party.name for party in read.targets] == targets


def test_a_defence_is_no_criticism_and_a_source_is_heard_alone() -> None:
    against = aims("what are the criticisms of Acme Water?", KNOWN)
    assert not against.may_make("Acme Water spokesman")
    assert against.may_make("Harbour Board")
    assert against.may_make(None)
    of_one = aims("list the criticisms by the Harbour Board", KNOWN)
    assert of_one.may_make("Harbour Board")
    assert not of_one.may_make("Acme Water")
