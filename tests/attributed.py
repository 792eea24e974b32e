"""The speakers of short texts, for the tests of attribution."""

from ingest.attribution import attribute, with_speakers
from ingest.attribution.speeches import Speech
from ingest.text.reading import Block, sentences_of, text_of
from rag.types import Metadata, Sentence

HERALD = Metadata(publisher="The Herald", kind="article")


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text, with a blank line between them; one that begins with "# " is a heading."""
    return tuple(
        Block(paragraph.removeprefix("# "), "heading" if paragraph.startswith("# ") else "body")
        for paragraph in text.split("\n\n")
    )


def spoken(text: str, metadata: Metadata = HERALD) -> list[tuple[str, Sentence]]:
    """The sentences of a text with their words."""
    blocks = blocks_of(text)
    sentences = sentences_of(blocks)
    whole = text_of(blocks)
    return [
        (whole[each.start : each.end], each)
        for each in with_speakers(sentences, attribute(whole, sentences, metadata), metadata)
    ]


def speeches(text: str, metadata: Metadata = HERALD) -> list[tuple[str, Speech]]:
    """The speeches of a text with their words."""
    blocks = blocks_of(text)
    whole = text_of(blocks)
    found = attribute(whole, sentences_of(blocks), metadata)
    return [(whole[each.start : each.end], each) for each in found]


def of(text: str, part: str, metadata: Metadata = HERALD) -> Sentence:
    """The sentence that holds `part`."""
    return next(sentence for words, sentence in spoken(text, metadata) if part in words)


def speaker(text: str, part: str, metadata: Metadata = HERALD) -> str | None:
    """The speaker of the sentence that holds `part`."""
    return of(text, part, metadata).speaker
