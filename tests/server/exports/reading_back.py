"""A Word file read by its own XML, without the library that wrote it."""

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Paragraph:
    style: str
    text: str
    notes: tuple[int, ...]
    quoted: str  # the words of the runs that are styled as quotations


@dataclass(frozen=True)
class Note:
    text: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class WordFile:
    paragraphs: list[Paragraph]
    notes: dict[int, Note]
    parts: dict[str, str]

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def styled(self, style: str) -> list[str]:
        return [paragraph.text for paragraph in self.paragraphs if paragraph.style == style]


def read_back(content: bytes) -> WordFile:
    """Raises ParseError where a part is not well-formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        parts = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    for text in parts.values():
        ElementTree.fromstring(text)
    body = ElementTree.fromstring(parts["word/document.xml"])
    targets = {
        each.attrib["Id"]: each.attrib["Target"]
        for each in ElementTree.fromstring(parts.get("word/_rels/footnotes.xml.rels", "<none/>"))
    }
    notes = {
        int(each.attrib[f"{_W}id"]): Note(
            _text(each).strip(),
            tuple(targets[link.attrib[f"{_R}id"]] for link in each.iter(f"{_W}hyperlink")),
        )
        for each in ElementTree.fromstring(parts["word/footnotes.xml"])
        if f"{_W}type" not in each.attrib
    }
    return WordFile([_paragraph(each) for each in body.iter(f"{_W}p")], notes, parts)


def _paragraph(element: ElementTree.Element) -> Paragraph:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    marks = tuple(int(each.attrib[f"{_W}id"]) for each in element.iter(f"{_W}footnoteReference"))
    quoted = "".join(
        _text(run)
        for run in element.iter(f"{_W}r")
        if (found := run.find(f"{_W}rPr/{_W}rStyle")) is not None
        and found.attrib[f"{_W}val"] == "QuotedWords"
    )
    return Paragraph("" if style is None else style.attrib[f"{_W}val"], _text(element), marks, quoted)


def _text(element: ElementTree.Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_W}t"))


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
