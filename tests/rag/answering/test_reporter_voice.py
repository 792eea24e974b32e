"""Which voice of a sentence answers: whom it reports, or the paper around it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pieces import evidence, rarity_over

from rag.answering.reporter_voice import as_told, in_reporters_voice
from rag.question.analysis import Asked, ask
from rag.types import Metadata

REPORT = "The audit, which comes weeks after its critic Jo Hill resigned, calls for reform of the ferries."
VOTE = "The vote comes a week after the minister Ann Lee said that the ferries would be sold."
LAST = "The boats are too old, said Ann Lee, who has led the council since May."


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Asked]:
    folder: Path = tmp_path_factory.mktemp("rarity")
    rarity = rarity_over(folder, [REPORT, VOTE, LAST])

    def asking(text: str) -> Asked:
        return ask(text, rarity)

    return asking


@pytest.mark.parametrize(
    ("text", "speaker", "question", "voice"),
    [
        (REPORT, "audit", "When did Jo Hill resign?", True),
        (REPORT, "audit", "What reform of the ferries is called for?", False),
        (VOTE, "Ann Lee", "When was the vote?", True),
        (VOTE, "Ann Lee", "Will the ferries be sold?", False),
        (LAST, "Ann Lee", "Who has led the council since May?", True),
        (LAST, "Ann Lee", "Are the boats old?", False),
        ("The boats are late, as Ann Lee said.", "Ann Lee", "Are the boats late?", False),
    ],
)
def test_the_papers_own_clause_is_the_papers_word(
    asking: Callable[[str], Asked], text: str, speaker: str, question: str, voice: bool
) -> None:
    said = evidence(text, speaker=speaker, said_via="The Herald", manner="reported")
    found = as_told(asking(question), said).sentence
    assert found.speaker == ("The Herald" if voice else speaker)
    assert found.manner == ("voice" if voice else "reported")


def test_direct_speech_stays_its_speakers(asking: Callable[[str], Asked]) -> None:
    said = evidence(REPORT, speaker="audit", said_via="The Herald", manner="direct")
    assert as_told(asking("When did Jo Hill resign?"), said) is said


def test_a_question_about_the_speaker_is_answered_by_the_reporter(asking: Callable[[str], Asked]) -> None:
    text = "“The ferries are safe,” said the head of the council, Ann Lee."
    said = evidence(text, speaker="Ann Lee", said_via="The Herald", manner="direct")
    assert as_told(asking("Who is the head of the council?"), said).sentence.manner == "voice"
    assert as_told(asking("Who says that the ferries are safe?"), said) is said


def test_a_reporter_identifies_the_speaker_also_when_the_publisher_is_unknown() -> None:
    told = evidence(
        "Jo Hill, chair of the club, said: “We are open.”",
        metadata=Metadata(title="Open again"),
        speaker="Jo Hill",
        manner="direct",
    )
    own = in_reporters_voice(told).sentence
    assert (own.speaker, own.manner) == (None, "voice")


def test_a_turn_of_a_transcript_and_a_sentence_of_a_letter_stay_their_speakers(
    asking: Callable[[str], Asked],
) -> None:
    said = evidence(
        "I asked who has led the council since May.", metadata=Metadata(), speaker="Jo Hill", manner="direct"
    )
    assert as_told(asking("Who has led the council since May?"), said) is said
    assert in_reporters_voice(said) is said
