"""For whom a person speaks is read where the documents say it, and nowhere else."""

from collections.abc import Callable, Iterable

import pytest
from folders import AFFAIR_FOLDER
from pieces import entry

from rag.parties.affiliations import bodies
from rag.service import Service
from rag.storage.catalogue import CatalogueEntry
from rag.types import Document

AFFAIR = AFFAIR_FOLDER / "documents"


class Shelf:
    """A library of one paper, and of the statements of those who are heard in it."""

    def __init__(self, text: str, *speakers: str) -> None:
        self._text = text
        self._speakers = speakers

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        statement = entry("statement", "Norvane Ferries", publisher="Norvane Ferries", kind="response")
        return (entry("paper", *self._speakers, publisher="The Courier", kind="article"), statement)

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        held = {"paper": self._text, "statement": "Norvane Ferries says nothing of people."}
        return {id: held.get(id, "") for id in ids}

    def document(self, id: str) -> Document:
        (held,) = (each for each in self.catalogue() if each.document_id == id)
        return Document(id, held.path, self.texts([id])[id], held.metadata)


@pytest.mark.parametrize(
    "text",
    [
        "“We sail,” said Rufus Hill, managing director of Norvane Ferries.",
        "Rufus Hill, who runs Norvane Ferries, was angry.",
        "Rufus Hill, the new spokesman for the Norvane Ferries, was angry.",
        "Norvane Ferries’s managing director Rufus Hill was angry.",
        "Norvane Ferries managing director Rufus Hill was angry.",
        "We sail.\n\nRufus Hill\nManaging Director, Norvane Ferries",
        "Present: Capt Rufus Hill (Norvane Ferries) and the clerk.",
        "We sail.\n\nRufus Hill MBA\nHead of Marine Works, Norvane Ferries Ltd",
    ],
)
def test_a_role_beside_a_bodys_name_says_for_whom_a_person_speaks(text: str) -> None:
    assert bodies(Shelf(text, "Rufus Hill", "Norvane Ferries")) == {"Rufus Hill": "Norvane Ferries"}


@pytest.mark.parametrize(
    "text",
    [
        "Rufus Hill was angry with Norvane Ferries.",
        "Norvane Ferries and the lawyer Rufus Hill were angry.",
        "Norvane Ferries told a reporter Rufus Hill was away.",
        "Copies to:\n\nRufus Hill\nSolicitor\n\nNorvane Ferries",
        "Rufus Hill spoke. " + "It rained. " * 30 + "The managing director of Norvane Ferries was silent.",
    ],
)
def test_being_named_near_a_body_makes_nobody_its_speaker(text: str) -> None:
    assert bodies(Shelf(text, "Rufus Hill", "Norvane Ferries")) == {}


def test_a_text_calls_the_one_body_that_it_named_by_its_last_word() -> None:
    told = "The Tarn River Trust was angry. “No,” said Ann Marsh, the Trust’s director."
    assert bodies(Shelf(told, "Ann Marsh", "Tarn River Trust")) == {"Ann Marsh": "Tarn River Trust"}
    both = f"The Moor Trust was not. {told}"
    assert bodies(Shelf(both, "Ann Marsh", "Tarn River Trust", "Moor Trust")) == {}


def test_the_beginning_of_a_longer_name_is_no_body() -> None:
    told = "“No,” said Rufus Hill, chair of the Tarn Farmers’ Group."
    assert bodies(Shelf(told, "Rufus Hill", "Tarn")) == {}


@pytest.mark.parametrize(
    ("signature", "speaks_for"),
    [
        ("Rufus Hill\nChief Inspector", {"Rufus Hill": "Water Office"}),
        ("Rufus Hill\nMember of Parliament for Leith", {}),
        ("Rufus Hill", {}),
    ],
)
def test_the_holder_of_an_office_who_signs_a_letter_speaks_for_its_publisher(
    signature: str, speaks_for: dict[str, str]
) -> None:
    class Letter(Shelf):
        def catalogue(self) -> tuple[CatalogueEntry, ...]:
            author = "Rufus Hill"
            return (entry("paper", author, publisher="Water Office", author=author, kind="other"),)

    assert bodies(Letter(f"I do not agree.\n\nYours sincerely,\n\n{signature}")) == speaks_for


def test_a_body_of_one_word_is_told_from_a_surname() -> None:
    said = "Rufus Hill, a shadow minister of the Unity party, was angry with Marsh. Ann Marsh was not."
    assert bodies(Shelf(said, "Rufus Hill", "Unity", "Ann Marsh", "Marsh")) == {"Rufus Hill": "Unity"}


class Letters(Shelf):
    """A library of one letter, printed or issued by a publisher."""

    def __init__(self, publisher: str, *others: CatalogueEntry, author: str = "Rufus Hill") -> None:
        super().__init__("")
        letter = entry("letter", publisher, publisher=publisher, author=author, kind="response")
        self._held = (letter, *others)

    def catalogue(self) -> tuple[CatalogueEntry, ...]:
        return self._held


def test_the_signatory_of_a_company_letter_speaks_for_the_company() -> None:
    for author in ("Rufus Hill", "Sir Rufus Hill"):  # one person, however he signs
        assert bodies(Letters("Norvane Ferries", author=author)) == {"Rufus Hill": "Norvane Ferries"}


def test_the_writer_of_a_letter_to_a_newspaper_does_not_speak_for_it() -> None:
    article = entry("news", "The Courier", publisher="The Courier", kind="article")
    assert bodies(Letters("The Courier", article)) == {}


def test_a_body_is_no_person_of_another() -> None:
    text = "Norvane, a company of the Isle Council, sails."
    assert bodies(Shelf(text, "Norvane", "Isle Council")) == {}


def test_names_full_of_signs_are_only_names() -> None:
    text = "Rufus Hill, head of N+v.ne (Ferries), was angry."
    assert bodies(Shelf(text, "Rufus Hill", "N+v.ne (Ferries)", "O’Hill*")) in ({}, {"Rufus Hill": "N+v.ne"})


def test_in_the_affair_the_director_speaks_for_the_company_and_the_leader_for_the_council(
    service_over: Callable[..., Service],
) -> None:
    found = bodies(service_over(AFFAIR).stores.library)
    assert found["Rufus Aldergate"] == "Norvane Ferries"
    assert found["Moira Pendrick"] == "Sallow and Hethersay Council"
    assert "Tamsin Orrey" not in found or "Group" in found["Tamsin Orrey"]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Cllr Rufus Hill, cabinet member for housing at Norvane City Council, was angry.",
            "Norvane City Council",
        ),
        ("Rufus Hill, who is director of the Pier and Quay Trust, was angry.", "Pier and Quay Trust"),
        ("Rufus Hill, a friend of Norvane City Council, was angry.", None),
        ("Rufus Hill, director of roads, met Norvane City Council.", None),
    ],
)
def test_a_body_that_says_nothing_itself_is_spoken_for_by_whoever_has_an_office_in_it(
    text: str, body: str | None
) -> None:
    told = f"{text} {body or 'Norvane City Council'} met in May."
    assert bodies(Shelf(told, "Rufus Hill")) == ({"Rufus Hill": body} if body else {})
