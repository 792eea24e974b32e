"""Is a question judged alike however it is typed? `python -m benchmarks invariances`

The dev questions of people, of the outside sets, of the seed article and of the second affair, and our own labelled
ones, are asked as they are and in each variation. A verdict changes when one of the two is answered, wholly or partly,
and the other is not. The earlier turns of a conversation stay as they are. `--sample=N` takes N questions of each
library, the same ones each time; `--show` prints every question whose verdict changes.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import general, judging, people
from benchmarks.answers import AFFAIR, SEED_QUESTIONS
from benchmarks.heading import SHARED, absent, heading, share, table
from benchmarks.libraries import library
from benchmarks.options import given, number
from benchmarks.report import show
from benchmarks.variations import VARIATIONS
from harness.asking import Case, affair_cases, seed_cases
from rag.question.query import Question
from rag.service import Service
from rag.types import Answer, Filters, Turn

_SAMPLE = 60  # questions of each library
_GOAL = 0.03


@dataclass(frozen=True, slots=True)
class VariantRow:
    """A question with the user's earlier turns, and the file that it is asked of, if one."""

    text: str
    turns: tuple[str, ...] = ()
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """The answer to a variation of a question beside the answer to the question itself."""

    corpus: str
    variation: str
    plain: Answer
    varied: Answer

    @property
    def changed(self) -> bool:
        return (self.plain.status == "not_in_documents") != (self.varied.status == "not_in_documents")

    @property
    def other_first(self) -> bool:
        """Does another sentence come first?"""
        first = [[each.quote for each in answer.citations[:1]] for answer in (self.plain, self.varied)]
        return first[0] != first[1]


def corpora() -> Iterator[tuple[str, list[Path], list[VariantRow]]]:
    """Each library with the questions that are asked of it."""
    asked = people.questions()
    article = people.sources("seed")
    seed = _rows(seed_cases(SEED_QUESTIONS, article[0]))
    for corpus, more in (("documents", _labelled("documents")), ("seed", seed)):
        own = [
            VariantRow(each["question"], tuple(each.get("turns") or ()))
            for each in asked
            if each["corpus"] == corpus
        ]
        yield corpus, people.sources(corpus), [*own, *more]
    cases = affair_cases(AFFAIR / "questions.json")
    yield "affair", [AFFAIR / "documents"], [*_rows(cases), *_labelled("affair")]
    for name in general.SETS:
        rows = [
            VariantRow(each["question"], tuple(each["turns"]), each["doc"])
            for each in general.questions(name)
        ]
        yield name, general.sources(name), rows


def compared(sample: int) -> Iterator[Compared]:
    """Every question in every variation that changes it."""
    for name, sources, rows in corpora():
        drawn = sorted(rows, key=lambda row: hashlib.sha256(row.text.encode()).digest())[:sample]
        with library(name, sources) as service:
            for row in drawn:
                filters = general.within(service, row.file)
                turns = _asked_before(service, row.turns, filters)
                plain = _answer(service, row.text, turns, filters)
                for variation, vary in VARIATIONS.items():
                    text = vary(row.text)
                    if text != row.text:
                        yield Compared(name, variation, plain, _answer(service, text, turns, filters))


def main() -> int:
    if absent("Invariances", SHARED / "eval" / "people"):
        return 0
    every = list(compared(number("sample", _SAMPLE)))
    asked = len({each.plain.id for each in every})
    above = heading("Invariances", f"{asked} questions; at most {_GOAL:.0%} of the verdicts should change")
    names = list(dict.fromkeys(each.corpus for each in every))
    rows = []
    for variation in [*VARIATIONS, "all"]:
        of = [each for each in every if variation in (each.variation, "all")]
        by_corpus = [[each for each in of if each.corpus == name] for name in names]
        changed = [share(sum(each.changed for each in some), len(some)) for some in (of, *by_corpus)]
        rows.append([variation, *changed, share(sum(each.other_first for each in of), len(of))])
    show("invariances", f"{above}\n\n{table(['all', *names, 'another sentence first'], rows)}")
    if given("show"):
        for each in every:
            if each.changed:
                print(f"\n{each.corpus}, {each.variation}: {each.plain.status}, then {each.varied.status}")
                print(f"  {each.plain.question}\n  {each.varied.question}")
    return 0


def _labelled(corpus: str) -> list[VariantRow]:
    return [VariantRow(each.text) for each in judging.questions(corpus) if not each.held_out]


def _rows(cases: list[Case]) -> list[VariantRow]:
    return [VariantRow(case.text, tuple(turn.question for turn in case.turns)) for case in cases]


def _asked_before(service: Service, turns: tuple[str, ...], filters: Filters) -> tuple[Turn, ...]:
    """The earlier turns with their answers, asked one after the other."""
    before: tuple[Turn, ...] = ()
    for text in turns:
        if text.strip():
            before = (*before, Turn(text, _answer(service, text, before, filters).text))
    return before


def _answer(service: Service, text: str, turns: tuple[Turn, ...], filters: Filters) -> Answer:
    return service.pipeline.answer(Question(text, turns=turns, filters=filters, alone=not turns))


if __name__ == "__main__":
    main()
