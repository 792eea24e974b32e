"""A sentence that leans on the one before it says by itself not what it is about."""

import pytest

from rag.text.leaning import leans, leans_back, opens_leaning, person_meant


@pytest.mark.parametrize(
    ("text", "leaning"),
    [("It was late.", True), ("These have gone.", True), ("This review was late.", False), ("Late", False)],
)
def test_a_sentence_may_lean_with_its_first_two_words(text: str, leaning: bool) -> None:
    assert leans(text) == leaning


def test_a_sentence_may_open_with_such_a_word_alone() -> None:
    assert opens_leaning("They said so.")
    assert not opens_leaning("The boats left.")


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("He rowed home.", True),
        ("This approach failed.", True),
        ("This year nobody came.", False),
        ("Boats sank when it rained.", False),
    ],
)
def test_a_pronoun_before_the_first_telling_word_leans_back(text: str, back: bool) -> None:
    assert leans_back(text) == back


def test_a_known_speaker_is_told_by_the_lead_in() -> None:
    assert leans_back("He rowed home.")
    assert not leans_back("He rowed home.", speaker_known=True)


@pytest.mark.parametrize(
    ("text", "before", "meant"),
    [
        ("He rowed home.", "David Orr had lost an oar.", ("He", "David Orr")),
        ("Her boat sank.", "The storm surprised Mary Orr at noon.", ("Her", "Mary Orr")),
        ("She rowed home.", "David Orr waved to Mary Lunt.", ("She", "Mary Lunt")),
        ("He rowed home.", "David Orr waved to Peter Lunt.", None),
        ("He rowed home.", "David Orr waved to the chairman.", None),
        ("He rowed home.", "The Harbour Board had lost an oar.", None),
        ("He rowed home.", "David had lost an oar.", None),
        ("It sank.", "David Orr had lost an oar.", None),
        ("The boat sank.", "David Orr had lost an oar.", None),
    ],
)
def test_he_is_the_one_person_whom_the_sentence_before_names(
    text: str, before: str, meant: tuple[str, str] | None
) -> None:
    assert person_meant(text, before) == meant
