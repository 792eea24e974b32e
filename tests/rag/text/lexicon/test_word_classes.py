"""What a noun or a name can be: who speaks, which works do, and what of a name is no part of it."""

import pytest

from rag.text.lexicon.word_classes import (
    can_speak,
    has_kept_title,
    honours_behind,
    is_listed,
    is_person,
    is_plural,
    is_title,
    is_work,
    title_words,
    work_family,
)


@pytest.mark.parametrize("noun", ["nurse", "teacher", "welder", "botanist", "spokeswoman", "residents"])
def test_people_can_speak_also_those_that_only_an_ending_tells(noun: str) -> None:
    assert is_person(noun)
    assert can_speak(noun)


@pytest.mark.parametrize("noun", ["bridge", "cost", "river"])
def test_things_cannot(noun: str) -> None:
    assert not can_speak(noun)


def test_a_noun_known_only_by_its_ending_is_not_listed() -> None:
    assert can_speak("welder")
    assert not is_listed("welder")
    assert is_listed("council")


def test_documents_speak_and_have_families() -> None:
    assert is_work("report")
    assert not is_work("council")
    assert "report" in work_family("report")
    assert work_family("bridge") == {"bridge"}


@pytest.mark.parametrize(
    ("noun", "several"), [("police", True), ("nurses", True), ("boss", False), ("crisis", False)]
)
def test_whether_a_noun_is_of_several(noun: str, several: bool) -> None:
    assert is_plural(noun) is several


@pytest.mark.parametrize(
    ("name", "behind"), [("jo hill mp", 1), ("labour mp", 0), ("jo hill", 0), ("dr jo hill obe mp", 2)]
)
def test_honours_behind_a_persons_name_are_no_part_of_it(name: str, behind: int) -> None:
    assert honours_behind(name.split()) == behind


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("prime minister jo hill", 2),
        ("minister of defence jo hill", 3),
        ("leeds united jo hill", 2),
        ("jo hill", 0),
        ("prince oswin", 0),
    ],
)
def test_offices_and_bodies_before_a_name_are_counted(name: str, before: int) -> None:
    assert title_words(name.split()) == before


def test_a_title_belongs_to_a_name_of_one_word() -> None:
    assert has_kept_title(["prince", "oswin"])
    assert not has_kept_title(["prince", "oswin", "hill"])
    assert is_title("ex-minister")
    assert not is_title("bridge")
