"""A name is short for another by its first or last words, or by its initials."""

import pytest

from rag.text.name_aliases import ShortForms, is_proper, is_short_for


@pytest.mark.parametrize(
    ("name", "full", "short"),
    [
        ("Hill", "Jo Hill", True),
        ("Acme", "Acme Water", True),
        ("NAO", "National Audit Office", True),
        ("National Audit Office", "National Audit Office", True),
        ("national audit office", "National Audit Office", True),
        ("Audit", "National Audit Office", False),  # from the middle
        ("Lee", "Ann Lee", False),  # three letters identify nobody
        ("NA", "National Audit", False),
        ("ACTI", "Association of Court and Tribunal Interpreters", True),
        ("ACTI", "ASSOCIATION OF COURT AND TRIBUNAL INTERPRETERS", True),  # on its letters
        ("the office", "National Audit Office", False),
        ("Mill", "Jo Hill", False),
    ],
)
def test_short_forms(name: str, full: str, short: bool) -> None:
    assert is_short_for(name, full) == short


def test_a_short_form_of_two_names_belongs_to_both_groups() -> None:
    known = ShortForms()
    known.add("Norwich Courier", 1)
    known.add("Leeds Courier", 2)
    assert known.groups("Courier") == {1, 2}
    assert known.groups("Leeds Courier") == {2}


def test_a_description_is_no_name() -> None:
    assert is_proper("iMPOWER")
    assert is_proper("Ofsted")
    assert not is_proper("the authors")
