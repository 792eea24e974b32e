"""The body at the head of a release, a hearing or a letter is its publisher, and no title."""

from ingest.isolation.parsed import ReadingTask, parse
from rag.types import Metadata

SAID = "The Food Inspectorate (FI) has today answered a report on the kitchens of nine counties and their marks.\n\n"


def head(text: str) -> Metadata:
    return parse(ReadingTask("a.txt", text.encode())).metadata


def test_the_number_of_a_release_is_no_title_and_nobody() -> None:
    found = head(
        f"FOOD INSPECTORATE\nNEWS RELEASE 017/2024\n13 March 2024\n\nFI ANSWERS THE REPORT\n\n{SAID}"
    )
    assert (found.title, found.publisher) == ("FI ANSWERS THE REPORT", "FOOD INSPECTORATE")
    found = head(
        f"NATIONAL TRACK COMPANY\n\nNEWS RELEASE AND FORMAL RESPONSE\n\nNTC SETS OUT ITS STEPS\n\n{SAID}"
    )
    assert (found.title, found.publisher) == ("NTC SETS OUT ITS STEPS", "NATIONAL TRACK COMPANY")


def test_the_committee_above_a_hearing_is_not_its_title() -> None:
    found = head(
        "ASSEMBLY OF HOLT\nJUSTICE COMMITTEE\n\nORAL EVIDENCE: CANALS\nWednesday 11 June 2025\n\n"
        "CHAIR: Good morning.\n\nANN LEE: Good morning.\n\nCHAIR: Who came?\n\nANN LEE: I did."
    )
    assert (found.title, found.publisher) == ("ORAL EVIDENCE: CANALS", "JUSTICE COMMITTEE")


def test_an_open_letter_is_called_by_its_own_heading_below_the_letterhead() -> None:
    found = head(
        "UNION OF MILL OFFICERS (UMO)\nCarbolic House, 11 Mop Lane, Derwick\n\nAN OPEN LETTER TO THE INSPECTOR\n\n"
        "9 April 2024\n\nDear Dame Marian,\n\nWe write for 204 members. They are tired.\n\nWe make one point.\n\n"
        "Yours sincerely\n\nKen Orme\nGeneral Secretary"
    )
    assert found.title == "AN OPEN LETTER TO THE INSPECTOR"
