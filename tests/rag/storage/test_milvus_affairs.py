"""Affairs in one Milvus: none is found from another, none counts in another's weights, and each can be taken out."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from engines import affair_of, milvus_url

from rag.embedding.embedder import Vector, unit
from rag.storage.milvus.affairs import drop
from rag.storage.milvus.connection import Milvus
from rag.storage.milvus.statistics import CountedStatistics
from rag.storage.milvus.vectors import MilvusVectors
from rag.storage.milvus.words import MilvusWords
from rag.storage.revision.values import PassageRow
from rag.types import Metadata, Passage

SIZE = 24


def rows(**texts: str) -> list[PassageRow]:
    return [
        PassageRow(Passage(id, "d", 0, len(text), text), Metadata(), (), ("Mayor",))
        for id, text in texts.items()
    ]


def directions(count: int) -> Vector:
    return unit(np.random.default_rng(3).normal(size=(count, SIZE)))


@pytest.fixture
def milvus() -> Iterator[Milvus]:
    made = Milvus(milvus_url())
    yield made
    made.close()


@pytest.fixture
def names(tmp_path: Path) -> tuple[str, str]:
    """One begins with the other."""
    first = affair_of(tmp_path)
    return first, f"{first}-2"


@pytest.fixture
def words(milvus: Milvus, names: tuple[str, str]) -> tuple[MilvusWords, MilvusWords]:
    one, other = (MilvusWords(milvus, name) for name in names)
    one.add(rows(a="The harbour was closed.", b="Ferries wait."))
    other.add(rows(a="The harbour was open.", c="The harbour master left.", d="A harbour in fog."))
    one.commit()
    other.commit()
    return one, other


def test_the_same_id_in_two_affairs_is_two_passages(words: tuple[MilvusWords, MilvusWords]) -> None:
    one, other = words
    assert one.ids() == {"a", "b"}
    assert [id for id, _ in one.search("harbour", 9)] == ["a"]
    assert [id for id, _ in one.search("harbour", 9, ["d"], [["Mayor"]])] == ["a"]
    assert {id for id, _ in other.search("harbour", 9)} == {"a", "c", "d"}
    one.remove(["a"])
    one.commit()
    assert one.search("harbour", 9) == []
    assert other.count() == 3


def test_how_rare_a_word_is_depends_on_its_own_affair_alone(words: tuple[MilvusWords, MilvusWords]) -> None:
    one, other = words
    before = one.search("harbour", 9)
    other.add(rows(**{f"more{number}": "Harbour, harbour, harbour." for number in range(20)}))
    other.commit()
    assert one.search("harbour", 9) == before
    assert (one.frequencies(["harbours"]), one.total()) == ([1], 2)
    assert (other.frequencies(["harbours"]), other.total()) == ([23], 23)


def test_a_word_is_counted_alike_where_an_affair_is_read_whole_and_where_milvus_counts(
    words: tuple[MilvusWords, MilvusWords],
) -> None:
    read = CountedStatistics(words[1]._rows, None)
    asked = CountedStatistics(words[1]._rows, None, most=2)
    terms = words[1].terms("The harbour open nowhere")
    assert not asked.now().complete
    assert asked.frequencies(terms, asked.now()) == read.frequencies(terms, read.now())
    assert asked.now().length == read.now().length


def test_statistics_are_counted_anew_when_the_documents_change(
    milvus: Milvus, names: tuple[str, str]
) -> None:
    revision = 1
    reader = MilvusWords(milvus, names[0], lambda: revision)
    writer = MilvusWords(milvus, names[0])
    writer.add(rows(a="The harbour was closed."))
    writer.commit()
    assert reader.frequencies(["harbour"]) == [1]
    writer.add(rows(b="A harbour."))
    writer.commit()
    assert reader.frequencies(["harbour"]) == [1]
    revision = 2
    assert reader.frequencies(["harbour"]) == [2]


def test_an_affair_that_is_dropped_is_gone_and_the_other_stays(
    milvus: Milvus, names: tuple[str, str], words: tuple[MilvusWords, MilvusWords]
) -> None:
    several = directions(3)
    indexes = [MilvusVectors(milvus, SIZE, name) for name in names]
    for index in indexes:
        index.add(["a", "b"], list(several[:2]), ["d", "d"])
    drop(milvus_url(), "", names[0])
    assert (words[0].ids(), words[1].count()) == (set(), 3)
    assert (indexes[0].ids(), indexes[1].ids()) == (set(), {"a", "b"})
    assert indexes[0].search(several[0], 5) == []


def test_words_of_a_removed_passage_are_in_no_file(milvus: Milvus, names: tuple[str, str]) -> None:
    index = MilvusWords(milvus, names[0])
    index.add(rows(a="Zyxxquvx was heard.", b="Nobody was heard."))
    index.commit()
    assert stands_in(Path(milvus_url()), b"zyxxquvx")
    index.remove(["a"])
    index.commit()
    index.purge(lambda ids: [])
    assert not stands_in(Path(milvus_url()), b"zyxxquvx")
    assert [id for id, _ in index.search("heard", 5)] == ["b"]


def stands_in(folder: Path, word: bytes) -> bool:
    return any(word in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "name", ['"quoted" \\ back', "two\nlines\x00", "Zoë “Zo”", "x" * 3000, '\' or affair != ""']
)
def test_any_name_of_a_speaker_can_be_searched(milvus: Milvus, names: tuple[str, str], name: str) -> None:
    index = MilvusWords(milvus, names[0])
    text = "The harbour was closed."
    index.add([PassageRow(Passage("a", name, 0, len(text), text), Metadata(), (), (name,))])
    index.commit()
    assert [id for id, _ in index.search("harbour", 5, [name], [[name]])] == ["a"]
    assert index.search("harbour", 5, [name], [["nobody"]]) == []
