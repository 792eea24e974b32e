"""The paper that a question means by what stands at its head: its office, or its authors' university."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

PAPERS = {
    "eels.md": """---
title: Why are there fewer eels in the Sarn?
date: 2017-10
kind: research
text_type: original
---
# Why are there fewer eels in the Sarn?

**Dr Ulla Beck and Dr Piet Roos**
Institute for Rivers, University of Ambleby

## What we found

The weir at Cold Mill keeps two eels in three from the upper river.

Fishing takes about a tenth of the eels that pass the weir.
""",
    "weir.md": """---
title: The weir at Cold Mill
date: 2018-02-01
kind: report
text_type: original
---
# The weir at Cold Mill

**Report of the Waterways Auditor, River Office (RO)**

## Summary

The weir was raised in 2009 without a licence. The cost was 1.2 million, three times what was planned.

## Recommendations

a. **The mill should open the sluice from April to June.**

b. **The agency should count the eels every spring.**

c. **The county should pay for a fish ladder.**
""",
    "flood.md": """---
title: The flood of 2016
date: 2016-12-01
kind: report
text_type: original
---
# The flood of 2016

**Report of the Flood Panel**

The river rose by three metres on 4 November 2016. Forty houses in Sarn were flooded.
""",
    "voice.md": """---
title: Eels and auditors
publisher: Sarn Voice
date: 2018-02-03
kind: article
text_type: original
---
# Eels and auditors

The report of the River Office is dull, as auditors are. The people from Ambleby write better.
""",
}


@pytest.fixture(scope="module")
def ask_river(
    tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]
) -> Callable[[str], Answer]:
    folder = Path(tmp_path_factory.mktemp("river"))
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    service = service_over(folder)
    return lambda question: service.pipeline.answer(Question(question, alone=True))


@pytest.mark.parametrize(
    "question",
    [
        "I should be most grateful if you could summarise, in plain terms, what the Ambleby researchers found.",
        "sum up the findings of the Ambleby people",
    ],
)
def test_a_paper_is_summed_up_that_its_authors_university_names(
    question: str, ask_river: Callable[[str], Answer]
) -> None:
    answer = ask_river(question)
    assert {each.title for each in answer.citations} == {"Why are there fewer eels in the Sarn?"}


def test_recommendations_are_those_of_the_paper_that_the_office_made(
    ask_river: Callable[[str], Answer],
) -> None:
    answer = ask_river(
        "Would you be so kind as to list the recommendations which the River Office made in its report?"
    )
    quotes = " ".join(each.quote for each in answer.citations)
    for said in ("open the sluice", "count the eels", "fish ladder"):
        assert said in quotes


def test_a_report_that_nobody_is_known_to_have_made_is_asked_back(ask_river: Callable[[str], Answer]) -> None:
    answer = ask_river("give me the gist of the geologists' report")
    assert answer.status != "answered"
    assert "The flood of 2016" in answer.sentences[0].text
    assert "The weir at Cold Mill" in answer.sentences[0].text
