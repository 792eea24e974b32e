"""What several papers print in the same words is cited once."""

from pieces import evidence

from rag.answering.forms.copies import is_copy, once

PRINTED = (
    "The old pier at Leith will be closed to all walkers from the first of May until further notice, because the "
    "Trust found rust on nine of its iron legs."
)


def test_a_reprint_is_a_copy_but_for_a_word() -> None:
    one = evidence(PRINTED, document="herald")
    again = evidence(PRINTED.replace("walkers", "visitors"), document="gazette")
    other = evidence("The pier will be opened by the Trust in June.", document="gazette", start=200)
    assert is_copy(one, again)
    assert once([one, again, other]) == [one, other]


def test_a_document_does_not_copy_itself() -> None:
    one, again = evidence(PRINTED), evidence(PRINTED, start=200)
    assert not is_copy(one, again)
    assert once([one, again]) == [one, again]
