"""What cannot be asked is told, with its remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.errors import BadFilter, BadQuestion, UnknownDocument
from rag.question.limits import LONGEST_QUESTION, check_filters, check_question
from rag.service import Service
from rag.types import Filters


@pytest.mark.parametrize("text", ["", "  \n", "x" * (LONGEST_QUESTION + 1), "a\ud800b"])
def test_what_is_no_question_is_refused(text: str) -> None:
    with pytest.raises(BadQuestion):
        check_question(text)


def test_the_longest_question_is_read() -> None:
    check_question("x" * LONGEST_QUESTION)


def test_a_filter_names_what_there_is(tmp_path: Path, service_over: Callable[..., Service]) -> None:
    (tmp_path / "note.md").write_text("The pier is closed.\n", encoding="utf-8")
    library = service_over(tmp_path).stores.library
    (held,) = library.catalogue()
    check_filters(Filters(kind=("report",), document_id=(held.document_id,)), library)
    with pytest.raises(BadFilter, match="The kinds are"):
        check_filters(Filters(kind=("rumour",)), library)
    with pytest.raises(UnknownDocument):
        check_filters(Filters(document_id=("nothing",)), library)
