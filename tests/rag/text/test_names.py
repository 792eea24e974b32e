"""Proper names are found by their capitals, with the small words that belong to them."""

import pytest

from rag.text.names import PROPER_NAME_WITH_AND, full_names, proper_names


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
    assert [match.group() for match in proper_names(text)] == names


def test_a_full_name_has_two_words_and_no_full_stop_behind_it() -> None:
    assert full_names("It was Marie Curie. Warsaw knew.") == ["Marie Curie"]


def test_a_body_may_have_and_in_its_name() -> None:
    assert PROPER_NAME_WITH_AND.fullmatch("Department of Trade and Industry")
