"""Moving documents from one library to another, whole: text, speakers, original file, places and corrections."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.sync.sync import remove
from rag.storage.locations import Place
from rag.storage.revision.values import Ready
from rag.storage.stores import Stores


def move(source: Stores, target: Stores, document_ids: Sequence[str]) -> None:
    """Move documents, all or none of them where one is unknown; raises NotFound, DataFolderBusy.

    Each is in the target before it leaves the source, so that a move that is cut off loses nothing and is done again.
    Ids, passages and offsets stay.
    """
    wanted = list(dict.fromkeys(document_ids))
    places = list(source.places.all().values())
    ready = [_ready(source, target, id, places) for id in wanted]
    with target.writing():
        for each in ready:
            target.put([each], corrections=each.corrections)
    remove(source, wanted)


def _ready(source: Stores, target: Stores, id: str, places: Sequence[Place]) -> Ready:
    """A document of one library as it is written to another; its original file is in the other afterwards."""
    revision = source.shelving.shown_revision(id)
    file = source.shelving.filed(id, revision)
    if file.sha is not None:
        target.originals.keep(source.originals.open(file.sha).read_bytes())
    return Ready(
        replace(source.library.document(id), metadata=file.metadata),
        revision,
        tuple(row.passage for row in source.shelving.contents(id, revision)),
        tuple(place for place in places if place.document_id == id),
        file.warnings,
        file.sha,
        file.media_type,
        source.shelving.corrections(id),
        source.library.layout(id),
    )
