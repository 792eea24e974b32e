"""The Library knows which documents were read from each original file, and which records are out of date."""

from dataclasses import replace

from shelf import put, ready

from rag.storage.originals import OriginalRecord
from rag.storage.stores import Stores
from rag.types import Metadata


def test_a_file_is_out_of_date_until_its_record_is_written(stores: Stores) -> None:
    sha = stores.originals.keep(b"the file")
    document = ready("quay", "The quay was closed.", metadata=Metadata(title="Quay"))
    put(stores, replace(document, file_sha=sha, media_type="text/plain"))
    assert stores.ledger.file_hashes() == frozenset({sha})
    assert stores.ledger.unsettled_originals() == []  # whoever writes settles them at the end
    known = {"title": "Quay", "kind": "other", "text_type": "original"}
    expected = OriginalRecord("quay", (("/papers/quay.txt", ""),), known, {}, "text/plain")
    assert stores.originals.records(sha) == stores.ledger.original_records(sha) == [expected]
    with stores.writing():
        stores.shelving.correct("quay", {"author": "Ada Quist"})
    assert stores.originals.records(sha)[0].corrections == {"author": "Ada Quist"}


def test_a_file_goes_with_its_last_document(stores: Stores) -> None:
    sha = stores.originals.keep(b"the file")
    for id in ("one", "two"):
        put(stores, replace(ready(id, f"Document {id} tells of the quay."), file_sha=sha))
    assert [each.document_id for each in stores.originals.records(sha)] == ["one", "two"]
    with stores.writing():
        stores.remove(["one"])
    assert [each.document_id for each in stores.originals.records(sha)] == ["two"]
    with stores.writing():
        stores.remove(["two"])
    assert stores.originals.hashes() == []
    assert stores.ledger.file_hashes() == frozenset()


def test_all_records_can_be_written_again(stores: Stores) -> None:
    sha = stores.originals.keep(b"the file")
    put(stores, replace(ready("quay", "The quay was closed."), file_sha=sha))
    record = stores.originals.open(sha).with_suffix(".json")
    record.unlink()
    with stores.writing():
        stores.ledger.unsettle_originals()
    assert record.exists()
