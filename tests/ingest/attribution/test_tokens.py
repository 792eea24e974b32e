import pytest
from attributed import speaker

OPENERS = """
Sometimes Afterwards Twice Luckily Privately Angrily Overnight Abroad Upstairs Usually Suddenly Seldom Politely
Nowadays Lastly Anyway Together Undeterred Elected Pressed Yesterday Then Only Even Meanwhile Perhaps Once Later
""".split()
PREPOSITIONS = "Beside Beneath Above Opposite Aboard Alongside Behind Near Against Despite Underneath".split()


@pytest.mark.parametrize("opener", OPENERS)
def test_a_word_before_a_name_at_the_head_of_a_sentence_is_no_part_of_it(opener: str) -> None:
    text = f"It rained.\n\n{opener} Quarmby said that the lock was shut."
    assert speaker(text, "lock") == "Quarmby"


@pytest.mark.parametrize("opener", [*OPENERS, *PREPOSITIONS])
def test_such_a_word_does_not_change_what_the_name_is_elsewhere(opener: str) -> None:
    text = f"“The lock is shut,” Quarmby said.\n\n{opener} Quarmby stood the keeper.\n\n“We shall see,” Quarmby said."
    assert speaker(text, "The lock") == "Quarmby"
    assert speaker(text, "We shall see") == "Quarmby"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grace Quarmby said the lock was shut.", "Grace Quarmby"),
        ("Baker Street said the lock was shut.", "Baker Street"),
        ("The Daily Lantern is late. Daily Lantern said the lock was shut.", "Daily Lantern"),
        ("It met the Allied Tugs crew. Allied Tugs said the lock was shut.", "Allied Tugs"),
    ],
)
def test_a_name_whose_first_word_is_also_another_word_stays_whole(text: str, name: str) -> None:
    assert speaker(text, "lock") == name
