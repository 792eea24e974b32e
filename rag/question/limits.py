"""Rejects questions without text, with too much of it, or with filters that name nothing."""

from rag.errors import BadFilter, BadQuestion, UnknownDocument
from rag.storage.library import Library
from rag.types import KINDS, Filters

LONGEST_QUESTION = 2000  # characters


def check_question(text: str) -> None:
    """Raises BadQuestion."""
    if not text.strip():
        raise BadQuestion("The question is empty. Type what you want to know.")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadQuestion("The question holds bytes that are no text. Type it again, in UTF-8.")
    if len(text) > LONGEST_QUESTION:
        raise BadQuestion(
            f"The question has {len(text):,} characters; {LONGEST_QUESTION:,} are read. Ask in fewer words."
        )


def check_filters(filters: Filters, library: Library) -> None:
    """Raises BadFilter."""
    for kind in filters.kind:
        if kind not in KINDS:
            raise BadFilter(f"There is no kind {kind!r}. The kinds are {', '.join(KINDS)}.")
    held = filters.document_id and {entry.document_id for entry in library.catalogue()}
    for id in filters.document_id:
        if id not in held:
            raise UnknownDocument(id)
