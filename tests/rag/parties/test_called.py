"""What a question may call a party: its names from any word on, initials, and beginnings that no other party has."""

from rag.parties.called import names_of, only_beginnings


def test_a_name_may_lose_its_first_words_and_be_its_initials() -> None:
    found = set(names_of(["Leith Harbour Trust"]))
    assert {("leith", "harbour", "trust"), ("harbour", "trust"), ("trust",), ("lht",)} == found


def test_a_short_rest_of_a_name_and_single_initials_call_nobody() -> None:
    found = set(names_of(["Norvane Ltd"]))
    assert ("ltd",) not in found
    assert ("nl",) not in found


def test_a_possessive_is_the_name() -> None:
    assert ("tallow",) in set(names_of(["Tallow’s"]))


def test_a_beginning_belongs_to_the_one_party_whose_name_begins_so() -> None:
    found = only_beginnings(
        [("pryce", ["Tallow Pryce Partners"]), ("trust", ["Leith Trust"]), ("council", ["Leith Council"])]
    )
    assert found["tallow",] == found["tallow", "pryce"] == "pryce"
    assert found["leith", "trust"] == "trust"
    assert ("leith",) not in found
    assert ("pryce",) not in found
