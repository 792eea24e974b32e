"""What people set by hand holds, in every store, over every new version of the file."""

from pathlib import Path

import pytest

from ingest.sync.corrections import BadField, checked, correct
from ingest.sync.sync import remove, sync
from rag.errors import NotFound
from rag.storage.audit import faults
from rag.storage.stores import Stores
from rag.types import Filters

TEXT = 'The pier has rotted through. "We were never told," said Ada Quist. It will be closed until autumn. '


@pytest.fixture
def paper(stores: Stores, tmp_path: Path) -> tuple[Path, str]:
    file = tmp_path / "pier.txt"
    file.write_text(TEXT * 20)
    (tmp_path / "pier.txt.meta.yaml").write_text("title: Pier\npublisher: The Herald\nauthor: admin\n")
    sync(stores, [file])
    return file, stores.library.holdings()[0].id


def test_a_corrected_title_is_what_the_indexes_read(stores: Stores, paper: tuple[Path, str]) -> None:
    _, id = paper
    before = set(stores.library.passage_ids([id]))
    correct(stores, id, {"title": "Inspection of the old breakwater", "date": "29 April 2015"})
    held = stores.library.document(id)
    assert (held.metadata.title, held.metadata.date) == ("Inspection of the old breakwater", "2015-04-29")
    assert held.text == (TEXT * 20).strip()
    found = {hit for hit, _ in stores.lexical.search("breakwater", 50)}
    assert found == set(stores.library.passage_ids([id]))
    assert not before & stores.vectors.ids()
    assert faults(stores) == []


def test_what_an_author_says_is_said_by_the_corrected_one(stores: Stores, tmp_path: Path) -> None:
    mail = "From: Ada Quist <ada@q.example>\nTo: Bo\nSubject: Pier\n\nThe pier is shut.\n"
    (tmp_path / "a.eml").write_text(mail)
    sync(stores, [tmp_path])
    id = stores.library.holdings()[0].id
    correct(stores, id, {"author": "Ada Marsh"})
    held = stores.library.document(id)
    said = {held.text[each.start : each.end]: each.speaker for each in held.sentences}
    assert said["The pier is shut."] == "Ada Marsh"


def test_a_longer_title_takes_its_room_and_no_passage_is_cut(stores: Stores, paper: tuple[Path, str]) -> None:
    _, id = paper
    correct(stores, id, {"title": "The report of the board of works on the state of the old pier " * 3})
    assert faults(stores) == []


def test_a_corrected_publisher_is_whose_voice_the_paper_is(stores: Stores, paper: tuple[Path, str]) -> None:
    _, id = paper
    assert stores.library.document(id).sentences[0].speaker == "The Herald"
    correct(stores, id, {"publisher": "The Gazette"})
    sentences = stores.library.document(id).sentences
    assert (sentences[0].speaker, sentences[1].speaker) == ("The Gazette", "Ada Quist")
    correct(stores, id, {"speaker": "The harbour master"})
    assert stores.library.document(id).sentences[0].speaker == "The harbour master"
    assert faults(stores) == []


def test_what_the_indexes_do_not_read_is_set_without_indexing_anew(
    stores: Stores, paper: tuple[Path, str]
) -> None:
    _, id = paper
    before = stores.library.passage_ids([id])
    correct(stores, id, {"kind": "Report", "url": "https://herald.example/pier"})
    assert stores.library.passage_ids([id]) == before
    assert stores.library.metadata([id])[id].kind == "report"
    assert stores.library.narrowing.matching(Filters(kind=("report",))) == frozenset({id})


def test_corrections_outlive_a_new_version_of_the_file(stores: Stores, paper: tuple[Path, str]) -> None:
    file, id = paper
    correct(stores, id, {"title": "The pier, inspected", "author": ""})
    file.write_text(TEXT * 20 + "A postscript was added. ")
    assert sync(stores, [file]).replaced == [str(file)]
    held = stores.library.document(id)
    assert held.text.endswith("A postscript was added.")
    assert (held.metadata.title, held.metadata.author, held.metadata.publisher) == (
        "The pier, inspected",
        None,
        "The Herald",
    )
    assert faults(stores) == []


def test_a_corrected_document_is_unchanged_when_its_file_is(stores: Stores, paper: tuple[Path, str]) -> None:
    file, id = paper
    correct(stores, id, {"title": "The pier, inspected"})
    assert sync(stores, [file]).unchanged == [str(file)]
    assert stores.library.document(id).metadata.title == "The pier, inspected"


def test_corrections_go_with_their_document(stores: Stores, paper: tuple[Path, str]) -> None:
    file, id = paper
    correct(stores, id, {"title": "The pier, inspected"})
    remove(stores, [id])
    sync(stores, [file])
    assert stores.library.document(id).metadata.title == "Pier"


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "nothing to set"),
        ({"titel": "x"}, "no field 'titel'"),
        ({"extra": "x"}, "no field 'extra'"),
        ({"date": "soon"}, "is no date"),
        ({"date": "2015-13"}, "is no date"),
        ({"kind": "rumour"}, "report, article, response"),
        ({"text_type": ""}, "original, summary"),
        ({"url": "herald.example"}, "https://"),
        ({"title": "x" * 3000}, "Shorten it"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_what_can(values: dict[str, str], reason: str) -> None:
    with pytest.raises(BadField, match=reason):
        checked(values)


def test_a_document_that_is_not_held_is_said_not_to_be(stores: Stores) -> None:
    with pytest.raises(NotFound):
        correct(stores, "nowhere", {"title": "x"})
