"""Questions with their evidence, asked of the whole pipeline, and the measures of their answers.

A citation touches a span of evidence when one holds the other, with white space removed and quotation marks folded. A
quote of more than 60 words touches nothing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rag.pipeline import Pipeline
from rag.question.query import Question
from rag.types import Answer, Citation, Turn

_LONGEST_QUOTE = 60  # words
_COUNTED = 5  # citations


@dataclass(frozen=True, slots=True)
class Case:
    """One question; `evidence` are the passages that answer it, in the source's words."""

    id: str
    kind: str
    text: str
    turns: tuple[Turn, ...]
    answerable: bool
    evidence: tuple[str, ...]
    speakers: tuple[str, ...]
    parties: tuple[str, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnsweredCase:
    """A case with its answer; `touched` are the indexes of the evidence that its citations touch."""

    case: Case
    answer: Answer
    touched: frozenset[int]
    first: Citation | None  # the first that touches

    @property
    def refused(self) -> bool:
        return self.answer.status == "not_in_documents"


def seed_cases(questions: Path, article: Path) -> list[Case]:
    """The seed's questions; their evidence is given as offsets into the raw article."""
    raw = article.read_text(encoding="utf-8")
    found = []
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        evidence = tuple(raw[each["start"] : each["end"]] for each in row["evidence"])
        found.append(_case(row, bool(row["answerable_from_seed"]), evidence))
    return found


def affair_cases(questions: Path) -> list[Case]:
    """The questions of our own second affair; their evidence is given in words."""
    rows = json.loads(questions.read_text(encoding="utf-8"))
    return [
        _case(row, bool(row["answerable"]), tuple(e["quote"] for e in row.get("evidence", ())))
        for row in rows
    ]


def paraphrased(originals: Sequence[Case], paraphrases: Path) -> tuple[list[Case], list[Case]]:
    """The same questions in other words, with the originals' evidence: those to look at, and those held out."""
    by_id = {case.id: case for case in originals}
    rows = json.loads(paraphrases.read_text(encoding="utf-8"))
    cases = [(replace(by_id[row["of"]], id=row["id"], text=row["question"]), row["held_out"]) for row in rows]
    return [case for case, held_out in cases if not held_out], [case for case, held_out in cases if held_out]


def _case(row: dict[str, Any], answerable: bool, evidence: tuple[str, ...]) -> Case:
    history = row.get("history") or []
    turns = tuple(
        Turn(one["content"], two["content"]) for one, two in zip(history[::2], history[1::2], strict=False)
    )
    return Case(
        row["id"],
        row["type"],
        row["question"],
        turns,
        answerable,
        evidence,
        tuple(row.get("party") or ()),
        tuple(row.get("parties") or ()),
        tuple(row.get("silent") or ()),
    )


def ask_all(pipeline: Pipeline, cases: Iterable[Case]) -> list[AnsweredCase]:
    """Ask every case."""
    found = []
    for case in cases:
        answer = pipeline.answer(Question(case.text, turns=case.turns))
        touched: set[int] = set()
        first = None
        for citation in answer.citations[:_COUNTED]:
            numbers = {number for number, span in enumerate(case.evidence) if touches(citation.quote, span)}
            touched |= numbers
            first = first or (citation if numbers else None)
        found.append(AnsweredCase(case, answer, frozenset(touched), first))
    return found


def touches(quote: str, span: str) -> bool:
    """Do a quote and a span of evidence hold one another?"""
    if len(quote.split()) > _LONGEST_QUOTE:
        return False
    one, other = _folded(quote), _folded(span)
    return bool(one) and (one in other or other in one)


def named(party: str, speaker: str | None) -> bool:
    """Does a speaker's description hold one of the party's capitalised words?"""
    told = {_folded(word) for word in (speaker or "").replace("’s", "").replace("'s", "").split()}
    return any(_folded(word) in told for word in party.split() if word[:1].isupper())


def measures(outcomes: Sequence[AnsweredCase]) -> dict[str, tuple[int, int]]:
    """Each measure as (how many, of how many)."""
    answerable = [each for each in outcomes if each.case.answerable and each.case.evidence]
    follow_ups = [each for each in answerable if each.case.turns]
    other = [each for each in outcomes if not each.case.answerable]
    spoken = [each for each in answerable if each.case.speakers and each.first]
    silent = [(each, party) for each in outcomes for party in each.case.silent]
    heard = [(each, p) for each in outcomes for p in each.case.parties if p not in each.case.silent]
    quotes = [(each, citation) for each in outcomes for citation in each.answer.citations]
    return {
        "citations touch the evidence": (sum(bool(each.touched) for each in answerable), len(answerable)),
        "spans touched": (
            sum(len(each.touched) for each in answerable),
            sum(len(each.case.evidence) for each in answerable),
        ),
        "follow-ups touch the evidence": (sum(bool(each.touched) for each in follow_ups), len(follow_ups)),
        "speaker right": (
            sum(
                any(named(party, each.first.speaker) for party in each.case.speakers)
                for each in spoken
                if each.first
            ),
            len(spoken),
        ),
        "parties with evidence shown": (sum(_shown(each, party) for each, party in heard), len(heard)),
        "silent parties called silent": (sum(_silent(each, party) for each, party in silent), len(silent)),
        "refused what cannot be answered": (sum(each.refused for each in other), len(other)),
        "refused, or partly, what cannot": (sum(_withheld(each) for each in other), len(other)),
        "refused what can": (sum(each.refused for each in answerable), len(answerable)),
        "citations": (len(quotes), len(quotes)),
    }


def _withheld(outcome: AnsweredCase) -> bool:
    return outcome.answer.status in ("not_in_documents", "partial")


def _shown(outcome: AnsweredCase, party: str) -> bool:
    sides = [side for side in outcome.answer.sides if named(party, side.party) and side.citations]
    return bool(sides) or any(named(party, citation.speaker) for citation in outcome.answer.citations)


def _silent(outcome: AnsweredCase, party: str) -> bool:
    return any(side.silent and named(party, side.party) for side in outcome.answer.sides)


def _folded(text: str) -> str:
    for mark in "“”„«»":
        text = text.replace(mark, '"')
    return "".join(text.replace("’", "'").replace("‘", "'").casefold().split())
