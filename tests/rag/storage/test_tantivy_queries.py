"""A query of terms: the best alternative counts, and in a large index what most passages hold is left out."""

from pathlib import Path

from rag.storage.revision.values import PassageRow
from rag.storage.tantivy.fields import schema
from rag.storage.tantivy.index import TantivyIndex
from rag.storage.tantivy.queries import any_of
from rag.types import Metadata, Passage


def filled(folder: Path, count: int) -> TantivyIndex:
    made = TantivyIndex(folder)
    made.add(
        PassageRow(Passage(f"p{n}", "d", 0, 9, f"Common words {'rare' if n == 7 else 'here'}."), Metadata())
        for n in range(count)
    )
    made.commit()
    return made


def found(index: TantivyIndex, *alternatives: list[str]) -> set[str]:
    searcher = index._searcher()
    query = any_of(searcher, schema(), alternatives)
    if query is None:
        return set()
    hits = searcher.search(query, 2000, count=False).hits
    return {str(searcher.doc(address)["id"][0]) for _, address in hits}


def test_any_alternative_finds_and_none_is_no_query(tmp_path: Path) -> None:
    index = filled(tmp_path, 10)
    assert found(index, ["rare"], ["nowher"]) == {"p7"}
    assert len(found(index, ["common"])) == 10
    assert found(index, [], []) == set()


def test_in_a_large_index_the_common_term_is_left_out_beside_a_rare_one(tmp_path: Path) -> None:
    index = filled(tmp_path, 1200)
    assert found(index, ["common", "rare"]) == {"p7"}
    assert len(found(index, ["common"])) == 1200
