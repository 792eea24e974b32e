"""The vector index: nearest passages, and nothing left of a vector that was removed."""

import threading
from pathlib import Path

import numpy as np
import pytest
from engines import BOTH, EMBEDDED, MILVUS, milvus_url, vectors_in

from rag.embedding.embedder import Vector, unit
from rag.errors import Closing, IndexUnusable
from rag.storage.chroma.index import ChromaIndex
from rag.storage.vector_index import VectorIndex


def vectors(count: int) -> Vector:
    return unit(np.random.default_rng(7).normal(size=(count, 48)))


def add(index: VectorIndex, rows: Vector) -> None:
    index.add([f"p{number}" for number in range(len(rows))], list(rows), ["d"] * len(rows))


def holds(folder: Path, vector: Vector) -> bool:
    """Whether two neighbouring numbers of a vector stand in any file, at any offset."""
    for path in (each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        for offset in range(4):
            numbers = np.frombuffer(content[offset : offset + (len(content) - offset) // 4 * 4], np.float32)
            with np.errstate(invalid="ignore", over="ignore"):
                near = (np.abs(numbers[:-1] - vector[5]) < 1e-6) & (np.abs(numbers[1:] - vector[6]) < 1e-6)
            if near.any():
                return True
    return False


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(engine: str, tmp_path: Path) -> Path:
    """Where its files are."""
    return Path(milvus_url()) if engine == MILVUS else tmp_path / "vectors"


@pytest.mark.parametrize(
    ("engine", "count"),
    # in Chroma's log alone, and written out
    [(EMBEDDED, 1), (EMBEDDED, 3), (EMBEDDED, 150), (EMBEDDED, 1300), (MILVUS, 1), (MILVUS, 150)],
)
def test_a_removed_vector_is_in_no_file_and_the_others_are_found(
    engine: str, folder: Path, tmp_path: Path, count: int
) -> None:
    index = vectors_in(engine, tmp_path, 48)
    rows = vectors(count)
    add(index, rows)
    assert holds(folder, rows[0])
    index.remove(["p0"])
    index.purge()
    assert not holds(folder, rows[0])
    assert index.count() == count - 1
    for number in range(1, count, 97):
        assert index.search(rows[number], 1)[0][0] == f"p{number}"
    index.close()
    again = vectors_in(engine, tmp_path, 48)
    assert again.ids() == {f"p{number}" for number in range(1, count)}
    again.close()


def test_a_purge_that_was_cut_off_costs_no_later_write_anything(tmp_path: Path) -> None:
    index = ChromaIndex(tmp_path / "vectors")
    add(index, vectors(3))
    index._persist_after(2)
    index.close()
    again = ChromaIndex(tmp_path / "vectors")
    assert not again._unsettled()
    again.close()


def test_searches_go_on_while_the_index_is_purged(engine: str, tmp_path: Path) -> None:
    index = vectors_in(engine, tmp_path, 48)
    rows = vectors(300 if engine == EMBEDDED else 60)  # milvus-lite writes all anew each time
    add(index, rows)
    over, raised = threading.Event(), []

    def search() -> None:
        try:
            while not over.is_set():
                assert index.search(rows[9], 1)[0][0] == "p9"
        except BaseException as error:
            raised.append(error)

    reader = threading.Thread(target=search)
    reader.start()
    try:
        for number in range(5 if engine == EMBEDDED else 2):
            index.remove([f"p{number}"])
            index.purge()
    finally:
        over.set()
        reader.join()
    assert raised == []
    index.close()


def test_what_reading_makes_chroma_write_is_no_damage(tmp_path: Path) -> None:
    rows = vectors(40)
    for number in range(4):
        index = ChromaIndex(tmp_path / "vectors")
        if number == 0:
            add(index, rows)
        assert index.differing({f"p{each}": rows[each] for each in range(40)}) == []
        assert index.cosines(rows[3], ["p3"])["p3"] > 0.99
        assert len(index.ids()) == index.count() == 40
        index.close()
        assert index.faults() == []


def test_a_byte_of_chromas_database_that_nothing_uses_is_noticed_too(tmp_path: Path) -> None:
    folder = tmp_path / "vectors"
    index = ChromaIndex(folder)
    add(index, vectors(40))
    index.close()
    database = folder / "chroma.sqlite3"
    content = database.read_bytes()
    unused = content.index(bytes(200)) + 100  # in the free space of a page
    for place in (unused, 25, len(content) // 2):
        database.write_bytes(content[:place] + bytes([content[place] ^ 4]) + content[place + 1 :])
        with pytest.raises(IndexUnusable):
            ChromaIndex(folder)
    database.write_bytes(content)
    ChromaIndex(folder).close()
    note = folder / "chroma.sqlite3.json"
    note.write_text(note.read_text().replace("[", "[1", 1))
    with pytest.raises(IndexUnusable):
        ChromaIndex(folder)


def test_what_asks_after_it_was_closed_is_told_that_the_service_stops(engine: str, tmp_path: Path) -> None:
    index = vectors_in(engine, tmp_path, 48)
    index.add(["a"], list(vectors(1)), ["one"])
    index.close()
    with pytest.raises(Closing):
        index.ids()
    with pytest.raises(Closing):
        index.search(vectors(1)[0], 5)


def test_what_is_filled_anew_takes_the_place_of_what_was_there(engine: str, tmp_path: Path) -> None:
    index = vectors_in(engine, tmp_path, 48)
    rows = vectors(6)
    add(index, rows)
    fresh = index.begin_anew()
    fresh.add(["p1", "new"], [rows[0], rows[5]], ["d", "d"])
    assert index.search(rows[4], 1)[0][0] == "p4"  # what was not replaced yet is found
    fresh.put_in_place()
    assert index.ids() == {"p1", "new"}
    ((id, cosine),) = index.search(rows[0], 1)
    assert id == "p1"
    assert cosine == pytest.approx(1.0, abs=1e-5)
    assert index.differing({"p1": rows[0], "new": rows[2]}) == ["new"]
    index.close()


def test_an_empty_index_says_what_to_do(engine: str, tmp_path: Path) -> None:
    index = vectors_in(engine, tmp_path, 48)
    assert index.search(vectors(1)[0], 3) == []
    assert "report-qa rebuild" in index.failure
    add(index, vectors(2))
    assert len(index.search(vectors(1)[0], 3)) == 2
    assert index.failure == ""
    index.close()


def test_a_model_of_another_dimension_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    before, index = vectors_in(MILVUS, tmp_path, 48), vectors_in(MILVUS, tmp_path, 6)
    rows = vectors(3)
    add(before, rows)
    fresh = index.begin_anew()
    fresh.add(["p1", "p2"], [rows[1, :6], rows[2, :6]], ["d", "d"])
    assert before.search(rows[0], 1)[0][0] == "p0"
    index.remove(["p2"])
    assert (before.ids(), index.ids()) == ({"p0", "p1"}, {"p1"})
    fresh.put_in_place()
    assert (before.ids(), index.ids()) == (set(), {"p1"})
    before.close()
    index.close()
