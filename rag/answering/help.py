"""The answer to a greeting, to thanks, or to a question about the service itself: what it is and what it holds."""

from collections.abc import Sequence

from rag.answering.compose import Draft
from rag.storage.catalogue import CatalogueEntry
from rag.types import AnswerSentence


def service_help(held: Sequence[CatalogueEntry]) -> Draft:
    """One sentence of the kind "help"; it cites nothing."""
    publishers = {entry.metadata.publisher for entry in held if entry.metadata.publisher}
    documents = f"{len(held):,} document{'' if len(held) == 1 else 's'}"
    sources = f" from {len(publishers):,} publishers" if len(publishers) > 1 else ""
    text = (
        f"This service answers questions from the {documents} that it holds{sources}, in their own words and with the "
        "place of each quotation: ask who said what, when or why, for a summary, or which documents there are."
    )
    if not held:
        text = (
            "This service answers questions from documents, in their own words and with the place of each quotation. "
            "It holds none yet: add some, then ask."
        )
    return Draft("answered", (AnswerSentence(text, "help", "verified"),), ())
