"""How many points a paper makes, counted in the list that it gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service

PAPERS = {
    "wells.md": """---
title: The village wells. A review
publisher: Tamber Water Watch
date: 2019-05-02
kind: report
text_type: original
---
# The village wells. A review

Four of the wells of Orle were dry for most of last summer.

## What we recommend

We recommend that the parish:

- deepen the well at the mill;
- cover the well in Church Lane;
- read the gauges every week;
- publish what it reads.
""",
    "parish.md": """---
title: What the parish says
publisher: Orle Parish Council
date: 2019-05-20
kind: response
text_type: original
---
# What the parish says

The parish is glad of the review by Tamber Water Watch and will talk about it in June.
""",
}


@pytest.fixture(scope="module")
def wells(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Service:
    folder = Path(tmp_path_factory.mktemp("wells"))
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return service_over(folder)


def test_the_items_of_a_list_are_counted_and_given(wells: Service) -> None:
    answer = wells.pipeline.answer(Question("how many recommendations are there in the tamber report"))
    assert answer.status == "answered"
    assert answer.sentences[0].text.startswith("Four: ")
    quotes = " ".join(each.quote for each in answer.citations)
    assert "deepen the well" in quotes
    assert "publish what it reads" in quotes


@pytest.mark.parametrize(
    "question",
    [
        "how many of the recommendations did the parish carry out",
        "How many recommendations did the parish council make?",
        "how many recommendations on church lane were turned down",
    ],
)
def test_what_no_list_counts_is_not_told_by_one(question: str, wells: Service) -> None:
    answer = wells.pipeline.answer(Question(question))
    assert not any(each.text.startswith("Four: ") for each in answer.sentences)
