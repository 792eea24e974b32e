"""Interviews: the answers are the interviewee's and the questions the author's, however they are marked."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.text.split import split
from rag.embedding.embedder import Embedder
from rag.storage.revision.turns import questions_of_answers
from rag.text.sentences import spans
from rag.types import Sentence

HEAD = "---\ntitle: Mary Holt on ice\npublisher: Rink News\nauthor: Ivan Reed\n---\n\n"
INTRO = "Interview by Ivan Reed\n\nMary Holt has run the rink since 2011. Ivan Reed met her.\n\n"
TURNS = (
    ("You closed the rink in May.", "We did. The ice was thin."),
    ("Were you warned?", "Never. I would have listened."),
    ("Did you read the club’s letter?", "The club says that we lost two keys; we lost one."),
    ("Does the council pay?", "It pays for me."),
    ("Will you open again?", "In the spring."),
)


@pytest.mark.parametrize(
    ("asks", "answers"), [("Q: ", "A: "), ("Q. ", "A. "), ("IR: ", "MH: "), ("Reed: ", "Holt: "), ("", "")]
)
def test_answers_are_the_interviewees_and_questions_the_authors(asks: str, answers: str) -> None:
    turns = TURNS if asks else TURNS[1:]
    body = "\n\n".join(f"{asks}{question}\n\n{answers}{answer}" for question, answer in turns)
    parsed = parse(ReadingTask("a.txt", (HEAD + INTRO + body).encode()))
    found = {parsed.text[each.start : each.end]: each.speaker for each in parsed.sentences}
    assert {found[asks + question] for question, _ in turns} == {"Ivan Reed"}
    spoken = [speaker for text, speaker in found.items() if any(text in answers + each for _, each in turns)]
    assert set(spoken) == {"Mary Holt"}


@pytest.mark.parametrize("filling", [18, 20, 22])
def test_a_question_stands_in_one_passage_with_its_answer(filling: int, embedder: Embedder) -> None:
    before = " ".join(f"The rink has a wall of {number} bricks and a door." for number in range(filling))
    text = f"{before} When will it open? In the spring. I promise that it will be so."
    found = list(spans(text))
    asked = [Sentence(start, end, speaker="Reed") for start, end in found[:-2]]
    answered = [Sentence(start, end, speaker="Holt", manner="direct") for start, end in found[-2:]]
    slices, _ = split(text, [*asked, *answered], "", embedder)
    answer = text.index("I promise")
    (holding,) = [text[each.start : each.end] for each in slices if each.start <= answer < each.end]
    assert "When will it open?" in holding


def test_whoever_mostly_asks_also_asks_without_a_question_mark() -> None:
    said = ("Why?", "I fell.", "Where?", "On ice.", "The club says in May.", "In June.")
    sentences = [Sentence(0, 1, speaker="HR"[at % 2], manner="direct") for at in range(len(said))]
    assert questions_of_answers(sentences, said)[5] == range(4, 5)
