"""Whether the citations of a stored answer still stand, told by the documents as they are now."""

from pathlib import Path

from pieces import citation, turned

from ingest.sync.sync import remove, sync
from rag.answering.recheck import recheck
from rag.storage.stores import Stores

TEXT = "The pier is closed. Nobody was told of it."


def test_a_citation_holds_until_its_source_is_changed_and_then_removed(
    stores: Stores, tmp_path: Path
) -> None:
    file = tmp_path / "paper.txt"
    file.write_text(TEXT)
    sync(stores, [file])
    (held,) = stores.library.catalogue()
    whole = stores.library.document(held.document_id).text
    cited = turned(citation("x"), document_id=held.document_id, start=0, end=19, quote=whole[:19])
    other = turned(cited, marker=2, start=1, end=20)
    gone = turned(cited, marker=3, document_id="never held")
    past_the_end = turned(cited, marker=4, start=10_000, end=10_019)
    assert recheck([cited, other, gone, past_the_end], stores.library) == {
        1: "holds",
        2: "source_changed",
        3: "source_removed",
        4: "source_changed",
    }

    file.write_text("On Monday it was said: " + TEXT)
    sync(stores, [file])
    assert recheck([cited], stores.library) == {1: "source_changed"}

    remove(stores, [held.document_id])
    assert recheck([cited], stores.library) == {1: "source_removed"}
    assert recheck([], stores.library) == {}
