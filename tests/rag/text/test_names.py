"""Proper names are found by their capitals, with the small words that belong to them."""

import pytest

from rag.text.names import PROPER_NAME_WITH_AND, proper_names


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
    assert PROPER_NAME_WITH_AND.fullmatch("Department of Trade and Industry")
