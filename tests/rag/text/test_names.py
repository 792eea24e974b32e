"""Proper names are found by their capitals, with the small words that belong to them."""

import pytest

from rag.text.names import possessive, possible_names, proper_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("who asked Ludwig van Beethoven for a symphony", ["Ludwig van Beethoven"]),
        (
            "the Minister of State for Fisheries met Zoë Müller-Ott",
            ["Minister of State for Fisheries", "Zoë Müller-Ott"],
        ),
        ("a study by iMPOWER", ["iMPOWER"]),
        ("nobody was there", []),
        ("what Lisbon and Porto agreed", ["Lisbon", "Porto"]),
    ],
)
def test_a_name_is_found_whole(text: str, names: list[str]) -> None:
    assert [name.text for name in proper_names(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The harbour was dredged.", []),
        ("Sometimes Hill rowed. Ferries were late.", ["Hill"]),
        ("Did Lisbon agree?", ["Lisbon"]),
        ("Porto agreed. Nobody asked Porto why.", ["Porto", "Porto"]),
        ("“Work stopped,” said Zoë Müller-Ott.", ["Zoë Müller-Ott"]),
        ("It closed on a Monday in March.", []),
    ],
)
def test_a_capital_that_only_opens_a_sentence_makes_no_name(text: str, names: list[str]) -> None:
    found = proper_names(text)
    assert [name.text for name in found] == names
    assert all(text[name.start : name.end] == name.text for name in found)


def test_a_body_may_have_and_in_its_name() -> None:
    text = "the Department of Trade and Industry"
    assert [name.text for name in proper_names(text, with_and=True)] == ["Department of Trade and Industry"]
    assert [name.text for name in proper_names(text)] == ["Department of Trade", "Industry"]


def test_a_description_out_of_a_sentence_opens_none() -> None:
    assert [name.text for name in proper_names("Will Dunn")] == ["Dunn"]
    assert [name.text for name in proper_names("Will Dunn", begins_sentence=False)] == ["Will Dunn"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Fares rose in Porto.", ["Fares", "Porto"]),
        ("Add the Lisbon Line to Porto’s Harbour Board.", ["Add", "Lisbon Line", "Porto’s", "Harbour Board"]),
        ("a macOS tool for 49ers on 4K screens", ["macOS", "49ers", "4K"]),
        ("Prof. Zoë Ott and Rep. Hill", ["Prof. Zoë Ott", "Rep. Hill"]),
    ],
)
def test_a_check_is_given_whatever_may_be_a_name_in_pieces(text: str, pieces: list[str]) -> None:
    assert [name.text for name in possible_names(text, split=True)] == pieces


def test_a_possible_name_says_whether_a_sentence_may_begin_with_it() -> None:
    text = "# Fares\n\nWork stopped in Porto; “Nobody” was Hill."
    assert [(name.text, name.opens) for name in possible_names(text)] == [
        ("Fares", True),
        ("Work", True),
        ("Porto", False),
        ("Nobody", True),
        ("Hill", False),
    ]


@pytest.mark.parametrize(
    ("name", "owning"),
    [
        ("Ofsted", "Ofsted’s"),
        (
            "Association of Directors of Children’s Services",
            "Association of Directors of Children’s Services’",
        ),
        ("ADCS", "ADCS’s"),
    ],
)
def test_what_belongs_to_a_name(name: str, owning: str) -> None:
    assert possessive(name) == owning
