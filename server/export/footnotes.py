"""Footnotes of a Word document, as Word itself writes them: python-docx has no way to make them.

A part of its own holds the notes, two of them for the lines above notes (ECMA-376, part 1, 17.11); the settings
name those two, and each mark in the text is a run that refers to a note by its id.
"""

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph

TEXT_STYLE, MARK_STYLE = "FootnoteText", "FootnoteReference"
_SEPARATOR, _CONTINUATION = -1, 0  # the ids that Word gives them; notes count from 1
_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="{_SEPARATOR}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
 w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="{_CONTINUATION}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
 w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """Adds notes to `document`, which must have the styles `TEXT_STYLE` and `MARK_STYLE` and no notes yet."""

    def __init__(self, document: Document) -> None:
        name = PackURI("/word/footnotes.xml")
        package = document.part.package
        self._part = StoryPart(name, CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_EMPTY), package)
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(document)
        self._last = 0

    def add(self, paragraph: Paragraph) -> Paragraph:
        """Mark a new note at the end of `paragraph`; gives the paragraph of the note, to be written in."""
        self._last += 1
        paragraph._p.append(_mark("w:footnoteReference", self._last))
        note = OxmlElement("w:footnote", {qn("w:id"): str(self._last)})
        text = OxmlElement("w:p")
        properties = OxmlElement("w:pPr")
        properties.append(OxmlElement("w:pStyle", {qn("w:val"): TEXT_STYLE}))
        text.append(properties)
        text.append(_mark("w:footnoteRef", None))
        note.append(text)
        self._part.element.append(note)
        made = Paragraph(text, self._part)
        made.add_run(" ")
        return made


def _mark(name: str, id: int | None) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(OxmlElement("w:rStyle", {qn("w:val"): MARK_STYLE}))
    run.append(properties)
    run.append(OxmlElement(name, {} if id is None else {qn("w:id"): str(id)}))
    return run


def _name_separators(document: Document) -> None:
    settings = document.settings.element
    properties = OxmlElement("w:footnotePr")
    for id in (_SEPARATOR, _CONTINUATION):
        properties.append(OxmlElement("w:footnote", {qn("w:id"): str(id)}))
    # The schema fixes the order of settings: this one stands before `compat`.
    settings.find(qn("w:compat")).addprevious(properties)
