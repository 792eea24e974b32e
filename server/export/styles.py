"""An empty Word document with our styles: page, fonts, rules, and a footer with page numbers."""

from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from server.export.footnotes import MARK_STYLE, TEXT_STYLE

SERIF, SANS = "Georgia", "Calibri"
_INK, _QUIET, _ACCENT = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x59, 0x59, 0x59), RGBColor(0x1F, 0x4E, 0x79)
_DATES = Cm(4.2)  # the column of a timeline’s dates: “30 September 2019” in bold, also in a wide font
_WARN = RGBColor(0x8A, 0x3B, 0x12)


def dressed(title: str) -> Document:
    """A4, sans serif for our words and serif for quotations, headings that a navigation pane finds."""
    document = docx.Document()
    _clear(document)
    _describe(document, title)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.7)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    _set(document, "Normal", SANS, 10.5, after=6, spacing=1.15)
    _set(document, "Title", SANS, 22, bold=True, colour=_INK, after=2, spacing=1.0)
    _without_border(document.styles["Title"])
    _set(document, "Subtitle", SANS, 11, colour=_QUIET, after=14, italic=False)
    for level, size, before in ((1, 15, 20), (2, 12, 14), (3, 10.5, 10)):
        _set(document, f"Heading {level}", SANS, size, bold=True, colour=_ACCENT, before=before, after=4)
    _set(document, "Quote", SERIF, 10.5, after=8, italic=False, colour=_INK, indent=0.6, spacing=1.25)
    _rule_at_left(document.styles["Quote"], "1F4E79")
    _add(document, "Summary", "Summary", after=8, indent=0.6)
    _rule_at_left(document.styles["Summary"], "BFBFBF")
    _add(document, "Dated Row", "DatedRow", after=5)
    dated = document.styles["Dated Row"].paragraph_format
    dated.left_indent, dated.first_line_indent = _DATES, -_DATES
    dated.tab_stops.add_tab_stop(_DATES)
    _add(document, "Own Text", "OwnText", after=6, indent=0.6)
    _rule_at_left(document.styles["Own Text"], "8A3B12")
    _add(document, "Lead-in", "LeadIn", after=2, bold=True)
    document.styles["Lead-in"].paragraph_format.keep_with_next = True
    _add(document, "Silence", "Silence", after=8, colour=_WARN, italic=True)
    _add(document, "Remark", "Remark", size=9.5, after=6, colour=_QUIET)
    _set(document, "List Bullet", SANS, 10.5, after=4)
    _add(document, "footnote text", TEXT_STYLE, size=8.5, after=1, builtin=True, spacing=1.0)
    words = document.styles.add_style("Quoted Words", WD_STYLE_TYPE.CHARACTER)
    _font(words, SERIF)
    mark = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(qn("w:styleId"), MARK_STYLE)
    mark.font.superscript = True
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = _ACCENT, True
    _foot(document, title)
    return document


def _clear(document: Document) -> None:
    """Remove python-docx's hundred table styles, which every look-up passes through."""
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) != "TableNormal":
            styles.remove(style)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(
            "/stylesWithEffects"
        ):  # the same styles again, for one old version of Word
            document.part.rels.pop(key)


def _describe(document: Document, title: str) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = title[:255], "report-qa", ""
    about.language = "en-GB"
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if (
            relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
        ):  # python-docx includes a thumbnail of another document
            package.rels.pop(key)


def _set(document: Document, name: str, font: str, size: float, **wanted: Any) -> None:
    _shape(document.styles[name], font, size, **wanted)


def _add(
    document: Document, name: str, id: str, size: float = 10.5, builtin: bool = False, **wanted: Any
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=builtin)
    style.element.set(qn("w:styleId"), id)
    style.base_style = document.styles["Normal"]
    _shape(style, SANS, size, **wanted)


def _shape(
    style: Any,
    font: str,
    size: float,
    bold: bool | None = None,
    italic: bool | None = None,
    colour: RGBColor | None = None,
    before: float = 0,
    after: float = 0,
    spacing: float | None = None,
    indent: float | None = None,
) -> None:
    _font(style, font)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
    style.font.cs_bold, style.font.cs_italic = bold, italic
    # What is written from right to left has a size of its own, in half points.
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    complex_size = OxmlElement("w:szCs", {qn("w:val"): str(int(size * 2))})
    style.element.rPr.find(qn("w:sz")).addnext(complex_size)
    if colour is not None:
        style.font.color.rgb = colour
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    if spacing is not None:
        paragraph.line_spacing = spacing
    if indent is not None:
        paragraph.left_indent = paragraph.right_indent = Cm(indent)
    paragraph.widow_control = True


def _font(style: Any, name: str) -> None:
    """Set the font for every script; the fonts of the theme would take precedence over a name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _without_border(style: Any) -> None:
    for border in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _rule_at_left(style: Any, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    rule = {"val": "single", "sz": "12", "space": "10", "color": colour}
    borders.append(OxmlElement("w:left", {qn(f"w:{key}"): value for key, value in rule.items()}))
    # The schema fixes the order within `pPr`; spacing comes after the borders.
    style.element.pPr.find(qn("w:spacing")).addprevious(borders)


def _foot(document: Document, title: str) -> None:
    """The title, then "Page 2 of 7", counted by the word processor."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    short = title if len(title) <= 70 else f"{title[:70].rsplit(' ', 1)[0]} …"
    for text, field in ((f"{short}  ·  Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(text)
        made = OxmlElement("w:fldSimple", {qn("w:instr"): field})
        run = OxmlElement("w:r")
        number = OxmlElement("w:t")
        number.text = "1"
        run.append(number)
        made.append(run)
        paragraph._p.append(made)
    footer = document.styles["Footer"]
    _shape(footer, SANS, 8.5, colour=_QUIET)
