"""Which reader takes a file: by its content first, by its name else; Markdown; what is refused, and how."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.readers import FORMATS, media_type, read
from ingest.text.reading import text_of
from rag.errors import Unreadable

MARKDOWN = """---
title: Over the text's own
---
# On *bridges*

A **bridge** over [the river](https://example.org "title") & `code`.

- one
- two
  with a second line

1. first

| Bridge | Length |
|--------|--------|
| North  | 210 m  |

> Quoted words.

<!-- nobody sees this -->
<p>In HTML.</p>

```
kept   as it is
```
"""


def test_markdown_as_a_reader_of_the_page_would_see_it() -> None:
    reading = read(Path("a.md"), MARKDOWN.encode())
    assert [(block.role, block.text) for block in reading.blocks] == [
        ("heading", "On bridges"),
        ("body", "A bridge over the river & code."),
        ("item", "one"),
        ("item", "two with a second line"),
        ("item", "first"),
        ("row", "Bridge | Length"),
        ("row", "North | 210 m"),
        ("body", "Quoted words."),
        ("body", "In HTML."),
        ("body", "kept   as it is"),
    ]
    assert reading.metadata.title == "On bridges"
    assert reading.front_matter["title"] == "Over the text's own"


def zipped(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b" \n\t ", "It is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "too large a picture"),
        ("a.pdf", b"\xff\xd8\xff\xe0 JFIF", "too large a picture"),
        ("a.pdf", b"Only words.", "called .pdf but holds no PDF"),
        ("a.zip", zipped(**{"Thumbs.db": b"x"}), "an archive without files"),
        ("a.xlsx", zipped(xl__workbook_xml=b"<x/>"), "cannot be opened as a spreadsheet"),
        ("a.pptx", zipped(ppt__presentation_xml=b"<x/>"), "cannot be opened as PowerPoint"),
        ("a.gz", b"\x1f\x8b\x08\x00", "an archive"),
        ("a.docx", b"PK\x03\x04 cut off", "damaged and cannot be unpacked"),
        ("a.xyz", b"Only words.", r"Files of the kind .xyz are not read; known are .md"),
        ("noname", b"Only words.", "without a suffix"),
        ("a.md", b"<!-- only a comment -->", "holds no text"),
    ],
)
def test_what_is_not_read_says_why_and_what_to_do(name: str, content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(Path(name), content)


def test_content_goes_before_the_name() -> None:
    assert text_of(read(Path("a.txt"), rb"{\rtf1\ansi Rich all the same.}").blocks) == "Rich all the same."


def test_every_format_has_a_media_type_and_suffixes_of_its_own() -> None:
    suffixes = [suffix for format in FORMATS for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert media_type(Path("A.PDF")) == "application/pdf"
    assert media_type(Path("a.exe")) == "application/octet-stream"
