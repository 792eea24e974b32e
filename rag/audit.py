"""Proof that the three stores agree and that every passage and sentence is a verbatim slice."""

from rag.embed import WORD_PIECES
from rag.errors import StaleIndex
from rag.shelving import text_hash
from rag.stores import Stores, embeddable


def faults(stores: Stores) -> list[str]:
    """One sentence for each thing that is not as it should be; empty when all is well."""
    found: list[str] = []
    try:
        stores.check_model()
    except StaleIndex as error:
        found.append(str(error))
    held: set[str] = set()
    for id, revision in stores.shelving.shown_revisions():
        document = stores.library.document(id)
        name = document.path or id
        if not stores.shelving.text_is(id, revision, text_hash(document.text)):
            found.append(f"{name}: its text is not the text that was ingested. Run `report-qa ingest` again.")
        for sentence in document.sentences:
            if not document.text[sentence.start : sentence.end].strip():
                found.append(f"{name}: the sentence at {sentence.start} lies outside its text.")
        rows = stores.shelving.contents(id, revision)
        for passage, metadata, ranges in rows:
            held.add(passage.id)
            if not passage.text or passage.text != document.text[passage.start : passage.end]:
                found.append(f"{name}: the passage {passage.id} is no slice of its text.")
            if not ranges:
                found.append(f"{name}: the passage {passage.id} holds no sentence.")
            size = stores.embedder.counts([embeddable(passage, metadata, ranges).text])[0]
            if size > WORD_PIECES:
                found.append(
                    f"{name}: the passage {passage.id} has {size} word-pieces; the model reads {WORD_PIECES}."
                )
    for index, ids in (("vector", stores.vectors.ids()), ("lexical", stores.lexical.ids())):
        for what, strays in (("lacks", held - ids), ("holds, though they are gone,", ids - held)):
            if strays:
                found.append(f"The {index} index {what} {len(strays)} passages. Run `report-qa rebuild`.")
    if stores.shelving.unfinished():
        found.append("An ingestion was cut off. Run `report-qa ingest` to finish it.")
    return found
