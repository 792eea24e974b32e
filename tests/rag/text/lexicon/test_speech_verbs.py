"""Verbs of saying are chosen by their attributes and come with the forms that introduce speech."""

from rag.text.lexicon.speech_verbs import all_forms, chosen, finite, speech_verbs, tagged, used


def test_the_base_form_of_a_verb_needs_a_plural_subject() -> None:
    said = finite(used("says"))

    assert {"say", "says", "said", "warn", "warns", "warned"} <= said
    assert "remarks" in said
    assert "remark" not in said


def test_some_verbs_introduce_speech_in_the_past_alone() -> None:
    quoting = finite(used("quotes"))

    assert "whispered" in quoting
    assert "whispers" not in quoting


def test_verbs_are_chosen_by_tag() -> None:
    assert {"alleging", "alleged", "allege"} <= all_forms(tagged("doubtful"))
    assert "stating" not in all_forms(tagged("doubtful"))


def test_every_verb_says_how_it_puts_what_is_said() -> None:
    assert all(verb.force for verb in speech_verbs())
    assert {verb.forms.base for verb in chosen(lambda verb: verb.stance == "against")} >= {"deny", "accuse"}
