import pytest
from attributed import speaker


@pytest.mark.parametrize(
    "award",
    [
        "The mayor gave Lord Carrow the Cross of St. Benno for his work.",
        "The mayor handed Rosa Carrow the Lantern of St. Benno.",
        "The Friends of Benno met in May.",
    ],
)
def test_a_name_inside_another_name_is_no_name_of_that_person(award: str) -> None:
    assert speaker(f"{award}\n\n“I knew nothing,” said Benno.", "I knew nothing") == "Benno"


def test_an_article_inside_a_name_is_a_part_of_it() -> None:
    assert speaker("“The town was good to me,” said Ivo the Younger on Monday.", "town") == "Ivo the Younger"


def test_a_person_keeps_the_name_that_stands_before_an_award() -> None:
    text = "The mayor handed Rosa Carrow the Lantern Prize.\n\n“It is heavy,” said Carrow."
    assert speaker(text, "heavy") == "Rosa Carrow"


def test_a_royal_title_belongs_to_a_name_of_one_word() -> None:
    text = "“We are pleased,” said Prince Osric on Monday.\n\n“It was late,” Osric said. “It was,” he added."
    assert speaker(text, "pleased") == "Prince Osric"
    assert speaker(text, "It was late") == "Prince Osric"
    assert speaker(text, "It was,”") == "Prince Osric"


def test_an_office_does_not_belong_to_the_name_of_its_holder() -> None:
    assert speaker("“We are pleased,” said Mayor Ida Carrow.", "pleased") == "Ida Carrow"
