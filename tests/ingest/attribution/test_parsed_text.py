import pytest
from attributed import spoken


@pytest.mark.parametrize("heading", ["References", "Bibliography", "Further reading", "Works cited"])
def test_nobody_speaks_in_a_list_of_references(heading: str) -> None:
    text = (
        f"“It is late,” said Ida Carrow.\n\n# {heading}\n\n“Boats at rest”. Lantern Press.\n\n"
        "Quarmby, T. “I was the keeper”, in: Canals of the North.\n\n# Comments\n\n“It was late,” said Ida Carrow."
    )
    found = {words: each.speaker for words, each in spoken(text)}
    assert {name for words, name in found.items() if "Carrow" in words} == {"Ida Carrow"}
    assert {name for words, name in found.items() if "Carrow" not in words} == {"The Herald"}


@pytest.mark.parametrize(
    "entry",
    [
        "Quarmby, T. (1998). “Boats at rest”. Lantern Press. Retrieved 3 March 2012.",
        "“Lock to close”. Lantern Post. Archived from the original on 5 May 2013.",
        "Carrow, I. (2004a). The lock and I. pp. 12–14.",
    ],
)
def test_nobody_speaks_in_an_entry_of_a_bibliography_wherever_it_stands(entry: str) -> None:
    text = f"“It is late,” said Ida Carrow.\n\n{entry}"
    assert [each.speaker for words, each in spoken(text) if "late" not in words] == ["The Herald"] * (
        len(spoken(text)) - 1
    )


def test_a_paragraph_with_a_year_in_brackets_may_hold_speech() -> None:
    text = "Her film (2007) was called “the best of its year”. “I was glad,” said Ida Carrow."
    assert spoken(text)[-1][1].speaker == "Ida Carrow"
