"""A small affair about a leaking roof, made for the forms of answers; every paper stands in full below."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rag.question.query import Question
from rag.service import Service
from rag.types import Answer

PAPERS = {
    "survey.md": """---
title: The roof of Calder library. A survey
publisher: Bexley Surveyors
author: Ida Bexley
date: 2018-03-05
kind: report
text_type: original
---
# The roof of Calder library. A survey

In October 2017 Calder Council asked us why the roof of the library leaks.

The roof leaks because the gutters were laid without a fall. Water stands in them for days after rain.

We counted 42 leaks in the reading room. New gutters could cut them by up to 60 per cent.

## What we recommend

1. Lay the gutters again with a fall.
2. Keep the rare books in the cellar of the town hall.
3. Look at the roof every spring.
""",
    "answer.md": """---
title: Our answer to the survey of the library roof
publisher: Calder Council
date: 2018-03-09
kind: response
text_type: original
---
# Our answer to the survey of the library roof

Our caretakers counted 30 leaks in the reading room, and not 42. We do not accept the larger number.

The council will lay new gutters if the lottery fund pays half of the cost.
""",
    "post-march.md": """---
title: Library roof “a disgrace”
publisher: The Calder Post
date: 2018-03-06
kind: article
text_type: original
---
# Library roof “a disgrace”

A damning survey by Bexley Surveyors says that the roof of Calder library leaks in 42 places.

Nora Flint, leader of Calder Council, said: “Nobody was ever in danger. We shall read every page of the survey.”
""",
    "news-june.md": """---
title: Lottery pays for library gutters
publisher: The Valley News
date: 2018-06-12
kind: article
text_type: original
---
# Lottery pays for library gutters

The lottery fund agreed on 4 June 2018 to pay half of the cost of new gutters at Calder library.
Work on the gutters began on 11 June.

“This is a good day for every reader in Calder,” said Nora Flint, leader of Calder Council.
""",
    "post-june.md": """---
title: Work begins on the library roof
publisher: The Calder Post
date: 2018-06-13
kind: article
text_type: original
---
# Work begins on the library roof

Men with ladders came to the library yesterday morning, and the reading room is shut for a month.

“This is a good day for every reader in Calder,” said Nora Flint, leader of Calder Council.
""",
    "mercury.md": """---
title: Readers mourn their books
publisher: The Mercury
date: 2018-07-01
url: https://mercury.example/readers-mourn
kind: article
text_type: summary
---
# Readers mourn their books

Tom Reed, chair of the Calder Readers' Society, said that four hundred books were “ruined beyond saving”,
according to The Mercury.
""",
}


@pytest.fixture(scope="session")
def roof(tmp_path_factory: pytest.TempPathFactory, service_over: Callable[..., Service]) -> Service:
    """A service that holds these papers."""
    folder = Path(tmp_path_factory.mktemp("roof"))
    for name, text in PAPERS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return service_over(folder)


@pytest.fixture
def ask(roof: Service) -> Callable[[str], Answer]:
    """Ask these papers a question."""
    return lambda question: roof.pipeline.answer(Question(question))
