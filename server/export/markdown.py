"""A paper as Markdown with footnotes; quotations are block quotations, and texts are escaped."""

import re

from server.export.addresses import followable
from server.export.characters import one_line
from server.export.paper import DatedRow, Heading, Inlines, Link, Mark, Paper, PaperBlock, Paragraph, TextRun

MEDIA_TYPE = "text/markdown; charset=utf-8"
# Escaped where it could mean something, so that a reader of the bare file meets few backslashes; the last
# two are how GitHub finds an address that nobody marked as one.
_MEANING = re.compile(r"[\\`*_\[\]<>~|$#]|&(?=#|\w+;)|:(?=//)|(?<=\bwww)\.")
_AT_START = re.compile(r"^(\d{0,9})([+\-=.)])")


def to_markdown(paper: Paper) -> str:
    """CommonMark with footnotes, as GitHub, Pandoc and most editors read them."""
    parts = [f"# {escaped(paper.title)}", _line((TextRun(paper.day),))]
    before: PaperBlock | None = None
    for block in paper.blocks:
        written = _written(block)
        # Two block quotations in a row would be torn apart, and so would a list with blank lines.
        if _manner(block) == "quotation" == _manner(before):
            parts[-1] += f"\n>\n{written}"
        elif _manner(block) == "item" == _manner(before):
            parts[-1] += f"\n{written}"
        else:
            parts.append(written)
        before = block
    parts += [f"[^{number}]: {_line(note.first)}" for number, note in enumerate(paper.notes, 1)]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, escaped for Markdown."""
    return _MEANING.sub(lambda found: f"\\{found[0]}", one_line(text))


def _manner(block: PaperBlock | None) -> str | None:
    if isinstance(block, DatedRow):
        return "item"
    return block.manner if isinstance(block, Paragraph) else None


def _written(block: PaperBlock) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * min(level + 1, 6)} {escaped(text).strip()}"
        case DatedRow(when, what):
            return f"- {_line(when)}: {_line(what)}"
        case Paragraph(line, "quotation"):
            return f"> {_line(line)}"
        case Paragraph(line, "item"):
            return f"- {_line(line)}"
        case Paragraph(line, "silence" | "remark"):
            return f"*{_line(line, italic=True)}*"
        case Paragraph(line):
            return _line(line)


def _line(line: Inlines, italic: bool = False) -> str:
    written = "".join(_part(part, italic) for part in line).strip()
    return _AT_START.sub(r"\1\\\2", written)


def _part(part: TextRun | Link | Mark, italic: bool) -> str:
    match part:
        case TextRun(text, tone):
            words = escaped(text)
            sign = {"strong": "**", "aside": "" if italic else "*"}.get(tone, "")
            inner = words.strip()
            if not sign or not inner:
                return words
            # Emphasis that begins or ends with a space is none.
            left, right = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
            return f"{left}{sign}{inner}{sign}{right}"
        case Link(address):
            target = followable(address)
            if target is None:
                return escaped(address)
            return f"<{target}>" if target == address else f"[{escaped(address)}](<{target}>)"
        case Mark(note):
            return f"[^{note}]"
