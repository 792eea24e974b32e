"""A desk that writes mails is its body's, by its address; a person's address says nothing of that."""

from pathlib import Path

import pytest
from pieces import entry
from shelf import put, ready

from rag.embedding.embedder import Embedder
from rag.parties.descriptions import described
from rag.parties.parties import Parties
from rag.parties.senders import desks
from rag.storage.catalogue import CatalogueEntry
from rag.storage.stores import Stores
from rag.types import Metadata


def mail(sender: str) -> CatalogueEntry:
    name = sender.partition(" <")[0]
    return CatalogueEntry("mail", "mail.eml", Metadata(author=name, extra={"sender": sender}), (name,))


@pytest.mark.parametrize(
    ("sender", "body"),
    [
        ("Information Rights <foi@spa.example>", "Stowby Pier Authority"),
        ("SPA Press Desk <press@mail.spa.example>", "Stowby Pier Authority"),
        ("Customer Services <help@stowbypierauthority.example>", "Stowby Pier Authority"),
        ("Information Rights <foi@other.example>", None),
        ("Mary Hill <mary@spa.example>", None),
        ("Information Rights <foi@town.spa>", None),
    ],
)
def test_an_address_says_of_which_body_a_desk_is(sender: str, body: str | None) -> None:
    paper = entry(
        "release", "Stowby Pier Authority", "SPA", publisher="STOWBY PIER AUTHORITY", kind="response"
    )
    found = desks([mail(sender), paper])
    assert found == ({sender.partition(" <")[0]: body} if body else {})


def test_a_body_is_one_party_in_capitals_by_its_initials_and_by_its_desk() -> None:
    papers = [
        mail("Information Rights <foi@spa.example>"),
        entry("release", "STOWBY PIER AUTHORITY", publisher="STOWBY PIER AUTHORITY", kind="response"),
        entry("news", "SPA", publisher="The Courier", kind="article"),
        entry("other", "Stowby Pier Authority", publisher="The Courier", kind="article"),
    ]
    parties = Parties(papers, desks(papers))
    assert {parties.of(each) for each in ("STOWBY PIER AUTHORITY", "SPA", "Information Rights")} == {
        parties.of("Stowby Pier Authority")
    }


def test_those_who_sign_one_letter_are_each_heard_in_it() -> None:
    parties = Parties([entry("letter", "Ida Crane; Ned Voss"), entry("news", "Ida Crane")])
    assert [each.name for each in parties.named("what does Ida Crane say?")] == ["Ida Crane"]
    found = parties.of("Ida Crane")
    assert found is not None
    assert "Ida Crane; Ned Voss" in found.speakers


def test_initials_of_a_name_in_capitals_leave_its_small_words_out() -> None:
    parties = Parties([entry("1", "UNION OF PIER AND ROPE KEEPERS"), entry("2", "UPRK")])
    assert parties.of("UPRK") is parties.of("UNION OF PIER AND ROPE KEEPERS")


def test_the_union_is_the_one_that_the_papers_hear(tmp_path: Path, embedder: Embedder) -> None:
    letter = ready(
        "letter", ("Union of Pier Keepers", "We are short of rope."), ("Stowby Council", "We have rope.")
    )
    stores = Stores(tmp_path, embedder)
    put(stores, letter)
    parties = Parties(stores.library.catalogue(), described=lambda every: described(stores.library, every))
    assert [each.name for each in parties.speaking("what does the union say?")] == ["Union of Pier Keepers"]
    stores.close()
