"""The public Python interface: open a library, ingest files, ask questions.

In: paths, addresses and questions. Out: the values of `rag.types`. Open `library.py` first.

    from report_qa import open_library

    with open_library("my-library") as library:
        library.ingest("papers/")
        answer = library.ask("How did Ofsted respond to the report?")
        print(answer.text)
        for citation in answer.citations:
            print(citation.marker, citation.title, citation.quote)

Names exported here keep working within a minor version (0.x: from one release to the next, changes are listed in the
changelog). Everything else in `rag`, `ingest` and `server` is internal.
"""

from rag.errors import OperatorError, ReportQAError, UserError
from rag.types import (
    Answer,
    AnswerSentence,
    Citation,
    Document,
    Filters,
    Hit,
    Metadata,
    Page,
    Passage,
    Sentence,
    Side,
)
from report_qa.library import OpenLibrary, open_library

__all__ = [
    "Answer",
    "AnswerSentence",
    "Citation",
    "Document",
    "Filters",
    "Hit",
    "Metadata",
    "OpenLibrary",
    "OperatorError",
    "Page",
    "Passage",
    "ReportQAError",
    "Sentence",
    "Side",
    "UserError",
    "open_library",
]
