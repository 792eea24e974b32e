"""Text that is lost on the way in is told: broken bytes, unresolved references, paragraphs left out."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from odf.opendocument import OpenDocumentText
from odf.text import P

from ingest.isolation.parsed import ReadingTask, parse
from ingest.sync.sync import sync
from rag.errors import Unreadable
from rag.storage.stores import Stores

PARAGRAPH = "The council promised to repair the harbour wall before the end of May."
OTHER = "Residents said that they had waited for nine weeks while the ferry did not call."


@pytest.mark.parametrize(
    ("name", "content", "text", "warnings"),
    [
        ("a.txt", "Café, naïve, œuvre.".encode(), "Café, naïve, œuvre.", ()),
        (
            "a.txt",
            "Café, naïve, œuvre".encode() + b" \xff.",
            "Café, naïve, œuvre \ufffd.",
            ("could not be decoded and stands as “\ufffd”: 1 character",),
        ),
        ("a.txt", "Café, naïve".encode("cp1252"), "Café, naïve", ()),
        ("a.txt", "Élodie à Montréal".encode("cp1252"), "Élodie à Montréal", ()),
        (
            "a.txt",
            b"Fish &amp; chips &nosuch; AT&T; R&D.",
            "Fish &amp; chips &nosuch; AT&T; R&D.",
            ("not resolved: 2 character references, such as &amp;",),
        ),
        ("a.md", b"Fish &amp; chips, R&D; and more.", "Fish & chips, R&D; and more.", ()),
    ],
)
def test_characters_that_are_lost_are_counted(
    name: str, content: bytes, text: str, warnings: tuple[str, ...]
) -> None:
    parsed = parse(ReadingTask(name, content))
    assert (parsed.text, parsed.warnings) == (text, warnings)


def in_package(package: bytes, part: str, replace: tuple[str, str], declared: str) -> bytes:
    """A package in whose part one text is replaced by another, and these entities are declared."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            content = old.read(each)
            if each == part:
                text = content.decode().replace(*replace)
                head, _, rest = text.partition("?>")
                content = f"{head}?><!DOCTYPE x [{declared}]>{rest}".encode()
            new.writestr(each, content)
    return made.getvalue()


@pytest.mark.parametrize("declared", ['<!ENTITY firm "Acme">', '<!ENTITY firm SYSTEM "firm.txt">'])
def test_an_entity_of_a_word_file_is_not_resolved_and_told_and_what_follows_it_is_read(declared: str) -> None:
    document = docx.Document()
    document.add_paragraph("The harbour was sold to MARK, Ltd. in May.")
    made = io.BytesIO()
    document.save(made)
    parsed = parse(
        ReadingTask(
            "a.docx", in_package(made.getvalue(), "word/document.xml", ("MARK", "&firm;<!-- ? -->"), declared)
        )
    )
    assert parsed.text.strip() == "The harbour was sold to &firm;, Ltd. in May."
    assert parsed.warnings == ("not resolved: 1 character reference, such as &firm;",)


def test_an_opendocument_text_with_entities_of_its_own_is_rejected() -> None:
    document = OpenDocumentText()
    document.text.addElement(P(text="The harbour was sold to MARK, Ltd. in May."))
    made = io.BytesIO()
    document.write(made)
    with pytest.raises(Unreadable):
        parse(
            ReadingTask(
                "a.odt",
                in_package(made.getvalue(), "content.xml", ("MARK", "&firm;"), '<!ENTITY firm "Acme">'),
            )
        )


def test_paragraphs_that_a_page_repeats_are_told_where_they_are_left_out() -> None:
    page = f"<html><body><article>{f'<p>{PARAGRAPH}</p>' * 4}<p>{OTHER}</p></article></body></html>"
    parsed = parse(ReadingTask("a.html", page.encode()))
    left_out = 4 - parsed.text.count(PARAGRAPH)
    assert left_out > 0
    assert parsed.warnings == (f"repeated, and left out here: {left_out} paragraphs",)
    whole = parse(ReadingTask("a.html", f"<article><p>{PARAGRAPH}</p><p>{OTHER}</p></article>".encode()))
    assert whole.warnings == ()


def test_the_ingestion_says_what_was_lost(stores: Stores, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_bytes("The café is closed. Élodie says so.".encode() + b"\xff\n")
    outcome = sync(stores, [tmp_path / "letter.txt"])
    assert [Path(each["path"]).name for each in outcome.warnings] == ["letter.txt"]
    assert "1 character" in outcome.warnings[0]["warning"]
    assert stores.library.holdings()[0].warnings == (outcome.warnings[0]["warning"],)
