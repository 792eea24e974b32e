from attributed import of, speaker

from ingest.attribution.syntax import parsed
from ingest.attribution.syntax.features import features, rows


def tree(sentence: str) -> list[tuple[str, str, str]]:
    words = tuple(sentence.split())
    found = parsed(words)
    assert found is not None
    return [
        (word, relation, words[head])
        for word, relation, head in zip(words, found.relations, found.heads, strict=True)
    ]


def test_a_sentence_is_read_as_the_parser_was_taught() -> None:
    assert tree("Ida Carrow said that the lock had failed .") == [
        ("Ida", "compound", "Carrow"),
        ("Carrow", "nsubj", "said"),
        ("said", "ROOT", "said"),
        ("that", "mark", "failed"),
        ("the", "det", "lock"),
        ("lock", "nsubj", "failed"),
        ("had", "aux", "failed"),
        ("failed", "ccomp", "said"),
        (".", "punct", "said"),
    ]


def test_a_passive_has_its_agent_behind_by() -> None:
    found = tree("The crew were told by a harbour pilot to wait .")
    assert ("crew", "nsubjpass", "told") in found
    assert ("pilot", "pobj", "by") in found


def test_no_words_and_too_many_words_have_no_tree() -> None:
    assert parsed(()) is None
    assert parsed(("word",) * 500) is None


def test_features_and_their_rows_are_those_of_the_package_that_the_weights_come_from() -> None:
    # Computed once with thinc 8.3: StringStore ids and NumpyOps.hash with seed 14.
    assert features("Council's") == ("council's", "C", "l's", "Xxxxx'x")
    assert rows("council", 14, 1 << 32) == [1198705179, 2877947388, 829275137, 3206122839]


def test_a_speaker_is_found_behind_a_clause_that_tells_of_him() -> None:
    text = "The pilot, whose log of the night you yourselves have read, concluded that the buoy was out."
    assert speaker(text, "buoy") == "pilot"


def test_the_person_who_is_told_something_does_not_say_it() -> None:
    text = (
        "Ida Carrow was then told by a member of the board, whom she had never met, that “the buoy is out”."
    )
    assert speaker(text, "buoy") == "member of the board"


def test_a_description_of_how_something_is_done_is_no_speech() -> None:
    text = "The clerk, Ida Carrow, had been warned by e-mail in May that the lock would not hold."
    assert of(text, "lock").manner == "voice"


def test_the_person_who_was_asked_answers() -> None:
    text = "Mr Quarmby came late. A trader, Ida Carrow, asked Mr Quarmby why.\n\n“Fog,” he answered."
    assert "Quarmby" in (speaker(text, "Fog") or "")


def test_words_that_stand_alone_are_of_whom_the_sentence_before_is_about() -> None:
    text = (
        "A spokesman for the port said it was safe.\n\n"
        "One former pilot, who asked not to be named, worked there for years. “We logged it and shut the drawer.”"
    )
    assert "pilot" in (speaker(text, "drawer") or "")


def test_a_rhetorical_question_is_in_the_writers_own_voice() -> None:
    text = "Ida Carrow told the Herald that it was safe. I wonder what she thinks was in the hold."
    assert of(text, "hold").manner == "voice"
