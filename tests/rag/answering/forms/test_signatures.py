"""Who somebody is, where only the lines tell it with which he or she signs a letter."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

LETTER = """The Secretary
Orrin Allotment Society

Dear Secretary,

The pump at the lower gate has not drawn water since Easter. We ask that it be mended before the beans are sown.

Yours faithfully,

{signed}

cc: the parish clerk
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Service:
    folder = Path(tmp_path_factory.mktemp("pump"))
    for author, below in (("Della Marsh", "Treasurer, Lower Field"), ("Owen Tarn", "Plot 40")):
        name = author.split()[0].lower()
        (folder / f"{name}.md").write_text(
            f"---\ntitle: The pump, {name}\nauthor: {author}\npublisher: Orrin Gardeners\n"
            f"date: 2021-05-0{len(name) - 2}\nkind: other\n---\n"
            + LETTER.format(signed=f"{author}\n\n{below}"),
            encoding="utf-8",
        )
    return service_over(folder)


@pytest.fixture(scope="module")
def ask(service: Service) -> Callable[[str], Answer]:
    return lambda question: service.pipeline.answer(Question(question, alone=True))


def test_the_signatory_of_a_letter_is_identified_by_the_office_under_the_name(
    service: Service, ask: Callable[[str], Answer]
) -> None:
    found = ask("Who is Della Marsh?")
    (cited,) = found.citations
    assert (found.status, cited.quote, cited.speaker) == ("answered", "Treasurer, Lower Field", "Della Marsh")
    assert found.text.startswith("Della Marsh, in Orrin Gardeners, 3 May 2021: “Treasurer, Lower Field”")
    text = service.stores.library.document(cited.document_id).text
    assert text[cited.start : cited.end] == cited.quote


def test_a_line_under_a_name_that_is_no_office_tells_nothing(ask: Callable[[str], Answer]) -> None:
    assert all("Plot" not in each.quote for each in ask("Who is Owen Tarn?").citations)
    assert all("Treasurer" not in each.quote for each in ask("Who is Owen Tarn?").citations)
