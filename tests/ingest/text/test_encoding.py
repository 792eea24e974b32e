"""Text in any encoding: detected, never mangled, and what is no text refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.clean import clean
from ingest.text.encoding import decode
from rag.errors import Unreadable

WESTERN = "The “café” at no. 5 – Zoë’s – costs €12, she said; nothing else was open in the whole of the town."
CZECH = (
    "Příliš žluťoučký kůň úpěl ďábelské ódy. Včera večer přijel vlak z Brna až po půlnoci, "
    "a proto jsme čekali na nádraží skoro tři hodiny, než nás někdo odvezl domů."
)
RUSSIAN = (
    "Вчера вечером поезд пришёл после полуночи, и поэтому мы ждали на вокзале почти три часа, "
    "пока кто-то не отвёз нас домой. Никто не объяснил, почему так вышло."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_western_text_survives(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


@pytest.mark.parametrize(("text", "encoding"), [(CZECH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r")])
def test_other_alphabets_are_told_by_likelihood(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_declared_encoding_is_believed() -> None:
    assert decode(CZECH.encode("iso8859-2"), "ISO-8859-2") == CZECH


@pytest.mark.parametrize("declared", ["rot13", "unicode_escape", "zlib", "idna", "no such thing", "utf-8"])
def test_a_declared_encoding_that_is_none_or_does_not_fit_is_not(declared: str) -> None:
    assert decode(WESTERN.encode("cp1252"), declared) == WESTERN


def test_latin_1_means_windows_1252_as_in_every_browser() -> None:
    assert decode("“£5”".encode("cp1252"), "iso-8859-1") == "“£5”"


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02\x03" * 50, bytes(range(1, 32)) * 20, b"MZ\x90\x00\x03\x00" * 40]
)
def test_binary_data_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"binary data.*Save it"):
        decode(content)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_always_read_as_itself(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.text())
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode()  # no half of a surrogate is left


def test_marks_of_direction_and_controls_go_and_joiners_stay() -> None:
    assert clean("a\u202eb\x00c\xad\u200bd\r\ne\x0c\x0cf") == "abcd\ne\n\nf"
    for joined in ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "👩\u200d👧"):
        assert clean(joined) == joined
    assert clean("e\u0301") == "é"
