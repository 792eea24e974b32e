"""People's names are shown as readers write them, whatever the paper sets them in; a quotation stays as typed."""

import pytest

from ingest.isolation.parsed import ReadingTask, parse
from ingest.text.person_names import shown_name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("MARGARET LOFTHOUSE", "Margaret Lofthouse"),
        ("Margaret LOFTHOUSE", "Margaret Lofthouse"),
        ("MR FERRIS", "Mr Ferris"),
        ("MS NG", "Ms Ng"),
        ("Mr JB LOFTHOUSE", "Mr JB Lofthouse"),
        ("JEAN MCALLISTER", "Jean McAllister"),
        ("Jean McALLISTER", "Jean McAllister"),
        ("ANNE O'HARE-FERRIS", "Anne O'Hare-Ferris"),
        ("JOHN VAN DER LOFT", "John van der Loft"),
        ("Dr M. Lofthouse OBE FRCP", "Dr M. Lofthouse"),
        ("THE CHAIR", "The Chair"),
        ("WEXHAM DRAINAGE BOARD", "WEXHAM DRAINAGE BOARD"),
        ("NHS England", "NHS England"),
        ("THE BBC", "THE BBC"),
        ("JC", "JC"),
        ("JOHN FERRIS LTD", "JOHN FERRIS LTD"),
        ("spokesman for BAE Systems", "spokesman for BAE Systems"),
        ("CHAIR OF THE BOARD", "CHAIR OF THE BOARD"),
    ],
)
def test_a_persons_name_is_shown_without_capitals_and_letters(written: str, shown: str) -> None:
    assert shown_name(written) == shown
    assert shown_name(shown) == shown


def test_the_speaker_is_shown_so_and_the_quotation_stays_as_typed() -> None:
    text = 'The lock\n\nMargaret LOFTHOUSE, the lock keeper, told the inquiry that "the gate was open all night".'
    parsed = parse(ReadingTask("a.txt", text.encode()))
    said = parsed.sentences[-1]
    assert said.speaker == "Margaret Lofthouse"
    assert parsed.text[said.start : said.end].startswith("Margaret LOFTHOUSE")
