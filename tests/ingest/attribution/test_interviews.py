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


ASKED = (
    "Q: Did the ice melt because the pump was never mended?\n\nA: I accept that it was old. Nobody at {firm} hid it.",
    "Q: Who knew?\n\nA: I told Greta Solberg in March. Greta Solberg wrote it down.",
    "Q: Greta Solberg says that nobody asked her.\n\nA: I never said that she was asked.",
    "Q: Will you stay?\n\nA: Because the town wants it. I have a contract.",
)


def answering(
    title: str, opening: str, firm: str, closing: str = ""
) -> dict[str, tuple[str | None, str | None]]:
    """Each sentence of an interview with its speaker and who passes it on."""
    body = "\n\n".join(each.format(firm=firm) for each in ASKED)
    head = f"---\npublisher: Rink News\nauthor: Ivan Reed\n---\n# {title}\n\nBy Ivan Reed\n\n"
    parsed = parse(ReadingTask("a.md", f"{head}{opening}\n\n{body}\n\n{closing}\n".encode()))
    return {parsed.text[s.start : s.end]: (s.speaker, s.said_via) for s in parsed.sentences}


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("‘It was old’: Edwin Holt talks", "The head of Holt Rinks met us, with Nora Quist in the room."),
        (
            "The pump at Marl",
            "The head of Holt Rinks, Edwin Holt, took over from Sigrid Dahl. He met us there.",
        ),
        ("Edwin Holt’s Year", "Edwin Holt has run Holt Rinks since May. Holt Rinks owns two pumps."),
    ],
)
def test_all_answers_are_those_of_the_person_of_title_and_opening(title: str, opening: str) -> None:
    found = answering(title, opening, "Holt Rinks")
    said = (
        "A: I accept that it was old.",
        "A: I told Greta Solberg in March.",
        "A: Because the town wants it.",
    )
    assert [found[each][0] for each in said] == ["Edwin Holt"] * 3


def test_a_body_and_whoever_is_named_in_the_answers_answer_nothing() -> None:
    found = answering("The pump at Marl", "The head of Holt Rinks met us in May.", "Holt Rinks")
    assert not {"Holt Rinks", "Greta Solberg"} & {each for each, _ in found.values()}


@pytest.mark.parametrize(
    "note",
    [
        "Edwin Holt was talking to Ivan Reed.",
        "Marl Pumps was asked to comment but had said nothing when we went to press.",
        "This interview has been edited for length.",
    ],
)
def test_the_note_behind_the_last_answer_is_the_papers(note: str) -> None:
    closing = f"{note}\n\nA spokesman for the town said: “We have no record of it, and I regret that.”"
    found = answering("Edwin Holt talks", "Edwin Holt runs Holt Rinks.", "Holt Rinks", closing)
    assert found[note] == ("Rink News", None)
    assert (
        found["A spokesman for the town said: “We have no record of it, and I regret that.”"][1]
        == "Rink News"
    )


def test_an_answer_goes_on_in_a_second_paragraph() -> None:
    found = answering("Edwin Holt talks", "Edwin Holt runs Holt Rinks.", "Holt Rinks", "The town paid twice.")
    assert found["The town paid twice."][0] == "Edwin Holt"
