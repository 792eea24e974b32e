"""Rich text by striprtf: paragraphs, table rows, and the footnotes that striprtf leaves out."""

import re
from collections.abc import Iterator

from ingest.metadata.dates import iso_date
from ingest.metadata.placeholders import file_created, named_author, named_title
from ingest.readers.plain import blocks_of_text
from ingest.text.clean import clean, one_line
from ingest.text.losses import TRACKED
from ingest.text.reading import Block, FileContent
from rag.errors import Unreadable
from rag.types import Metadata

_GROUP = r"\{{(?:\\\*)?\s*\\{name}\b"
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_FONTS = re.compile(r"\{\s*\\fonttbl\b")
_CREATED = re.compile(r"\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_DELETED = re.compile(r"\\deleted(?![a-z0-9])")
_NOTES = 5000


def read_rtf(content: bytes) -> FileContent:
    """Read the text and the info group of a rich text file. Raises Unreadable."""
    source = content.decode("latin-1")  # rich text is ASCII with escapes; other bytes pass unchanged
    body, notes = _without_groups(source, "footnote")
    body, deleted = _without_deleted(body)
    head = _head(source)
    blocks = tuple(_blocks(_plain(body), [_plain(head + note + "}") for note in notes]))
    opening = blocks[0] if blocks and blocks[0].role == "heading" else None
    _, titles = _without_groups(source, "title")
    _, authors = _without_groups(source, "author")
    _, created = _without_groups(source, "creatim")
    day = _CREATED.search(created[0]) if created else None
    return FileContent(
        blocks,
        Metadata(
            title=named_title(_plain(head + titles[0] + "}") if titles else None)
            or (opening.text if opening else None),
            author=named_author(_plain(head + authors[0] + "}") if authors else None),
            extra=file_created(iso_date("-".join(part.zfill(2) for part in day.groups())) if day else None),
        ),
        warnings=(TRACKED,) if deleted else (),
    )


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        return clean(str(rtf_to_text(source, errors="replace")))  # type: ignore[no-untyped-call]
    except (ValueError, TypeError, IndexError, OverflowError, LookupError) as error:
        raise Unreadable(
            "It is damaged and cannot be read as rich text. Save it again, or as PDF."
        ) from error


def _blocks(text: str, notes: list[str]) -> Iterator[Block]:
    """Split into blocks: each line is a paragraph, lines with cell ends are rows."""
    held: list[str] = []
    for line in text.split("\n"):
        if line.count("|") > 1 or line.rstrip().endswith("|"):
            yield from _paragraphs(held)
            held = []
            cells = [cell for cell in map(one_line, line.split("|")) if cell]
            if cells:
                yield Block(" | ".join(cells), "row")
        else:
            held.append(line)
    yield from _paragraphs(held)
    for note in notes:
        if text := one_line(note):
            yield Block(text)


def _paragraphs(lines: list[str]) -> tuple[Block, ...]:
    return blocks_of_text("\n\n".join(lines)) if lines else ()


def _without_deleted(source: str) -> tuple[str, int]:
    """The source without text that a tracked change deletes, and how many such pieces it had."""
    kept: list[str] = []
    done = count = 0
    for match in _DELETED.finditer(source):
        if match.start() < done:
            continue
        end = _closing(source, match.end())
        kept.append(source[done : match.start()])
        done = end
        count += 1
    return "".join([*kept, source[done:]]), count


def _closing(source: str, start: int) -> int:
    """The offset of the brace that closes the group in which `start` stands."""
    depth = 0
    for match in _BRACES.finditer(source, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0:
                return match.start()
            depth -= 1
    return len(source)


def _head(source: str) -> str:
    """The code page and fonts that a piece of the file needs before it."""
    code_page = _CODE_PAGE.search(source)
    fonts = _FONTS.search(source)
    table = source[fonts.start() : _end(source, fonts.start())] if fonts else ""
    return "{\\rtf1\\ansi" + (code_page[0] if code_page else "") + table + " "


def _without_groups(source: str, name: str) -> tuple[str, list[str]]:
    """Return the source without the groups of this name, and the contents of these groups."""
    start = re.compile(_GROUP.format(name=name))
    kept: list[str] = []
    inside: list[str] = []
    done = 0
    for match in start.finditer(source):
        if match.start() < done or len(inside) > _NOTES:
            continue
        end = _end(source, match.start())
        kept.append(source[done : match.start()])
        inside.append(source[match.end() : end - 1])
        done = end
    # Join with an empty group: a space would be read as the end of a control word.
    return "{}".join([*kept, source[done:]]), inside


def _end(source: str, start: int) -> int:
    """The offset behind the closing brace of the group that begins at `start`."""
    depth = 0
    for match in _BRACES.finditer(source, start):
        if match[0] in "{}":
            depth += 1 if match[0] == "{" else -1
            if depth == 0:
                return match.end()
    return len(source)
