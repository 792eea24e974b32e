"""Summaries in verbatim sentences."""

from pieces import HERALD, entry, evidence

from rag.answering.summary import central, of_document, of_several
from rag.types import Evidence

LEAD = (
    "Rents in the old harbour rise again this spring.",
    "Tenants have asked the council for a freeze.",
    "The council meets on the matter next week.",
)


def document() -> list[Evidence]:
    told = [
        *[(text, None) for text in LEAD],
        ("Ann Bell wrote this piece for the paper.", None),
        ("“We cannot pay any more of this,” a tenant said.", "a tenant"),
        ("“We hear what our tenants say,” the landlord replied.", "the landlord"),
        ("“Nobody should have to move out,” another tenant said.", "another tenant"),
        ("The mean rent is now £900 for each flat.", None),
        ("A crowd stood in the rain outside the hall.", None),
    ]
    return [evidence(text, start=100 * number, speaker=who) for number, (text, who) in enumerate(told)]


def party(speaker: str | None) -> str | None:
    return speaker.split()[-1] if speaker else None


def test_the_lead_each_party_and_the_figure_are_told_in_order() -> None:
    heading = evidence("Rents in the harbour go up once more", role="heading", start=950)
    assert [each.text for each in of_document([*reversed(document()), heading], party)] == [
        *LEAD,
        "“We cannot pay any more of this,” a tenant said.",
        "“We hear what our tenants say,” the landlord replied.",
        "The mean rent is now £900 for each flat.",
    ]


def test_a_document_in_which_nobody_is_heard_is_told_by_its_first_four_sentences() -> None:
    plain = [
        evidence(f"Something else happened in the harbour then, part {part}.", start=100 * number)
        for number, part in enumerate("abcdefgh")
    ]
    assert of_document(plain, party) == plain[:4]


def test_what_only_names_its_author_is_told_where_there_is_nothing_else() -> None:
    byline = evidence(f"{HERALD.author} wrote this piece for the paper.")
    assert of_document([byline], party) == [byline]


def test_several_documents_are_told_by_one_sentence_each() -> None:
    assert [each.text for each in of_several([document(), document()])] == [LEAD[0], LEAD[0]]


def test_the_documents_in_which_most_parties_speak_are_told_by_date() -> None:
    held = [entry(name, date=date) for name, date in (("a", "2016"), ("b", "2015"), ("c", "2014"))]
    parties = [frozenset({"a", "b"}), frozenset({"b"})]
    assert [each.document_id for each in central(held * 1, parties)] == ["c", "b", "a"]
    many = [*held, *(entry(f"z{number}", date="2020") for number in range(5))]
    assert [each.document_id for each in central(many, parties)][:3] == ["c", "b", "a"]
