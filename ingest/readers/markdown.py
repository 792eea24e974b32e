"""Markdown: the visible text as blocks, and the front matter."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.metadata.front_matter import split_front_matter
from ingest.text.clean import clean, one_line
from ingest.text.encoding import decode
from ingest.text.reading import Block, FileContent, starts_of
from rag.types import Metadata, Role

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST_BOLD = 40  # words


def read_markdown(content: bytes) -> FileContent:
    """Read headings, paragraphs, list items and table rows, without emphasis marks and link addresses.

    A first-level heading at the start is the title.
    """
    from markdown_it import MarkdownIt

    front_matter, body = split_front_matter(clean(decode(content)))
    tokens = MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(body)
    blocks = tuple(_blocks(tokens))
    opening = tokens[0].tag == "h1" if tokens else False
    return FileContent(blocks, Metadata(title=blocks[0].text if opening and blocks else None), front_matter)


def _blocks(tokens: Sequence["Token"]) -> Iterator[Block]:
    lists = 0
    heading = False
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
            case "heading_open" | "heading_close":
                heading = token.type == "heading_open"
            case "tr_open":
                row = []
            case "tr_close":
                line = " | ".join(row or [])
                row = None
                if line.strip(" |"):
                    yield Block(line.strip(), "row")
            case "fence" | "code_block":
                if token.content.strip():
                    yield Block(token.content.strip())
            case "html_block":
                yield from _of_html(token.content)
            case "inline":
                lines = list(filter(None, map(one_line, _plain(token).split("\n"))))
                text = " ".join(lines)
                apart = not lists and row is None and _is_bold(token)
                role: Role = "heading" if heading or apart else "item" if lists else "body"
                if row is not None:
                    row.append(text)
                elif text:
                    yield Block(text, role, line_starts=starts_of(lines))


def _is_bold(token: "Token") -> bool:
    """Whether a short paragraph is set in bold from end to end: a subheading, or a question of an interview."""
    parts = [child.type for child in token.children or [] if child.type != "text" or child.content]
    whole = (
        parts[:1] == ["strong_open"] and parts[-1:] == ["strong_close"] and parts.count("strong_open") == 1
    )
    return whole and len(token.content.split()) <= _LONGEST_BOLD


def _plain(token: "Token") -> str:
    parts = []
    for child in token.children or []:
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
    return "".join(parts)


def _of_html(source: str) -> Iterator[Block]:
    """The words of an HTML block, without comments and scripts."""
    from ingest.readers.web.blocks import blocks_of_fragment

    yield from blocks_of_fragment(source)
