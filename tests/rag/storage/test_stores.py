"""The three stores stay in step, whatever was cut off where."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import BOTH, MILVUS, affair_of, engines

from harness import postgres
from rag.embedding.embedder import Embedder
from rag.errors import DataFolderBusy, DataFolderNewer, IndexUnusable, NotFound, StaleIndex
from rag.storage import database
from rag.storage.audit import faults
from rag.storage.locations import Place
from rag.storage.revision.indexes import discard_indexes
from rag.storage.revision.values import Ready
from rag.storage.sqlite.library_file import LIBRARY_FILE
from rag.storage.stores import Stores
from rag.types import Document, Metadata, Passage, Sentence

QUAY = "The quay was closed in January. Nobody said why it had been closed."
MOON = "The moon was full that night. A dog barked at the moon."


def ready(id: str, text: str, revision: str = "r1", title: str | None = None) -> Ready:
    """A document of two sentences, each a passage of its own."""
    middle = text.index(". ") + 1
    sentences = (Sentence(0, middle), Sentence(middle + 1, len(text)))
    passages = tuple(
        Passage(f"{id}-{revision}-{number}", id, each.start, each.end, text[each.start : each.end])
        for number, each in enumerate(sentences)
    )
    document = Document(id, f"/papers/{id}.txt", text, Metadata(title=title), (), sentences)
    return Ready(document, revision, passages, (Place(document.path, id, revision),))


def put(stores: Stores, *documents: Ready) -> None:
    with stores.writing():
        stores.put(documents)


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def library_url(engine: str, request: pytest.FixtureRequest) -> str:
    """The Library is in PostgreSQL beside Milvus, and in SQLite beside the embedded indexes."""
    if engine != MILVUS or postgres.programs() is None:
        return ""
    return postgres.emptied(request.getfixturevalue("postgres_server"))


@pytest.fixture
def stores(engine: str, tmp_path: Path, embedder: Embedder, library_url: str) -> Iterator[Stores]:
    made = Stores(tmp_path / "data", embedder, engines(engine), affair_of(tmp_path), library_url)
    yield made
    made.close()


@pytest.fixture
def embedded(tmp_path: Path, embedder: Embedder) -> Iterator[Stores]:
    made = Stores(tmp_path / "data", embedder)
    yield made
    made.close()


@pytest.fixture
def again(
    engine: str, stores: Stores, tmp_path: Path, embedder: Embedder, library_url: str
) -> Iterator[Stores]:
    """The same folder, opened by whoever comes after a process that was killed."""
    made = Stores(stores.folder, embedder, engines(engine), affair_of(tmp_path), library_url)
    yield made
    made.close()


def test_what_is_put_is_in_all_three(stores: Stores) -> None:
    put(stores, ready("quay", QUAY), ready("moon", MOON))
    assert stores.vectors.ids() == stores.lexical.ids() == set(stores.library.passage_ids(["quay", "moon"]))
    assert stores.library.document("quay").text == QUAY
    assert faults(stores) == []


def test_a_passage_on_its_way_in_has_no_vectors_yet(stores: Stores) -> None:
    stores.shelving.add_pending([ready("quay", QUAY)])
    assert stores.library.sentence_vectors(["quay-r1-0"]) == {}


def test_a_new_revision_takes_the_place_of_the_old_everywhere(stores: Stores) -> None:
    put(stores, ready("quay", QUAY))
    put(stores, ready("quay", QUAY.replace("January", "March"), "r2"))
    assert stores.vectors.ids() == stores.lexical.ids() == {"quay-r2-0", "quay-r2-1"}
    assert "March" in stores.library.document("quay").text
    assert faults(stores) == []


def test_a_document_that_was_pending_when_the_process_died_is_finished(stores: Stores, again: Stores) -> None:
    put(stores, ready("moon", MOON))
    stores.shelving.add_pending([ready("quay", QUAY)])
    with pytest.raises(NotFound):
        stores.library.document("quay")
    with again.writing():
        assert again.library.document("quay").text == QUAY
    assert faults(again) == []


def test_a_revision_that_was_indexed_by_half_is_not_doubled(stores: Stores, again: Stores) -> None:
    put(stores, ready("quay", QUAY))
    second = ready("quay", QUAY.replace("January", "March"), "r2")
    stores.shelving.add_pending([second])
    vectors = stores.embed([second])
    stores.vectors.add(["quay-r2-0"], [vectors[0].vector], ["quay"])
    with again.writing():
        assert again.vectors.ids() == again.lexical.ids() == {"quay-r2-0", "quay-r2-1"}
    assert again.lexical.count() == 2
    assert faults(again) == []


def test_a_removal_that_was_cut_off_is_finished(stores: Stores, again: Stores) -> None:
    put(stores, ready("quay", QUAY), ready("moon", MOON))
    stores.shelving.hide("quay")
    with again.writing():
        assert again.vectors.ids() == again.lexical.ids() == {"moon-r1-0", "moon-r1-1"}
    assert again.shelving.unfinished() == []
    assert faults(again) == []


def test_a_document_without_a_place_goes_in_the_same_step(stores: Stores, again: Stores) -> None:
    put(stores, ready("quay", QUAY), ready("moon", MOON))
    stores.places.forget(["/papers/quay.txt"])
    with pytest.raises(NotFound):
        stores.library.document("quay")
    with again.writing():
        assert set(again.places.all()) == {"/papers/moon.txt"}
    assert faults(again) == []


def test_searches_use_the_old_indexes_during_a_rebuild(stores: Stores) -> None:
    put(stores, ready("quay", QUAY), ready("moon", MOON))
    question = stores.embedder.query("Why was the quay closed?")
    before = stores.vectors.search(question, 2)
    with stores.writing():
        for _ in stores.rebuild():
            assert stores.vectors.search(question, 2) == before
            assert stores.lexical.count() == 4
    assert [id for id, _ in stores.vectors.search(question, 2)] == [id for id, _ in before]
    assert faults(stores) == []


def test_an_interrupted_rebuild_leaves_the_old_indexes_and_is_finished_by_the_next_writer(
    stores: Stores, again: Stores
) -> None:
    put(stores, ready("quay", QUAY), ready("moon", MOON))
    with stores.writing():
        making = stores.rebuild()
        next(making)
        making.close()
    assert faults(stores) == []
    again.vectors.remove(["quay-r1-0"])  # so that only a rebuild can bring it back
    with again.writing():
        assert "quay-r1-0" in again.vectors.ids()
    assert faults(again) == []


def test_another_process_sees_indexes_that_were_put_in_place(stores: Stores, again: Stores) -> None:
    put(stores, ready("quay", QUAY))
    assert again.vectors.count() == 2
    with stores.writing():
        list(stores.rebuild())
    assert again.vectors.ids() == again.lexical.ids() == {"quay-r1-0", "quay-r1-1"}


def test_one_process_writes_and_its_threads_share(stores: Stores, again: Stores) -> None:
    with stores.hold():
        with stores.writing():
            put(stores, ready("quay", QUAY))
        with pytest.raises(DataFolderBusy, match="process"), again.writing():
            raise AssertionError("two processes write")
    with again.writing():
        assert again.library.counts()["documents"] == 1


def test_vectors_of_another_model_are_not_mixed(stores: Stores, again: Stores) -> None:
    put(stores, ready("quay", QUAY))
    stores.shelving.add_pending([ready("moon", MOON)])
    stores.database.set_setting("embedding", "another model")
    with pytest.raises(StaleIndex, match="another model"):
        put(again, ready("tide", "The tide was low. It rose at noon."))
    assert again.vectors.ids() == {"quay-r1-0", "quay-r1-1"}
    with again.writing():
        list(again.rebuild())
    again.check_model()
    assert again.library.counts() == {"documents": 2, "passages": 4}
    assert faults(again) == []


def test_a_folder_of_a_newer_program_is_left_alone(embedded: Stores, embedder: Embedder) -> None:
    embedded.database.connection.execute("PRAGMA user_version = 999")
    with pytest.raises(DataFolderNewer, match="version 999"):
        Stores(embedded.folder, embedder)


def test_a_folder_of_the_first_version_is_brought_up_to_date(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    old = sqlite3.connect(folder / LIBRARY_FILE)
    old.executescript((database._MIGRATIONS / "sqlite" / "01.sql").read_text("utf-8"))
    old.execute(
        "INSERT INTO documents VALUES ('a', 'r', 'indexed', 'x', ?, '{}', '[]', '[]', NULL, NULL, '2019')",
        (QUAY,),
    )
    old.execute("INSERT INTO places VALUES ('/papers/a.txt', 'a', '/papers', 's')")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    stores = Stores(folder, embedder)
    assert stores.places.all() == {"/papers/a.txt": Place("/papers/a.txt", "a", "s")}
    put(stores, ready("b", QUAY))
    assert stores.library.independent(["a", "b"]) == 1
    stores.close()


def test_a_damaged_index_is_named_and_made_again(embedded: Stores, embedder: Embedder) -> None:
    stores = embedded
    put(stores, ready("quay", QUAY))
    meta = stores.folder / "lexical" / "v2" / "meta.json"
    stores.close()
    meta.write_text("{ no json")
    with pytest.raises(IndexUnusable, match=r"lexical index cannot be opened .*`report-qa rebuild`"):
        Stores(stores.folder, embedder)
    discard_indexes(stores.folder)
    again = Stores(stores.folder, embedder)
    assert any("lexical index lacks 2" in fault for fault in faults(again))
    with again.writing():
        list(again.rebuild())
    assert faults(again) == []
    again.close()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE documents SET text = text || 'x'", "its text is not the text that was ingested"),
        (
            'UPDATE passages SET "end" = "end" + 1000',
            "is no slice|lacks vectors|holds no sentence|word-pieces",
        ),
        ('UPDATE sentences SET start = 5000 + start, "end" = 5001 + start', "lies outside its text"),
        ("UPDATE passages SET sentence_vectors = NULL", "lacks vectors"),
        ("DELETE FROM places", "held without a place"),
        ("UPDATE places SET document_id = 'x'", "its document is not held"),
        ("UPDATE documents SET state = 'pending'", "was cut off"),
        (
            "UPDATE settings SET value = 'y' WHERE key = 'embedding'",
            "index was built with the embedding model y",
        ),
    ],
)
def test_what_is_not_as_it_should_be_is_found(embedded: Stores, damage: str, told: str) -> None:
    stores = embedded
    put(stores, ready("quay", QUAY))
    assert faults(stores) == []
    stores.database.connection.execute(damage)
    stores.library = type(stores.library)(stores.database)
    found = faults(stores)
    assert any(part in fault for fault in found for part in told.split("|")), found


def test_strays_and_gaps_in_an_index_are_found(stores: Stores) -> None:
    put(stores, ready("quay", QUAY))
    (embedded, _) = stores.embed([ready("moon", MOON)])
    stores.vectors.add(["stray"], [embedded.vector], ["moon"])
    stores.lexical.remove(["quay-r1-0"])
    stores.lexical.commit()
    found = " ".join(faults(stores))
    assert "The vector index holds, though they are gone, 1 passages" in found
    assert "The lexical index lacks 1 passages" in found
