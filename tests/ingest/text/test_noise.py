"""Text layers without sense are told from every language, and from pages of figures and codes."""

import codecs
from pathlib import Path

import pytest

from harness.papers import Sheet, pdf
from ingest.readers import read
from ingest.text.noise import is_noise
from ingest.text.reading import text_of
from rag.storage.metadata import RECOGNISED

ENGLISH = (
    "The inspectors visited the hospital in March and again in June. They found that one ward in three had no nurse at "
    "night, and that nobody had told the board of the trust. The matron had written to the managers twice that month. "
    "The board said later that it had read neither of the letters, and thanked her for a patience not earned."
)
OTHERS = {
    "German": "Die Prüfer besuchten das Krankenhaus im März und noch einmal im Juni. Sie stellten fest, dass auf jeder "
    "dritten Station nachts keine Schwester war und dass niemand den Vorstand davon unterrichtet hatte.",
    "Polish": "Inspektorzy odwiedzili szpital w marcu i ponownie w czerwcu. Stwierdzili, że na co trzecim oddziale nie "
    "było w nocy pielęgniarki, a zarząd nie został o tym poinformowany, chociaż przełożona dwukrotnie pisała.",
    "Welsh": "Ymwelodd yr arolygwyr â'r ysbyty ym mis Mawrth ac eto ym mis Mehefin. Canfuwyd nad oedd nyrs ar un ward "
    "o bob tair yn y nos, ac nad oedd neb wedi dweud wrth y bwrdd, er bod y fetron wedi ysgrifennu ddwywaith.",
    "Finnish": "Tarkastajat kävivät sairaalassa maaliskuussa ja uudelleen kesäkuussa. He totesivat, että joka "
    "kolmannella osastolla ei ollut yöllä sairaanhoitajaa eikä kukaan ollut kertonut siitä sairaalan hallitukselle.",
    "Greek": "Οι επιθεωρητές επισκέφθηκαν το νοσοκομείο τον Μάρτιο και ξανά τον Ιούνιο. Διαπίστωσαν ότι ένας στους "
    "τρεις θαλάμους δεν είχε νοσοκόμα τη νύχτα και ότι κανείς δεν είχε ενημερώσει το συμβούλιο του ιδρύματος.",
}


def shifted(text: str, by: int) -> str:
    """As a font without a table of its characters gives it."""
    return "".join(
        chr((ord(each) - 97 + by) % 26 + 97) if "a" <= each <= "z" else each for each in text.lower()
    )


@pytest.mark.parametrize("text", [ENGLISH, *OTHERS.values()], ids=["English", *OTHERS])
def test_no_language_is_noise(text: str) -> None:
    assert not is_noise(text)


@pytest.mark.parametrize("text", ["12.4 13.9 AB-12 KX-77 QZ-03 " * 30, "NHS DfE LGA " * 8, "", "\ue000"])
def test_figures_and_a_few_signs_are_no_noise(text: str) -> None:
    assert not is_noise(text)


@pytest.mark.parametrize("by", [1, 3, 7, 13, 19])
def test_shifted_letters_are_noise(by: int) -> None:
    assert is_noise(shifted(ENGLISH, by))


def test_glyphs_without_meaning_are_noise() -> None:
    assert is_noise("".join(chr(0xE000 + ord(each)) for each in ENGLISH))


def test_a_page_whose_text_layer_is_noise_is_recognised_and_told() -> None:
    sheet = Sheet(420, 300)
    spoilt = codecs.encode(ENGLISH, "rot13")
    sheet.column(40, 260, 340, [spoilt], 12)
    reading = read(Path("a.pdf"), pdf([sheet]))
    assert any("text layer" in warning and "page 1" in warning for warning in reading.warnings)
    assert reading.metadata.extra[RECOGNISED] == "1"
    assert "vafcrpgbef" in text_of(reading.blocks)  # what the page shows, not what lies below it
