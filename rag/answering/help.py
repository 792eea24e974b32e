"""The answer to a greeting, to thanks, or to a question about the service itself: what it is and what it holds; and
which of several documents is meant.
"""

from collections.abc import Sequence

from rag.answering.compose import Draft
from rag.storage.catalogue import CatalogueEntry
from rag.text.dates import spoken_date
from rag.types import AnswerSentence

_EXAMPLES = 4
_CHOICES = 6  # documents that are named where it is open which is meant
# What any library answers, where questions about its papers have not been tried yet.
_ALWAYS = (
    "What is this all about?",
    "What happened, in order?",
    "How many documents are there?",
    "Which is the newest document?",
)


def service_help(held: Sequence[CatalogueEntry], questions: Sequence[str] = ()) -> Draft:
    """Two sentences of the kind "help", and four questions that these documents answer, first the `questions` made of
    them; it cites nothing."""
    publishers = {entry.metadata.publisher for entry in held if entry.metadata.publisher}
    documents = f"{len(held):,} document{'' if len(held) == 1 else 's'}"
    sources = f" from {len(publishers):,} publishers" if len(publishers) > 1 else ""
    if not held:
        return _help(
            "This service answers questions from documents, in their own words and with the place of each quotation.",
            "It holds none yet: add some, then ask.",
        )
    return _help(
        f"This service answers questions from the {documents} that it holds{sources}, in their own words and with the "
        "place of each quotation.",
        "Ask who said what, when or why, for a summary, or which documents there are, for example:",
        *(*questions, *_ALWAYS)[:_EXAMPLES],
    )


def _help(*lines: str) -> Draft:
    return Draft("answered", tuple(AnswerSentence(line, "help", "verified") for line in lines), ())


def which_is_meant(documents: Sequence[CatalogueEntry]) -> Draft:
    """Asks which document is meant."""
    named = [
        ", ".join(
            part
            for part in (
                f"“{entry.metadata.title}”" if entry.metadata.title else entry.path.rsplit("/", 1)[-1],
                entry.metadata.publisher,
                spoken_date(entry.metadata.date) or "undated",
            )
            if part
        )
        for entry in documents[:_CHOICES]
    ]
    more = f"; and {len(documents) - _CHOICES} more" if len(documents) > _CHOICES else ""
    text = f"Which one is meant? {'; '.join(named)}{more}."
    return Draft(
        "partial", (AnswerSentence(text, "help", "verified"),), (), missing=("which document is meant",)
    )
