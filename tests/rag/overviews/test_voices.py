"""What each party says, in its most central sentences, each once and none that leans on another."""

import numpy as np
import pytest
from shelf import put, ready

from rag.overviews.voices import at_the_centre, centre_of, voices
from rag.parties.parties import Parties
from rag.storage.stores import Stores
from rag.types import Metadata

POST = Metadata(title="The trust", publisher="The Post", date="2018-03-10", kind="article")
MAIL = Metadata(title="The trust again", publisher="The Mail", date="2018-03-01", kind="article")


@pytest.fixture
def held(stores: Stores) -> Stores:
    put(
        stores,
        ready(
            "post",
            ("Leith Trust", "The trust will not raise the rents of its tenants this year."),
            ("Leith Trust", "It was wrong about this in every single respect."),
            ("Leith Trust", "Who would ever raise the rents of tenants in winter?"),
            ("Una Strand", "The roofs of all forty houses leak whenever it rains."),
            "Rain fell on the town for most of the week.",
            metadata=POST,
        ),
        ready(
            "mail",
            ("Leith Trust", "The trust will not raise the rents of its tenants this year."),
            ("Leith Trust", "The trust sold two of its houses to pay for repairs."),
            metadata=MAIL,
        ),
    )
    return stores


def test_a_party_is_heard_once_on_each_thing_and_only_in_sentences_that_stand_alone(held: Stores) -> None:
    library = held.library
    parties = Parties(library.catalogue())
    found = {
        each.party: each
        for each in voices(library, parties, {"Una Strand": "Leith Trust"}, centre_of(library))
    }
    quotes = [each.quote for each in found["Leith Trust"].citations]
    assert len(quotes) == len(set(quotes))
    assert any("will not raise" in quote for quote in quotes)
    assert any("sold two of its houses" in quote for quote in quotes)
    assert not any("?" in quote or quote.startswith("It was") for quote in quotes)
    assert found["Leith Trust"].documents == 2
    dates = [each.date for each in found["Leith Trust"].citations]
    assert dates == sorted(dates, key=str)
    assert all(0 <= each.leading < len(each.citations) for each in found.values())


def test_an_empty_library_has_no_centre_and_a_full_one_a_direction(stores: Stores) -> None:
    assert centre_of(stores.library) is None
    put(stores, ready("post", ("Leith Trust", "The trust will not raise the rents."), metadata=POST))
    centre = centre_of(stores.library)
    assert centre is not None
    assert float(np.linalg.norm(centre)) == pytest.approx(1.0, abs=1e-5)


def test_nearness_to_the_centre_is_known_of_each_citation_and_nought_without_a_centre(held: Stores) -> None:
    library = held.library
    centre = centre_of(library)
    (voice, *_) = voices(library, Parties(library.catalogue()), {}, centre)
    near = at_the_centre(library, voice.citations, centre)
    assert len(near) == len(voice.citations)
    assert all(-1 <= each <= 1 and each != 0 for each in near)
    assert at_the_centre(library, voice.citations, None) == [0.0] * len(near)


def test_of_parties_in_equally_many_papers_those_that_say_most_come_first_and_no_cover_is_said(
    stores: Stores,
) -> None:
    put(
        stores,
        ready(
            "post",
            ("Ames Bank", "The bank will lend to the tenants of Leith this year."),
            ("Ames Bank", "ISBN 978-0-00-000000-2 Leith Bank Print 2018"),
            (
                "Ames Bank",
                "Ann Lee of Ames Bank (by telephone, items 1 to 4) In attendance: Jo Hill (minutes)",
            ),
            ("Zeta Union", "The union wants the rents of the tenants to be frozen."),
            ("Zeta Union", "No tenant of the bank should have to leave a house in the cold winter."),
            metadata=POST,
        ),
    )
    library = stores.library
    found = list(voices(library, Parties(library.catalogue()), {}, centre_of(library)))
    assert [each.party for each in found] == ["Zeta Union", "Ames Bank"]
    assert not any(
        "ISBN" in each.quote or "items" in each.quote for voice in found for each in voice.citations
    )
