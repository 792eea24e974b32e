"""Letters: each of a page is its signer's, and one letter is its writer's or the body's for which it is signed."""

from ingest.isolation.parsed import Parsed, ReadingTask, parse

PAGE = """{head}

{one}The new kiosk sells cold tea. That is all it sells.

Olive Bright
Pier Road

{two}Cold tea is better than none.

Nat Quill (by email)

{three}Why was nobody asked?

Name and address supplied
"""


def read(text: str, name: str = "a.txt") -> Parsed:
    return parse(ReadingTask(name, text.encode()))


def said(parsed: Parsed) -> dict[str, str | None]:
    return {parsed.text[s.start : s.end]: s.speaker for s in parsed.sentences if s.role in ("body", "item")}


def test_each_letter_of_a_page_of_plain_text_is_its_signers() -> None:
    for head, openings in (
        ("Letters", ("", "", "")),
        ("Your views", ("Cold tea\n\n", "In defence of the kiosk\n\n", "A question\n\n")),
        ("The Harbour News", ("SIR – ", "Madam, ", "SIR – ")),
    ):
        parsed = read(PAGE.format(head=head, **dict(zip(("one", "two", "three"), openings, strict=True))))
        found = {
            words.removeprefix("SIR – ").removeprefix("Madam, "): who for words, who in said(parsed).items()
        }
        assert found["The new kiosk sells cold tea."] == "Olive Bright", head
        assert found["That is all it sells."] == "Olive Bright"
        assert found["Cold tea is better than none."] == "Nat Quill"
        assert found.get("Why was nobody asked?") == "Name and address supplied"
        assert not {"Pier Road", "Olive Bright", "Nat Quill (by email)"} & found.keys()


def test_a_letter_that_is_signed_for_a_body_is_the_bodys() -> None:
    parsed = read(
        "Tidewell Harbour Authority\n\n4 June 2012\n\nDear Mr Finch,\n\nThe authority has read your complaint.\n\n"
        "The lamp was lit.\n\nYours sincerely,\n\nMabel Stone\nHarbour Master\n"
    )
    assert (parsed.metadata.publisher, parsed.metadata.author) == (
        "Tidewell Harbour Authority",
        "Mabel Stone",
    )
    assert said(parsed)["The lamp was lit."] == "Tidewell Harbour Authority"
    assert "Mabel Stone" not in said(parsed)


def test_a_letter_without_commas_is_read_and_whom_it_addresses_does_not_speak() -> None:
    parsed = read(
        "Our ref: T/9\n\nMr Otto Finch\nWeir Borough Council\n\n4 June 2012\n\nDear Mr Finch\n\nI found fault.\n\n"
        "Ms T called it “a disgrace”.\n\nYours sincerely\n\npp Dr Mabel Stone\nOmbudsman\n"
    )
    assert (parsed.metadata.author, parsed.metadata.date) == ("Dr Mabel Stone", "2012-06-04")
    assert said(parsed)["I found fault."] == "Dr Mabel Stone"
    assert said(parsed)["Ms T called it “a disgrace”."] == "Ms T"


def test_several_who_sign_write_together() -> None:
    parsed = read(
        "3 May 2015\n\nDear Minister,\n\nWe cannot pay for a nurse.\n\nNor for books.\n\nYours sincerely,\n\n"
        "Helen Crewe, Weir High School\nDavid Moss, The Priory School\n"
    )
    assert parsed.metadata.author == "Helen Crewe; David Moss"
    assert said(parsed)["We cannot pay for a nurse."] == "Helen Crewe; David Moss"


def test_names_behind_line_breaks_close_the_letters_of_a_web_page() -> None:
    page = (
        "<html><head><title>Letters: tea</title></head><body><article><h1>Letters: tea</h1><p>On our kiosk</p>"
        "<p>● Cold tea is a crime.<br><strong>Olive Bright</strong><br><em>Pier Road</em></p>"
        "<p>● It is better than none.<br><strong>Nat Quill</strong><br><em>Weir</em></p></article></body></html>"
    )
    assert said(read(page, "a.html")) == {
        "On our kiosk": None,
        "Cold tea is a crime.": "Olive Bright",
        "It is better than none.": "Nat Quill",
    }


def test_a_letter_that_names_no_body_is_its_signers() -> None:
    parsed = read(
        "Dear Ms Stone,\n\nThe lamp was out.\n\nI saw it myself.\n\nYours,\n\nAmos Finch\n12 Reed Lane\n"
    )
    assert said(parsed) == {"The lamp was out.": "Amos Finch", "I saw it myself.": "Amos Finch"}


def test_a_letter_in_another_text_is_its_part_alone() -> None:
    around = "\n\n".join(f"The inquiry heard of night number {night} at length." for night in range(1, 25))
    letter = "Dear Ms Stone,\n\nThe lamp was out.\n\nI saw it myself.\n\nYours faithfully,\n\nAmos Finch\n\n"
    found = said(read(f"{around}\n\nThe chair read this letter.\n\n{letter}{around.replace('night', 'day')}"))
    assert found["I saw it myself."] == "Amos Finch"
    assert found["The chair read this letter."] is None
    assert found["The inquiry heard of day number 3 at length."] is None
