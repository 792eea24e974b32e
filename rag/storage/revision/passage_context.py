"""The line put before a passage in the indexes, and nowhere else.

A passage from the middle of an article rarely repeats what the article is about, who published it and when;
a question often names just that. Title, publisher and date before the text are worth five points of Hits@10.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.text.dates import spoken_date
from rag.types import Metadata, Page, Passage

# A title is a line; what is longer is not one, and would take the room of the text.
_LONGEST_TITLE = 200


def header(metadata: Metadata) -> str:
    """One line with its line break: "Title. Publisher, 29 April 2015.\\n"; empty where nothing is known."""
    title = (metadata.title or "").strip()
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE].rsplit(" ", 1)[0]
    told = ", ".join(part for part in (metadata.publisher, spoken_date(metadata.date)) if part)
    line = " ".join(part if part[-1] in "?!." else f"{part}." for part in (title, told) if part)
    return f"{line}\n" if line else ""


_LONGEST = 300  # characters


def with_page_heads(passages: Sequence[Passage], text: str, pages: Sequence[Page]) -> list[Passage]:
    """The same passages, each knowing the first lines of its page where it stands below them."""
    if not pages:
        return list(passages)
    starts = [page.start for page in pages]
    found = []
    for passage in passages:
        top = max((start for start in starts if start <= passage.start), default=passage.start)
        above = text[top : min(top + _LONGEST, passage.start)]
        if len(above) == _LONGEST:
            above = above.rsplit(" ", 1)[0]
        found.append(replace(passage, above=above.strip()))
    return found
