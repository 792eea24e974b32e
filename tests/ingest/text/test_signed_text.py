"""A report in the first person that is signed at its end is its signer's, by the fullest name that it gives."""

import pytest

from ingest.isolation.parsed import Parsed, ReadingTask, parse

BODY = (
    "I visited the mill on two days. The wheel was broken. In my view nobody had oiled it.\n\n"
    "I ask the owner to mend it. It must turn by the spring.\n\n"
) + "\n\n".join(
    f"The cog of floor {floor} had lost its teeth, and the miller knew of it." for floor in range(1, 9)
)
OPENS = "I am Dr Petra Lindqvist, His Majesty's Inspector of Mills for the eastern district."


def read(text: str) -> Parsed:
    return parse(ReadingTask("a.txt", text.encode()))


@pytest.mark.parametrize(
    "foot",
    [
        "7. 3 May 2012\nSIGNED: P. Lindqvist",
        "Signed P. Lindqvist\n\n3 May 2012",
        "Signature: ......... P. Lindqvist\n\nDated 3 May 2012",
        "3 May 2012\n\nPetra Lindqvist\nInspector",
    ],
)
def test_the_signature_of_a_report_gives_its_author_and_date(foot: str) -> None:
    known = read(f"THE WHEEL AT RUSH MILL\n\n1. INSPECTOR\n{OPENS}\n\n{BODY}\n\n{foot}\n")
    assert known.metadata.author == "Dr Petra Lindqvist"
    assert known.metadata.extra["speaker"] == "Dr Petra Lindqvist"
    assert known.metadata.date == "2012-05-03"


def test_the_signature_names_the_author_when_somebody_else_is_introduced() -> None:
    known = read(f"THE WHEEL AT RUSH MILL\n\n{OPENS}\n\n{BODY}\n\nSigned: Otto Brand\n")
    assert known.metadata.author == "Otto Brand"


def test_an_author_introduced_at_the_head_wrote_an_unsigned_text() -> None:
    assert read(f"The wheel at Rush Mill\n\n{OPENS}\n\n{BODY}\n").metadata.author == "Dr Petra Lindqvist"


@pytest.mark.parametrize(
    "text",
    [
        f"The wheel\n\nWho looks after the mills?\n\n{OPENS}\n\n{BODY}\n",  # an interview
        f"The wheel\n\n“{OPENS}”\n\n{BODY.replace('I ', 'We ').replace('my', 'our')}\n",
        f"The wheel\n\nThe mill was visited. It was shut.\n\n{BODY}\n\nSigned Copies\n",
        f"The wheel\n\n{BODY}\n\nNext inspection\n\n3 May 2012\n",
    ],
)
def test_no_author_and_no_date_where_nobody_signs(text: str) -> None:
    known = read(text).metadata
    assert (known.author, known.date) == (None, None)


def test_a_byline_goes_before_whom_the_text_introduces() -> None:
    known = read(f"The wheel at Rush Mill\n\nBy Mina Hall\n\n{OPENS}\n\n{BODY}\n")
    assert known.metadata.author == "Mina Hall"


@pytest.mark.parametrize(
    "title", ["REGULATION 28 REPORT TO PREVENT FUTURE DEATHS", "Prevention of future deaths report"]
)
def test_a_coroners_report_is_official(title: str) -> None:
    assert read(f"{title}\n\n{OPENS}\n\n{BODY}\n").metadata.kind == "official"
