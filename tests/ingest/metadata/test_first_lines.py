"""What first lines tell of a paper: its season, its maker, the paper above a column, the day above a signature."""

from ingest.isolation.parsed import ReadingTask, parse
from rag.types import Metadata

TEXT = "The lamp went out twice in April and nobody was told of it until the boats came home in the dark.\n"


def metadata(text: str) -> Metadata:
    return parse(ReadingTask("a.txt", text.encode())).metadata


def test_a_report_names_its_makers_and_its_season() -> None:
    found = metadata(
        "Dark water: the lamps of the western coast\n\nReport of the Western Boatmen’s Federation\n\n"
        f"Marian Ferris and Jude Osgood\n\nSpring 2014\n\n{TEXT}"
    )
    assert found.publisher == "Western Boatmen’s Federation"
    assert found.author == "Marian Ferris; Jude Osgood"
    assert (found.date, found.kind) == ("2014", "report")


def test_a_magazine_is_of_the_year_of_its_season() -> None:
    found = metadata(
        f"The keeper who stayed\n\nBy Lydia Osgood\nThe Harbour Review, Autumn/Winter 2018\n\n{TEXT}"
    )
    assert (found.publisher, found.author, found.date) == ("The Harbour Review", "Lydia Osgood", "2018")


def test_the_line_above_a_section_and_a_title_is_the_paper() -> None:
    found = metadata(
        f"The Skellman\n\nOPINION\n\nA lamp is no ornament\nRuth Petrie\n\nPublished: 2 July 2019\n\n{TEXT}"
    )
    assert (found.title, found.publisher) == ("A lamp is no ornament", "The Skellman")


def test_a_release_is_issued_by_the_body_that_announces_in_its_first_sentence() -> None:
    found = metadata(
        "PRESS RELEASE\n\n4 March 2020\n\nNew lamp for Skell point\n\n"
        "Skellmouth Harbour Board has today announced that a new lamp will be lit in August.\n\n"
        "The lamp will cost £9 million and is paid for by the owners of the boats.\n"
    )
    assert found.publisher == "Skellmouth Harbour Board"


def test_a_greeting_far_below_the_letterhead_makes_a_letter() -> None:
    found = metadata(
        "SKELLMOUTH HOSPITAL TRUST\nDepartment of Surgery\n\n3 October 2016\n\nMs Ruth Petrie\nChief Executive\n"
        "Western Group\nBridge House\n4 Low Street\nSkellmouth SK1 4QT\n\nDear Ms Petrie,\n\n"
        f"{TEXT}\nI ask for your answer.\n\nYours sincerely,\n\nDr A. Osgood OBE FRCS\nClinical Director\n"
    )
    assert (found.kind, found.author, found.date) == ("response", "Dr A. Osgood", "2016-10-03")


def test_a_number_without_a_full_stop_stands_before_the_day_of_a_signature() -> None:
    found = metadata(
        "REPORT TO PREVENT FUTURE DEATHS\n\n1 CORONER\n\nMy name is RUTH OSGOOD, Senior Coroner for Skellmouth\n\n"
        "I held the inquest in May.\n\nIn my opinion there is a risk.\n\n9 17 July 2017\n\nSigned: Ruth Osgood\n"
    )
    assert (found.author, found.date) == ("Ruth Osgood", "2017-07-17")


def test_what_stands_below_an_interview_is_not_the_answer() -> None:
    questions = "".join(f"Q: Was it dark in year {at}?\n\nA: I never slept that year.\n\n" for at in range(4))
    head = "The keeper who stayed\n\nBy Lydia Osgood\n\nWalter Petrie kept the lamp.\n\n"
    text = f"{head}{questions}Walter Petrie retires in May.\n"
    last = parse(ReadingTask("a.txt", text.encode())).sentences[-1]
    assert last.speaker != "Walter Petrie"
