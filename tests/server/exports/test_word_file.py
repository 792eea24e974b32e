import io
import re
from xml.etree import ElementTree

import docx
import pytest

from server.export.briefing import BriefingEntry, briefing, single
from server.export.characters import one_line
from server.export.paper import DatedRow, Heading, Link, Mark, Note, Paper, Paragraph, TextRun
from server.export.questions import Section
from server.export.word import to_word

from .hostile import HOSTILE
from .reading_back import folded, read_back
from .samples import DAY, LED_IN, answer, citation, in_part, not_found, plain, quoted, standing

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paper(*blocks: Heading | Paragraph | DatedRow, notes: tuple[Note, ...] = ()) -> Paper:
    return Paper("Rents", DAY, blocks, notes)


def test_a_quotation_has_its_mark_and_its_note_at_the_foot() -> None:
    read = read_back(to_word(single(standing(plain()), DAY, {})))
    (quotation,) = [each for each in read.paragraphs if each.style == "Quote"]
    assert quotation.text == quotation.quoted == "“Rents rose by up to a third.”"
    (note,) = quotation.notes
    assert read.notes[note].text == (
        "Jo Hill, in Ann Lee, “Rents rise again in Leith”, The Herald, 3 May 2021. https://herald.example/rents "
        "Quotation compared with our copy on 24 November 2026."
    )
    assert read.notes[note].targets == ("https://herald.example/rents",)


def test_notes_are_numbered_as_they_come_and_every_mark_has_its_own() -> None:
    second = citation(2, quote="No.", speaker="Kim Wu")
    given = answer(
        quoted(LED_IN), quoted("Kim Wu: “No.”", 2), quoted(LED_IN, 1), citations=(citation(), second)
    )
    read = read_back(to_word(single(standing(given), DAY, {})))
    assert [each.notes for each in read.paragraphs if each.notes] == [(1,), (2,), (3,)]
    assert sorted(read.notes) == [1, 2, 3]
    assert "https://herald.example/rents" in read.notes[1].text
    # The source is given in full once; what follows names the work and the speaker.
    assert read.notes[2].text.startswith("Kim Wu, in The Herald, “Rents")
    assert read.notes[3].text == "Jo Hill, in The Herald, “Rents rise again in Leith”, 3 May 2021, as above."
    whole = read_back(to_word(briefing("Rents", [standing(given)], DAY, {}, whole=True)))
    assert whole.notes[1].text == whole.notes[3].text != whole.notes[2].text
    assert all("https://herald.example/rents" in note.text for note in whole.notes.values())


def test_the_footnotes_are_declared_as_word_declares_them() -> None:
    parts = read_back(to_word(single(standing(plain()), DAY, {}))).parts
    assert 'PartName="/word/footnotes.xml"' in parts["[Content_Types].xml"]
    assert "wordprocessingml.footnotes+xml" in parts["[Content_Types].xml"]
    assert 'Target="footnotes.xml"' in parts["word/_rels/document.xml.rels"]
    notes = ElementTree.fromstring(parts["word/footnotes.xml"])
    kinds = [(each.get(f"{W}id"), each.get(f"{W}type")) for each in notes]
    assert kinds == [("-1", "separator"), ("0", "continuationSeparator"), ("1", None)]
    settings = ElementTree.fromstring(parts["word/settings.xml"])
    named = settings.find(f"{W}footnotePr")
    assert named is not None
    assert [each.get(f"{W}id") for each in named] == ["-1", "0"]
    order = [each.tag.removeprefix(W) for each in settings]
    assert order.index("savePreviewPicture") < order.index("footnotePr") < order.index("compat")


def test_every_style_that_is_used_exists() -> None:
    entries: list[BriefingEntry] = [
        Section("Figures"),
        standing(plain()),
        standing(in_part()),
        standing(not_found()),
    ]
    row = DatedRow((TextRun("2021"),), (TextRun("“It rose.”", "quotation"), Mark(1)))
    whole = briefing("Rents", entries, DAY, {})
    parts = read_back(to_word(Paper(whole.title, whole.day, (*whole.blocks, row), whole.notes))).parts
    held = set(re.findall(r'w:styleId="([^"]+)"', parts["word/styles.xml"]))
    used = {
        name
        for part in ("word/document.xml", "word/footnotes.xml", "word/footer1.xml")
        for name in re.findall(r'<w:(?:pStyle|rStyle) w:val="([^"]+)"', parts[part])
    }
    assert {"Quote", "Silence", "Summary", "LeadIn", "FootnoteText", "FootnoteReference"} - used <= {
        "Summary"
    }
    assert used <= held
    names = set(re.findall(r'<w:name w:val="([^"]+)"', parts["word/styles.xml"]))
    assert {"footnote text", "footnote reference", "Hyperlink"} <= names


def test_headings_are_headings_and_pages_are_numbered() -> None:
    read = read_back(to_word(briefing("Rents", [Section("Figures"), standing(plain())], DAY, {})))
    assert read.styled("Title") == ["Rents"]
    assert read.styled("Heading1") == ["Figures", "Could not be verified or found", "Sources"]
    assert read.styled("Heading2") == ["By how much did rents rise?"]
    assert 'w:instr="PAGE"' in read.parts["word/footer1.xml"]
    assert 'w:instr="NUMPAGES"' in read.parts["word/footer1.xml"]


def test_the_file_says_what_it_is_and_carries_no_picture_of_another() -> None:
    content = to_word(single(standing(plain()), DAY, {}))
    about = docx.Document(io.BytesIO(content)).core_properties
    assert (about.title, about.author, about.language) == (
        "By how much did rents rise?",
        "report-qa",
        "en-GB",
    )
    assert b"thumbnail" not in content


def test_a_row_of_the_timeline_has_its_date_at_the_left_and_its_note() -> None:
    row = DatedRow((TextRun("2021", "strong"),), (TextRun("“It rose.”", "quotation"), Mark(1)))
    read = read_back(to_word(paper(row, notes=(Note((TextRun("A note."),), (TextRun("Again."),)),))))
    (dated,) = [each for each in read.paragraphs if each.style == "DatedRow"]
    assert (dated.text, dated.quoted, dated.notes) == ("2021“It rose.”", "“It rose.”", (1,))
    assert read.parts["word/document.xml"].count("<w:tab/>") == 1
    assert read.notes[1].text == "A note."


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_comes_out_as_text_wherever_it_stands(text: str) -> None:
    source = citation(
        title=text, publisher=text, author=text, speaker=text, quote=text, url=text, said_via=text
    )
    given = answer(
        quoted(f"Somebody: “{text}”"), citations=(source,), question=text, query=text, warnings=(text,)
    )
    row = DatedRow((TextRun(text),), (TextRun(text), Link(text)))
    whole = briefing(text, [Section(text), standing(given)], text, {})
    read = read_back(to_word(Paper(text, text, (*whole.blocks, row), whole.notes)))
    (quotation,) = [each for each in read.paragraphs if each.style == "Quote"]
    assert quotation.text.startswith("“")
    assert folded(one_line(text)) in folded(quotation.text)
    assert folded(one_line(text)) in folded(read.notes[1].text)
    assert read.styled("Title") == [one_line(text)]
    assert all(target.startswith("http") for note in read.notes.values() for target in note.targets)


def test_words_written_from_right_to_left_are_told_so() -> None:
    block = Paragraph((TextRun("“שלום עולם”", "quotation"),), "quotation")
    xml = read_back(to_word(paper(block, Paragraph((TextRun("hello"),))))).parts["word/document.xml"]
    assert xml.count("<w:bidi/>") == xml.count("<w:rtl/>") == 1


def test_an_address_that_is_none_is_printed_and_not_linked() -> None:
    note = (Link("javascript:alert(1)"),)
    read = read_back(to_word(paper(Paragraph((TextRun("x"), Mark(1))), notes=(Note(note, note),))))
    assert read.notes[1].text == "javascript:alert(1)"
    assert read.notes[1].targets == ()


def test_properties_stand_in_the_order_that_the_schema_fixes() -> None:
    """Word refuses or ignores what stands elsewhere."""
    order = (
        "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr tabs bidi spacing ind contextualSpacing "
        "jc outlineLvl"
    ).split()
    runs = (
        "rStyle rFonts b bCs i iCs caps smallCaps color spacing kern sz szCs u vertAlign rtl cs lang"
    ).split()
    rtl = Paragraph((TextRun("שלום", "strong"), TextRun("שלום", "quotation")), "quotation")
    whole = briefing("Rents", [standing(plain()), standing(in_part()), standing(not_found())], DAY, {})
    parts = read_back(to_word(Paper("x", DAY, (*whole.blocks, rtl), whole.notes))).parts
    for name in ("word/document.xml", "word/footnotes.xml", "word/styles.xml"):
        root = ElementTree.fromstring(parts[name])
        for tag, fixed in (("pPr", order), ("rPr", runs)):
            for properties in root.iter(f"{W}{tag}"):
                found = [each.tag.removeprefix(W) for each in properties]
                known = [each for each in found if each in fixed]
                assert known == sorted(known, key=fixed.index), (name, found)
