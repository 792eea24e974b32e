from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.export.characters import one_line, runs_leftward

ANYTHING = st.text(st.characters(exclude_categories=()))  # lone surrogates and control characters included


@given(ANYTHING)
def test_any_text_is_one_line_that_xml_can_hold(text: str) -> None:
    line = one_line(text)
    element = ElementTree.Element("t")
    element.text = line
    assert ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8")).text in (line, None)
    assert len(line.splitlines()) <= 1


@given(ANYTHING)
def test_a_line_that_was_made_harmless_stays_as_it_is(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines", "two lines"),
        ("two \r\n\t lines", "two lines"),
        ("a\x00b\x07c\x85d", "a\ufffdb\ufffdc d"),
        ("bell\x7f and \x9f", "bell\ufffd and \ufffd"),
        ("evil \u202ecod.exe", "evil \u202ecod.exe\u202c"),
        ("\u2067one \u202btwo\u2069 three", "\u2067one \u202btwo\u2069 three"),
        ("\u2067one \u202btwo", "\u2067one \u202btwo\u202c\u2069"),
        ("“\u202eevil”", "“\u202eevil\u202c”"),
        ("\u202ethree\u202c four", "\u202ethree\u202c four"),
        ("שלום", "שלום"),
        ("line\u2028break", "line break"),
        ("“It  is\u00a0so.”", "“It  is\u00a0so.”"),
    ],
)
def test_what_breaks_a_line_a_file_or_a_direction_is_made_harmless(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("text", "leftward"), [("שלום hello", True), ("hello שלום", False), ("12 (…)", False), ("…مرحبا", True)]
)
def test_the_first_letter_with_a_direction_decides(text: str, leftward: bool) -> None:
    assert runs_leftward(text) is leftward
